"""A passphrase from the leader's own password manager: what a command writes to its output."""

import os
from collections.abc import Mapping
from contextlib import suppress
from typing import IO

from modelway.errors import StoreError

COMMAND = "MODELWAY_PASSPHRASE_COMMAND"
NEW_COMMAND = "MODELWAY_NEW_PASSPHRASE_COMMAND"
# Long enough for a person to unlock a password manager.
PATIENCE = 120.0
LONGEST_LINE = 4096
# What may follow the line, in bytes and in seconds, before the command is ended.
MOST_OUTPUT = 1 << 16
GRACE = 2.0
# How often it is looked whether the line is there.
STEP = 0.05


def from_command(variable: str, environ: Mapping[str, str] = os.environ) -> str | None:
    """The first line that the command in a variable writes; None when the variable is not set.

    It is run without a shell and gets no input. What it writes to stderr is dropped, for it could hold a
    secret.

    Raises:
        StoreError: it cannot be run, fails, takes too long, or writes nothing.
    """
    command = environ.get(variable, "").strip()
    if not command:
        return None
    import shlex
    import subprocess

    try:
        output, code = _run(shlex.split(command), environ)
    except subprocess.TimeoutExpired:
        raise _no_passphrase(variable, f"gave none within {PATIENCE:.0f} seconds") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be run").lower()
        raise _no_passphrase(variable, f"cannot be run ({reason})") from None
    except ValueError:
        raise _no_passphrase(variable, "has a quotation mark that is not closed") from None
    if code:
        raise _no_passphrase(variable, f"ended with code {code}")
    if len(output) > LONGEST_LINE:
        raise _no_passphrase(variable, "wrote a line that is too long for a passphrase")
    line = output.decode("utf-8", "surrogateescape").removesuffix("\n").removesuffix("\r")
    if not line:
        raise _no_passphrase(variable, "wrote an empty line")
    return line


def _run(command: list[str], environ: Mapping[str, str]) -> tuple[bytes, int]:
    """The first line of a command's output, of bounded length, and its exit code.

    A command that goes on writing or running once its line is there is ended, and counts as done.

    Raises:
        TimeoutExpired: there is no whole line in time.
        OSError: it cannot be run.
    """
    import subprocess
    from threading import Thread

    lines: list[bytes] = []
    ended: list[bool] = []

    def read(output: IO[bytes]) -> None:
        with suppress(OSError, ValueError):  # the pipe is closed once nobody waits any more
            lines.append(output.readline(LONGEST_LINE + 1))
            left = MOST_OUTPUT
            while left > 0 and (more := output.read(left)):
                left -= len(more)
            ended.append(left > 0)

    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=subprocess.PIPE, stderr=quiet, env=dict(environ), bufsize=0
    ) as process:
        reading = Thread(target=read, args=(process.stdout,), daemon=True)
        reading.start()
        patience = PATIENCE
        while not lines and patience > 0:
            reading.join(min(patience, STEP))
            patience -= STEP
        if not lines:
            process.kill()
            raise subprocess.TimeoutExpired(command, PATIENCE)
        reading.join(GRACE)
        try:
            if any(ended):
                return lines[0], process.wait(GRACE)
        except subprocess.TimeoutExpired:
            pass
        process.kill()
        return lines[0], 0


def _no_passphrase(variable: str, reason: str) -> StoreError:
    # `from None`: what subprocess raises holds the output, and so the passphrase.
    return StoreError(
        f"The command in {variable} {reason}, and nothing was opened or changed: "
        "try it by itself in a shell, or unset it to be asked."
    )
