"""The rows of a journal as records: read one by one, added in batches, and changed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

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
    """Every record of a kind, in the order of ids or numbers."""
    names = [field.name for field in kind.fields]
    for row in store.each(f"SELECT {', '.join(names)} FROM {kind.name} ORDER BY {kind.key}"):
        yield dict(zip(names, row, strict=True))


def each_key(store: Store, kind: Kind, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """These fields of every record of a kind."""
    return store.each(f"SELECT {', '.join(names)} FROM {kind.name}")


def record_of(store: Store, kind: Kind, id_: str) -> Record:
    """The record of a kind with that id."""
    names = [field.name for field in kind.fields]
    (row,) = store.rows(f"SELECT {', '.join(names)} FROM {kind.name} WHERE id = :id", id=id_)
    return dict(zip(names, row, strict=True))


def add_records(store: Store, kind: Kind, records: Sequence[Record]) -> None:
    """Add records and seal them, while they are still in the engine's memory; inside `writing`."""
    names = [field.name for field in kind.fields]
    store.connection.executemany(
        f"INSERT INTO {kind.name} ({', '.join(names)}) VALUES (:{', :'.join(names)})", records
    )
    store.seal()


def change_record(store: Store, kind: Kind, record: Record) -> None:
    """Put the record in place of the one with its id; inside `writing`."""
    pairs = ", ".join(f"{field.name} = :{field.name}" for field in kind.fields if field.name != "id")
    store.run(f"UPDATE {kind.name} SET {pairs} WHERE id = :id", **record)
