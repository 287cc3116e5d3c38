"""Operations on a journal that strace strikes at one numbered system call.

Run as a program it prepares everything once and forks for each of them: `struck.py OPERATION ORIGIN FOLDER`.
Each line it reads is `NUMBER CALL N WAY`, where WAY is EIO, ENOSPC, SIGKILL or count; for each it prints
`NUMBER EXIT-CODE STRUCK`, a negative code for a signal, and leaves the journal in FOLDER/NUMBER with
what was said beside it (`said`) and the calls that were made (`calls`).
"""

import hashlib  # noqa: F401  # once, and not in every child, where its own files would be struck
import json  # noqa: F401
import os
import resource  # noqa: F401
import shutil
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import answering

from chains import chain_ahead
from modelway.cli.running import run
from modelway.domain.keeping import backup, thinning  # noqa: F401
from modelway.domain.loop.drafts import NightDraft  # noqa: F401  # once, and not in every child
from modelway.errors import ModelwayError
from modelway.exchange import answer_options  # noqa: F401
from modelway.services.keeping import backups  # noqa: F401
from modelway.services.loop import evening, record  # noqa: F401
from modelway.store.files import encryption
from modelway.store.files.encryption import keys
from modelway.store.keeping import protection, salvage  # noqa: F401
from modelway.store.migrations.migrate import migrate
from modelway.views.loop import evening as screens  # noqa: F401

CALLS = "write,fsync,fdatasync,openat,rename,pwrite64,unlink,ftruncate,link,mkdir,rmdir"
MOMENT = datetime(2026, 11, 20, 20, 30, tzinfo=UTC)
FAULT = 70
NEW_KEY = encryption.Key(b"another salt of.", bytes(range(32, 64)))
NEXT_ANSWER = "Said what worries me, first."
CHAIN = "chain"


def save(store: Path) -> int:
    """Keep an answer."""
    return run(["journal", "--store", str(store), "--lived", f"2={NEXT_ANSWER}"])


def back_up(store: Path) -> int:
    """Make a backup."""
    return run(["backup", "create", "--store", str(store)])


def bring_up(store: Path) -> int:
    """Bring the journal up to a schema that is one ahead."""
    chain = ahead(store.parent.parent / CHAIN)
    return told(lambda: migrate(store, chain=chain))


# Made once, and not in every child, where its own files would be struck.
ahead = cache(chain_ahead)


def take_another_passphrase(store: Path) -> int:
    """Write the journal and its backups anew under another key."""
    return told(lambda: protection.convert(store, NEW_KEY, lambda _: None))


def told(change: Callable[[], object]) -> int:
    """The exit code of a change; what refuses it is written to stderr as a sentence."""
    try:
        change()
    except ModelwayError as error:
        sys.stderr.write(f"{error.sentence}\n")
        return error.exit_code
    return 0


OPERATIONS = {"save": save, "backup": back_up, "migration": bring_up, "passphrase": take_another_passphrase}


def strike(operation: str, origin: Path, folder: Path, call: str, number: str, way: str) -> tuple[int, bool]:
    """Let a numbered call of the operation fail, on a copy; its exit code, and whether it came to that."""
    shutil.copytree(origin.parent, folder)
    reading, writing = os.pipe()
    # Opened before there is a child: its own calls are counted from the moment it is traced.
    output = os.open(f"{folder}-said", os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
    child = os.fork()
    if not child:
        os.close(writing)
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.read(reading, 1)
        os._exit(within(operation, folder / origin.name))
    os.close(reading)
    os.close(output)
    log = Path(f"{folder}-calls")
    command = ["strace", "-p", str(child), "-o", str(log), "-e", f"trace={CALLS}"]
    if way != "count":
        what = f"signal={way}" if way.startswith("SIG") else f"error={way}"
        command += ["-e", f"inject={call}:{what}:when={number}"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as strace:
        assert strace.stderr
        while b"attached" not in (line := strace.stderr.readline()):
            if not line:
                raise RuntimeError("strace may not attach")
        os.close(writing)
        _, status = os.waitpid(child, 0)
        strace.wait()
    calls = log.read_text(errors="replace")
    return os.waitstatus_to_exitcode(status), "INJECTED" in calls or "killed by" in calls


def within(operation: str, store: Path) -> int:
    """Run the operation in this process; its exit code."""
    try:
        return OPERATIONS[operation](store)
    except BaseException:
        os.write(2, traceback.format_exc().encode())
        return FAULT


def main(operation: str, origin: Path, folder: Path) -> None:
    os.environ["MODELWAY_NOW"] = MOMENT.isoformat()
    keys.add(answering.KEY)
    if operation == "migration":
        import alembic.command  # noqa: F401
        import sqlalchemy.pool  # noqa: F401

        ahead(folder / CHAIN)
    for line in sys.stdin:
        number, call, place, way = line.split()
        code, struck = strike(operation, origin, folder / number, call, place, way)
        os.write(1, f"{number} {code} {int(struck)}\n".encode())


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
