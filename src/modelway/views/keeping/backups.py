"""The screens of backups: the list, what was looked through, what going back changes."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from rich.text import Text

from modelway.domain.days.dates import format_date, format_short_date
from modelway.domain.keeping.backup import Backup, Difference, Restoration, Restored, Verdict
from modelway.views.screen.columns import Column, columns
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
from modelway.views.screen.theme import Glyphs

WHY = {
    "asked": "asked for",
    "restore": "before a restore",
    "import": "before an import",
    "migration": "before an update",
    "purge": "before a purge",
    "passphrase": "new passphrase",
}
KIND = {"week": ("weekly review", "weekly reviews")}


def backups_screen(found: Sequence[Backup], now: datetime, *, glyphs: Glyphs, width: int) -> Text:
    """The backups, newest first: when, why, how large, and when each was last found whole."""
    if not found:
        return stack(
            heading("Your backups", "none yet", glyphs=glyphs, width=width),
            paragraph(
                "One is made by itself each day, before the first thing you write.",
                glyphs=glyphs,
                width=width,
            ),
            next_step("modelway backup create", "Or make one now.", glyphs=glyphs, width=width),
        )
    head = (
        Column("made", style="screen.name"),
        Column("why"),
        Column("size", "right"),
        Column("found whole"),
    )
    rows = [
        (_moment(one.made_at, now), WHY.get(one.reason, one.reason), size(one.size), _whole(one, now, glyphs))
        for one in found
    ]
    day = found[0].made_at.astimezone(now.tzinfo).date()
    return stack(
        heading("Your backups", number_of(len(found), "backup"), glyphs=glyphs, width=width),
        columns(rows, head=head, glyphs=glyphs, width=width),
        note(
            "Kept: the newest of 7 days, 8 weeks and 24 months, and the last five.",
            glyphs=glyphs,
            width=width,
        ),
        next_step(
            f"modelway backup restore {day.isoformat()}",
            "See what going back changes.",
            glyphs=glyphs,
            width=width,
        ),
    )


def created(path: Path, *, among_others: bool, glyphs: Glyphs, width: int) -> Text:
    """A backup that was made, and where it lies."""
    return stack(
        section("Backed up", "read again, and equal", glyphs=glyphs, width=width),
        _file(path.name if among_others else str(path), width),
        next_step("modelway backup list", "See them all.", glyphs=glyphs, width=width),
        gap=1,
    )


def verdicts_screen(verdicts: Sequence[Verdict], *, glyphs: Glyphs, width: int) -> Text:
    """What looking through backups found."""
    broken = [one for one in verdicts if one.problems]
    whole = [one for one in verdicts if not one.problems]
    blocks = [
        section(
            "Looked through",
            f"{len(whole)} of {number_of(len(verdicts), 'backup')} whole",
            glyphs=glyphs,
            width=width,
        )
    ]
    blocks += [bullets([one.name for one in whole], sign=glyphs.kept, glyphs=glyphs, width=width)]
    for one in broken:
        blocks.append(bullets([one.name], sign=glyphs.not_kept, glyphs=glyphs, width=width))
        blocks.append(bullets(one.problems, glyphs=glyphs, width=width, indent=4))
    if broken:
        end = next_step(
            "modelway backup create", "Make a fresh one; the damaged one stays.", glyphs=glyphs, width=width
        )
    else:
        end = next_step("modelway backup list", "See them all.", glyphs=glyphs, width=width)
    return stack(stack(*blocks, gap=0), end)


def weighed_screen(weighed: Restoration, *, glyphs: Glyphs, width: int) -> Text:
    """What going back to a backup would change."""
    made = f"made {_day_and_time(weighed.made_at)}" if weighed.made_at else ""
    blocks = [
        heading("Going back", made, glyphs=glyphs, width=width),
        _file(weighed.source, width),
        _changes(weighed, glyphs=glyphs, width=width),
    ]
    if weighed.another_journal:
        blocks.append(
            note("This is a backup of another journal, not of the one you have.", glyphs=glyphs, width=width)
        )
    return stack(*blocks)


def restored_screen(restored: Restored, *, glyphs: Glyphs, width: int) -> Text:
    """What was gone back to, and how to take that back."""
    source = restored.restoration.source
    safety = restored.safety_copy
    if safety is None:
        end = next_step("modelway", "See where you are.", glyphs=glyphs, width=width)
    elif restored.restoration.differences is None:
        end = stack(
            note(f"The damaged file was kept as {safety}.", glyphs=glyphs, width=width),
            next_step("modelway doctor", "See that all is well.", glyphs=glyphs, width=width),
        )
    elif restored.as_command:
        end = next_step("modelway undo", "To take this back:", glyphs=glyphs, width=width)
    else:
        end = next_step(
            f"modelway backup restore {safety.name}", "To take this back:", glyphs=glyphs, width=width
        )
    said = f"Restored: your journal is as it was in {source}."
    return stack(paragraph(f"\n{said}", glyphs=glyphs, width=width, indent=0), end)


def backups_data(found: Sequence[Backup], store: Path) -> dict[str, object]:
    """The backups for other programs."""
    return {
        "journal": str(store),
        "backups": [
            {
                "name": one.name,
                "made_at": one.made_at.isoformat(),
                "reason": one.reason,
                "bytes": one.size,
                "verified_at": one.verified_at.isoformat() if one.verified_at else None,
            }
            for one in found
        ],
    }


def verdicts_data(verdicts: Sequence[Verdict]) -> dict[str, object]:
    """What looking through backups found, for other programs."""
    return {
        "backups": [
            {"name": one.name, "whole": not one.problems, "problems": list(one.problems)} for one in verdicts
        ]
    }


def size(number: int) -> str:
    """A number of bytes as "840 kB" or "1.2 MB"."""
    if number < 1_000_000:
        return f"{max(1, round(number / 1_000))} kB"
    if number < 1_000_000_000:
        return f"{number / 1_000_000:.1f} MB"
    return f"{number / 1_000_000_000:.1f} GB"


def _changes(weighed: Restoration, *, glyphs: Glyphs, width: int) -> Text:
    if weighed.no_journal:
        return paragraph("There is no journal there: the backup becomes it.", glyphs=glyphs, width=width)
    if weighed.differences is None:
        return paragraph(
            "Your journal cannot be read, or is gone: all of the backup comes in its place.",
            glyphs=glyphs,
            width=width,
        )
    told = [_told(one) for one in weighed.differences if one.added or one.lost or one.changed]
    if not told:
        return paragraph("Nothing would change: both say the same.", glyphs=glyphs, width=width)
    if weighed.nights:
        first, last = weighed.nights
        told.append(("from", format_date(first)))
        told.append(("to", format_date(last)))
    return fields(told, glyphs=glyphs, width=width)


def _told(one: Difference) -> tuple[str, str]:
    """A kind of thing and what becomes of it: "nights", "2 come back, 1 goes, 1 reads differently"."""
    single, many = KIND.get(one.kind, (one.kind, f"{one.kind}s"))
    said = [
        (one.added, "comes back", "come back"),
        (one.lost, "goes", "go"),
        (one.changed, "reads differently", "read differently"),
    ]
    parts = [f"{number} {alone if number == 1 else together}" for number, alone, together in said if number]
    return (single if one.added + one.lost + one.changed == 1 else many), ", ".join(parts)


def _file(name: str, width: int) -> Text:
    # A name to be copied must not be broken by a line end.
    return join_lines([Text(f"  {name}" if width >= len(name) + 2 else name)])


def _whole(one: Backup, now: datetime, glyphs: Glyphs) -> str:
    return (
        f"{glyphs.kept} {_moment(one.verified_at, now)}"
        if one.verified_at
        else f"{glyphs.unanswered} not looked yet"
    )


def _moment(instant: datetime, now: datetime) -> str:
    local = instant.astimezone(now.tzinfo)
    return _day_and_time(local)


def _day_and_time(local: datetime) -> str:
    return f"{format_short_date(local.date())} {local.year}, {local:%H:%M}"
