"""The trend and the slope, explained, of a value or of the promises."""

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from modelway.domain.days.periods import Period, week_number
from modelway.domain.figures.trend import (
    FEWEST_ANSWERS,
    FEWEST_WEEKS,
    Finding,
    MannKendall,
    Trend,
    opportunities_of,
    trend_in,
)
from modelway.domain.figures.weekly import DAYS, FEWEST_IN_A_WEEK, WeeklyShare, weekly_shares
from modelway.domain.lookback.explaining.explanation import (
    LEFT_OUT,
    Explanation,
    Figure,
    Result,
    Step,
    counted,
    number,
    operand,
)
from modelway.domain.lookback.explaining.records import Records, no_rate, no_value, wording_of
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Value

if TYPE_CHECKING:
    from fractions import Fraction

PROMISES = "Promises"
TREND = (
    "Every answer is compared with every later one: a pair counts +1 where the later one alone is a "
    "yes, −1 where the earlier one alone is, else 0. Their sum S is 0 on average if nothing changes "
    "(Mann–Kendall test, two-sided: p comes from the normal curve, corrected for ties, and for up to ten "
    "answers from all their orders). The verdict is up or down only if so large an S would come by "
    "chance less than 5 times in 100."
)
SLOPE = (
    "A line is drawn between every two of the weekly rates, and the one in the middle of all their slopes "
    "is shown (Theil–Sen), so that one odd week moves it little. A week counts with three opportunities or "
    "more, and it takes five such weeks."
)
MOST_WEEKS_LISTED = 16
MOST_WEEKS_PAIRED = 60
FIGURES_OF_A_TREND = ("s", "z", "p", "verdict")
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
    untold: Result | None
    caveats: tuple[str, ...]
    unit: str


class _Line(NamedTuple):
    """The slope between two weeks, and how it is worked out."""

    slope: "Fraction"
    arithmetic: str


def explain_trend(records: Records, value: Value | None, *, promises: bool = False) -> Explanation:
    """Whether the answers rise or fall as time goes by."""
    series = _series(records, value, promises=promises)
    test = series.trend.test
    pairs = _pairs(series.answers)
    taken = sum(taken for _, taken in series.answers)
    is_told = series.untold is None and series.trend.finding in FINDINGS
    return Explanation(
        figure=Figure.TREND,
        value=series.value,
        of=series.of,
        period=records.period,
        formula=TREND,
        counts={
            "answers": len(series.answers),
            "yes": taken,
            "no": len(series.answers) - taken,
            "pairs_up": pairs[0],
            "pairs_down": pairs[1],
        },
        steps=tuple(_trend_steps(test, taken, pairs)) if is_told and test else (),
        result=_untold(series, *FIGURES_OF_A_TREND) or _trend_result(series),
        source="Mann 1945, Econometrica 13; Kendall 1975, Rank Correlation Methods.",
        caveats=(
            "Serial correlation is not modelled: where one good night makes the next one likelier, chance "
            "alone gives such an S more often than p says.",
            "It says whether, not how much (that is the slope) and not why.",
            "Of twenty values without any trend, one will seem to have one.",
            *series.caveats,
        ),
    )


def explain_slope(records: Records, value: Value | None, *, promises: bool = False) -> Explanation:
    """How fast the weekly rate rises or falls."""
    series = _series(records, value, promises=promises)
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


def _series(records: Records, value: Value | None, *, promises: bool) -> _Series:
    if promises:
        answers = [
            (one.due_on, one.outcome is PracticeOutcome.KEPT)
            for one in records.practices
            if one.due_on in records.period and one.outcome not in (None, PracticeOutcome.NO_CHANCE)
        ]
        why = Result(
            "No practice due in this period has been reported.", 0, {}, "a practice, reported on its evening."
        )
        caveat = "A promise counts as a yes when it was kept in full; without a chance it is left out."
        trend = trend_in(answers, records.week_starts_on)
        return _Series(None, PROMISES, answers, trend, None if answers else why, (caveat,), "promise")
    if value is None:
        return _Series(None, "", (), trend_in([]), no_value(), (LEFT_OUT,), "night")
    wording = wording_of(records, value)
    answers = opportunities_of(wording.states)
    untold = None if answers else no_rate(records, wording)
    trend = trend_in(answers, records.week_starts_on)
    return _Series(value, value.name, answers, trend, untold, (*wording.caveats, LEFT_OUT), "night")


def _untold(series: _Series, *figures: str) -> Result | None:
    return series.untold._replace(figures=dict.fromkeys(figures)) if series.untold else None


def _pairs(answers: Sequence[tuple[date, bool]]) -> tuple[int, int]:
    """How many pairs rise from no to yes, and how many fall from yes to no."""
    up = down = yes = no = 0
    for _, taken in answers:
        if taken:
            up, yes = up + no, yes + 1
        else:
            down, no = down + yes, no + 1
    return up, down


def _trend_steps(test: MannKendall, yes: int, pairs: tuple[int, int]) -> list[Step]:
    steps = [Step("S", f"{pairs[0]} − {pairs[1]}", test.s)]
    if test.exact:
        orders = math.comb(test.n, yes)
        as_far = round(test.p * orders)
        steps.append(Step("orders in all", f"C({test.n}, {yes})", orders))
        steps.append(Step("p", f"{as_far} / {orders}", test.p))
        return steps
    terms = " − ".join(_pairs_term(size) for size in (test.n, yes, test.n - yes))
    variance = _variance(test.n, yes)
    steps.append(Step("variance of S", f"({terms}) / 18", variance))
    if test.s:
        sign = "" if test.s > 0 else "−"
        steps.append(Step("z", f"{sign}(|{number(test.s)}| − 1) / √({number(variance)})", test.z))
    else:
        steps.append(Step("z", "0", test.z))
    return [*steps, Step("p", f"erfc(|{number(test.z)}| / √(2))", test.p)]


def _pairs_term(size: int) -> str:
    return f"{size} × {size - 1} × (2 × {size} + 5)"


def _variance(n: int, yes: int) -> float:
    return sum(sign * k * (k - 1) * (2 * k + 5) for sign, k in ((1, n), (-1, yes), (-1, n - yes))) / 18


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
    test = trend.test
    if test is None:
        raise ValueError("a finding without a test is either too few answers or all of them alike")
    figures = {"s": test.s, "z": test.z, "p": test.p, "verdict": trend.verdict.value}
    said = f"{FINDINGS[trend.finding].capitalize()}: p = {number(test.p)}, over {answered}."
    return Result(said, n, figures)


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
    said = f"{sign}{points} points per week, over {counted(trend.weeks, 'week')}."
    return Result(said, trend.weeks, {"slope": trend.slope})
