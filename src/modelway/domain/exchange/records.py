"""What a bundle holds: each kind of record, its fields, and what makes two records the same one."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Role

Record = Mapping[str, str | int | float | None]


class Holds(StrEnum):
    """What a field holds."""

    ID = "id"
    TEXT = "text"
    DAY = "day"
    INSTANT = "instant"
    WHOLE = "whole number"
    SHARE = "share"
    FLAG = "flag"
    IMAGE = "image"


class Field(NamedTuple):
    """One field of a record; `of` is the kind of record that an id names, or empty.

    A `quiet` field tells how a record came about (its place, its instant): where two records differ in it,
    the journal's own stays without a word.
    """

    name: str
    holds: Holds = Holds.TEXT
    of: str = ""
    optional: bool = False
    quiet: bool = False
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None


class Kind(NamedTuple):
    """A kind of record.

    `same` are the groups of fields that make two records the same one; `by_id` says that the id does so as
    well, and first: a value that was renamed is still that value.
    """

    name: str
    noun: str
    fields: tuple[Field, ...]
    same: tuple[tuple[str, ...], ...] = ()
    by_id: bool = False

    @property
    def references(self) -> tuple[Field, ...]:
        """The fields that name another record."""
        return tuple(field for field in self.fields if field.of)

    @property
    def key(self) -> str:
        """The field that tells one record from another."""
        return self.fields[0].name


ID = Field("id", Holds.ID)


def _day(name: str, *, optional: bool = False, quiet: bool = False) -> Field:
    return Field(name, Holds.DAY, optional=optional, quiet=quiet)


def _of(kind: str, name: str = "", *, optional: bool = False, quiet: bool = False) -> Field:
    return Field(name or f"{kind}_id", Holds.ID, of=kind, optional=optional, quiet=quiet)


def _flag(name: str, *, quiet: bool = False) -> Field:
    return Field(name, Holds.FLAG, lowest=0, highest=1, quiet=quiet)


IMPORTANCE = Field("importance", Holds.WHOLE, lowest=1, highest=10)
TARGET = Field("target", Holds.SHARE)

# In an order in which each record comes behind those it names.
KINDS = (
    Kind(
        "value",
        "value",
        (
            ID,
            Field("slug", quiet=True),
            Field("name"),
            Field("name_key"),
            Field("role", choices=tuple(Role)),
            IMPORTANCE,
            TARGET,
            Field("position", Holds.WHOLE, lowest=0, quiet=True),
            _day("defined_on", quiet=True),
            _day("retired_on", optional=True),
        ),
        same=(("name_key",), ("slug",)),
        by_id=True,
    ),
    Kind(
        "earlier_aim",
        "earlier target",
        (ID, _of("value"), _day("until"), TARGET, IMPORTANCE),
        same=(("value_id", "until"),),
    ),
    Kind(
        "definition",
        "wording",
        (ID, _of("value"), _day("starts_on"), Field("text")),
        same=(("value_id", "starts_on"),),
    ),
    Kind(
        "behavior",
        "behavior",
        (ID, _of("definition"), Field("position", Holds.WHOLE, lowest=0), Field("text")),
        same=(("definition_id", "position"),),
    ),
    Kind(
        "night",
        "night",
        (
            ID,
            _day("day"),
            Field("note"),
            Field("started_at", Holds.INSTANT, quiet=True),
            Field("started_offset", Holds.WHOLE, lowest=-1440, highest=1440, quiet=True),
            _flag("finished", quiet=True),
        ),
        same=(("day",),),
    ),
    Kind(
        "reflection",
        "answer",
        (
            ID,
            _of("night"),
            _of("value"),
            _of("definition", quiet=True),
            Field("outcome", optional=True, choices=tuple(Outcome)),
            Field("text"),
        ),
        same=(("night_id", "value_id"),),
    ),
    Kind(
        "practice",
        "practice",
        (
            ID,
            _of("value"),
            _day("planned_on"),
            _day("due_on"),
            Field("place", Holds.WHOLE, quiet=True),
            Field("cue"),
            Field("action"),
            Field("outcome", optional=True, choices=tuple(PracticeOutcome)),
            Field("note"),
            _day("reported_on", optional=True),
        ),
        same=(("value_id", "planned_on", "due_on", "cue", "action"),),
        by_id=True,
    ),
    Kind(
        "rest",
        "rest",
        (ID, _of("value", optional=True), _day("starts_on"), _day("ends_on"), Field("reason")),
        by_id=True,
    ),
    Kind(
        "week_review",
        "week's review",
        (
            ID,
            Field("week"),
            Field("intended", optional=True),
            Field("happened", optional=True),
            Field("why", optional=True),
            Field("next", optional=True),
            _flag("finished", quiet=True),
            _of("value", "focus_value_id", optional=True),
        ),
        same=(("week",),),
    ),
    Kind("vision", "vision", (ID, _day("starts_on"), Field("text")), same=(("starts_on",),)),
    Kind(
        "check_run",
        "check",
        (ID, Field("name"), _day("day"), _flag("finished", quiet=True)),
        same=(("name", "day"),),
    ),
    Kind(
        "check_answer",
        "answer to a check",
        (
            ID,
            _of("check_run", "run_id"),
            Field("question"),
            Field("score", Holds.WHOLE, optional=True),
            Field("text"),
        ),
        same=(("run_id", "question"),),
    ),
    Kind(
        "observation",
        "remark or example",
        (
            ID,
            Field("kind", choices=("remark", "example")),
            _of("value", optional=True),
            _day("day"),
            Field("who"),
            _flag("negative"),
            Field("text"),
        ),
        by_id=True,
    ),
    Kind(
        "source",
        "book",
        (
            ID,
            Field("title"),
            Field("author"),
            _of("value", optional=True),
            _day("added_on"),
            _day("finished_on", optional=True),
        ),
        by_id=True,
    ),
    Kind("lesson", "lesson", (ID, _of("source"), _day("taken_on"), Field("text")), by_id=True),
    Kind(
        "form",
        "form",
        (
            ID,
            Field("code"),
            Field("observer"),
            _day("asked_on"),
            _day("answered_on", optional=True),
            _flag("closed"),
        ),
        same=(("code",),),
        by_id=True,
    ),
    Kind(
        "form_answer",
        "observer's answer",
        (
            ID,
            _of("form"),
            _of("value"),
            _of("definition", quiet=True),
            Field("frequency", Holds.WHOLE, optional=True, lowest=1, highest=10),
            Field("example"),
            Field("wish"),
        ),
        same=(("form_id", "value_id"),),
    ),
    Kind(
        "lens",
        "lens",
        (
            ID,
            Field("name"),
            _of("value", optional=True),
            _of("reflection", optional=True),
            _of("practice", optional=True),
        ),
        same=(("value_id",), ("reflection_id",), ("practice_id",)),
    ),
)

# The history of changes, which a bundle may hold besides; its images are records of the kinds above as JSON.
COMMAND = Kind(
    "command",
    "command",
    (
        Field("number", Holds.WHOLE, lowest=1),
        Field("name"),
        Field("words"),
        Field("at", Holds.INSTANT),
        Field("at_offset", Holds.WHOLE, lowest=-1440, highest=1440),
        Field("undoes", Holds.WHOLE, of="command", optional=True, lowest=1),
    ),
)
CHANGE = Kind(
    "history",
    "change",
    (
        Field("number", Holds.WHOLE, lowest=1),
        Field("command", Holds.WHOLE, of="command"),
        Field("table_name", choices=tuple(kind.name for kind in KINDS)),
        Field("row_id", Holds.ID),
        Field("before_image", Holds.IMAGE, optional=True),
        Field("after_image", Holds.IMAGE, optional=True),
    ),
)
PAST = (COMMAND, CHANGE)
