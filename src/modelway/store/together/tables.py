"""What several machines know of each other, as SQLModel tables; as slow to import as the others."""

from sqlalchemy import CheckConstraint, Column, Integer
from sqlmodel import Field, Index, SQLModel

from modelway.store.tables import STRICT, integer_column, text_column


class TogetherRow(SQLModel, table=True):
    """How this machine meets the leader's others: one row once it does. `place` is empty after it left.

    `registered` is the newest command of the journal that is numbered for the others; `sent`, how many of
    this machine's own are known to lie at the place. Like drafts, all three tables leave no images.
    """

    __tablename__ = "together"
    __table_args__ = (CheckConstraint("id = 1"), STRICT)
    id: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    journal: str = text_column()
    epoch: int = integer_column()
    secret: str = text_column()
    place: str = text_column()
    machine: str = text_column()
    names: str = text_column()
    registered: int = integer_column()
    sent: int = integer_column()
    met_at: str | None = text_column(default=None, nullable=True)


class ExchangedCommandRow(SQLModel, table=True):
    """A command as the leader's machines number it; `id` is its machine and its number there.

    `command` is its number in this journal, where its name and words are; none once nothing is left of it.
    `replace` is 1 while the row at the place still holds what a purge took out of it.
    """

    __tablename__ = "exchanged_command"
    __table_args__ = (CheckConstraint("replace IN (0, 1)"), STRICT)
    id: str = text_column(primary_key=True)
    machine: str = text_column()
    number: int = integer_column()
    token: str = text_column()
    seconds: int = integer_column()
    turn: int = integer_column()
    seen: str = text_column()
    undoes: str | None = text_column(default=None, nullable=True)
    erases: str | None = text_column(default=None, nullable=True)
    command: int | None = integer_column(default=None, nullable=True)
    replace: int = integer_column()


class ExchangedChangeRow(SQLModel, table=True):
    """What an exchanged command wrote into a row; `stands_in` is the id that the row goes by here."""

    __tablename__ = "exchanged_change"
    __table_args__ = (
        Index("exchanged_change_by_command", "exchanged"),
        Index("exchanged_change_by_row", "table_name", "row_id"),
        STRICT,
    )
    number: int | None = Field(default=None, sa_column=Column(Integer, primary_key=True))
    exchanged: str = text_column(foreign_key="exchanged_command.id")
    table_name: str = text_column()
    row_id: str = text_column()
    fields: str | None = text_column(default=None, nullable=True)
    stands_in: str | None = text_column(default=None, nullable=True)
