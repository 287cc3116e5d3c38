"""The screens of a journal on several machines: begun, met, how it stands, left."""

from datetime import datetime
from typing import Any

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.together.address import is_database
from modelway.domain.together.meeting import Met, Standing
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
)
from modelway.views.screen.text import make_safe
from modelway.views.screen.theme import Glyphs, margin

MOST_BACKUPS = 5


def begun_screen(begun: Any, *, changed: bool = False, glyphs: Glyphs, width: int) -> Text:
    """The recovery code, which is shown once, and what it is for."""
    title = "The key is changed" if changed else "Your machines can meet"
    why = (
        "The lost machine can read nothing that is written from now on. What it has, it has."
        if changed
        else f"What {begun.machine} wrote lies sealed at {begun.place}; nobody there can read it."
    )
    return stack(
        heading(title, begun.machine, glyphs=glyphs, width=width),
        paragraph(why, glyphs=glyphs, width=width),
        section("Recovery code", "shown once", glyphs=glyphs, width=width),
        paragraph(begun.code, glyphs=glyphs, width=width, style="screen.name"),
        note(
            "Write it down and keep it apart from your machines. Each of your other machines asks for it; "
            "without it, and without any of them, what lies there cannot be read again.",
            glyphs=glyphs,
            width=width,
        ),
        next_step(f"modelway sync join {begun.place}", "On each other machine.", glyphs=glyphs, width=width),
    )


def prepared_screen(address: str, leader: str, *, glyphs: Glyphs, width: int) -> Text:
    """What a database is ready for, and the address that a leader needs."""
    head = heading("The database is prepared", leader, glyphs=glyphs, width=width)
    if not address:
        about = "Its tables are up to date. Each leader needs a role, which sees no rows but its own."
        step = ("modelway sync prepare PLACE --for NAME", "Make a role for a leader.")
        return stack(
            head,
            paragraph(about, glyphs=glyphs, width=width),
            next_step(*step, glyphs=glyphs, width=width),
        )
    return stack(
        head,
        section(f"The address for {leader}", "shown once", glyphs=glyphs, width=width),
        # In one piece, however long it is, to be copied.
        join_lines([Text(f"{' ' * margin(width)}{make_safe(address, glyphs)}", "screen.name")]),
        note(
            "It is for all machines of one leader, and for no one else. It names the host as you reached it: "
            "change that to what the leader reaches it by.",
            glyphs=glyphs,
            width=width,
        ),
        next_step("modelway sync init ADDRESS", "On the leader's first machine.", glyphs=glyphs, width=width),
    )


def met_screen(met: Met, *, joined: bool = False, glyphs: Glyphs, width: int) -> Text:
    """What was sent and what came, what was noticed, and what is to be settled."""
    done = [f"{number_of(met.sent, 'change')} sent"] if met.sent else []
    done += [f"{number_of(count, 'change')} from {name}" for name, count in met.received]
    if not done:
        done = ["Nothing new on either side"]
    said = [f"Erased here too, as on another machine: {what}" for what in met.purged]
    if met.backups:
        named = ", ".join(met.backups[:MOST_BACKUPS])
        said.append(f"Backups here that still hold it: {named}")
    said += met.notices
    title = "This machine is among yours" if joined else "Your machines have met"
    step, why = ("modelway", "See where you are.")
    if met.conflicts:
        step, why = "modelway sync conflicts", "Choose which words stand."
        said.append(f"Both texts are kept of {number_of(met.conflicts, 'field')} written on two machines.")
    return stack(
        heading(title, met.machine, glyphs=glyphs, width=width),
        bullets(done, glyphs=glyphs, width=width),
        bullets(said, glyphs=glyphs, width=width) if said else join_lines([]),
        next_step(step, why, glyphs=glyphs, width=width),
    )


def standing_screen(standing: Standing, now: datetime, *, glyphs: Glyphs, width: int) -> Text:
    """Where the machines meet, which there are, and what is on its way."""
    to_receive = "the place cannot be reached now"
    if standing.to_receive is not None:
        to_receive = number_of(standing.to_receive, "change")
    others = ", ".join(f"{name} ({number_of(count, 'change')})" for name, count in standing.others)
    pairs = [
        ("place", standing.place),
        ("this machine", standing.machine),
        ("others", others or "none yet"),
        ("last met", _moment(standing.met_at, now)),
        ("to send", number_of(standing.to_send, "change")),
        ("to come", to_receive),
        ("to settle", number_of(standing.conflicts, "conflict")),
    ]
    step, why = ("modelway sync", "Let them meet.")
    if standing.conflicts:
        step, why = "modelway sync conflicts", "Choose which words stand."
    return stack(
        heading("Your machines", glyphs=glyphs, width=width),
        fields(pairs, glyphs=glyphs, width=width),
        next_step(step, why, glyphs=glyphs, width=width),
    )


def standing_data(standing: Standing) -> dict[str, Any]:
    """The same as plain data."""
    others = [{"name": name, "commands": count} for name, count in standing.others]
    return {**standing._asdict(), "others": others}


def left_screen(place: str, *, glyphs: Glyphs, width: int) -> Text:
    """What stays where, after this machine left."""
    gone = "have them removed there" if is_database(place) else "delete its folder modelway"
    return stack(
        heading("Left", glyphs=glyphs, width=width),
        paragraph(
            f"Your journal is whole and stays on this machine. The sealed rows stay at {place} for your "
            f"other machines; if there are none, {gone}.",
            glyphs=glyphs,
            width=width,
        ),
        next_step(f"modelway sync join {place}", "To come back.", glyphs=glyphs, width=width),
    )


def _moment(at: str | None, now: datetime) -> str:
    if at is None:
        return "not yet"
    there = datetime.fromisoformat(at).astimezone(now.tzinfo)
    return f"{format_date(there.date())}, {there:%H:%M}"
