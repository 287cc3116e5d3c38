"""Earlier answers of a night or a week that another answer replaced, or was joined with."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from modelway.domain.loop.earlier_answers import Conflict, EarlierAnswer
from modelway.views.screen.below import below
from modelway.views.screen.layout import bullets, note, stack
from modelway.views.screen.text import shorten
from modelway.views.screen.theme import Glyphs, margin, readable

# More characters than any line can show.
MOST_READ = 400


def replaced_answers(replaced: Sequence[EarlierAnswer], *, glyphs: Glyphs, width: int) -> Text:
    """Render the answers that others took the place of, a line each; empty without any."""
    if not replaced:
        return Text()
    return stack(
        note("This took the place of what you had written:", glyphs=glyphs, width=width),
        _one_line_each(replaced, glyphs, width),
        note("modelway undo brings it back.", glyphs=glyphs, width=width),
        gap=0,
    )


def answered_elsewhere(conflict: Conflict, *, glyphs: Glyphs, width: int) -> Text:
    """Render what became of an answer that another window saved while this one was asking."""
    replaces = not conflict.keeps_text or conflict.outcome is not conflict.earlier.outcome
    if conflict.stays:
        said = "Another window answered this meanwhile. That answer stays:"
    elif not conflict.keeps_text:
        said = "Another window answered this meanwhile. Your answer took the place of that one:"
    elif replaces and conflict.outcome:
        outcome = conflict.outcome.words
        said = f"Another window answered this meanwhile. Its words are kept; the outcome is now {outcome}:"
    else:
        said = "Another window answered this meanwhile. Both texts are kept, that one first:"
    undo = "modelway undo brings it back, and takes back what you answer from here on."
    return below(
        note(said, glyphs=glyphs, width=width),
        _one_line_each([conflict.earlier], glyphs, width),
        note(undo, glyphs=glyphs, width=width) if replaces else Text(),
    )


def _one_line_each(answers: Iterable[EarlierAnswer], glyphs: Glyphs, width: int) -> Text:
    room = readable(width) - margin(width) - len(glyphs.bullet) - 1
    said = []
    for one in answers:
        what = f"{one.about}, {one.outcome.words}" if one.outcome else one.about
        said.append(shorten(f"{what}: {one.text[:MOST_READ]}" if one.text else what, room, glyphs))
    return bullets(said, glyphs=glyphs, width=width)
