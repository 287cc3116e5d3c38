"""How often each state occurred, and the demonstration rate that follows from it."""

from collections.abc import Iterable
from dataclasses import dataclass

from modelway.domain.figures.rates import Difference, Interval, newcombe, wilson
from modelway.domain.loop.nights import State


@dataclass(frozen=True, slots=True)
class Tally:
    """One value's nights, counted by state; every field is a number of nights."""

    demonstrated: int = 0
    fell_short: int = 0
    missed: int = 0
    no_opportunity: int = 0
    unanswered: int = 0
    rest: int = 0

    @property
    def opportunities(self) -> int:
        """The nights that called for the value and were answered: demonstrated, fell short or missed."""
        return self.demonstrated + self.fell_short + self.missed

    @property
    def rate(self) -> float | None:
        """Demonstration rate: the share of opportunities that were taken, 0–1; None without any."""
        return self.demonstrated / self.opportunities if self.opportunities else None

    @property
    def interval(self) -> Interval | None:
        """The rate's 95 % Wilson interval; None without any opportunity."""
        return wilson(self.demonstrated, self.opportunities)

    def change_from(self, earlier: "Tally") -> Difference | None:
        """This rate less an earlier one, with Newcombe's interval; None if either has no opportunity."""
        return newcombe(self.demonstrated, self.opportunities, earlier.demonstrated, earlier.opportunities)


def tally_of(states: Iterable[State]) -> Tally:
    """Count states; their order does not matter, and no states at all give a tally of zeros."""
    counts = dict.fromkeys(State, 0)
    for state in states:
        counts[state] += 1
    return Tally(
        demonstrated=counts[State.DEMONSTRATED],
        fell_short=counts[State.FELL_SHORT],
        missed=counts[State.MISSED],
        no_opportunity=counts[State.NO_OPPORTUNITY],
        unanswered=counts[State.UNANSWERED],
        rest=counts[State.REST],
    )
