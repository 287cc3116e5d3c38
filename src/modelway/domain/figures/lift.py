"""Whether a value is demonstrated more often on days that had a practice for it: association, not cause."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from modelway.domain.figures.rates import Difference
from modelway.domain.figures.shares import Share
from modelway.domain.figures.states import Tally, tally_of
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice

ONE_DAY = timedelta(days=1)


class PlanLift(NamedTuple):
    """One value's nights with a practice due, and those without."""

    planned: Tally
    unplanned: Tally

    @property
    def difference(self) -> Difference | None:
        """The rate with a practice less the rate without, Newcombe's interval; None if either has no rate."""
        return self.planned.change_from(self.unplanned)


def plan_lift(value_id: str, states: Mapping[date, State], practices: Iterable[Practice]) -> PlanLift:
    """Split one value's nights by whether a practice for it was due that day, whatever became of it.

    The rates are over opportunities, like every demonstration rate; several practices due on one
    day count once, and practices due on days without a state are ignored.
    """
    due = {practice.due_on for practice in practices if practice.value_id == value_id}
    return PlanLift(
        planned=tally_of(state for day, state in states.items() if day in due),
        unplanned=tally_of(state for day, state in states.items() if day not in due),
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
