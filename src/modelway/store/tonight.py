"""What a shell's prompt may know of tonight: read without the key, without waiting, and without a change.

Of a protected journal only its marker speaks: a file beside it that holds one date, the last night that needs
nothing more. Whoever opens the journal with its key brings the marker up to date.

A prompt is drawn again and again, so that this imports neither typing nor pathlib: each costs as much as
the query.
"""

import os
import stat
from collections.abc import Sequence
from datetime import date, timedelta

from modelway.machine import AS_IT_IS, AT_ONCE, NO_LINK
from modelway.store import queries
from modelway.store.files.stamps import PAGE_BYTES, PLAIN, salt_in

TYPE_CHECKING = False
if TYPE_CHECKING:
    from sqlite3 import Connection

MARKER = ".written"
# What stands for itself in the address of a file.
IN_ADDRESS = frozenset(b"/._-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
ONE_DAY = timedelta(days=1)
# A rest that is longer is written into the marker again as its end comes nearer.
LONGEST_REST = 366


class Tonight:
    """How far a night is: one of `STATES`; `answers` are outcomes or "unanswered", None where unknown."""

    __slots__ = ("answers", "state")

    def __init__(self, state: str, answers: Sequence[str] | None = ()) -> None:
        self.state = state
        self.answers = answers


STATES = ("none", "rest", "open", "begun", "written", "waiting")
"""No values yet; a rest; nothing answered; something answered; through; and not through, if protected."""


def look_at(store: str, day: date) -> Tonight:
    """How far the night of `day` is in the journal at that path.

    Raises:
        OSError, sqlcipher3.Error: it cannot be read now; nothing is waited for.
    """
    try:
        if not stat.S_ISREG(os.lstat(store).st_mode):
            return Tonight("none")
    except FileNotFoundError:
        return Tonight("none")
    with open(store, "rb", buffering=0) as file:  # noqa: PTH123 - see above
        start = file.read(PAGE_BYTES)
    if start.startswith(PLAIN):
        return _in_plain(store, day)
    if salt_in(start) is None:
        return Tonight("none")
    return Tonight("written" if day.isoformat() <= _marked(store) else "waiting", None)


def keep_marker(connection: "Connection", store: str, day: date) -> None:
    """Write into the marker until when a protected journal needs nothing more; without an end, no marker.

    Raises:
        OSError, sqlcipher3.Error: it cannot be read or written.
    """
    protected = connection.execute("PRAGMA cipher_salt").fetchone()
    last = _needs_nothing_until(connection, day) if protected else ""
    if last == _marked(store):
        return
    marker = store + MARKER
    if not last:
        os.unlink(marker)  # noqa: PTH108
        return
    half = f"{marker}.part"
    file = os.open(half, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | NO_LINK | AS_IT_IS, 0o600)
    try:
        os.write(file, f"{last}\n".encode())
    finally:
        os.close(file)
    os.replace(half, marker)  # noqa: PTH105


def connect_at_once(store: str) -> "Connection":
    """Open a plain journal to be read, with no time to wait.

    Raises:
        sqlcipher3.Error: it cannot be opened now.
    """
    import sqlcipher3.dbapi2 as sqlite

    address = "".join(chr(byte) if byte in IN_ADDRESS else f"%{byte:02X}" for byte in os.fsencode(store))
    found: Connection = sqlite.connect(f"file:{address}?mode=ro", uri=True, timeout=0, isolation_level=None)
    return found


def _in_plain(store: str, day: date) -> Tonight:
    connection = connect_at_once(store)
    try:
        return tonight_in(connection, day)
    finally:
        connection.close()


def tonight_in(connection: "Connection", day: date) -> Tonight:
    """How far the night of `day` is, by an open connection."""
    asked = connection.execute(queries.ANSWERS_ASKED_FOR, {"day": day.isoformat()}).fetchall()
    if not asked:
        in_use = connection.execute(queries.VALUES_IN_USE, {"day": day.isoformat()}).fetchone()[0]
        return Tonight("rest" if in_use else "none")
    answers = [outcome or "unanswered" for outcome, _, _ in asked]
    if asked[0][2]:
        return Tonight("written", answers)
    return Tonight("begun" if any(was_asked for _, was_asked, _ in asked) else "open", answers)


def _needs_nothing_until(connection: "Connection", day: date) -> str:
    """The last of the nights from `day` on, one after the other, that need nothing more; empty for none."""
    last = ""
    for later in range(LONGEST_REST):
        night = day + later * ONE_DAY
        if tonight_in(connection, night).state not in (("written", "rest") if not later else ("rest",)):
            break
        last = night.isoformat()
    return last


def _marked(store: str) -> str:
    try:
        file = os.open(store + MARKER, os.O_RDONLY | NO_LINK | AT_ONCE)
    except FileNotFoundError:
        return ""
    try:
        return os.read(file, 10).decode("ascii", "replace")
    finally:
        os.close(file)
