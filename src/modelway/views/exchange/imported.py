"""What an import brought, and what it did not."""

from typing import Any

from rich.text import Text

from modelway.domain.exchange.merging import Imported
from modelway.domain.exchange.records import KINDS
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import bullets, heading, join_lines, next_step, note, section, stack
from modelway.views.screen.theme import Glyphs

MOST_TOLD = 10
PLURALS = {
    "week's review": "weeks' reviews",
    "answer to a check": "answers to checks",
    "remark or example": "remarks and examples",
    "lens": "lenses",
}


def imported_screen(found: Imported, *, glyphs: Glyphs, width: int) -> Text:
    """The counts, what came in, where both said something else, and what was refused."""
    came = [
        number_of(counts.new, kind.noun, PLURALS.get(kind.noun))
        for kind in KINDS
        if (counts := found.counts.get(kind.name)) and counts.new
    ]
    conflicts = [f"{place}: {field}" for place, field in found.conflicts]
    return stack(
        heading("Would come in" if found.dry else "Brought in", glyphs=glyphs, width=width),
        bullets([sum_up(found)], glyphs=glyphs, width=width),
        _listed("New", came, glyphs=glyphs, width=width),
        _listed("Where both say something else", conflicts, glyphs=glyphs, width=width),
        _listed("Refused", found.refused, glyphs=glyphs, width=width),
        _end(found, glyphs=glyphs, width=width),
    )


def sum_up(found: Imported) -> str:
    """The counts in a line: "412 entries: 398 new, 12 unchanged, 2 refused"."""
    total = found.total
    parts = (
        (total.new, "new"),
        (total.changed, "merged"),
        (total.unchanged, "unchanged"),
        (len(found.refused), "refused"),
    )
    said = ", ".join(f"{number:,} {word}" for number, word in parts if number)
    entries = number_of(total.all + len(found.refused), "entry", "entries")
    return f"{entries}: {said}" if said else entries


def imported_data(found: Imported) -> dict[str, Any]:
    """The same for other programs."""
    return {
        "dry_run": found.dry,
        "history": found.past,
        "entries": found.total.all + len(found.refused),
        "new": found.total.new,
        "merged": found.total.changed,
        "unchanged": found.total.unchanged,
        "refused": list(found.refused),
        "conflicts": [{"in": place, "field": field} for place, field in found.conflicts],
    }


def _listed(title: str, said: "list[str] | tuple[str, ...]", *, glyphs: Glyphs, width: int) -> Text:
    if not said:
        return join_lines([])
    shown = list(said[:MOST_TOLD])
    if len(said) > MOST_TOLD:
        shown.append(f"and {len(said) - MOST_TOLD:,} more")
    return stack(
        section(title, glyphs=glyphs, width=width), bullets(shown, glyphs=glyphs, width=width), gap=0
    )


def _end(found: Imported, *, glyphs: Glyphs, width: int) -> Text:
    if found.dry:
        return note("Nothing was changed: leave out --dry-run to bring it in.", glyphs=glyphs, width=width)
    if found.past:
        return next_step(
            "modelway history", "Its history came in as well, and goes on here.", glyphs=glyphs, width=width
        )
    if found.total.new or found.total.changed:
        return next_step("modelway undo", "Take all of it back:", glyphs=glyphs, width=width)
    return next_step("modelway", "See where you are.", glyphs=glyphs, width=width)
