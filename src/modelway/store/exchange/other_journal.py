"""Another journal's records, read from its file, which is left as it is."""

from contextlib import closing
from pathlib import Path

from modelway.domain.exchange.records import KINDS, Record
from modelway.errors import Refused
from modelway.store.exchange.records import each_record
from modelway.store.files.engine import connect, engine_failures, stamps_of
from modelway.store.files.stamps import APPLICATION_ID, SCHEMA_VERSION
from modelway.store.transactions import Store, unreadable_rows_as_damage


def is_other_journal(path: Path) -> bool:
    """Return True if a journal of modelway, plain or protected, lies at that path."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        start = file.read(16)
    return start == b"SQLite format 3\0" or (path.suffix == ".db" and len(start) == 16)


def records_of(path: Path) -> dict[str, list[Record]]:
    """Every record of the journal at `path`, by its kind.

    Raises:
        Refused: it is of another schema, or no journal.
        StoreError: it cannot be opened or read to its end.
    """
    with engine_failures(path), unreadable_rows_as_damage(path), closing(connect(path, "ro")) as connection:
        application, version = stamps_of(connection)
        if application != APPLICATION_ID:
            raise Refused(f"{path} is a database of another program: name a journal of modelway.")
        if version != SCHEMA_VERSION:
            raise Refused(
                f"{path} was written by another version of modelway: "
                f"open it once with: modelway --store '{path}' status"
            )
        store = Store(connection, path)
        connection.execute("BEGIN")
        return {kind.name: list(each_record(store, kind)) for kind in KINDS}
