"""Which lenses were lived over a stretch of weeks, and which never."""

from typing import NamedTuple

from modelway.domain.lookback.trends import Scope
from modelway.domain.teaching.lenses import LensCount


class LivedLenses(NamedTuple):
    """Every lens with its counts; `is_carried` says whether anything carries one at all."""

    scope: Scope
    counts: tuple[LensCount, ...]
    is_carried: bool
