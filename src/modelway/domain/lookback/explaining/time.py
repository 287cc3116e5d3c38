"""The trend and the slope, explained, of a value or of the practices."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from modelway.domain.days.periods import Period, week_number
from modelway.domain.figures.dependence import CAUTIOUS, Dependence
from modelway.domain.figures.follow_through import decided_in, follow_through_of
from modelway.domain.figures.rates import PRACTICES_LEVEL, choose_trend_level
from modelway.domain.figures.states import opportunities_of
from modelway.domain.figures.trend import (
    FEWEST_ANSWERS,
    FEWEST_WEEKS,
    Finding,
    JudgedTrend,
    Trend,
    find_trend,
    judge_trends,
)
from modelway.domain.figures.weekly import DAYS, FEWEST_IN_A_WEEK, WeeklyShare, weekly_shares
from modelway.domain.lookback.explaining.explanation import (
    DEPENDENCE,
    LEFT_OUT,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    dependence_steps,
    number,
    operand,
)
from modelway.domain.lookback.explaining.records import Records, no_rate, no_value, wordings_of
from modelway.domain.loop.values import Value

if TYPE_CHECKING:
    from fractions import Fraction

PRACTICES = "Practices"
TREND = (
    "The days of your yes answers are compared with the middle of all days: do they come late, or early? "
    "Their sum of distances z is set against what chance would give (Cochran–Armitage test, two-sided), "
    "made larger because days in a row are often alike. Since all your values are looked at together, "
    "Holm's rule makes each p-value larger, the smallest by the number of values. The verdict is up or down "
    "only if so clear an order would come by chance on about one of twenty such screens; of practices, one "
    "of a hundred."
)
COCHRAN_ARMITAGE = (
    "Cochran 1954, Biometrics 10; Armitage 1955, Biometrics 11; the design effect as in Rao and Scott 1992, "
    "Biometrics 48; many values at once Holm 1979, Scand. J. Stat. 6."
)
SLOPE = (
    "A line is drawn between every two of the weekly rates, and the one in the middle of all their slopes "
    "is shown (Theil–Sen), so that one odd week moves it little. A week counts with three opportunities or "
    "more, and it takes five such weeks."
)
MOST_WEEKS_LISTED = 16
MOST_WEEKS_PAIRED = 60
FIGURES_OF_A_TREND = ("z", "p", "adjusted_p", "design_effect", "level", "verdict")
FINDINGS = {
    Finding.UP: "up",
    Finding.DOWN: "down",
    Finding.UNCLEAR: "no clear trend",
}


class _Series(NamedTuple):
    """Yes/no answers in order of date, what they are of, and why there may be none."""

    value: Value | None
    of: str
    answers: Sequence[tuple[date, bool]]
    trend: Trend
    dependence: Dependence
    untold: Result | None
    caveats: tuple[str, ...]
    unit: str


class _Line(NamedTuple):
    """The slope between two weeks, and how it is worked out."""

    slope: "Fraction"
    arithmetic: str


def explain_trend(records: Records, value: Value | None, *, practices: bool = False) -> Explanation:
    """Explain whether the answers rise or fall as time goes by."""
    series = _series(records, value, practices=practices)
    taken = sum(taken for _, taken in series.answers)
    return Explanation(
        figure=Figure.TREND,
        value=series.value,
        of=series.of,
        period=records.period,
        formula=TREND,
        counts={"answers": len(series.answers), "yes": taken, "no": len(series.answers) - taken},
        steps=tuple(_trend_steps(series, series.trend.judged)) if series.trend.judged else (),
        result=_untold(series, *FIGURES_OF_A_TREND) or _trend_result(series),
        source=COCHRAN_ARMITAGE,
        caveats=(
            DEPENDENCE,
            "It says whether, not how much (that is the slope) and not why.",
            *series.caveats,
        ),
    )


def explain_slope(records: Records, value: Value | None, *, practices: bool = False) -> Explanation:
    """How fast the weekly rate rises or falls."""
    series = _series(records, value, practices=practices)
    weeks = _weeks(series.answers, records)
    return Explanation(
        figure=Figure.SLOPE,
        value=series.value,
        of=series.of,
        period=records.period,
        formula=SLOPE,
        counts={"weeks": len(weeks), "pairs": math.comb(len(weeks), 2)},
        steps=tuple(_slope_steps(weeks, series.trend)),
        result=_untold(series, "slope") or _slope_result(series),
        source="Theil 1950; Sen 1968, J. Am. Stat. Assoc. 63.",
        caveats=(
            "It says how much, not whether it is more than chance: that is the trend.",
            "Every such week weighs the same, one of three nights as much as one of seven.",
            *series.caveats,
        ),
    )


def _series(records: Records, value: Value | None, *, practices: bool) -> _Series:
    if practices:
        return _practices(records)
    if value is None:
        return _Series(None, "", (), find_trend(0, None, ()), CAUTIOUS, no_value(), (LEFT_OUT,), "night")
    wordings = wordings_of(records, value)
    every = [opportunities_of(one.states) for one in wordings]
    level = choose_trend_level(records.period.length)
    judged = judge_trends(every, [one.tally.dependence for one in wordings], level)
    place = [one.value.id for one in wordings].index(value.id)
    wording, answers = wordings[place], every[place]
    return _Series(
        value=value,
        of=value.name,
        answers=answers,
        trend=find_trend(len(answers), judged[place], _weeks(answers, records)),
        dependence=wording.tally.dependence,
        untold=None if answers else no_rate(records, wording),
        caveats=(*wording.caveats, LEFT_OUT),
        unit="night",
    )


def _practices(records: Records) -> _Series:
    """The practices of all values that were decided in the period."""
    answers = decided_in(records.practices, records.period)
    counts = follow_through_of(records.practices, records.period, last_ended=records.last_ended)
    (judged,) = judge_trends([answers], [counts.dependence], PRACTICES_LEVEL)
    why = Result(
        "No practice due in this period has been reported.", 0, {}, "a practice, reported on its evening."
    )
    caveat = "A practice counts as a yes when it was kept in full; without a chance it is left out."
    trend = find_trend(len(answers), judged, _weeks(answers, records))
    return _Series(
        None, PRACTICES, answers, trend, counts.dependence, None if answers else why, (caveat,), "practice"
    )


def _untold(series: _Series, *figures: str) -> Result | None:
    return series.untold._replace(figures=dict.fromkeys(figures)) if series.untold else None


def _trend_steps(series: _Series, judged: JudgedTrend) -> list[Step]:
    answers = series.answers
    n, yes, first = len(answers), sum(taken for _, taken in answers), answers[0][0]
    days = [(day - first).days + 1 for day, _ in answers]
    middle = sum(days) / n
    rise = sum(day - middle for day, (_, taken) in zip(days, answers, strict=True) if taken)
    spread = sum((day - middle) ** 2 for day in days)
    *seen, worth = dependence_steps(series.dependence, n)
    effect = number(judged.design_effect)
    variance = yes * (n - yes) / (n * (n - 1)) * spread * judged.design_effect
    steps = [
        Step("middle of the days", f"the first is day 1, the last day {days[-1]}", middle),
        Step("distance of the yes", "each yes answer's day less the middle, added up", rise),
        Step("spread of the days", "each answer's day less the middle, squared, added up", spread),
        *seen,
        worth,
        Step("variance", f"{yes} × {n - yes} / ({n} × {n - 1}) × {number(spread)} × {effect}", variance),
        Step("z", f"{operand(rise)} / √({number(variance)})", judged.z),
        Step("p", f"erfc(|{number(judged.z)}| / √(2))", judged.p),
    ]
    if judged.adjusted_p != judged.p:
        steps.append(Step("adjusted by Holm", "for all values that were judged", judged.adjusted_p))
    side = "below" if judged.adjusted_p < judged.level else "not below"
    return [*steps, Step("decides", f"{number(judged.adjusted_p)}, {side} {number(judged.level)}")]


def _trend_result(series: _Series) -> Result:
    trend, n = series.trend, len(series.answers)
    answered = counted(n, series.unit)
    match trend.finding:
        case Finding.TOO_FEW:
            why = f"{answered} cannot show a trend, whatever their order."
            needs = f"{FEWEST_ANSWERS} answers or more, not all alike."
            return Result(why, n, dict.fromkeys(FIGURES_OF_A_TREND), needs)
        case Finding.ALWAYS_THE_SAME:
            why = f"All {n} answers are the same, so there is no trend to test."
            needs = "both kinds of answers in the period."
            return Result(why, n, dict.fromkeys(FIGURES_OF_A_TREND), needs)
    judged = trend.judged
    if judged is None:
        raise ValueError("a finding without a test is either too few answers or all of them alike")
    figures = {
        "z": judged.z,
        "p": judged.p,
        "adjusted_p": judged.adjusted_p,
        "design_effect": judged.design_effect,
        "level": judged.level,
        "verdict": judged.verdict.value,
    }
    sentence = f"{FINDINGS[trend.finding].capitalize()}: p = {number(judged.adjusted_p)}, over {answered}."
    return Result(sentence, n, figures)


def _weeks(answers: Sequence[tuple[date, bool]], records: Records) -> list[WeeklyShare]:
    """The weeks that enter the slope, in order."""
    if not answers:
        return []
    stretch = Period(answers[0][0], answers[-1][0])
    return [
        week
        for week in weekly_shares(answers, stretch, records.week_starts_on)
        if week.denominator >= FEWEST_IN_A_WEEK
    ]


def _slope_steps(weeks: Sequence[WeeklyShare], trend: Trend) -> list[Step]:
    listed = [
        Step(_week_name(week), _of(week), week.numerator / week.denominator)
        for week in weeks[-MOST_WEEKS_LISTED:]
    ]
    if len(weeks) > MOST_WEEKS_LISTED:
        listed.insert(0, Step("earlier weeks", f"{len(weeks) - MOST_WEEKS_LISTED} more, not listed"))
    if trend.slope is None:
        return listed
    pairs = Step("pairs of weeks", f"{len(weeks)} × {len(weeks) - 1} / 2", math.comb(len(weeks), 2))
    if len(weeks) > MOST_WEEKS_PAIRED:
        return [*listed, pairs, Step("slope in the middle", "counted, not listed", trend.slope)]
    return [*listed, pairs, *_middle_steps(weeks, trend.slope)]


def _middle_steps(weeks: Sequence[WeeklyShare], slope: float) -> list[Step]:
    """The one or two slopes in the middle of all, and what they give."""
    lines = _lines(weeks)
    middle = lines[(len(lines) - 1) // 2 : len(lines) // 2 + 1]
    if middle[0].slope == middle[-1].slope:
        middle = middle[:1]
    steps = [
        Step("rising, level, falling", _directions(lines)),
        *(Step("slope in the middle", line.arithmetic, float(line.slope)) for line in middle),
    ]
    if len(middle) > 1:
        first, second = (operand(float(line.slope)) for line in middle)
        steps.append(Step("half way between", f"({first} + {second}) / 2", slope))
    return steps


def _lines(weeks: Sequence[WeeklyShare]) -> list[_Line]:
    """The lines between every two weeks, the one that falls most in front."""
    from fractions import Fraction

    shares = [Fraction(week.numerator, week.denominator) for week in weeks]
    lines = []
    for first, second in combinations(range(len(weeks)), 2):
        apart = (weeks[second].start - weeks[first].start).days // DAYS
        slope = (shares[second] - shares[first]) / apart
        lines.append(_Line(slope, f"({_of(weeks[second])} − {_of(weeks[first])}) / {apart}"))
    return sorted(lines, key=lambda line: line.slope)


def _of(week: WeeklyShare) -> str:
    return f"{week.numerator} / {week.denominator}"


def _directions(lines: Sequence[_Line]) -> str:
    rising, falling = sum(line.slope > 0 for line in lines), sum(line.slope < 0 for line in lines)
    return f"{rising}, {len(lines) - rising - falling}, {falling}"


def _week_name(week: WeeklyShare) -> str:
    return week_number(Period(week.start, week.start + timedelta(days=DAYS - 1)))


def _slope_result(series: _Series) -> Result:
    trend = series.trend
    if trend.slope is None:
        so_far = counted(trend.weeks, "week")
        why = f"Only {so_far} of this period had {FEWEST_IN_A_WEEK} opportunities or more."
        needs = f"{FEWEST_WEEKS} such weeks."
        return Result(why, trend.weeks, {"slope": None}, needs)
    points = number(round(trend.slope * 100, 1))
    sign = "+" if trend.slope > 0 else ""
    sentence = f"{sign}{points} points per week, over {counted(trend.weeks, 'week')}."
    return Result(sentence, trend.weeks, {"slope": trend.slope})
