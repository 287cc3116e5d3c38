"""Words and actions: the practices that were due, and what became of them."""

from typing import NamedTuple

from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.lookback.trends import Records, Scope, followed
from modelway.domain.loop.values import Value


class ValuePractices(NamedTuple):
    """How many practices of one value were due, and what became of them."""

    value: Value
    counts: FollowThrough


class DuePractices(NamedTuple):
    """Words and actions: the practices due in the period, of all values and of each."""

    scope: Scope
    overall: FollowThrough
    values: tuple[ValuePractices, ...]


def count_due_practices(records: Records) -> DuePractices:
    """The practices due in the period, of values in use and of retired ones that had any."""
    by_value = [ValuePractices(value, followed(records, value.id)) for value in records.values]
    return DuePractices(
        scope=records.scope,
        overall=followed(records),
        values=tuple(one for one in by_value if one.value.retired_on is None or one.counts.due),
    )
