"""Running one command: the one place where failures become sentences on stderr and exit codes."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from modelway.cli.opening import is_interactive, open_session, tell_remarks
from modelway.cli.output import name_store, replace_closed_streams, say, send_nowhere
from modelway.cli.tree import CONVERSATION, DAILY
from modelway.errors import ExitCode, ModelwayError


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code. Whatever goes wrong is one sentence on stderr."""
    replace_closed_streams()
    name_store("")
    arguments = [_in_utf_8(one) for one in arguments]
    try:
        code = _call(arguments)
        sys.stdout.flush()
        return code
    except ModelwayError as error:
        return _complain(error.sentence, error.exit_code)
    except KeyboardInterrupt:
        return _complain("Stopped; what was saved before is kept.", ExitCode.INTERRUPTED)
    except OSError as error:
        send_nowhere(sys.stdout)
        if isinstance(error, BrokenPipeError):
            return ExitCode.DONE  # the reader closed the pipe
        return _complain(_refused_by_the_system(error), ExitCode.FAILED)
    except ImportError as error:
        return _complain(_not_loaded(error), ExitCode.FAILED)
    except Exception as error:  # the last net: no traceback reaches a user
        if os.environ.get("MODELWAY_TRACEBACK"):
            raise
        return _complain(_unexpected(error), ExitCode.FAILED)


def _in_utf_8(argument: str) -> str:
    """What was typed in UTF-8 where the locale, such as C, could not tell so; anything else as it is."""
    if argument.isprintable():
        return argument
    try:
        return argument.encode("utf-8", "surrogateescape").decode()
    except UnicodeError:
        return argument


def _call(arguments: Sequence[str]) -> int:
    asks = tuple(arguments) == CONVERSATION
    if tuple(arguments) in DAILY and (is_interactive() or not asks):
        _run_daily(*DAILY[tuple(arguments)], to_read=not asks)
        return ExitCode.DONE
    from modelway.cli.app import call

    return call(arguments)


def _run_daily(module: str, function: str, *, to_read: bool) -> None:
    """Run a command of every day without the command tree, which has nothing to parse.

    Typer would be a third of all that such a command costs.
    """
    command = getattr(import_module(module), function)
    session = open_session({}, to_read=to_read)
    try:
        with session:
            command(session)
    finally:
        tell_remarks(session)


def _refused_by_the_system(error: OSError) -> str:
    reason = (error.strerror or str(error)).lower()
    if error.filename is None:  # no file was named, so it was one of the streams
        return (
            f"The output could not be written ({reason}); what was saved before is kept. "
            "Send it somewhere else, or make room."
        )
    return (
        f"{error.filename} could not be used ({reason}); what was saved before is kept. "
        "See whether that disk is well and has room, then run this again."
    )


def _not_loaded(error: ImportError) -> str:
    return (
        f"A part of the program could not be loaded ({error.name or error}); what was saved before is kept. "
        "Run this again, and if it stays, install modelway anew."
    )


def _unexpected(error: Exception) -> str:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name} line {last.lineno}"
    return (
        f"modelway has a fault ({type(error).__name__}, {place}): "
        "what was saved before is kept; please report this line."
    )


def _complain(sentence: str, code: int) -> int:
    say(sentence)
    return code
