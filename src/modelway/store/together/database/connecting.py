"""Connections to a place, and what goes wrong with them as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from modelway.domain.together.address import without_password
from modelway.errors import Refused

if TYPE_CHECKING:
    from psycopg import Connection

MISSING = 'This needs one more library: pip install "modelway[together]"'
PATIENCE_SECONDS = 10
# A network that swallows what it is given is noticed, where a leader would wait for a quarter of an hour.
DEAD_AFTER_MILLISECONDS = 30_000
NOT_PREPARED = frozenset(("3F000", "42P01", "42501", "42704", "42883"))


def connect(address: str, *, autocommit: bool = True) -> "Connection[Any]":
    """A connection, each of whose statements is a transaction of its own with `autocommit`.

    Over a network it wants TLS with a certificate of that host, unless the address says otherwise.

    Raises:
        Refused: the library is missing, or the place cannot be reached.
    """
    try:
        import psycopg
    except ImportError as error:
        raise Refused(MISSING) from error
    with place_failures(address):
        # Behind a pool, the next statement may meet another server process that has nothing prepared.
        return psycopg.connect(address, **defaults(address), autocommit=autocommit, prepare_threshold=None)


@contextmanager
def place_failures(address: str) -> Iterator[None]:
    """Turn what the database refuses into a sentence with its remedy."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        shown = without_password(address)
        if error.sqlstate in NOT_PREPARED:
            raise Refused(
                f"The database {shown} is not prepared for this role: have whoever runs it call modelway "
                "sync prepare, and use the address that it shows."
            ) from error
        raise Refused(
            f"The place {shown} cannot be used ({_reason(error)}); your journal is whole, and nothing is "
            "lost: see that it can be reached, then run modelway sync again."
        ) from error


def defaults(address: str) -> dict[str, Any]:
    """What holds for a connection where the address says nothing about it."""
    from psycopg.conninfo import conninfo_to_dict

    told = conninfo_to_dict(address)
    wanted: dict[str, Any] = {
        "connect_timeout": PATIENCE_SECONDS,
        "tcp_user_timeout": DEAD_AFTER_MILLISECONDS,
        "application_name": "modelway",
    }
    if not _is_local(str(told.get("host") or "")):
        wanted |= {"sslmode": "verify-full", "sslrootcert": "system"}
    if "sslmode" in told or "sslrootcert" in told:
        wanted.pop("sslrootcert", None)
    return {name: value for name, value in wanted.items() if name not in told}


def _is_local(hosts: str) -> bool:
    return all(
        not host or host.startswith(("/", "@", "127.")) or host in ("localhost", "::1")
        for host in hosts.split(",")
    )


def _reason(error: Exception) -> str:
    """Why, in a few words: what the server says, or the last part of what the library says."""
    diagnosed = getattr(error, "diag", None)
    told = str(getattr(diagnosed, "message_primary", None) or error).strip() or "no reason was given"
    first = told.splitlines()[0]
    for before in ("failed: ", "FATAL: ", "error: "):
        first = first.rpartition(before)[2]
    return first.strip().rstrip(".:")
