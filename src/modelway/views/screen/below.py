"""A screen that stands among the questions of a conversation."""

from rich.text import Text

from modelway.views.screen.layout import stack


def below(*blocks: Text, gap: int = 0) -> Text:
    """Put the blocks under an empty line, apart from the question before."""
    return Text("\n", no_wrap=True, overflow="ignore").append_text(stack(*blocks, gap=gap))
