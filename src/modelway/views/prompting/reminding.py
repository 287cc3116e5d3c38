"""The screens of being reminded: what is installed and where, whether it works, and what is said."""

from typing import Any

from rich.text import Text

from modelway.domain.prompting.schedule import Schedule, Subject, name_days
from modelway.system.prompting.scheduler import Installation, Installed
from modelway.system.prompting.speaking import Way
from modelway.views.prompting.tonight import WAITS
from modelway.views.screen.layout import bullets, fields, heading, next_step, paragraph, section, stack
from modelway.views.screen.theme import Glyphs

SENTENCES = {
    Subject.TONIGHT: WAITS,
    Subject.LAST_NIGHT: "Last night is not written yet. Next: modelway journal --date yesterday",
    Subject.TODAY: "A new day: see what you planned for it. Next: modelway today",
}
TRIAL = "This is how an evening will ask for your journal."
SEEN = {
    Way.DESKTOP: "It was shown on your desktop.",
    Way.TERMINALS: "It was written on your terminals, for no desktop took it.",
}
QUIET = "It says nothing once tonight is written, and on a night of rest; and never anything of your words."


def plan_screen(
    schedule: Schedule, installation: Installation, before: Schedule | None, *, glyphs: Glyphs, width: int
) -> Text:
    """What would be installed, word for word, where, and which commands are run."""
    told = [("When", _when(schedule)), ("Through", installation.scheduler)]
    told += [("Until now", _when(before))] if before else []
    return stack(
        heading("To be reminded", glyphs=glyphs, width=width),
        fields(told, glyphs=glyphs, width=width),
        *(
            stack(
                section(f"Into {entry.place}", glyphs=glyphs, width=width),
                paragraph(entry.text.rstrip("\n"), glyphs=glyphs, width=width),
                gap=0,
            )
            for entry in installation.entries
        ),
        stack(
            section("Then run", glyphs=glyphs, width=width),
            bullets((" ".join(words) for words in installation.commands), glyphs=glyphs, width=width),
            gap=0,
        ),
        paragraph(QUIET, glyphs=glyphs, width=width),
    )


def on_screen(schedule: Schedule, *, glyphs: Glyphs, width: int) -> Text:
    """That the leader is reminded from now on."""
    return stack(
        paragraph(f"You are reminded {_when(schedule)}.", glyphs=glyphs, width=width, indent=0),
        next_step("modelway remind test", "See what it looks like:", glyphs=glyphs, width=width),
    )


def off_screen(installed: Installed | None, *, glyphs: Glyphs, width: int) -> Text:
    """That nothing reminds the leader, and how to have it back."""
    said = "You are reminded no more." if installed else "Nothing reminded you."
    command = _command(installed.schedule) if installed else "modelway remind on"
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step(command, "To be reminded again:" if installed else "To begin:", glyphs=glyphs, width=width),
    )


def status_screen(
    installed: Installed | None, *, program_is_there: bool, elsewhere: str, glyphs: Glyphs, width: int
) -> Text:
    """When the leader is reminded and through what, and what keeps it from working."""
    if not installed:
        return stack(
            heading("To be reminded", "off", glyphs=glyphs, width=width),
            paragraph("Nothing reminds you of your journal.", glyphs=glyphs, width=width),
            next_step("modelway remind on", "A word each evening, if it waits:", glyphs=glyphs, width=width),
        )
    told: list[tuple[str, str | Text]] = [
        ("When", _when(installed.schedule)),
        ("Through", installed.scheduler),
    ]
    told += [("Calls", installed.program)] if installed.program else []
    told += [("Lies in", "\n".join(installed.places))]
    wrong = _wrong(installed, program_is_there=program_is_there, elsewhere=elsewhere)
    command, why = _next(installed, wrong)
    return stack(
        heading("To be reminded", "on, but look below" if wrong else "on", glyphs=glyphs, width=width),
        fields(told, glyphs=glyphs, width=width),
        bullets(wrong, glyphs=glyphs, width=width) if wrong else Text(),
        next_step(command, why, glyphs=glyphs, width=width),
    )


def tried_screen(way: Way, *, glyphs: Glyphs, width: int) -> Text:
    """How the trial was said."""
    return stack(
        paragraph(SEEN[way], glyphs=glyphs, width=width, indent=0),
        next_step("modelway remind status", "See when it comes by itself.", glyphs=glyphs, width=width),
    )


def calendar_written(file: str, schedule: Schedule, zone: str, *, glyphs: Glyphs, width: int) -> Text:
    """Where the calendar file lies, what is in it, and what to do with it."""
    clock = f"by the clock of {zone}" if zone else "by the clock of wherever you are"
    return stack(
        paragraph(f"Written to {file}: {_when(schedule)}, {clock}.", glyphs=glyphs, width=width, indent=0),
        paragraph(
            "Open it with your calendar, or send it to your phone. A later file replaces these events.",
            glyphs=glyphs,
            width=width,
            indent=0,
        ),
        next_step("modelway remind status", "Does this machine remind you too?", glyphs=glyphs, width=width),
    )


def status_data(installed: Installed | None, *, program_is_there: bool, elsewhere: str) -> dict[str, Any]:
    """The same as data for `modelway.remind/1`; all but `on` is null where nothing reminds the leader."""
    if not installed:
        return dict.fromkeys(("scheduler", "at", "days", "morning", "program", "places", "wrong")) | {
            "on": False
        }
    schedule = installed.schedule
    return {
        "on": True,
        "scheduler": installed.scheduler,
        "at": f"{schedule.evening:%H:%M}",
        "days": [day.value for day in schedule.days],
        "morning": f"{schedule.morning:%H:%M}" if schedule.morning else None,
        "program": installed.program or None,
        "places": list(installed.places),
        "wrong": _wrong(installed, program_is_there=program_is_there, elsewhere=elsewhere),
    }


def _when(schedule: Schedule) -> str:
    mornings = f", and at {schedule.morning:%H:%M} in the morning" if schedule.morning else ""
    return f"{name_days(schedule.days)} at {schedule.evening:%H:%M}{mornings}"


def _command(schedule: Schedule) -> str:
    return " ".join(("modelway remind on", *schedule.options))


def _wrong(installed: Installed, *, program_is_there: bool, elsewhere: str) -> list[str]:
    wrong = list(installed.obstacles)
    if not program_is_there and elsewhere:
        wrong.insert(0, f"{installed.program} has gone; {elsewhere} is called instead.")
    elif not program_is_there:
        wrong.insert(0, f"{installed.program} has gone, and no other modelway is found: turn it on anew.")
    return wrong


def _next(installed: Installed, wrong: list[str]) -> tuple[str, str]:
    if wrong:
        return _command(installed.schedule), "To set it up anew:"
    return "modelway remind test", "See what it looks like:"
