"""Another journal, read from its file, which is left as it is."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from modelway.errors import Refused
from modelway.store.files.engine import connect, engine_failures, stamps_of
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION
from modelway.store.transactions import Store


def is_other_journal(path: Path) -> bool:
    """Return True if a journal of modelway, plain or protected, lies at that path."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(16)
    return start == b"SQLite format 3\0" or (path.suffix == ".db" and len(start) == 16)


@contextmanager
def other_journal(path: Path) -> Iterator[Store]:
    """The journal at `path`, as it is at one moment.

    Raises:
        Refused: it is of another schema, or no journal.
        StoreError: it cannot be opened or read to its end.
    """
    with engine_failures(path):
        connection = connect(path, "ro")
    with closing(connection):
        with engine_failures(path):
            application, version = stamps_of(connection)
        if application != APPLICATION_ID:
            raise Refused(f"{path} is a database of another program: name a journal of modelway.")
        if version != SCHEMA_VERSION:
            raise Refused(
                f"{path} was written by another version of modelway: "
                f"open it once with: modelway --store '{path}' status"
            )
        store = Store(connection, path)
        store.run("BEGIN")
        yield store
