"""What the teaching keeps, as SQLModel tables; as slow to import as the others."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import SQLModel

from modelway.store.tables import STRICT, integer_column, text_column


class VisionRow(SQLModel, table=True):
    """One wording of the leader's service vision, in force from a date."""

    __tablename__ = "vision"
    __table_args__ = (UniqueConstraint("starts_on"), STRICT)
    id: str = text_column(primary_key=True)
    starts_on: str = text_column()
    text: str = text_column()


class CheckRunRow(SQLModel, table=True):
    """One evening's answers to a check; `finished` is 1 once its last question was passed."""

    __tablename__ = "check_run"
    __table_args__ = (UniqueConstraint("name", "day"), CheckConstraint("finished IN (0, 1)"), STRICT)
    id: str = text_column(primary_key=True)
    name: str = text_column()
    day: str = text_column()
    finished: int = integer_column()


class CheckAnswerRow(SQLModel, table=True):
    """The answer to one question of a check: a number on its scale, 1 for yes, 0 for no, or words alone."""

    __tablename__ = "check_answer"
    __table_args__ = (UniqueConstraint("run_id", "question"), STRICT)
    id: str = text_column(primary_key=True)
    run_id: str = text_column(foreign_key="check_run.id")
    question: str = text_column()
    score: int | None = integer_column(default=None, nullable=True)
    text: str = text_column()


class ObservationRow(SQLModel, table=True):
    """What was seen: a remark of someone about the leader's value, or an example that another leader gave."""

    __tablename__ = "observation"
    __table_args__ = (
        CheckConstraint("kind IN ('remark', 'example')"),
        CheckConstraint("kind = 'example' OR value_id IS NOT NULL"),
        CheckConstraint("negative IN (0, 1)"),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    kind: str = text_column()
    value_id: str | None = text_column(default=None, nullable=True, foreign_key="value.id")
    day: str = text_column()
    who: str = text_column()
    negative: int = integer_column()
    text: str = text_column()


class SourceRow(SQLModel, table=True):
    """A book or another source that the leader learns from."""

    __tablename__ = "source"
    __table_args__ = (STRICT,)
    id: str = text_column(primary_key=True)
    title: str = text_column()
    author: str = text_column()
    value_id: str | None = text_column(default=None, nullable=True, foreign_key="value.id")
    added_on: str = text_column()
    finished_on: str | None = text_column(default=None, nullable=True)


class LessonRow(SQLModel, table=True):
    """A lesson that was taken from a source."""

    __tablename__ = "lesson"
    __table_args__ = (STRICT,)
    id: str = text_column(primary_key=True)
    source_id: str = text_column(foreign_key="source.id")
    taken_on: str = text_column()
    text: str = text_column()


class FormRow(SQLModel, table=True):
    """One form that asks one observer; the name may be empty."""

    __tablename__ = "form"
    __table_args__ = (UniqueConstraint("code"), CheckConstraint("closed IN (0, 1)"), STRICT)
    id: str = text_column(primary_key=True)
    code: str = text_column()
    observer: str = text_column()
    asked_on: str = text_column()
    answered_on: str | None = text_column(default=None, nullable=True)
    closed: int = integer_column()


class FormAnswerRow(SQLModel, table=True):
    """What a form asks about one value, and what was answered; no frequency means it could not be seen."""

    __tablename__ = "form_answer"
    __table_args__ = (
        UniqueConstraint("form_id", "value_id"),
        CheckConstraint("frequency BETWEEN 1 AND 10"),
        STRICT,
    )
    id: str = text_column(primary_key=True)
    form_id: str = text_column(foreign_key="form.id")
    value_id: str = text_column(foreign_key="value.id")
    definition_id: str = text_column(foreign_key="definition.id")
    frequency: int | None = integer_column(default=None, nullable=True)
    example: str = text_column()
    wish: str = text_column()


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
    id: str = text_column(primary_key=True)
    name: str = text_column()
    value_id: str | None = text_column(
        default=None, nullable=True, foreign_key="value.id", ondelete="CASCADE"
    )
    reflection_id: str | None = text_column(
        default=None, nullable=True, foreign_key="reflection.id", ondelete="CASCADE"
    )
    practice_id: str | None = text_column(
        default=None, nullable=True, foreign_key="practice.id", ondelete="CASCADE"
    )
