"""Whether values are demonstrated more often on days that had a practice for them: association, not cause."""

from collections.abc import Container, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.figures.differences import JudgedDifference, judge_lifts
from modelway.domain.figures.rates import Share
from modelway.domain.figures.states import Series, Tally, opportunities_of, tally_of
from modelway.domain.loop.practices import Practice

ONE_DAY = timedelta(days=1)


class PlanLift(NamedTuple):
    """One value's nights with a practice due, and those without.

    `difference` is the rate with less the rate without, on days after alike nights; None where there are no
    such days of both kinds.
    """

    planned: Tally
    unplanned: Tally
    difference: JudgedDifference | None


def find_lifts(series: Sequence[Series], practices: Iterable[Practice]) -> list[PlanLift]:
    """Split each value's nights by whether a practice for it was due that day, whatever became of it.

    In the order of the series, all judged together. The rates are over opportunities, like every
    demonstration rate; several practices due on one day count once, and those due on days without a state
    are ignored.
    """
    planned = list(practices)
    judged = judge_lifts([split_by_practice(one, planned) for one in series])
    return [
        PlanLift(*_split(one, _days_due(one, planned)), difference)
        for one, difference in zip(series, judged, strict=True)
    ]


def split_by_practice(series: Series, practices: Iterable[Practice]) -> list[tuple[Share, Share]]:
    """One value's days with a practice for it due and those without, as `split_by_night_before` has them."""
    return split_by_night_before(opportunities_of(series.states), _days_due(series, practices))


def _days_due(series: Series, practices: Iterable[Practice]) -> set[date]:
    return {practice.due_on for practice in practices if practice.value_id == series.value.id}


def _split(series: Series, due: Container[date]) -> tuple[Tally, Tally]:
    dependence = series.tally.dependence
    return (
        tally_of((state for day, state in series.states.items() if day in due), dependence),
        tally_of((state for day, state in series.states.items() if day not in due), dependence),
    )


def split_by_night_before(
    answers: Sequence[tuple[date, bool]], due: Container[date]
) -> list[tuple[Share, Share]]:
    """One value's days with a practice due and those without, apart by what the night before was.

    Args:
        answers: its opportunities in order of date, and whether they were taken.
        due: the dates that a practice for it was due on.

    Returns:
        (with, without) after a night demonstrated, after one not demonstrated, and after one without an
        opportunity or an answer: what `judge_lifts` takes. A stratum may be empty on either side.
    """
    taken_on = dict(answers)
    counts: dict[bool | None, list[int]] = {before: [0, 0, 0, 0] for before in (True, False, None)}
    for day, taken in answers:
        place = 0 if day in due else 2
        cell = counts[taken_on.get(day - ONE_DAY)]
        cell[place] += taken
        cell[place + 1] += 1
    return [(Share(k, n), Share(other_k, other_n)) for k, n, other_k, other_n in counts.values()]
