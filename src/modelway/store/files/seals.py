"""Seals: a digest on each row of the history, chained to the one before, so that damage cannot hide.

A seal covers the row's images, the command it belongs to, and through the chain the store's own row and every
row before it. Live rows need none of their own: each equals its newest image, which is sealed.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite3 import Connection

DIGEST_BYTES = 16
BATCH = 1000
# The number of a row of the history, and its seal.
Link = tuple[int, str | None]

NEWEST = "SELECT number, digest FROM history ORDER BY number DESC LIMIT 1"
STORE = "SELECT id, created_at, created_offset FROM store"
SEALED = """
SELECT history.number, history.table_name, history.row_id, history.before_image, history.after_image,
  command.number, command.name, command.words, command.at, command.at_offset, command.undoes, history.digest
FROM history LEFT JOIN command ON command.number = history.command
WHERE history.number > :number ORDER BY history.number
"""
SEAL = "UPDATE history SET digest = :digest WHERE number = :number"


def newest(connection: "Connection") -> Link:
    """The number and the seal of the newest row of the history; (0, None) while it has none."""
    found = connection.execute(NEWEST).fetchone()
    return (found[0], found[1]) if found else (0, None)


def seal_after(connection: "Connection", last: Link) -> Link:
    """Seal every row that came after `last`, as `newest` gave it; the newest now."""
    # In batches, so that the images of a long command never lie in memory at once.
    while rows := connection.execute(f"{SEALED} LIMIT {BATCH}", {"number": last[0]}).fetchall():
        previous = last[1] if last[0] else _first_link(connection)
        made = []
        command: tuple[Any, ...] = ()
        framed = b""
        for row in rows:
            # The rows of one command share what it is: framed once, it need not be for each of them.
            if row[5:11] != command:
                command = row[5:11]
                framed = _frame(command)
            previous = _digest_of(_frame((previous, *row[:5])) + framed)
            made.append({"number": row[0], "digest": previous})
        connection.executemany(SEAL, made)
        last = (rows[-1][0], previous)
    return last


def broken_seals(connection: "Connection") -> Iterator[int]:
    """The numbers of the rows of the history whose seal does not fit what they and the row before say."""
    previous = _first_link(connection)
    for *row, sealed in connection.execute(SEALED, {"number": 0}):
        if sealed != digest([previous, *row]):
            yield row[0]
        previous = sealed


def digest(parts: Iterable[Any]) -> str:
    """A digest of texts, numbers and None, each framed by its kind and length: none runs into the next."""
    return _digest_of(_frame(parts))


def _digest_of(framed: bytes) -> str:
    try:
        # What hashlib gives too, without the ciphers that it loads besides.
        from _blake2 import blake2b
    except ImportError:
        from hashlib import blake2b
    return blake2b(framed, digest_size=DIGEST_BYTES).hexdigest()


def _frame(parts: Iterable[Any]) -> bytes:
    made: list[bytes] = []
    for part in parts:
        if part is None:
            made.append(b"N0:")
            continue
        text = str(part).encode("utf-8", "surrogateescape")
        kind = b"s" if type(part) is str else type(part).__name__[:1].encode()
        made.append(b"%s%d:%s" % (kind, len(text), text))
    return b"".join(made)


def _first_link(connection: "Connection") -> str:
    """What the first row is chained to: the store's own row."""
    return digest(value for row in connection.execute(STORE) for value in row)
