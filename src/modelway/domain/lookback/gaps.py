"""Which gap to look at first, over the weeks and under the newest wordings."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from modelway.domain.figures.gaps import Gap, rank
from modelway.domain.lookback.trends import Records, Scope, series_of


class Gaps(NamedTuple):
    """The values in use, the one to look at first in front; `reworded` says since when, by value id."""

    scope: Scope
    ranked: tuple[Gap, ...]
    reworded: Mapping[str, date]


def gaps_of(records: Records) -> Gaps:
    """How far each value in use is from its target; a retired one has no gap to close."""
    in_use = [series for series in series_of(records) if series.value.retired_on is None]
    return Gaps(
        scope=records.scope,
        ranked=tuple(rank(in_use, records.scope.period)),
        reworded={series.value.id: series.reworded_on for series in in_use if series.reworded_on},
    )
