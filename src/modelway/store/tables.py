"""The schema, once, as SQLModel tables: the source of `schema.sql`, migrations and history triggers.

Importing this module is slow (SQLModel, SQLAlchemy and pydantic come along), so no command imports it;
they read `schema.sql`, which `python -m modelway.store.tables` prints and a test holds equal to these tables.

Keys are UUIDs, days are ISO dates, instants are UTC with the offset in minutes beside them.
"""

from typing import Any, ClassVar

# This module is the one home of the heavy imports; nothing on a command's path imports it.
from sqlalchemy import CheckConstraint, Column, Integer, MetaData, Text, UniqueConstraint  # noqa: TID253
from sqlalchemy.dialects import sqlite  # noqa: TID253
from sqlalchemy.schema import CreateIndex, CreateTable  # noqa: TID253
from sqlmodel import REAL, Field, Index, SQLModel  # noqa: TID253

from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.domain.loop.values import Role
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION

STRICT: dict[str, Any] = {"sqlite_strict": True}


def _one_of(column: str, allowed: type[Outcome | PracticeOutcome | Role]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(str(one)) for one in allowed)})")


def _text(**options: Any) -> Any:
    return Field(sa_type=Text, **options)


def _integer(**options: Any) -> Any:
    return Field(sa_type=Integer, **options)


class StoreRow(SQLModel, table=True):
    """Who this store is: one row, written at its birth."""

    __tablename__ = "store"
    __table_args__ = (STRICT,)
    id: str = _text(primary_key=True)
    created_at: str = _text()
    created_offset: int = _integer()


class ValueRow(SQLModel, table=True):
    """A value; `name_key` is the name without regard to case."""

    __tablename__ = "value"
    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("name_key"),
        _one_of("role", Role),
        CheckConstraint("importance BETWEEN 1 AND 10"),
        CheckConstraint("target BETWEEN 0 AND 1"),
        STRICT,
    )
    id: str = _text(primary_key=True)
    slug: str = _text()
    name: str = _text()
    name_key: str = _text()
    role: str = _text()
    importance: int = _integer()
    target: float = Field(sa_type=REAL)
    position: int = _integer()
    defined_on: str = _text()
    retired_on: str | None = _text(default=None, nullable=True)


class DefinitionRow(SQLModel, table=True):
    """One wording of a value, in force from a date."""

    __tablename__ = "definition"
    __table_args__ = (UniqueConstraint("value_id", "starts_on"), STRICT)
    id: str = _text(primary_key=True)
    value_id: str = _text(foreign_key="value.id")
    starts_on: str = _text()
    text: str = _text()


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
    id: str = _text(primary_key=True)
    value_id: str = _text(foreign_key="value.id")
    until: str = _text()
    target: float = Field(sa_type=REAL)
    importance: int = _integer()


class BehaviorRow(SQLModel, table=True):
    """One behavior of one wording."""

    __tablename__ = "behavior"
    __table_args__ = (UniqueConstraint("definition_id", "position"), STRICT)
    id: str = _text(primary_key=True)
    definition_id: str = _text(foreign_key="definition.id")
    position: int = _integer()
    text: str = _text()


class NightRow(SQLModel, table=True):
    """A night; `finished` is 1 once its last question was passed."""

    __tablename__ = "night"
    __table_args__ = (UniqueConstraint("day"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = _text(primary_key=True)
    day: str = _text()
    note: str = _text()
    started_at: str = _text()
    started_offset: int = _integer()
    finished: int = _integer()


class ReflectionRow(SQLModel, table=True):
    """One value's answer on one night; no outcome means asked and skipped."""

    __tablename__ = "reflection"
    __table_args__ = (
        UniqueConstraint("night_id", "value_id"),
        _one_of("outcome", Outcome),
        STRICT,
    )
    id: str = _text(primary_key=True)
    night_id: str = _text(foreign_key="night.id")
    value_id: str = _text(foreign_key="value.id")
    definition_id: str = _text(foreign_key="definition.id")
    outcome: str | None = _text(default=None, nullable=True)
    text: str = _text()


class PracticeRow(SQLModel, table=True):
    """A promise for a date; `cue` and `action` are its "When …" and "I will …"."""

    __tablename__ = "practice"
    __table_args__ = (
        _one_of("outcome", PracticeOutcome),
        CheckConstraint("due_on >= planned_on"),
        CheckConstraint("(outcome IS NULL) = (reported_on IS NULL)"),
        Index("practice_by_due", "due_on"),
        Index("practice_by_plan", "planned_on"),
        Index("practice_by_report", "reported_on"),
        STRICT,
    )
    id: str = _text(primary_key=True)
    value_id: str = _text(foreign_key="value.id")
    planned_on: str = _text()
    due_on: str = _text()
    place: int = _integer()
    cue: str = _text()
    action: str = _text()
    outcome: str | None = _text(default=None, nullable=True)
    note: str = _text()
    reported_on: str | None = _text(default=None, nullable=True)


class RestRow(SQLModel, table=True):
    """A stretch of nights that is not asked for; no value means all of them."""

    __tablename__ = "rest"
    __table_args__ = (CheckConstraint("ends_on >= starts_on"), STRICT)
    id: str = _text(primary_key=True)
    value_id: str | None = _text(default=None, nullable=True, foreign_key="value.id")
    starts_on: str = _text()
    ends_on: str = _text()
    reason: str = _text()


class WeekReviewRow(SQLModel, table=True):
    """What a leader wrote about a week, and the value that this same week is given to.

    An answer of NULL was not asked yet, an empty one was left empty; `finished` is 1 once the last question
    was passed. Writing about a week chooses the focus of the one after it, in that one's row.
    """

    __tablename__ = "week_review"
    __table_args__ = (UniqueConstraint("week"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = _text(primary_key=True)
    week: str = _text()
    intended: str | None = _text(default=None, nullable=True)
    happened: str | None = _text(default=None, nullable=True)
    why: str | None = _text(default=None, nullable=True)
    next: str | None = _text(default=None, nullable=True)
    finished: int = _integer()
    focus_value_id: str | None = _text(default=None, nullable=True, foreign_key="value.id")


class VisionRow(SQLModel, table=True):
    """One wording of the leader's service vision, in force from a date."""

    __tablename__ = "vision"
    __table_args__ = (UniqueConstraint("starts_on"), STRICT)
    id: str = _text(primary_key=True)
    starts_on: str = _text()
    text: str = _text()


class CheckRunRow(SQLModel, table=True):
    """One evening's answers to a check; `finished` is 1 once its last question was passed."""

    __tablename__ = "check_run"
    __table_args__ = (UniqueConstraint("name", "day"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = _text(primary_key=True)
    name: str = _text()
    day: str = _text()
    finished: int = _integer()


class CheckAnswerRow(SQLModel, table=True):
    """The answer to one question of a check: a number on its scale, 1 for yes, 0 for no, or words alone."""

    __tablename__ = "check_answer"
    __table_args__ = (UniqueConstraint("run_id", "question"), STRICT)
    id: str = _text(primary_key=True)
    run_id: str = _text(foreign_key="check_run.id")
    question: str = _text()
    score: int | None = _integer(default=None, nullable=True)
    text: str = _text()


class ObservationRow(SQLModel, table=True):
    """What was seen: a remark of someone about the leader's value, or an example that another leader gave."""

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("kind IN ('remark', 'example')"),
        CheckConstraint("kind = 'example' OR value_id IS NOT NULL"),
        CheckConstraint("negative IN (0, 1)"),
        STRICT,
    )
    id: str = _text(primary_key=True)
    kind: str = _text()
    value_id: str | None = _text(default=None, nullable=True, foreign_key="value.id")
    day: str = _text()
    who: str = _text()
    negative: int = _integer()
    text: str = _text()


class SourceRow(SQLModel, table=True):
    """A book or another source that the leader learns from."""

    __tablename__ = "source"
    __table_args__ = (STRICT,)
    id: str = _text(primary_key=True)
    title: str = _text()
    author: str = _text()
    value_id: str | None = _text(default=None, nullable=True, foreign_key="value.id")
    added_on: str = _text()
    finished_on: str | None = _text(default=None, nullable=True)


class LessonRow(SQLModel, table=True):
    """A lesson that was taken from a source."""

    __tablename__ = "lesson"
    __table_args__ = (STRICT,)
    id: str = _text(primary_key=True)
    source_id: str = _text(foreign_key="source.id")
    taken_on: str = _text()
    text: str = _text()


class FormRow(SQLModel, table=True):
    """One form that asks one observer; the name may be empty."""

    __tablename__ = "form"
    __table_args__ = (UniqueConstraint("code"), CheckConstraint("closed IN (0, 1)"), STRICT)
    id: str = _text(primary_key=True)
    code: str = _text()
    observer: str = _text()
    asked_on: str = _text()
    answered_on: str | None = _text(default=None, nullable=True)
    closed: int = _integer()


class FormAnswerRow(SQLModel, table=True):
    """What a form asks about one value, and what was answered; no frequency means it could not be seen."""

    __tablename__ = "form_answer"
    __table_args__ = (
        UniqueConstraint("form_id", "value_id"),
        CheckConstraint("frequency BETWEEN 1 AND 10"),
        STRICT,
    )
    id: str = _text(primary_key=True)
    form_id: str = _text(foreign_key="form.id")
    value_id: str = _text(foreign_key="value.id")
    definition_id: str = _text(foreign_key="definition.id")
    frequency: int | None = _integer(default=None, nullable=True)
    example: str = _text()
    wish: str = _text()


class LensRow(SQLModel, table=True):
    """The practice, action or trait of the teaching that a value, an answer or a promise carries."""

    __tablename__ = "lens"
    __table_args__ = (
        UniqueConstraint("value_id"),
        UniqueConstraint("reflection_id"),
        UniqueConstraint("practice_id"),
        CheckConstraint(
            "(value_id IS NOT NULL) + (reflection_id IS NOT NULL) + (practice_id IS NOT NULL) = 1"
        ),
        STRICT,
    )
    id: str = _text(primary_key=True)
    name: str = _text()
    value_id: str | None = _text(default=None, nullable=True, foreign_key="value.id", ondelete="CASCADE")
    reflection_id: str | None = _text(
        default=None, nullable=True, foreign_key="reflection.id", ondelete="CASCADE"
    )
    practice_id: str | None = _text(
        default=None, nullable=True, foreign_key="practice.id", ondelete="CASCADE"
    )


class DraftRow(SQLModel, table=True):
    """An answer half typed when the program ended; gone once its question is answered.

    `question` names the conversation and the question in it. Drafts leave no image in the history.
    """

    __tablename__ = "draft"
    __table_args__ = (STRICT,)
    question: str = _text(primary_key=True)
    text: str = _text()
    at: str = _text()
    at_offset: int = _integer()


class CommandRow(SQLModel, table=True):
    """A command that changed something; `undoes` names the command it took back."""

    __tablename__ = "command"
    __table_args__ = (STRICT,)
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    name: str = _text()
    words: str = _text()
    at: str = _text()
    at_offset: int = _integer()
    undoes: int | None = _integer(default=None, nullable=True, foreign_key="command.number")


class CurrentCommandRow(SQLModel, table=True):
    """The command that the next changed row belongs to: one row, set as each transaction begins."""

    __tablename__ = "current_command"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    command: int = _integer(foreign_key="command.number")


class HistoryRow(SQLModel, table=True):
    """A changed row before and after, as JSON; appended by triggers, never changed.

    `digest` is put on it once, as its transaction ends: see `seals`.
    """

    __tablename__ = "history"
    __table_args__ = (Index("history_by_command", "command"), STRICT)
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    command: int = _integer(foreign_key="command.number")
    table_name: str = _text()
    row_id: str = _text()
    before_image: str | None = _text(default=None, nullable=True)
    after_image: str | None = _text(default=None, nullable=True)
    digest: str | None = _text(default=None, nullable=True)


class TogetherRow(SQLModel, table=True):
    """How this machine meets the leader's others: one row once it does. `place` is empty after it left.

    `registered` is the newest command of the journal that is numbered for the others; `sent`, how many of
    this machine's own are known to lie at the place. Like drafts, all three tables leave no images.
    """

    __tablename__ = "together"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    journal: str = _text()
    epoch: int = _integer()
    secret: str = _text()
    place: str = _text()
    machine: str = _text()
    names: str = _text()
    registered: int = _integer()
    sent: int = _integer()
    met_at: str | None = _text(default=None, nullable=True)


class ExchangedCommandRow(SQLModel, table=True):
    """A command as the leader's machines number it; `id` is its machine and its number there.

    `command` is its number in this journal, where its name and words are; none once nothing is left of it.
    `replace` is 1 while the row at the place still holds what a purge took out of it.
    """

    __tablename__ = "exchanged_command"
    __table_args__ = (CheckConstraint("replace IN (0, 1)"), STRICT)
    id: str = _text(primary_key=True)
    machine: str = _text()
    number: int = _integer()
    token: str = _text()
    seconds: int = _integer()
    turn: int = _integer()
    seen: str = _text()
    undoes: str | None = _text(default=None, nullable=True)
    erases: str | None = _text(default=None, nullable=True)
    command: int | None = _integer(default=None, nullable=True)
    replace: int = _integer()


class ExchangedChangeRow(SQLModel, table=True):
    """What an exchanged command wrote into a row; `stands_in` is the id that the row goes by here."""

    __tablename__ = "exchanged_change"
    __table_args__ = (
        Index("exchanged_change_by_command", "exchanged"),
        Index("exchanged_change_by_row", "table_name", "row_id"),
        STRICT,
    )
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    exchanged: str = _text(foreign_key="exchanged_command.id")
    table_name: str = _text()
    row_id: str = _text()
    fields: str | None = _text(default=None, nullable=True)
    stands_in: str | None = _text(default=None, nullable=True)


class Schema:
    """The statements that make a new store."""

    metadata: ClassVar[MetaData] = SQLModel.metadata
    recorded: ClassVar[tuple[str, ...]] = (
        "value",
        "earlier_aim",
        "definition",
        "behavior",
        "night",
        "reflection",
        "practice",
        "rest",
        "week_review",
        "vision",
        "check_run",
        "check_answer",
        "observation",
        "source",
        "lesson",
        "form",
        "form_answer",
        "lens",
    )

    @classmethod
    def statements(cls) -> list[str]:
        """Tables and indexes in an order that satisfies their references, then triggers, then stamps."""
        dialect = sqlite.dialect()
        made: list[str] = []
        for table in cls.metadata.sorted_tables:
            text = str(CreateTable(table).compile(dialect=dialect)).strip()
            made.append(text.replace("\n)\n STRICT", "\n) STRICT").replace(" \n", "\n").replace("\t", "    "))
            indexes = sorted(table.indexes, key=lambda index: str(index.name))
            made += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
        for name in cls.recorded:
            made += cls.history_triggers(name)
        made += cls.guards_of_history()
        made.append(f"PRAGMA application_id = {APPLICATION_ID}")
        made.append(f"PRAGMA user_version = {SCHEMA_VERSION}")
        return made

    @classmethod
    def guards_of_history(cls) -> list[str]:
        """The triggers that keep the history append-only: a row may be sealed with its digest once."""
        images = [column.name for column in cls.metadata.tables["history"].columns if column.name != "digest"]
        refused = {
            "update": f"UPDATE OF {', '.join(images)} ON history",
            "new_digest": "UPDATE OF digest ON history WHEN OLD.digest IS NOT NULL",
            "delete": "DELETE ON history",
        }
        return [
            f"CREATE TRIGGER history_refuses_{name} BEFORE {event} "
            "BEGIN SELECT RAISE(ABORT, 'history is append-only'); END"
            for name, event in refused.items()
        ]

    @classmethod
    def history_triggers(cls, table: str) -> list[str]:
        """Three triggers that write a row's image before and after each change of `table`."""
        columns = [column.name for column in cls.metadata.tables[table].columns]

        def image(row: str) -> str:
            pairs = ", ".join(f"'{name}', {row}.{name}" for name in columns)
            return f"json_object({pairs})"

        def trigger(event: str, when: str, row: str, before: str, after: str) -> str:
            return (
                f"CREATE TRIGGER history_of_{table}_{event.lower()} AFTER {event} ON {table}{when} BEGIN\n"
                "  INSERT INTO history (command, table_name, row_id, before_image, after_image) VALUES\n"
                f"    ((SELECT command FROM current_command), '{table}', {row}.id,\n"
                f"     {before},\n     {after});\nEND"
            )

        changed = " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
        return [
            trigger("INSERT", "", "NEW", "NULL", image("NEW")),
            trigger("UPDATE", f"\n  WHEN {changed}", "NEW", image("OLD"), image("NEW")),
            trigger("DELETE", "", "OLD", image("OLD"), "NULL"),
        ]


def schema_sql() -> str:
    """The text of `schema.sql`: one statement a paragraph, each closed by a semicolon."""
    head = "-- Made by `python -m modelway.store.tables`; change the tables there, not here.\n\n"
    return head + "\n\n".join(f"{statement};" for statement in Schema.statements()) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.write(schema_sql())
