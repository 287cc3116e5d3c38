"""Screens as a leader sees them: rendered to text, and kept as golden files."""

import os
from io import StringIO
from pathlib import Path

from rich.console import RenderableType

from modelway.views.screen.console import make_console
from modelway.views.screen.theme import ASCII, UNICODE, Glyphs

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80)
GLYPHS = {"unicode": UNICODE, "ascii": ASCII}
# Where a screen shows something else: a narrow terminal has another layout, and ASCII other signs.
APPEARANCES = (("unicode", 80), ("unicode", 40), ("ascii", 80))
# A wider one has more room around the same words; what makes columns and rules is looked at there too.
WIDE = ("unicode", 120)
REWRITE = "MODELWAY_REWRITE_GOLDEN"


def rendered(renderable: RenderableType, width: int, glyphs: Glyphs, color: bool = False) -> str:
    """What a terminal of `width` cells is sent; without color no escape at all."""
    stream = StringIO()
    console = make_console(
        color="always" if color else "never",
        glyphs="unicode" if glyphs is UNICODE else "ascii",
        width=width,
        file=stream,
    )
    console.print(renderable)
    return stream.getvalue()


def assert_golden(name: str, screen: str) -> None:
    """The screen is exactly the golden one; rewritten only when the environment asks for it."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get(REWRITE) == "1":
        path.write_text(screen, encoding="utf-8")
    assert path.exists(), f"no golden screen {path.name}: look at it, then set {REWRITE}=1"
    assert screen == path.read_text(encoding="utf-8")
