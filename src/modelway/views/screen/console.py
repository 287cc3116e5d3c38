"""The console every screen is printed on: its width, its colours, its signs."""

import os
from io import TextIOWrapper
from typing import IO

from rich.console import Console
from rich.theme import Theme

from modelway.views.screen.theme import ASCII, DESIGN_WIDTH, NARROWEST, UNICODE, ColorSystem, Glyphs, styles

LINES_WITHOUT_A_TERMINAL = 25
# How streams treat what their encoding lacks; the second one in the C locale, and it helps with bytes alone.
UNFORGIVING = ("strict", "surrogateescape")


class Screen(Console):
    """A Rich console that also knows which signs its stream can carry."""

    glyphs: Glyphs = UNICODE

    def on_broken_pipe(self) -> None:
        """Leave a broken pipe to the place that handles all failures; Rich would exit with code 1."""
        raise BrokenPipeError


def make_console(*, color: str, glyphs: str, width: int | None, file: IO[str]) -> Screen:
    """A console on `file` that prints what it is given: no markup, no highlighting, no emoji names.

    `color` is auto, always or never; with auto a pipe gets no escape at all, with never nothing does.
    `glyphs` is auto, unicode or ascii. A `width` of None asks COLUMNS, then the terminal, and settles for 80.
    """
    system = _color_system(color, file)
    lines = _terminal_size(file)[1] or LINES_WITHOUT_A_TERMINAL
    screen = Screen(
        file=file,
        color_system=system,
        force_terminal=_is_terminal(file),
        force_jupyter=False,
        no_color=False,
        legacy_windows=False,
        theme=Theme(styles(system)),
        width=max(NARROWEST, width or _columns() or _terminal_size(file)[0] or DESIGN_WIDTH),
        height=lines,
        # The views break their own lines; Rich must not break them again.
        soft_wrap=True,
        markup=False,
        highlight=False,
        emoji=False,
    )
    screen.glyphs = choose_glyphs(glyphs, file)
    _never_fail_on(file)
    return screen


def choose_glyphs(setting: str, file: IO[str]) -> Glyphs:
    """The signs for `setting` (auto, unicode or ascii); auto asks whether the stream can carry every one.

    A stream in memory has no encoding and carries all.
    """
    if setting != "auto":
        return UNICODE if setting == "unicode" else ASCII
    encoding = getattr(file, "encoding", None) or "utf-8"
    every_sign = "".join(UNICODE)
    try:
        every_sign.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return ASCII
    return UNICODE


def _color_system(color: str, file: IO[str]) -> ColorSystem | None:
    """Choose the colours to write; None writes no escape codes at all."""
    term = os.environ.get("TERM", "").strip().lower()
    plain = not _is_terminal(file) or term in ("", "dumb", "unknown")
    if color == "never" or (color == "auto" and plain):
        return None
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if term.endswith(("256color", "kitty")) else "standard"


def _is_terminal(file: IO[str]) -> bool:
    try:
        return file.isatty()
    except ValueError:
        return False


def _terminal_size(file: IO[str]) -> tuple[int, int]:
    """Columns and lines; zeros where `file` is no terminal or does not say."""
    if not _is_terminal(file):
        return (0, 0)
    try:
        columns, lines = os.get_terminal_size(file.fileno())
    except OSError:
        return (0, 0)
    return (columns, lines)


def _columns() -> int:
    """The width COLUMNS asks for; 0 when it says nothing useful."""
    wish = os.environ.get("COLUMNS", "")
    return int(wish) if wish.isascii() and wish.isdigit() else 0


def _never_fail_on(file: IO[str]) -> None:
    """Let a stream show `?` for a character of the leader's that its encoding lacks."""
    if isinstance(file, TextIOWrapper) and file.errors in UNFORGIVING:
        file.reconfigure(errors="replace")
