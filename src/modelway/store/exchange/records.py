"""The rows of a journal as records: read one by one, added, and changed."""

from collections.abc import Iterator
from contextlib import contextmanager

from modelway.domain.exchange.records import Kind, Record
from modelway.store.transactions import Store


@contextmanager
def one_moment(store: Store) -> Iterator[None]:
    """All that is read inside is of one moment, whatever another program writes meanwhile."""
    store.run("BEGIN")
    try:
        yield
    finally:
        store.run("ROLLBACK")


def each_record(store: Store, kind: Kind) -> Iterator[Record]:
    """Every record of a kind, in the order of ids."""
    names = [field.name for field in kind.fields]
    for row in store.each(f"SELECT {', '.join(names)} FROM {kind.name} ORDER BY id"):
        yield dict(zip(names, row, strict=True))


def add_record(store: Store, kind: Kind, record: Record) -> None:
    """Add a record; inside `writing`."""
    names = [field.name for field in kind.fields]
    store.run(f"INSERT INTO {kind.name} ({', '.join(names)}) VALUES (:{', :'.join(names)})", **record)


def change_record(store: Store, kind: Kind, record: Record) -> None:
    """Put the record in place of the one with its id; inside `writing`."""
    pairs = ", ".join(f"{field.name} = :{field.name}" for field in kind.fields if field.name != "id")
    store.run(f"UPDATE {kind.name} SET {pairs} WHERE id = :id", **record)
