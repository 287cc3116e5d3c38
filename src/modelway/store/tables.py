"""The schema, once, as SQLModel tables: the source of `schema.sql`, migrations and history triggers.

Importing this module is slow (SQLModel, SQLAlchemy and pydantic come along), so no command imports it;
they read `schema.sql`, which `python -m modelway.store.schema` prints and a test holds equal to the tables.
Those of the teaching and of several machines stand in their own rooms.

Keys are UUIDs, days are ISO dates, instants are UTC with the offset in minutes beside them.
"""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Integer, Text, UniqueConstraint
from sqlmodel import REAL, Field, Index, SQLModel

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Role

STRICT: dict[str, Any] = {"sqlite_strict": True}


def one_of(column: str, allowed: type[Outcome | PracticeOutcome | Role]) -> CheckConstraint:
    """A column that holds one of these alone."""
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(one)) for one in allowed)})")


def text_column(**options: Any) -> Any:
    """A column of text; the options are those of SQLModel's `Field`."""
    return Field(sa_type=Text, **options)


def integer_column(**options: Any) -> Any:
    """A column of whole numbers; the options are those of SQLModel's `Field`."""
    return Field(sa_type=Integer, **options)


class StoreRow(SQLModel, table=True):
    """Who this store is: one row, written at its birth."""

    __tablename__ = "store"
    __table_args__ = (STRICT,)
    id: str = text_column(primary_key=True)
    created_at: str = text_column()
    created_offset: int = integer_column()


class ValueRow(SQLModel, table=True):
    """A value; `name_key` is the name without regard to case."""

    __tablename__ = "value"
    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("name_key"),
        one_of("role", Role),
        CheckConstraint("importance BETWEEN 1 AND 10"),
        CheckConstraint("target BETWEEN 0 AND 1"),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    slug: str = text_column()
    name: str = text_column()
    name_key: str = text_column()
    role: str = text_column()
    importance: int = integer_column()
    target: float = Field(sa_type=REAL)
    position: int = integer_column()
    defined_on: str = text_column()
    retired_on: str | None = text_column(default=None, nullable=True)


class DefinitionRow(SQLModel, table=True):
    """One wording of a value, in force from a date."""

    __tablename__ = "definition"
    __table_args__ = (UniqueConstraint("value_id", "starts_on"), STRICT)
    id: str = text_column(primary_key=True)
    value_id: str = text_column(foreign_key="value.id")
    starts_on: str = text_column()
    text: str = text_column()


class EarlierAimRow(SQLModel, table=True):
    """A value's target and importance as they were until a day; from that day on newer ones are in force.

    The present ones are in the value's own row.
    """

    __tablename__ = "earlier_aim"
    __table_args__ = (
        UniqueConstraint("value_id", "until"),
        CheckConstraint("importance BETWEEN 1 AND 10"),
        CheckConstraint("target BETWEEN 0 AND 1"),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    value_id: str = text_column(foreign_key="value.id")
    until: str = text_column()
    target: float = Field(sa_type=REAL)
    importance: int = integer_column()


class BehaviorRow(SQLModel, table=True):
    """One behavior of one wording."""

    __tablename__ = "behavior"
    __table_args__ = (UniqueConstraint("definition_id", "position"), STRICT)
    id: str = text_column(primary_key=True)
    definition_id: str = text_column(foreign_key="definition.id")
    position: int = integer_column()
    text: str = text_column()


class NightRow(SQLModel, table=True):
    """A night; `finished` is 1 once its last question was passed."""

    __tablename__ = "night"
    __table_args__ = (UniqueConstraint("day"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = text_column(primary_key=True)
    day: str = text_column()
    note: str = text_column()
    started_at: str = text_column()
    started_offset: int = integer_column()
    finished: int = integer_column()


class ReflectionRow(SQLModel, table=True):
    """One value's answer on one night; no outcome means asked and skipped."""

    __tablename__ = "reflection"
    __table_args__ = (
        UniqueConstraint("night_id", "value_id"),
        one_of("outcome", Outcome),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    night_id: str = text_column(foreign_key="night.id")
    value_id: str = text_column(foreign_key="value.id")
    definition_id: str = text_column(foreign_key="definition.id")
    outcome: str | None = text_column(default=None, nullable=True)
    text: str = text_column()


class PracticeRow(SQLModel, table=True):
    """A promise for a date; `cue` and `action` are its "When …" and "I will …"."""

    __tablename__ = "practice"
    __table_args__ = (
        one_of("outcome", PracticeOutcome),
        CheckConstraint("due_on >= planned_on"),
        CheckConstraint("(outcome IS NULL) = (reported_on IS NULL)"),
        Index("practice_by_due", "due_on"),
        Index("practice_by_plan", "planned_on"),
        Index("practice_by_report", "reported_on"),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    value_id: str = text_column(foreign_key="value.id")
    planned_on: str = text_column()
    due_on: str = text_column()
    place: int = integer_column()
    cue: str = text_column()
    action: str = text_column()
    outcome: str | None = text_column(default=None, nullable=True)
    note: str = text_column()
    reported_on: str | None = text_column(default=None, nullable=True)


class RestRow(SQLModel, table=True):
    """A stretch of nights that is not asked for; no value means all of them."""

    __tablename__ = "rest"
    __table_args__ = (CheckConstraint("ends_on >= starts_on"), STRICT)
    id: str = text_column(primary_key=True)
    value_id: str | None = text_column(default=None, nullable=True, foreign_key="value.id")
    starts_on: str = text_column()
    ends_on: str = text_column()
    reason: str = text_column()


class WeekReviewRow(SQLModel, table=True):
    """What a leader wrote about a week, and the value that this same week is given to.

    An answer of NULL was not asked yet, an empty one was left empty; `finished` is 1 once the last question
    was passed. Writing about a week chooses the focus of the one after it, in that one's row.
    """

    __tablename__ = "week_review"
    __table_args__ = (UniqueConstraint("week"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = text_column(primary_key=True)
    week: str = text_column()
    intended: str | None = text_column(default=None, nullable=True)
    happened: str | None = text_column(default=None, nullable=True)
    why: str | None = text_column(default=None, nullable=True)
    next: str | None = text_column(default=None, nullable=True)
    finished: int = integer_column()
    focus_value_id: str | None = text_column(default=None, nullable=True, foreign_key="value.id")


class DraftRow(SQLModel, table=True):
    """An answer half typed when the program ended; gone once its question is answered.

    `question` names the conversation and the question in it. Drafts leave no image in the history.
    """

    __tablename__ = "draft"
    __table_args__ = (STRICT,)
    question: str = text_column(primary_key=True)
    text: str = text_column()
    at: str = text_column()
    at_offset: int = integer_column()


class CommandRow(SQLModel, table=True):
    """A command that changed something; `undoes` names the command it took back."""

    __tablename__ = "command"
    __table_args__ = (STRICT,)
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    name: str = text_column()
    words: str = text_column()
    at: str = text_column()
    at_offset: int = integer_column()
    undoes: int | None = integer_column(default=None, nullable=True, foreign_key="command.number")


class CurrentCommandRow(SQLModel, table=True):
    """The command that the next changed row belongs to: one row, set as each transaction begins."""

    __tablename__ = "current_command"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    command: int = integer_column(foreign_key="command.number")


class HistoryRow(SQLModel, table=True):
    """A changed row before and after, as JSON; appended by triggers, never changed.

    `digest` is put on it once, as its transaction ends: see `seals`.
    """

    __tablename__ = "history"
    __table_args__ = (Index("history_by_command", "command"), STRICT)
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    command: int = integer_column(foreign_key="command.number")
    table_name: str = text_column()
    row_id: str = text_column()
    before_image: str | None = text_column(default=None, nullable=True)
    after_image: str | None = text_column(default=None, nullable=True)
    digest: str | None = text_column(default=None, nullable=True)
