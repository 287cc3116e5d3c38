"""The screens of lenses: which there are, and what carries them."""

from collections.abc import Sequence

from rich.text import Text

from modelway.domain.loop.values import Value
from modelway.domain.teaching.lenses import GROUPS, Carried, Lens
from modelway.views.screen.layout import fields, heading, next_step, paragraph, safe_text, section, stack
from modelway.views.screen.theme import Glyphs


def lenses_screen(carried: Carried, values: Sequence[Value], *, glyphs: Glyphs, width: int) -> Text:
    """Every lens in its group, with the values that carry it."""
    blocks = [
        stack(
            section(title, glyphs=glyphs, width=width),
            fields([(lens, _carriers(lens, carried, values)) for lens in group], glyphs=glyphs, width=width),
            gap=0,
        )
        for title, group in GROUPS.items()
    ]
    step = ("modelway trends lenses", "See which you live.")
    if carried.is_empty:
        step = ("modelway lenses value V LENS", "Which part of the teaching is a value of yours about?")
    return stack(
        heading("Lenses", glyphs=glyphs, width=width), *blocks, next_step(*step, glyphs=glyphs, width=width)
    )


def lens_set(what: str, lens: Lens | None, *, glyphs: Glyphs, width: int) -> Text:
    """What carries which lens from now on."""
    said = f"{what} carries the lens {lens}." if lens else f"{what} carries no lens of its own."
    return stack(
        paragraph(safe_text(said, glyphs), glyphs=glyphs, width=width, indent=0),
        next_step("modelway trends lenses", "See which you live.", glyphs=glyphs, width=width),
    )


def lenses_data(carried: Carried, values: Sequence[Value]) -> dict[str, object]:
    """The lenses and what carries them as data for `modelway.lenses/1`."""
    slugs = {value.id: value.slug for value in values}
    return {
        "lenses": [{"name": lens.value, "group": title} for title, group in GROUPS.items() for lens in group],
        "values": [{"value": slugs[id_], "lens": lens.value} for id_, lens in carried.values.items()],
        "answers": [
            {"date": day.isoformat(), "value": slugs[id_], "lens": lens.value}
            for (day, id_), lens in sorted(carried.answers.items())
        ],
    }


def _carriers(lens: Lens, carried: Carried, values: Sequence[Value]) -> str:
    return ", ".join(value.name for value in values if carried.values.get(value.id) is lens)
