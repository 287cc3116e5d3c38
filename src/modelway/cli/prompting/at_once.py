"""`modelway status --short` and `--evening`: without the parser; never failing or waiting."""

import os
import sys
from collections.abc import Mapping


def say_at_once(option: str, overrides: Mapping[str, str | None] | None = None) -> None:
    """Print what the option asks for, or nothing; whatever is wrong is for other commands to say."""
    try:
        line = _line(option, overrides or {})
        if line:
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    except (Exception, KeyboardInterrupt):
        _leave_in_silence()


def _line(option: str, overrides: Mapping[str, str | None]) -> str:
    from modelway.services.prompting.tonight import look_at_tonight, tell_once
    from modelway.views.prompting.tonight import evening_line, short_status, signs_for

    reminder = look_at_tonight(os.environ, overrides)
    tonight = reminder.tonight
    if option == "--evening":
        return evening_line(tonight.state) if tell_once(reminder, os.environ) else ""
    signs = signs_for(reminder.glyphs, sys.stdout.encoding)
    return short_status(tonight.answers, tonight.state, reminder.evening_at, signs=signs)


def _leave_in_silence() -> None:
    """Have nothing more written as the interpreter ends, where whoever read the output has gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except OSError:
        return
