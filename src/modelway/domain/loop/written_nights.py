"""Nights together with the practices they planned and reported."""

from collections.abc import Mapping
from typing import NamedTuple

from modelway.domain.loop.nights import Night
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value


class WrittenNight(NamedTuple):
    """A night with the practices `planned` that day and those `reported` on its evening.

    The reflections of `night` are in the leader's order; `values` are all of the journal's by id, retired
    ones too.
    """

    night: Night
    planned: tuple[Practice, ...]
    reported: tuple[Practice, ...]
    values: Mapping[str, Value]


class NightList(NamedTuple):
    """The nights that were found, newest first, and how many `more` there are beyond them."""

    nights: tuple[WrittenNight, ...]
    more: int
