"""The screens of words that two machines wrote apart."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from modelway.domain.together.meeting import Unsettled
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    section,
    stack,
    wrap_behind,
)
from modelway.views.screen.theme import Glyphs


def conflicts_screen(found: Sequence[Unsettled], *, glyphs: Glyphs, width: int) -> Text:
    """Each field with its texts, numbered; the first of them stands in the journal now."""
    if not found:
        return stack(
            heading("Written apart", "nothing to settle", glyphs=glyphs, width=width),
            paragraph("Your machines agree on every word.", glyphs=glyphs, width=width),
            next_step("modelway", "See where you are.", glyphs=glyphs, width=width),
        )
    return stack(
        heading("Written apart", number_of(len(found), "conflict"), glyphs=glyphs, width=width),
        *(_conflict(place, one, glyphs=glyphs, width=width) for place, one in enumerate(found, start=1)),
        note("The first text of each stands in your journal now.", glyphs=glyphs, width=width),
        next_step("modelway sync conflicts 1 --keep 1", "Keep a text.", glyphs=glyphs, width=width),
    )


def settled_screen(settled: Unsettled, *, glyphs: Glyphs, width: int) -> Text:
    """What was settled."""
    return stack(
        section("Settled", glyphs=glyphs, width=width),
        bullets([f"{settled.what} ({settled.field})"], glyphs=glyphs, width=width),
        next_step("modelway sync", "Tell your other machines.", glyphs=glyphs, width=width),
    )


def conflicts_data(found: Sequence[Unsettled]) -> dict[str, Any]:
    """The same as plain data."""
    return {
        "conflicts": [
            {
                "number": number,
                "what": one.what,
                "field": one.field,
                "texts": [text._asdict() for text in one.texts],
            }
            for number, one in enumerate(found, start=1)
        ]
    }


def _conflict(number: int, conflict: Unsettled, *, glyphs: Glyphs, width: int) -> Text:
    lines = []
    for place, one in enumerate(conflict.texts, start=1):
        lines += wrap_behind(f"  {place}  ", one.text, width=width, glyphs=glyphs)
        lines += wrap_behind(
            "     ", f"{one.machine}, {one.at}", width=width, glyphs=glyphs, style="screen.note"
        )
    return stack(
        section(f"{number}. {conflict.what}", conflict.field, glyphs=glyphs, width=width),
        join_lines(lines),
        gap=0,
    )
