"""The journal's own record, which stands beside the answers to a check."""

from typing import NamedTuple

from modelway.domain.days.periods import Period
from modelway.domain.figures.coverage import Coverage
from modelway.domain.figures.follow_through import FollowThrough


class Record(NamedTuple):
    """What the journal itself holds of a period: nights, practices and finished checks."""

    period: Period
    coverage: Coverage
    followed: FollowThrough
    checks: int
