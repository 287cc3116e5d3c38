"""What an undo took back, and what a redo brought again, in words."""

from collections.abc import Sequence

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.keeping.done import Done
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import bullets, join_lines, next_step, note, section, stack
from modelway.views.screen.theme import Glyphs

MOST_TOLD = 12


def to_take_back(done: Sequence[Done], *, glyphs: Glyphs, width: int) -> Text:
    """The commands that would be taken back, the newest first, and how far back that goes."""
    often = number_of(len(done), "command")
    return stack(
        _told("To be taken back", done, often, glyphs=glyphs, width=width),
        note("modelway redo brings them again until something new is done.", glyphs=glyphs, width=width),
    )


def taken_back(done: Sequence[Done], wished: int, *, glyphs: Glyphs, width: int) -> Text:
    """The commands that were taken back, the newest first; fewer than were `wished` for is said."""
    return stack(
        _told("Taken back", done, glyphs=glyphs, width=width),
        _fewer("Nothing before that is left to take back.", done, wished, glyphs=glyphs, width=width),
        next_step(_command("redo", done), "Bring it back:", glyphs=glyphs, width=width),
    )


def brought_back(done: Sequence[Done], wished: int, *, glyphs: Glyphs, width: int) -> Text:
    """The commands that stand again, the oldest first; fewer than were `wished` for is said."""
    return stack(
        _told("Brought back", done, glyphs=glyphs, width=width),
        _fewer("That was all that had been taken back.", done, wished, glyphs=glyphs, width=width),
        next_step("modelway", "See where you are.", glyphs=glyphs, width=width),
    )


def _told(title: str, done: Sequence[Done], remark: str = "", *, glyphs: Glyphs, width: int) -> Text:
    """What was done, one line each; of a great many the first ones and the last."""
    said = [f"{one.words} ({format_short_date(one.at.date())} {one.at.year}, {one.at:%H:%M})" for one in done]
    if len(said) > MOST_TOLD:
        between = len(said) - MOST_TOLD + 1
        said = [*said[: MOST_TOLD - 2], f"{between} more, and at last", said[-1]]
    return stack(
        section(title, remark, glyphs=glyphs, width=width),
        bullets(said, glyphs=glyphs, width=width),
        gap=0,
    )


def _fewer(said: str, done: Sequence[Done], wished: int, *, glyphs: Glyphs, width: int) -> Text:
    return note(said, glyphs=glyphs, width=width) if len(done) < wished else join_lines([])


def _command(name: str, done: Sequence[Done]) -> str:
    return f"modelway {name}" if len(done) == 1 else f"modelway {name} --steps {len(done)}"
