"""Where machines meet: a folder or a database, reached in the same way."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from modelway.domain.together.address import is_database
from modelway.errors import Refused

SealedRow = tuple[str, int, bytes]


class MeetingPlace(Protocol):
    """The sealed rows of one journal where its machines meet; what fails there raises Refused."""

    def at(self, journal: str) -> "MeetingPlace":
        """The rows of another journal there."""

    def journals(self) -> list[str]:
        """The journals that meet there."""

    def epochs(self) -> list[int]:
        """The epochs that have rows, the newest last."""

    def rows(self, epoch: int) -> dict[str, set[int]]:
        """The numbers of the rows that are there, by machine."""

    def read(self, epoch: int, machine: str, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Rows of a machine, in the order of these numbers; empty where one is gone meanwhile."""

    def put(self, epoch: int, rows: Iterable[SealedRow], *, again: bool = False) -> bool:
        """Put rows where none are yet, or `again` over those there; False where there was one already."""

    def drop_before(self, epoch: int) -> None:
        """Remove the rows of earlier epochs."""


@contextmanager
def reached(where: str, journal: str = "") -> Iterator[MeetingPlace]:
    """The place at an address.

    Raises:
        Refused: it cannot be reached, or a library that it needs is missing.
    """
    if is_database(where):
        from modelway.store.together.database.rows import DatabasePlace

        with DatabasePlace.reached(where, journal) as place:
            yield place
    else:
        from modelway.system.together.folder import FolderPlace

        yield FolderPlace(Path(where), journal)


def address_of(where: str) -> str:
    """The place that a leader named, in full.

    Raises:
        Refused: it is a place of another kind than these.
    """
    if is_database(where):
        return where
    if "://" in where:
        raise Refused(
            "The place is a folder that your machines share, such as ~/Dropbox, or the address of a "
            "PostgreSQL database, such as postgresql://anna@example.org/modelway: name one."
        )
    return str(Path(where).expanduser().absolute())


def prepare(where: str, leader: str = "", *, new_password: bool = False) -> str:
    """Prepare a database as a place; the address for a leader, or nothing where none is named.

    Raises:
        Refused: it is no database, or it cannot be prepared.
        BadText: that is no name for a role.
    """
    if not is_database(where):
        raise Refused("Only a database is prepared, such as postgresql://admin@localhost/modelway.")
    from modelway.store.together.database import preparing

    return preparing.prepare(where, leader, new_password=new_password)
