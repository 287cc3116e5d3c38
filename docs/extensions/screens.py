"""Screens of the real program as SVG, and conversations with it as text.

To draw one into a file: python docs/extensions/screens.py FILE COMMAND …
"""

import os
import re
import select
import shlex
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from leader import being, surroundings, type_line, write_weeks

WIDE, NARROW = 80, 40
COLORED = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
THEME = TerminalTheme(
    (27, 31, 36),
    (225, 228, 232),
    [(88, 96, 105), (255, 138, 128), (133, 232, 157), (255, 223, 93),
     (121, 184, 255), (200, 170, 255), (115, 227, 255), (209, 213, 218)],
    [(149, 157, 165), (255, 158, 150), (160, 240, 180), (255, 234, 127),
     (158, 203, 255), (216, 194, 255), (156, 236, 255), (250, 251, 252)],
)  # fmt: skip
# Nothing is loaded from anywhere: the fonts are those of the reader's machine.
FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width;
}}
.{unique_id}-title {{ font-size: 18px; font-family: ui-monospace, Menlo, Consolas, monospace; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
QUIET = 0.4
PATIENCE = 20.0


def draw(line: str, columns: int = WIDE) -> tuple[str, str]:
    """The screen that a command line shows, in so many columns: as SVG, and as plain text."""
    with being({**os.environ, **COLORED, "COLUMNS": str(columns)}, Path.cwd()):
        shown = type_line(f"{line} --color always")
    if shown.code:
        raise RuntimeError(f"{line}: {shown.err}")
    text = Text.from_ansi(shown.out.rstrip("\n"))
    console = Console(
        record=True,
        width=columns,
        file=StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
    )
    console.print(text, soft_wrap=True)
    name = "s" + re.sub(r"\W+", "-", f"{line}-{columns}".lower())
    return console.export_svg(title=line, theme=THEME, code_format=FORMAT, unique_id=name), text.plain


def talk(line: str, answers: list[str]) -> str:
    """What stands in a plain terminal after a conversation in which these lines were typed."""
    ours, theirs = os.openpty()
    command = [sys.executable, "-m", *shlex.split(line)]
    environ = {**os.environ, "TERM": "dumb", "LANG": "C.UTF-8"}
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environ, start_new_session=True
    ) as program:
        os.close(theirs)
        shown = _until_quiet(ours, program)
        for answer in answers:
            os.write(ours, f"{answer}\n".encode())
            shown += _until_quiet(ours, program)
        if program.poll() is None:
            program.kill()
            raise RuntimeError(f"{line} still waits for an answer behind:\n{shown.decode()}")
    os.close(ours)
    return shown.decode().replace("\r\n", "\n").rstrip()


def _until_quiet(terminal: int, program: "subprocess.Popen[bytes]") -> bytes:
    """What is written until the program waits for an answer, or has ended."""
    shown, began = b"", time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if select.select([terminal], [], [], QUIET)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:  # the program has ended
                program.wait(PATIENCE)
                return shown
        elif shown.rstrip(b" ") != shown or program.poll() is not None:
            return shown
    raise RuntimeError(f"nothing comes behind:\n{shown.decode()}")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        home = Path(folder)
        write_weeks(home)
        with being(surroundings(home), home):
            drawn, _ = draw(" ".join(sys.argv[2:]))
    Path(sys.argv[1]).write_text(drawn, "utf-8")
