"""A practice in the list of what is planned."""

from dataclasses import dataclass

from modelway.domain.practices import Practice
from modelway.domain.values import Value


@dataclass(frozen=True, slots=True)
class Plan:
    """A practice not reported yet, with its number in the list; `locked` once its day has come."""

    number: int
    practice: Practice
    value: Value
    locked: bool
