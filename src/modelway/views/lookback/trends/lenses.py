"""The screen of `modelway trends lenses`: which parts of the teaching are lived, and which never."""

from rich.text import Text

from modelway.domain.lookback.lenses import LivedLenses
from modelway.domain.loop.next_steps import Offer, look_at
from modelway.domain.teaching.lenses import GROUPS, LensCount
from modelway.views.lookback.trends.frame import period_data, render_screen, render_sentences
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import fields, join_lines, paragraph, section, stack
from modelway.views.screen.theme import Glyphs

TITLE = "Lenses"
NOTHING = "No value, answer or practice carries a lens yet, so none can be counted."


def lenses_screen(found: LivedLenses, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """Each group with the lenses that were lived, then those that were not. With `plain` in sentences."""
    by_lens = {one.lens: one for one in found.counts}
    groups = {title: [by_lens[lens] for lens in group] for title, group in GROUPS.items()}
    if plain:
        said = [f"{title}. {_sentences(counts)}" for title, counts in groups.items()]
        said = said if found.is_carried else [NOTHING]
        return render_sentences(TITLE, found.scope, said, offers=_offers(found), glyphs=glyphs, width=width)
    blocks = [_block(title, counts, glyphs, width) for title, counts in groups.items()]
    return render_screen(
        TITLE,
        found.scope,
        *(blocks if found.is_carried else [paragraph(NOTHING, glyphs=glyphs, width=width)]),
        offers=_offers(found),
        glyphs=glyphs,
        width=width,
    )


def lenses_data(found: LivedLenses) -> dict[str, object]:
    """The same as data for `modelway.lived-lenses/1`."""
    groups = {lens: title for title, group in GROUPS.items() for lens in group}
    return {
        "period": period_data(found.scope.period),
        "lenses": [
            {
                "lens": one.lens.value,
                "group": groups[one.lens],
                "demonstrated": one.demonstrated,
                "opportunities": one.opportunities,
                "kept": one.kept,
                "due": one.due,
                "is_lived": one.is_lived,
            }
            for one in found.counts
        ],
    }


def _block(title: str, counts: list[LensCount], glyphs: Glyphs, width: int) -> Text:
    lived = [(one.lens.words, _figures(one)) for one in counts if one.is_lived]
    never = _never(counts)
    return stack(
        section(title, glyphs=glyphs, width=width),
        fields(lived, glyphs=glyphs, width=width) if lived else join_lines([]),
        paragraph(never, glyphs=glyphs, width=width, style="screen.note") if never else join_lines([]),
        gap=0,
    )


def _sentences(counts: list[LensCount]) -> str:
    lived = [f"{one.lens.words}: {_figures(one)}." for one in counts if one.is_lived]
    return " ".join([*lived, *filter(None, [_never(counts)])])


def _figures(one: LensCount) -> str:
    told = []
    if one.opportunities:
        told.append(f"shown on {one.demonstrated} of {number_of(one.opportunities, 'answer')}")
    if one.due:
        told.append(f"{one.kept} of {number_of(one.due, 'practice')} kept")
    return ", ".join(told)


def _never(counts: list[LensCount]) -> str:
    names = [one.lens.words for one in counts if not one.is_lived]
    return f"Never in these weeks: {', '.join(names)}." if names else ""


def _offers(found: LivedLenses) -> list[Offer]:
    if found.is_carried:
        return []
    return [look_at("modelway lenses", "See what a value can carry.")]
