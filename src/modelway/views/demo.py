"""The words around the screens of the demo."""

from pathlib import Path

from rich.text import Text

from modelway.views.layout import heading, lines, next_step, paragraph, stack
from modelway.views.theme import Glyphs


def chapter(command: str, *, glyphs: Glyphs, width: int) -> Text:
    """The command whose output comes next."""
    return stack(Text(" "), heading(f"$ {command}", glyphs=glyphs, width=width), gap=0)


def look_further(store: Path, *, glyphs: Glyphs, width: int) -> Text:
    """How to go on looking at the invented journal, and how to begin one's own."""
    commands = [
        f"modelway --store {store} {rest}"
        for rest in ("nights list", "review --last", "today", "values list", "journal")
    ]
    return stack(
        paragraph(
            "All of this is invented, and lies in a journal of its own. Look further with:",
            glyphs=glyphs,
            width=width,
            indent=0,
        ),
        # A command to be copied must not be broken by a line end.
        lines(Text(f"  {command}") for command in commands),
        next_step("modelway values define", "Begin your own.", glyphs=glyphs, width=width),
    )
