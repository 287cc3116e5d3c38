"""The one place that runs a scheduler's or a notifier's command."""

import subprocess
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

PATIENCE = 30


class Done(NamedTuple):
    """What became of a command: its exit code, and what it wrote; 127 where there is no such program."""

    code: int
    out: str
    err: str

    @property
    def reason(self) -> str:
        """The first line of what it complained of."""
        said = (self.err.strip() or self.out.strip()).splitlines()
        return said[0].rstrip(".") if said else f"exit code {self.code}"


Run = Callable[..., Done]


def run_command(words: Sequence[str], *, data: str = "", environ: Mapping[str, str] | None = None) -> Done:
    """Run a command to its end, with `data` as its input; it is given half a minute, and never raises."""
    try:
        done = subprocess.run(
            words,
            input=data.encode(),
            capture_output=True,
            check=False,
            timeout=PATIENCE,
            env=None if environ is None else dict(environ),
        )
    except (FileNotFoundError, PermissionError):
        return Done(127, "", f"{words[0]} is not here")
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return Done(126, "", str(error))
    return Done(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(data: bytes) -> str:
    # schtasks writes its XML in UTF-16.
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return data.decode(encoding, "replace")
