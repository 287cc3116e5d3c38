"""Whether a value is demonstrated more often on days that had a practice for it: association, not cause."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from modelway.domain.figures.rates import Difference
from modelway.domain.figures.tally import Tally, tally_of
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice


@dataclass(frozen=True, slots=True)
class PlanLift:
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
