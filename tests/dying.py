"""Migrations that are stopped: at a numbered call of the engine or the system, after a while, without room.

Run as a program it prepares everything once and forks for each of them, so that hundreds take a minute:
`python dying.py FOLDER-OF-REVISIONS call|moment|room NUMBER=STORE …`. What is refused is printed as
`NUMBER EXIT-CODE SENTENCE`.
"""

import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType

from chains import chain_ahead
from modelway.errors import ModelwayError
from modelway.store.migrations.migrate import migrate
from modelway.store.migrations.revisions import Chain

# Whatever changes a file goes through one of these.
CALLS = frozenset(("backup", "close", "execute", "executemany", "fsync", "open", "rename", "unlink"))
# All that is told to a server of a database passes one function of this library.
SERVER = "/psycopg/"


class StoppingAt:
    """Calls `stop` as the numbered call begins: one of `CALLS`, or a word to a server; it counts them all."""

    def __init__(self, number: int, stop: Callable[[], None]) -> None:
        self.number = number
        self.stop = stop
        self.count = 0

    def __enter__(self) -> "StoppingAt":
        sys.setprofile(self._see)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        sys.setprofile(None)

    def _see(self, frame: FrameType, event: str, called: object) -> None:
        if (event == "c_call" and getattr(called, "__name__", "") in CALLS) or (
            event == "call" and frame.f_code.co_name == "wait" and SERVER in frame.f_code.co_filename
        ):
            self.count += 1
            if self.count == self.number:
                self.stop()


def kill_oneself() -> None:
    """Die as in a power cut: no handler, no cleaning up."""
    os.kill(os.getpid(), signal.SIGKILL)


def at_a_call(path: Path, chain: Chain, number: int) -> None:
    """Die as the numbered call begins."""
    with StoppingAt(number, kill_oneself):
        migrate(path, chain=chain)


def at_a_moment(path: Path, chain: Chain, milliseconds: int) -> None:
    """Be killed from outside after so long."""
    child = os.fork()
    if not child:
        migrate(path, chain=chain)
        os._exit(0)
    time.sleep(milliseconds / 1000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def without_room(path: Path, chain: Chain, size: int) -> None:
    """Find that no file may grow beyond `size` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    migrate(path, chain=chain)


WAYS = {"call": at_a_call, "moment": at_a_moment, "room": without_room}

if __name__ == "__main__":
    import alembic.command  # noqa: F401  # once, and not in every child
    import sqlalchemy.pool  # noqa: F401

    chain = chain_ahead(Path(sys.argv[1]))
    for death in sys.argv[3:]:
        number, store = death.split("=", 1)
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        try:
            WAYS[sys.argv[2]](Path(store), chain, int(number))
        except ModelwayError as error:
            os.write(1, f"{number} {error.exit_code} {error.sentence}\n".encode())
        os._exit(0)
