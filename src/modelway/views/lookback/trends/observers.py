"""The screen of `modelway trends observers`: the leader's own record beside what others see."""

from rich.text import Text

from modelway.domain.lookback.observers import ObserverGaps
from modelway.domain.loop.next_steps import Offer, look_at
from modelway.domain.teaching.observers import FEWEST_SHOWN, ObserverGap
from modelway.views.lookback.trends.frame import period_data, render_screen, render_sentences
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import bullets, join_lines, note, paragraph, safe_text, stack
from modelway.views.screen.theme import Glyphs

TITLE = "What others see"
BASIS = (
    "On a scale from 1 to 10: your own rate over the four weeks they were asked about, and the median of the "
    "observers. Neither is the truth; the talk about it is what helps."
)
CLOSE = 1.0


def observers_screen(found: ObserverGaps, *, plain: bool = False, glyphs: Glyphs, width: int) -> Text:
    """Each value with both views, where they part most in front. With `plain` the same in sentences."""
    told = [(one, _say(place, one)) for place, one in enumerate(found.gaps)]
    answered = f"{found.answered} of {number_of(found.asked, 'observer')} answered."
    if plain:
        said = [answered, *(f"{one.value.name}. {words}" for one, words in told)]
        said += [f"{label}: {text}" for one in found.gaps for label, text in one.words]
        return render_sentences(TITLE, found.scope, said, offers=_offers(found), glyphs=glyphs, width=width)
    return render_screen(
        TITLE,
        found.scope,
        paragraph(answered, glyphs=glyphs, width=width),
        *(_block(one, words, glyphs, width) for one, words in told),
        note(BASIS, glyphs=glyphs, width=width) if any(one.seen for one in found.gaps) else join_lines([]),
        offers=_offers(found),
        glyphs=glyphs,
        width=width,
    )


def observers_data(found: ObserverGaps) -> dict[str, object]:
    """The same as data for `modelway.observer-gaps/1`; what under three answers would tell is null."""
    return {
        "period": period_data(found.scope.period),
        "asked": found.asked,
        "answered": found.answered,
        "values": [
            {
                "value": one.value.slug,
                "n": one.n,
                "own": one.own,
                "opportunities": one.opportunities,
                "observers": one.seen,
                "gap": one.gap,
                "words": [{"kind": label, "text": text} for label, text in one.words],
            }
            for one in found.gaps
        ],
    }


def _block(one: ObserverGap, words: str, glyphs: Glyphs, width: int) -> Text:
    said = safe_text(one.value.name, glyphs, "screen.name").append(f"  {words}")
    return stack(
        paragraph(said, glyphs=glyphs, width=width),
        bullets((f"{label}: {text}" for label, text in one.words), glyphs=glyphs, width=width, indent=4),
        gap=0,
    )


def _say(place: int, one: ObserverGap) -> str:
    if one.seen is None:
        return f"{number_of(one.n, 'answer')}; from {FEWEST_SHOWN} on they are shown."
    theirs = f"they {_number(one.seen)} (median of {one.n})"
    if one.own is None or one.gap is None:
        return f"You no opportunity, {theirs}."
    own = f"you {_number(one.own)} ({one.demonstrated} of {number_of(one.opportunities, 'night')})"
    if abs(one.gap) < CLOSE:
        return f"Seen much alike: {own}, {theirs}."
    most = " Here your views part most: worth a talk." if place == 0 else ""
    more = "You see more of it than they do" if one.gap > 0 else "They see more of it than you do"
    return f"{more}: {own}, {theirs}.{most}"


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def _offers(found: ObserverGaps) -> list[Offer]:
    if found.asked > found.answered:
        return [look_at("modelway observers remind", "Some have not answered yet.")]
    return [look_at("modelway observers ask", "Ask again in three months, or more of them.")]
