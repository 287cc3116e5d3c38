"""What a leader wants to model: a value, its versioned definition, its behaviors."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from modelway.errors import NotFound

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


def is_unfinished(value: Value) -> bool:
    """Whether the value still lacks its definition or a first behavior."""
    return not (value.definition.text and value.definition.behaviors)


def find(values: Iterable[Value], reference: str) -> Value:
    """The value that `reference` names: its number among the active ones, its slug or name, or a prefix.

    Case does not matter; an exact match wins over a prefix, and a prefix that fits one active value
    wins over retired ones.

    Raises:
        NotFound: nothing fits, or a prefix fits more than one.
    """
    known = list(values)
    in_use = active(known)
    wanted = reference.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and 1 <= int(wanted) <= len(in_use):
        return in_use[int(wanted) - 1]
    exact = [value for value in known if wanted in (value.slug, value.name.casefold())]
    if exact:
        return exact[0]
    begun = [
        value
        for value in known
        if wanted and (value.slug.startswith(wanted) or value.name.casefold().startswith(wanted))
    ]
    fitting = [value for value in begun if value.retired_on is None] or begun
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = " or ".join(value.slug for value in fitting)
        raise NotFound(f"“{reference}” could be {names}: type a letter more.")
    if not known:
        raise NotFound("There are no values yet: define them with: modelway values define")
    names = ", ".join(value.slug for value in in_use or known)
    raise NotFound(f"There is no value “{reference}”: choose one of {names}.")
