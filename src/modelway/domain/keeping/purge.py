"""What is to be erased for good, and what that takes along."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OfNight:
    """A night, its answers, its note, what was planned, checked or seen that day, and what was told then."""

    day: date


@dataclass(frozen=True, slots=True)
class OfValue:
    """A value with its wordings, and every answer, practice, rest and observation for it."""

    value_id: str
    name: str


@dataclass(frozen=True, slots=True)
class OfHistory:
    """Every image of a change made before `day`; what stands today stays."""

    day: date


Scope = OfNight | OfValue | OfHistory


@dataclass(frozen=True, slots=True)
class Reach:
    """How many things a purge takes along, by kind; zeros are left out. `images` are those in the history."""

    kinds: tuple[tuple[str, int], ...]
    images: int

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to erase."""
        return not self.kinds and not self.images


@dataclass(frozen=True, slots=True)
class Purge:
    """A purge, weighed or done: its reach, and the names of the backups that hold what it erases."""

    scope: Scope
    reach: Reach
    backups: tuple[str, ...]
