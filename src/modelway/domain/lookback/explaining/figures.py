"""Every figure a screen shows, by its name, and how it is explained."""

from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from modelway.domain.lookback.explaining.explanation import Explanation, Figure
from modelway.domain.lookback.explaining.records import Records
from modelway.domain.loop.values import Value
from modelway.errors import NotFound

LONGEST_SHOWN = 40
SURE, POSSIBLE = 0.75, 0.6


class Of(Enum):
    """What a figure is about: one value, one value or all of them, or the journal itself."""

    VALUE = "value"
    VALUE_OR_ALL = "value or all"
    JOURNAL = "journal"


class About(NamedTuple):
    """How a list names a figure: its title, what it tells in one line, and what it is about."""

    title: str
    says: str
    of: Of
    other_names: tuple[str, ...] = ()


ABOUT = {
    Figure.RATE: About(
        "Demonstration rate",
        "How often you showed a value when a night called for it.",
        Of.VALUE,
        ("interval", "demonstrated"),
    ),
    Figure.GAP: About(
        "Gap",
        "How far a value is from its target, and which comes first.",
        Of.VALUE,
        ("priority", "target", "verdict"),
    ),
    Figure.FOLLOW_THROUGH: About(
        "Follow-through",
        "How many of your practices became actions.",
        Of.VALUE_OR_ALL,
        ("say-do", "strict", "credited", "kept", "practices", "promises"),
    ),
    Figure.CHANGE: About(
        "Change",
        "Whether a rate is up or down against the nights before.",
        Of.VALUE,
        ("difference",),
    ),
    Figure.TREND: About(
        "Trend",
        "Whether it goes up or down over time, a value or practices.",
        Of.VALUE,
        ("cochran-armitage",),
    ),
    Figure.SLOPE: About(
        "Slope",
        "How many points the weekly rate moves in a week.",
        Of.VALUE,
        ("theil-sen",),
    ),
    Figure.CONSISTENCY: About(
        "Consistency", "How steadily you write; one missed night barely moves it.", Of.JOURNAL, ("score",)
    ),
    Figure.STREAK: About("Streak", "How many nights since two in a row were missed.", Of.JOURNAL, ("run",)),
    Figure.COVERAGE: About(
        "Coverage", "How many of the nights asked for you have written.", Of.JOURNAL, ("journaled",)
    ),
    Figure.NEGLECTED: About(
        "Neglected value",
        "Whether a value has gone quiet, or is hardly ever called for.",
        Of.VALUE,
        ("too-narrow",),
    ),
    Figure.WEEKDAYS: About(
        "Weekday pattern",
        "Whether a value stands out on one weekday.",
        Of.VALUE_OR_ALL,
        ("weekday-pattern", "fisher", "holm"),
    ),
    Figure.LIFT: About(
        "Plan lift",
        "Whether a value is shown more often with a practice due.",
        Of.VALUE,
        ("plan-lift", "association"),
    ),
}


def figure_named(text: str) -> Figure:
    """The figure that a typed name means: its own, another name for it, a beginning, or a slip of the pen.

    Raises:
        NotFound: there is none; the sentence names the likeliest, and all there are.
    """
    wanted = "-".join(text.casefold().replace("_", " ").replace("-", " ").split())
    names = {figure.value: figure for figure in Figure}
    known = dict(names)
    for figure, about in ABOUT.items():
        known |= dict.fromkeys((*about.other_names, "-".join(about.title.casefold().split())), figure)
    known |= names
    if wanted in known:
        return known[wanted]
    begun = {known[name] for name in known if wanted and name.startswith(wanted)}
    if len(begun) == 1:
        return begun.pop()
    return _nearly(text, wanted, known)


def _nearly(text: str, wanted: str, known: dict[str, Figure]) -> Figure:
    """The one figure whose name is spelled almost so."""
    from difflib import get_close_matches

    close = {known[name] for name in get_close_matches(wanted, known, n=len(known), cutoff=SURE)}
    if len(close) == 1:
        return close.pop()
    nearest = get_close_matches(wanted, known, n=1, cutoff=POSSIBLE)
    guess = f"did you mean {known[nearest[0]].value}? The figures are" if nearest else "choose one of"
    *others, last = (figure.value for figure in Figure)
    shown = text.strip()
    shown = shown if len(shown) <= LONGEST_SHOWN else f"{shown[: LONGEST_SHOWN - 1]}…"
    raise NotFound(f"There is no figure “{shown}”: {guess} {', '.join(others)} and {last}.")


def explain(figure: Figure, records: Records, value: Value | None, *, practices: bool = False) -> Explanation:
    """Explain one figure of one value; without a value, of the whole journal, or that there is none.

    Args:
        figure: what to explain.
        records: what was loaded for it.
        value: whose figure it is; ignored by the figures of the journal.
        practices: trend and slope alone: those of the practices instead of a value's.
    """
    if figure in (Figure.TREND, Figure.SLOPE):
        from modelway.domain.lookback.explaining.time import explain_slope, explain_trend

        explain_one = explain_trend if figure is Figure.TREND else explain_slope
        return explain_one(records, value, practices=practices)
    if ABOUT[figure].of is Of.JOURNAL:
        return _of_journal(figure)(records)
    return _of_value(figure)(records, value)


def _of_journal(figure: Figure) -> Callable[[Records], Explanation]:
    from modelway.domain.lookback.explaining import nights

    return {
        Figure.COVERAGE: nights.explain_coverage,
        Figure.CONSISTENCY: nights.explain_consistency,
        Figure.STREAK: nights.explain_streak,
    }[figure]


def _of_value(figure: Figure) -> Callable[[Records, Value | None], Explanation]:
    """Its module alone is imported: each explains figures of its own."""
    match figure:
        case Figure.CHANGE | Figure.LIFT:
            from modelway.domain.lookback.explaining.comparisons import explain_change, explain_lift

            return explain_change if figure is Figure.CHANGE else explain_lift
        case Figure.WEEKDAYS:
            from modelway.domain.lookback.explaining.weekdays import explain_weekdays

            return explain_weekdays
        case Figure.FOLLOW_THROUGH:
            from modelway.domain.lookback.explaining.follow_through import explain_follow_through

            return explain_follow_through
        case Figure.NEGLECTED:
            from modelway.domain.lookback.explaining.nights import explain_neglected

            return explain_neglected
    from modelway.domain.lookback.explaining.rates import explain_gap, explain_rate

    return explain_gap if figure is Figure.GAP else explain_rate
