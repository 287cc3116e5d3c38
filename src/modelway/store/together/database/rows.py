"""The rows of one journal in a database: added once each, never changed but by a purge."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from modelway.errors import Refused
from modelway.store.together.database import queries
from modelway.store.together.database.connecting import connect, place_failures

if TYPE_CHECKING:
    from psycopg import Connection

# So many rows make one transaction, or one answer.
BATCH = 200
PRIVILEGED = (
    "This address names a role that may read what every leader has there: make one for yourself with "
    "modelway sync prepare PLACE --for NAME, and use the address that it shows."
)


class DatabasePlace:
    """The rows of one journal at an address."""

    def __init__(self, address: str, connection: "Connection[Any]", journal: str) -> None:
        self._address = address
        self._connection = connection
        self._journal = journal

    @classmethod
    @contextmanager
    def reached(cls, address: str, journal: str) -> Iterator[Self]:
        """The place, with a connection that is closed afterwards.

        Raises:
            Refused: it cannot be reached.
        """
        with closing(connect(address)) as connection:
            yield cls(address, connection, journal)

    def at(self, journal: str) -> "DatabasePlace":
        """The rows of another journal there."""
        return DatabasePlace(self._address, self._connection, journal)

    def journals(self) -> list[str]:
        """The journals of this role.

        Raises:
            Refused: the database is not prepared, or this role is bound by no row-level security.
        """
        if self._ask(queries.PRIVILEGED)[0][0]:
            raise Refused(PRIVILEGED)
        return [str(journal) for (journal,) in self._ask(queries.JOURNALS)]

    def epochs(self) -> list[int]:
        """The epochs that have rows, the newest last."""
        return [int(epoch) for (epoch,) in self._ask(queries.EPOCHS)]

    def rows(self, epoch: int) -> dict[str, set[int]]:
        """The numbers of the rows that are there, by machine."""
        return {str(machine): set(numbers) for machine, numbers in self._ask(queries.ROWS, epoch=epoch)}

    def read(self, epoch: int, machine: str, numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
        """Rows of a machine, in the order of these numbers; empty where one is gone meanwhile."""
        for place in range(0, len(numbers), BATCH):
            some = list(numbers[place : place + BATCH])
            found = dict(self._ask(queries.READ, epoch=epoch, machine=machine, numbers=some))
            yield from ((number, bytes(found.get(number, b""))) for number in some)

    def put(self, epoch: int, rows: Iterable[tuple[str, int, bytes]], *, again: bool = False) -> bool:
        """Put rows where none are yet, or `again` over those there; False where there was one already."""
        waiting, all_new = iter(rows), True
        while some := list(islice(waiting, BATCH)):
            told = [
                {
                    "journal": self._journal,
                    "epoch": epoch,
                    "machine": machine,
                    "number": number,
                    "sealed": sealed,
                }
                for machine, number, sealed in some
            ]
            query = queries.PUT_AGAIN if again else queries.ADD
            with place_failures(self._address):
                written = self._put(query, told)
            all_new = all_new and (again or written == len(some))
        return all_new

    def _put(self, query: str, told: list[dict[str, Any]]) -> int:
        """Put rows, all or none; how many. One alone takes one word to the server."""
        cursor = self._connection.cursor()
        if len(told) == 1:
            cursor.execute(query, told[0])
        else:
            with self._connection.transaction():
                cursor.executemany(query, told)
        return int(cursor.rowcount)

    def drop_before(self, epoch: int) -> None:
        """Remove the rows of earlier epochs."""
        if any(earlier < epoch for earlier in self.epochs()):
            self._ask(queries.DROP_BEFORE, epoch=epoch)

    def _ask(self, query: str, **parameters: Any) -> list[Any]:
        with place_failures(self._address):
            return list(self._connection.execute(query, {"journal": self._journal, **parameters}).fetchall())
