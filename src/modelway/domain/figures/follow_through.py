"""Whether words turned into actions: what became of the practices that were due."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.dependence import INDEPENDENT, Dependence, estimate_dependence
from modelway.domain.figures.rates import Interval, Share, find_rate_interval
from modelway.domain.loop.practices import Practice, PracticeOutcome


class FollowThrough(NamedTuple):
    """Practices due in a period, counted by what became of them.

    `dependence` tells how alike those of two days in a row are.
    """

    kept: int = 0
    partly: int = 0
    not_kept: int = 0
    no_chance: int = 0
    unreported: int = 0
    dependence: Dependence = INDEPENDENT

    @property
    def due(self) -> int:
        """All the practices whose day has come."""
        return self.decided + self.no_chance + self.unreported

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
        """The strict share's 95 % interval, wider the more alike the days are; None with nothing decided."""
        return find_rate_interval(Share(self.kept, self.decided), self.dependence)

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
    due = [
        practice
        for practice in practices
        if value_id in (None, practice.value_id)
        and practice.due_on in period
        and (practice.outcome or practice.due_on <= last_ended)
    ]
    counts: dict[PracticeOutcome | None, int] = dict.fromkeys((*PracticeOutcome, None), 0)
    for practice in due:
        counts[practice.outcome] += 1
    (dependence,) = estimate_dependence([decided_in(due, period)])
    return FollowThrough(
        kept=counts[PracticeOutcome.KEPT],
        partly=counts[PracticeOutcome.PARTLY],
        not_kept=counts[PracticeOutcome.NOT_KEPT],
        no_chance=counts[PracticeOutcome.NO_CHANCE],
        unreported=counts[None],
        dependence=dependence,
    )


def decided_in(practices: Iterable[Practice], period: Period) -> Sequence[tuple[date, bool]]:
    """The practices due in the period that had a chance and were reported, by date: kept in full or not."""
    return sorted(
        (one.due_on, one.outcome is PracticeOutcome.KEPT)
        for one in practices
        if one.due_on in period and one.outcome not in (None, PracticeOutcome.NO_CHANCE)
    )
