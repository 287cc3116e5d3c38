"""The tables of a place, as SQLModel tables apart from those of a journal; slow to import, as those are.

The owner comes first in every key: a key without it would tell a stranger, by its unique violation, that a
row is there.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, Integer, LargeBinary, Text, func
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

SCHEMA = "modelway"
MOST_BYTES = 65 * 1024 * 1024


class PlaceTable(SQLModel, registry=registry()):
    """A table of the place."""


class SealedRow(PlaceTable, table=True):
    """A command as one of a leader's machines sealed it; `number` 0 says what the machine is called."""

    __tablename__ = "sealed_row"
    __table_args__ = (
        CheckConstraint(f"octet_length(sealed) BETWEEN 1 AND {MOST_BYTES}", name="sealed_row_size"),
        {"schema": SCHEMA},
    )
    owner: str = Field(
        sa_type=Text, primary_key=True, sa_column_kwargs={"server_default": func.current_user()}
    )
    journal: str = Field(sa_type=Text, primary_key=True)
    epoch: int = Field(sa_type=Integer, primary_key=True)
    machine: str = Field(sa_type=Text, primary_key=True)
    number: int = Field(sa_type=Integer, primary_key=True)
    sealed: bytes = Field(sa_type=LargeBinary)
    came_at: datetime = Field(
        sa_type=DateTime(timezone=True),
        sa_column_kwargs={"server_default": func.now()},
    )
