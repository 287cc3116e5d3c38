"""What a leader wants to model: a value, its versioned definition, its behaviors."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

FEWEST_VALUES = 3
MOST_VALUES = 5
DEFAULT_IMPORTANCE = 10
DEFAULT_TARGET = 0.8


class Role(StrEnum):
    """The part of life in which a value is lived."""

    LEADER = "leader"
    TEAM_MEMBER = "team member"
    PERSON = "person"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Definition:
    """One wording of a value, in force from `starts_on` until the next version starts."""

    id: str
    starts_on: date
    text: str
    behaviors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value with all its definitions, oldest first; there is always at least one."""

    id: str
    slug: str
    name: str
    role: Role
    importance: int
    target: float
    position: int
    defined_on: date
    retired_on: date | None
    definitions: tuple[Definition, ...]

    @property
    def definition(self) -> Definition:
        """The newest wording."""
        return self.definitions[-1]

    def definition_on(self, day: date) -> Definition:
        """The wording in force on `day`; before the first version, the first one."""
        in_force = [version for version in self.definitions if version.starts_on <= day]
        return in_force[-1] if in_force else self.definitions[0]

    def is_active_on(self, day: date) -> bool:
        """Whether the value is asked for on `day`: a value counts until the day it is retired."""
        return self.retired_on is None or day < self.retired_on


def active(values: Iterable[Value]) -> list[Value]:
    """The values that are not retired, in the leader's own order; their place in it is their number."""
    return sorted((value for value in values if value.retired_on is None), key=lambda value: value.position)


def slug_of(name: str, taken: Iterable[str] = ()) -> str:
    """A short name for the command line: letters and digits of any script, joined by hyphens.

    Never empty and never all digits (a bare number names a value by its place); a slug that is
    taken gets the next free number behind it.
    """
    plain = "".join(
        char for char in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(char)
    )
    stem = "-".join(re.findall(r"[^\W_]+", plain)) or "value"
    if stem.isdigit():
        stem = f"value-{stem}"
    used = set(taken)
    slug, suffix = stem, 2
    while slug in used:
        slug, suffix = f"{stem}-{suffix}", suffix + 1
    return slug
