"""The screens after a review or a page was written to a file."""

from rich.text import Text

from modelway.domain.lookback.review import Review
from modelway.domain.loop.next_steps import NextStep, decide_next_step, look_at
from modelway.views.screen.layout import next_step, paragraph, stack
from modelway.views.screen.theme import Glyphs


def review_written(review: Review, target: str, *, glyphs: Glyphs, width: int) -> Text:
    """Say where the review is, who can read it, and what it leaves out."""
    offer = look_at("modelway today", "Keep it alive tomorrow.")
    if review.week and review.week.is_due:
        offer = look_at("modelway review write", "Four questions make this week your own.")
    said = f"The review is in {target}; only you can read that file."
    step = decide_next_step(review.state, offer)
    return _file_written(said, step, is_shared=review.is_shared, glyphs=glyphs, width=width)


def page_written(target: str, step: NextStep, *, is_shared: bool, glyphs: Glyphs, width: int) -> Text:
    """Say where the page is, who can read it, and what it leaves out."""
    said = f"The page is in {target}; only you can read that file. Open it in a browser, or print it."
    return _file_written(said, step, is_shared=is_shared, glyphs=glyphs, width=width)


def _file_written(said: str, step: NextStep, *, is_shared: bool, glyphs: Glyphs, width: int) -> Text:
    if is_shared:
        said += " It holds no word of yours but the names of your values and the practices ahead."
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step(*step, glyphs=glyphs, width=width),
        gap=0,
    )
