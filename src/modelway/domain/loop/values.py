"""What a leader wants to model: a value, its versioned definition, its behaviors."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from modelway.errors import NotFound, UsageError

FEWEST_VALUES = 3
MOST_VALUES = 5
MOST_BEHAVIORS = 3
LEAST_IMPORTANCE, MOST_IMPORTANCE = 1, 10
DEFAULT_IMPORTANCE = 10
DEFAULT_TARGET = 0.8

LONGEST_SHOWN = 40
LONGEST_NUMBER = 9
# The scripts whose accents a slug leaves out (Latin, Greek, Cyrillic) come before this one.
FIRST_WITH_NEEDED_MARKS = "\u0530"


class Role(StrEnum):
    """The part of life in which a value is lived."""

    LEADER = "leader"
    TEAM_MEMBER = "team member"
    PERSON = "person"
    PARTNER = "partner"


class Definition(NamedTuple):
    """One wording of a value, in force from `starts_on` until the next version starts."""

    id: str
    starts_on: date
    text: str
    behaviors: tuple[str, ...]


class Aim(NamedTuple):
    """A value's target (0–1) and importance (1–10), in force from `starts_on` until the next aim starts."""

    starts_on: date
    target: float
    importance: int


class EarlierAim(NamedTuple):
    """The target and importance that a value had until a day; on that day newer ones are in force."""

    until: date
    target: float
    importance: int


class Value(NamedTuple):
    """A value with all its definitions, oldest first; there is always at least one.

    `importance` and `target` are the present ones; `earlier_aims` are those before them, oldest first.
    """

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
    earlier_aims: tuple[EarlierAim, ...] = ()

    @property
    def aims(self) -> tuple[Aim, ...]:
        """Every target and importance with the day from which it was in force, oldest first."""
        starts = (self.defined_on, *(one.until for one in self.earlier_aims))
        held = (*((one.target, one.importance) for one in self.earlier_aims), (self.target, self.importance))
        return tuple(Aim(start, *aim) for start, aim in zip(starts, held, strict=True))

    def aim_on(self, day: date) -> Aim:
        """The target and importance in force on `day`; before the first version, the first one."""
        in_force = [aim for aim in self.aims if aim.starts_on <= day]
        return in_force[-1] if in_force else self.aims[0]

    @property
    def definition(self) -> Definition:
        """The newest wording."""
        return self.definitions[-1]

    def definition_on(self, day: date) -> Definition:
        """The wording in force on `day`; before the first version, the first one."""
        in_force = [version for version in self.definitions if version.starts_on <= day]
        return in_force[-1] if in_force else self.definitions[0]

    def with_aim_from(self, day: date, target: float, importance: int) -> "Value":
        """Return the value with a target and importance in force from `day` on; the earlier ones are kept.

        What was set on `day` itself leaves no trace: no night was judged by it.
        """
        changed = (target, importance) != (self.target, self.importance)
        last = self.earlier_aims[-1].until if self.earlier_aims else self.defined_on
        aims = self.earlier_aims
        if changed and last < day:
            aims = (*aims, EarlierAim(day, self.target, self.importance))
        return self._replace(target=target, importance=importance, earlier_aims=aims)

    def is_active_on(self, day: date) -> bool:
        """Return True if the value is asked for on `day`: a value counts until the day it is retired."""
        return self.retired_on is None or day < self.retired_on


def values_in_use(values: Iterable[Value]) -> list[Value]:
    """The values that are not retired, in the leader's own order; their place in it is their number."""
    return sorted((value for value in values if value.retired_on is None), key=lambda value: value.position)


def make_slug(name: str, taken: Iterable[str] = ()) -> str:
    """A short name for the command line: letters and digits of any script, joined by hyphens.

    Accents of Latin, Greek and Cyrillic letters go; the marks that other scripts cannot be read without stay.
    Never empty and never all digits (a bare number names a value by its place); a slug that is
    taken gets the next free number behind it.
    """
    words = ("".join(chars) for in_word, chars in groupby(_plain(name), _is_in_word) if in_word)
    stem = "-".join(word for word in words if any(char.isalnum() for char in word)) or "value"
    if stem.isdigit():
        stem = f"value-{stem}"
    used = set(taken)
    slug, suffix = stem, 2
    while slug in used:
        slug, suffix = f"{stem}-{suffix}", suffix + 1
    return slug


def _plain(name: str) -> str:
    """The name in lower case and without accents."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name.casefold()).casefold()):
        if not (_is_mark(char) and kept and kept[-1] < FIRST_WITH_NEEDED_MARKS):
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_in_word(char: str) -> bool:
    return char.isalnum() or _is_mark(char)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def parse_role(text: str) -> Role:
    """The role that a word such as "leader", "team member" or "team-member" names, without regard to case.

    Raises:
        UsageError: there is no such role; the sentence names those there are.
    """
    wanted = " ".join(text.casefold().replace("_", " ").replace("-", " ").split())
    for role in Role:
        if role.value == wanted:
            return role
    *others, last = (role.value for role in Role)
    raise UsageError(f"{_shown(text)} is not a role: choose {', '.join(others)} or {last}.")


def parse_importance(text: str) -> int:
    """The importance that a typed text holds, 1–10; raises UsageError for anything else."""
    wanted = text.strip()
    if wanted.isascii() and wanted.isdigit() and len(wanted) < LONGEST_NUMBER:
        importance = int(wanted)
        if LEAST_IMPORTANCE <= importance <= MOST_IMPORTANCE:
            return importance
    raise UsageError(
        f"{_shown(text)} is no importance: give a whole number from {LEAST_IMPORTANCE} to {MOST_IMPORTANCE}."
    )


def parse_target(text: str) -> float:
    """The target that a typed text holds, as a share ("0.8") or in percent ("80%").

    Raises:
        UsageError: it is no number, or lies outside 0–1.
    """
    number, percent, rest = text.strip().partition("%")
    try:
        target = float(number) / (100 if percent else 1)
    except ValueError:
        target = -1.0
    if rest or not 0 <= target <= 1:
        raise UsageError(f"{_shown(text)} is no target: give a share from 0 to 1, such as 0.8, or 80%.")
    return target


def is_unfinished(value: Value) -> bool:
    """Return True if the value still lacks its definition or a first behavior."""
    return not (value.definition.text and value.definition.behaviors)


def find_value(values: Iterable[Value], reference: str) -> Value:
    """The value that `reference` names: its number among the active ones, its slug or name, or a prefix.

    Case does not matter, nor how an accent was typed. An exact match wins over a prefix, and a slug over a
    name, for programs know a value by its slug; a prefix that fits one active value wins over retired ones.

    Raises:
        NotFound: nothing fits, or a prefix fits more than one.
    """
    known = list(values)
    in_use = values_in_use(known)
    wanted = _folded(reference.strip())
    numbered = {str(number): value for number, value in enumerate(in_use, start=1)}
    by_slug = {value.slug: value for value in known}
    by_name = {_folded(value.name): value for value in known}
    exact = numbered.get(wanted) or by_slug.get(wanted) or by_name.get(wanted)
    if exact:
        return exact
    begun = [value for value in known if wanted and _begins(value, wanted)]
    fitting = [value for value in begun if value.retired_on is None] or begun
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = " or ".join(value.slug for value in fitting)
        raise NotFound(f"{_shown(reference)} could be {names}: type a letter more.")
    if not known:
        raise NotFound("There are no values yet: define them with: modelway values define")
    names = ", ".join(value.slug for value in in_use or known)
    raise NotFound(f"There is no value {_shown(reference)}: choose one of {names}.")


def _begins(value: Value, wanted: str) -> bool:
    return value.slug.startswith(wanted) or _folded(value.name).startswith(wanted)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _shown(text: str) -> str:
    """A typed text in quotes for a sentence, shortened."""
    text = text.strip()
    return f"“{text}”" if len(text) <= LONGEST_SHOWN else f"“{text[: LONGEST_SHOWN - 1]}…”"
