"""Words and actions: the practices that were due, and what became of them."""

from typing import NamedTuple

from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.lookback.trends import Records, Scope, followed
from modelway.domain.loop.values import Value


class ValuePromises(NamedTuple):
    """What became of one value's practices."""

    value: Value
    counts: FollowThrough


class Promises(NamedTuple):
    """Words and actions: the practices due in the period, of all values and of each."""

    scope: Scope
    overall: FollowThrough
    values: tuple[ValuePromises, ...]


def promises_of(records: Records) -> Promises:
    """The practices due in the period, of values in use and of retired ones that had any."""
    by_value = [ValuePromises(value, followed(records, value.id)) for value in records.values]
    return Promises(
        scope=records.scope,
        overall=followed(records),
        values=tuple(one for one in by_value if one.value.retired_on is None or one.counts.due),
    )
