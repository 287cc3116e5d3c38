"""What every command begins with: the session, and the words handed in from a file."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from modelway.cli.output import clear_progress, progress, remarks, say
from modelway.errors import BadFile, NotFound, Refused, StoreError

if TYPE_CHECKING:
    import typer

    from modelway.services.place import Place
    from modelway.services.session import Session


def opened(ctx: "typer.Context", *, to_read: bool = False) -> "Session":
    """The session of this command, with the settings given on its line; `to_read` makes no file."""
    root = ctx.find_root()
    session = open_session(root.ensure_object(dict), to_read=to_read)
    root.call_on_close(lambda: tell_remarks(session))
    return session


def open_session(overrides: dict[str, str], *, to_read: bool) -> "Session":
    """The session of a command with these settings over those of the leader; `to_read` makes no file."""
    from modelway.services.session import Session

    _let_unlock(overrides)
    with progress() as tell:
        session = Session.open(os.environ, overrides, to_read=to_read, tell=tell)
    _Writing.session = None if to_read else session
    return session


class _Writing:
    """The session of this process that may write, or have written."""

    session: "Session | None" = None


def work_behind() -> None:
    """Begin what is done behind a command that may have written, in a process of its own; waits for nothing.

    Also where this command changed nothing: what was begun behind the one before may have been killed.
    """
    session, _Writing.session = _Writing.session, None
    if session and session.place:
        from modelway.machine.processes import run_behind

        run_behind(partial(_back_up_and_sync, session.place))


def _back_up_and_sync(place: "Place") -> None:
    """Make a backup of all that has none yet, then meet the other machines where the leader wants it."""
    from modelway.services.automatic_backups import back_up_daily

    back_up_daily(place)
    if place.settings.sync_auto == "on":
        from modelway.services.together.automatic import sync_behind

        sync_behind(place)


def tell_remarks(session: "Session") -> None:
    """What is to be said besides; not where nothing could be saved, for that is said already."""
    if not isinstance(sys.exception(), Refused | StoreError):
        remarks(session.remarks)


def located(ctx: "typer.Context") -> "Place":
    """Where this command's journal lies, for what works on one that cannot be opened."""
    from modelway.services.place import Place

    overrides = ctx.find_root().ensure_object(dict)
    _let_unlock(overrides)
    return Place.find(os.environ, overrides)


def _let_unlock(overrides: dict[str, str]) -> None:
    """Have the leader asked for the passphrase of a protected journal as soon as it is opened."""
    from modelway.services.unlocking import unlock_with

    unlock_with(
        os.environ,
        lambda path, left: _asked_for(path, left, overrides.get("color", "auto")),
        _told_meanwhile,
    )


def _told_meanwhile(sentence: str) -> None:
    clear_progress()
    say(sentence)


def _asked_for(path: Path, left: int, color: str) -> str:
    from modelway.cli.ask.secret import ask_passphrase

    clear_progress()
    return ask_passphrase(path, left, color=color)


def read_source(source: str, most: int = -1) -> tuple[bytes, str]:
    """The bytes of a file, or of standard input for "-", and the name that sentences give it.

    Args:
        source: The path, or "-".
        most: How many bytes it may have; -1 for any number.

    Raises:
        NotFound: there is no such file, or it cannot be read.
        BadFile: it is larger than it may be.
    """
    limit = most if most < 0 else most + 1
    if source == "-":
        return _at_most(sys.stdin.buffer.read(limit), most, "standard input"), "standard input"
    try:
        with Path(source).open("rb") as file:
            return _at_most(file.read(limit), most, source), source
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be read"
        raise NotFound(
            f"{source} cannot be read ({reason.lower()}): check the path, or use - for input."
        ) from error


def _at_most(data: bytes, most: int, source: str) -> bytes:
    if 0 <= most < len(data):
        raise BadFile(
            f"{source} is larger than {most // 2**20} MB: split it, and bring in one part at a time."
        )
    return data


def is_interactive() -> bool:
    """Whether both the input and the output are a terminal, so that questions can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
