"""The screens of nights that rest."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.loop.nights import NamedRest, Rest
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import bullets, heading, next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs


def rests_screen(rests: Sequence[NamedRest], *, glyphs: Glyphs, width: int) -> Text:
    """Every stretch of rest with its number, the earliest first."""
    if not rests:
        return stack(
            heading("Rest", glyphs=glyphs, width=width),
            paragraph("No night rests.", glyphs=glyphs, width=width),
            next_step("modelway rest add sunday", "Let one rest:", glyphs=glyphs, width=width),
        )
    return stack(
        heading("Rest", number_of(len(rests), "stretch", "stretches"), glyphs=glyphs, width=width),
        *(
            bullets([_line(one.rest, one.value_name)], sign=f"{one.number}.", glyphs=glyphs, width=width)
            for one in rests
        ),
        next_step(f"modelway rest remove {rests[-1].number}", "Take one away:", glyphs=glyphs, width=width),
        gap=0,
    )


def rested(rests: Sequence[Rest], value_name: str, *, glyphs: Glyphs, width: int) -> Text:
    """What was added."""
    said = _line(rests[0], value_name)
    if len(rests) > 1:
        said = (
            f"{said}, and {number_of(len(rests) - 1, 'week')} after it up to {format_date(rests[-1].ends_on)}"
        )
    return stack(
        paragraph(f"Not asked for: {said}.", glyphs=glyphs, width=width, indent=0),
        next_step("modelway rest list", "See them all.", glyphs=glyphs, width=width),
    )


def removed(one: NamedRest, *, glyphs: Glyphs, width: int) -> Text:
    """What is asked for again."""
    return stack(
        paragraph(f"Taken away: {_line(one.rest, one.value_name)}.", glyphs=glyphs, width=width, indent=0),
        next_step("modelway undo", "Bring it back:", glyphs=glyphs, width=width),
    )


def rests_data(rests: Sequence[NamedRest]) -> dict[str, Any]:
    """The same for other programs; no value means all of them."""
    return {
        "rests": [
            {
                "number": one.number,
                "from": one.rest.starts_on.isoformat(),
                "to": one.rest.ends_on.isoformat(),
                "value": one.value_slug or None,
                "reason": one.rest.reason,
            }
            for one in rests
        ]
    }


def _line(rest: Rest, value_name: str) -> str:
    days = format_date(rest.starts_on)
    if rest.ends_on != rest.starts_on:
        days = f"{days} to {format_date(rest.ends_on)}"
    of = f", {value_name}" if value_name else ""
    return f"{days}{of}{f' ({rest.reason})' if rest.reason else ''}"
