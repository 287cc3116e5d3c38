"""A practice in the list of what is planned, and the order in which practices stand everywhere."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value


class Plan(NamedTuple):
    """A practice not reported yet, with its number in the list; `locked` once its day has come."""

    number: int
    practice: Practice
    value: Value
    locked: bool


def in_leaders_order(practices: Iterable[Practice], values: Sequence[Value]) -> list[Practice]:
    """Practices in the order of their values, those of one value by their day.

    Args:
        practices: In any order; those of one value and one day stay as they come.
        values: All of the journal's, in the leader's order, retired ones too.
    """
    places = {value.id: place for place, value in enumerate(values)}
    return sorted(practices, key=lambda one: (places[one.value_id], one.due_on))
