"""A passphrase from the leader's own password manager: what a command writes to its output."""

import os
from collections.abc import Mapping

from modelway.errors import StoreError

COMMAND = "MODELWAY_PASSPHRASE_COMMAND"
NEW_COMMAND = "MODELWAY_NEW_PASSPHRASE_COMMAND"
# Long enough for a person to unlock a password manager.
PATIENCE = 120.0


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
        done = subprocess.run(
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(environ),
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _no_passphrase(variable, f"gave none within {PATIENCE:.0f} seconds") from None
    except OSError as error:
        reason = (error.strerror or "it cannot be run").lower()
        raise _no_passphrase(variable, f"cannot be run ({reason})") from None
    except ValueError:
        raise _no_passphrase(variable, "has a quotation mark that is not closed") from None
    if done.returncode:
        raise _no_passphrase(variable, f"ended with code {done.returncode}")
    line = done.stdout.decode("utf-8", "surrogateescape").partition("\n")[0].removesuffix("\r")
    if not line:
        raise _no_passphrase(variable, "wrote an empty line")
    return line


def _no_passphrase(variable: str, reason: str) -> StoreError:
    # `from None`: what subprocess raises holds the output, and so the passphrase.
    return StoreError(
        f"The command in {variable} {reason}, and nothing was opened or changed: "
        "try it by itself in a shell, or unset it to be asked."
    )
