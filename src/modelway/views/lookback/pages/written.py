"""The screen after a page was written."""

from rich.text import Text

from modelway.views.screen.layout import next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs


def page_written(target: str, step: tuple[str, str], *, is_shared: bool, glyphs: Glyphs, width: int) -> Text:
    """Where the page lies, who can read it, and what it leaves out."""
    said = f"The page is in {target}; only you can read that file. Open it in a browser, or print it."
    if is_shared:
        said += " It holds no word of yours but the names of your values and the practices ahead."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step(*step, glyphs=glyphs, width=width),
        gap=0,
    )
