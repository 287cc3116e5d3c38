"""The journal's health on the screen, and what was rescued of a damaged one."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote

from rich.text import Text

from modelway.domain.keeping.findings import THINGS, Finding, Rescue, Rescued, State
from modelway.views.screen.columns import Column, columns
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    safe_text,
    stack,
    wrap_behind,
)
from modelway.views.screen.theme import Glyphs, margin

# What the tables of a journal hold, one and many, in the order of the screen.
KINDS = {table: (one, f"{one}s") for table, one in THINGS.items()} | {
    "command": ("command", "commands"),
    "history": ("change", "the history"),
}
ALWAYS = frozenset({"night", "reflection", "practice", "value"})


def health_screen(findings: Sequence[Finding], store: Path, *, glyphs: Glyphs, width: int) -> Text:
    """What is well in a few lines, what is wrong with its remedy below."""
    wrong = [one for one in findings if one.state is State.WRONG]
    mended = [one for one in findings if one.state is State.MENDED]
    verdict = f"{number_of(len(wrong), 'thing')} to mend" if wrong else "all is well"
    blocks = [
        heading("Your journal’s health".replace("’", glyphs.apostrophe), verdict, glyphs=glyphs, width=width),
        stack(*(_line(one, glyphs=glyphs, width=width) for one in findings if one not in wrong), gap=0),
        *(_with_remedy(one, glyphs=glyphs, width=width) for one in wrong),
    ]
    if mended:
        blocks.append(note("What could be mended at once was.", glyphs=glyphs, width=width))
    commands = [one.remedy for one in wrong if one.remedy.startswith("modelway ")]
    if commands:
        end = next_step(commands[0], "Begin with this.", glyphs=glyphs, width=width)
    elif wrong:
        end = next_step("modelway doctor", "Once that is done, look again.", glyphs=glyphs, width=width)
    else:
        end = next_step("modelway", "Nothing to do here.", glyphs=glyphs, width=width)
    return stack(*blocks, end)


def rescued_screen(rescue: Rescue, target: Path, *, glyphs: Glyphs, width: int) -> Text:
    """What was brought over from a damaged journal, and what is known to be lost."""
    lost = sum(one.lost for one in rescue.tables)
    nothing = "its end is missing" if rescue.missing_pages else "nothing lost"
    verdict = f"{lost} known to be lost" if lost else nothing
    of = {one.table: one for one in rescue.tables}
    shown = [
        of[table]
        for table in KINDS
        if table in of and (table in ALWAYS or of[table].rescued or of[table].lost)
    ]
    rows = [(KINDS[one.table][1], str(one.rescued), str(one.lost or "")) for one in shown]
    head = (
        Column("", style="screen.name"),
        Column("rescued", "right"),
        Column("known to be lost", "right"),
    )
    return stack(
        heading("Rescued", verdict, glyphs=glyphs, width=width),
        columns(rows, head=head, glyphs=glyphs, width=width),
        _from_history(shown, glyphs=glyphs, width=width),
        _cut_short(rescue.missing_pages, glyphs=glyphs, width=width),
        paragraph(
            "The damaged journal was left as it is. Your last backup may hold more: modelway backup list",
            glyphs=glyphs,
            width=width,
        ),
        # A command to be copied must not be broken by a line end.
        join_lines(
            [
                Text("See what was rescued."),
                safe_text(f"Next: modelway --store {quote(str(target))} nights list", glyphs),
            ]
        ),
    )


def _from_history(shown: Sequence[Rescued], *, glyphs: Glyphs, width: int) -> Text:
    """What the history told better than the damaged rows did."""
    told = [number_of(one.from_history, *KINDS[one.table]) for one in shown if one.from_history]
    if not told:
        return join_lines([])
    first, last = ", ".join(told[:-1]), told[-1]
    said = f"{first} and {last}" if first else last
    were = "was" if sum(one.from_history for one in shown) == 1 else "were"
    said = f"{said} {were} taken from the history."
    return paragraph(said, glyphs=glyphs, width=width)


def _cut_short(pages: int, *, glyphs: Glyphs, width: int) -> Text:
    if not pages:
        return join_lines([])
    said = f"The file lacks {number_of(pages, 'page')} of its end; nobody can tell what they held."
    return paragraph(said, glyphs=glyphs, width=width)


def health_data(findings: Sequence[Finding], store: Path) -> dict[str, object]:
    """The journal's health for other programs."""
    return {
        "journal": str(store),
        "sound": all(one.state is not State.WRONG for one in findings),
        "findings": [
            {"check": one.check, "state": one.state.value, "says": one.says, "remedy": one.remedy or None}
            for one in findings
        ],
    }


def rescued_data(rescue: Rescue, target: Path) -> dict[str, object]:
    """What was rescued, for other programs."""
    return {
        "journal": str(target),
        "tables": [
            {
                "table": one.table,
                "rescued": one.rescued,
                "lost": one.lost,
                "from_history": one.from_history,
            }
            for one in rescue.tables
        ],
        "missing_pages": rescue.missing_pages,
    }


def _line(finding: Finding, *, glyphs: Glyphs, width: int) -> Text:
    sign = glyphs.kept if finding.state is State.WELL else glyphs.partly
    style = "practice.kept" if finding.state is State.WELL else "practice.partly"
    start = Text(" " * margin(width)).append(sign, style).append(" ")
    said = Text().append(finding.check, "screen.name").append(f"  {finding.says}")
    return join_lines(wrap_behind(start, said, width=width, glyphs=glyphs))


def _with_remedy(finding: Finding, *, glyphs: Glyphs, width: int) -> Text:
    start = Text(" " * margin(width)).append(glyphs.not_kept, "practice.not_kept").append(" ")
    said = Text().append(finding.check, "screen.name").append(f"  {finding.says}")
    remedy = Text("To mend it: ", "screen.label").append(finding.remedy, "screen.command")
    left = " " * (margin(width) + 2)
    return join_lines(
        [
            *wrap_behind(start, said, width=width, glyphs=glyphs),
            *wrap_behind(left, remedy, width=width, glyphs=glyphs),
        ]
    )
