"""How this machine meets the leader's others: one row of the journal, and transactions of their own."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from modelway.store.files import seals
from modelway.store.files.engine import engine_failures, refuse_newer

if TYPE_CHECKING:
    from sqlite3 import Connection

READ = "SELECT journal, epoch, secret, place, machine, names, registered, sent, met_at FROM together"
PUT = """
INSERT INTO together (id, journal, epoch, secret, place, machine, names, registered, sent, met_at)
VALUES (1, :journal, :epoch, :secret, :place, :machine, :names, :registered, :sent, :met_at)
ON CONFLICT (id) DO UPDATE SET journal = excluded.journal, epoch = excluded.epoch, secret = excluded.secret,
  place = excluded.place, machine = excluded.machine, names = excluded.names,
  registered = excluded.registered, sent = excluded.sent, met_at = excluded.met_at
"""


class Membership(NamedTuple):
    """This machine among the leader's others.

    Attributes:
        journal: The id that the journal has at the place.
        epoch: How often its key was changed.
        secret: What the key is made from.
        place: Where the machines meet; empty once this one left.
        machine: This machine's id.
        names: What each machine that is known is called, by its id.
        registered: The newest command of this journal that is numbered for the others.
        sent: How many of this machine's own commands are known to lie at the place.
        met_at: When it was last there, as an instant in UTC; None before.
    """

    journal: str
    epoch: int
    secret: bytes
    place: str
    machine: str
    names: Mapping[str, str]
    registered: int = 0
    sent: int = 0
    met_at: str | None = None


def read_membership(connection: "Connection") -> Membership | None:
    """This machine's membership; None where the journal was never on several machines."""
    found = connection.execute(READ).fetchone()
    if not found:
        return None
    journal, epoch, secret, place, machine, names, registered, sent, met_at = found
    return Membership(
        journal, epoch, bytes.fromhex(secret), place, machine, json.loads(names), registered, sent, met_at
    )


def put_membership(connection: "Connection", membership: Membership) -> None:
    """Write the membership down, inside a transaction."""
    told = membership._asdict()
    names = json.dumps(dict(membership.names), sort_keys=True)
    connection.execute(PUT, {**told, "secret": membership.secret.hex(), "names": names})


@contextmanager
def transaction(connection: "Connection", path: Path) -> Iterator[None]:
    """All of what is written inside, or nothing; what it adds to the history is sealed."""
    with engine_failures(path):
        connection.execute("BEGIN IMMEDIATE")
        try:
            refuse_newer(connection.execute("PRAGMA user_version").fetchone()[0], path)
            sealed = seals.newest(connection)
            yield
            seals.seal_after(connection, sealed)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
