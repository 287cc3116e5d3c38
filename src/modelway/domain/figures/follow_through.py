"""Whether words turned into actions: what became of the practices that were due."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.rates import Interval, wilson
from modelway.domain.loop.practices import Practice, PracticeOutcome


class FollowThrough(NamedTuple):
    """Practices due in a period, counted by what became of them."""

    kept: int = 0
    partly: int = 0
    not_kept: int = 0
    no_chance: int = 0
    unreported: int = 0

    @property
    def decided(self) -> int:
        """The practices that had a chance and were reported: kept, partly or not kept."""
        return self.kept + self.partly + self.not_kept

    @property
    def strict(self) -> float | None:
        """Share of the decided that were kept in full, 0–1; None when nothing is decided."""
        return self.kept / self.decided if self.decided else None

    @property
    def interval(self) -> Interval | None:
        """The strict share's 95 % Wilson interval; None when nothing is decided."""
        return wilson(self.kept, self.decided)

    @property
    def credited(self) -> float | None:
        """The same share with half a point for each one partly kept, 0–1; None when nothing is decided."""
        return (self.kept + self.partly / 2) / self.decided if self.decided else None

    @property
    def credited_bounds(self) -> Interval | None:
        """The credited share if no unreported one was kept, and if all were; None when nothing is decided.

        Not a confidence interval: both ends meet when everything was reported.
        """
        if not self.decided:
            return None
        points, due = self.kept + self.partly / 2, self.decided + self.unreported
        return Interval(points / due, (points + self.unreported) / due)


def follow_through_of(
    practices: Iterable[Practice],
    period: Period,
    *,
    last_ended: date,
    value_id: str | None = None,
) -> FollowThrough:
    """Count the practices due in the period, of all values or of one.

    A practice nobody reported counts as unreported only once its day has ended; until then it is
    left out, as are practices due outside the period.
    """
    counts: dict[PracticeOutcome | None, int] = dict.fromkeys((*PracticeOutcome, None), 0)
    for practice in practices:
        in_question = value_id in (None, practice.value_id) and practice.due_on in period
        if in_question and (practice.outcome or practice.due_on <= last_ended):
            counts[practice.outcome] += 1
    return FollowThrough(
        kept=counts[PracticeOutcome.KEPT],
        partly=counts[PracticeOutcome.PARTLY],
        not_kept=counts[PracticeOutcome.NOT_KEPT],
        no_chance=counts[PracticeOutcome.NO_CHANCE],
        unreported=counts[None],
    )
