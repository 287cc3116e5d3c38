"""The demo on one screen: an evening, the weeks that follow from such evenings, and where to look further."""

from pathlib import Path
from shlex import quote

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.domain.lookback.review import Review
from modelway.domain.lookback.trends import Trends
from modelway.domain.loop.written_nights import WrittenNight
from modelway.views.lookback import wording
from modelway.views.lookback.trends.overview import week_by_week
from modelway.views.screen.layout import (
    bullets,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    safe_text,
    section,
    stack,
    wrap_behind,
)
from modelway.views.screen.theme import Glyphs, margin, practice_style, state_style


def demo_screen(
    evening: WrittenNight, trends: Trends, review: Review, store: Path, *, glyphs: Glyphs, width: int
) -> Text:
    """The loop in the order a leader lives it, and how to go on looking at the invented journal."""
    weeks, practices, key = week_by_week(trends, glyphs=glyphs, width=width)
    return stack(
        heading("Model the way, in one minute", "an invented leader", glyphs=glyphs, width=width),
        paragraph(
            "Every evening, in three minutes: what did I do today that demonstrates my values? "
            "And where I fell short: what will I do differently tomorrow?",
            glyphs=glyphs,
            width=width,
        ),
        _evening(evening, glyphs=glyphs, width=width),
        stack(
            section(
                "Twelve weeks of such evenings", "demonstrated, of opportunities", glyphs=glyphs, width=width
            ),
            stack(weeks, practices),
            gap=0,
        ),
        key,
        _comes_to(review, glyphs=glyphs, width=width),
        _further(store, glyphs=glyphs, width=width),
        next_step("modelway values define", "Begin your own.", glyphs=glyphs, width=width),
    )


def _evening(whole: WrittenNight, *, glyphs: Glyphs, width: int) -> Text:
    """An evening's answers, and the practice that came of it."""
    left, block = " " * margin(width), []
    for one in whole.night.reflections:
        start = Text(left).append(glyphs.outcome(one.outcome), state_style(one.outcome)).append(" ")
        name = safe_text(whole.values[one.value_id].name, glyphs, "screen.name")
        block += wrap_behind(
            start, Text("  ").join([name, safe_text(one.text, glyphs)]), width=width, glyphs=glyphs
        )
    for practice in whole.planned:
        start = Text(left).append(glyphs.practice(None), practice_style(None)).append(" ")
        said = Text("  ").join([Text("tomorrow", "screen.label"), safe_text(practice.sentence, glyphs)])
        block += wrap_behind(start, said, width=width, glyphs=glyphs)
    title = section("One evening", format_date(whole.night.day), glyphs=glyphs, width=width)
    return stack(title, join_lines(block), gap=0)


def _comes_to(review: Review, *, glyphs: Glyphs, width: int) -> Text:
    """The strengths and the first gap, each in a sentence."""
    said: list[str | Text] = [wording.list_strengths(review)]
    for one in review.ranked[:1]:
        name = safe_text(one.value.name, glyphs, "screen.name")
        said.append(Text("Look here first: ").append_text(name).append(wording.describe_gap(one, glyphs)))
    return stack(
        section("Strengths, then gaps", glyphs=glyphs, width=width),
        bullets(said, glyphs=glyphs, width=width),
        gap=0,
    )


def _further(store: Path, *, glyphs: Glyphs, width: int) -> Text:
    """The commands that look around in the invented journal, and the one that removes it."""
    commands = [
        f"modelway --store {quote(str(store))} {rest}" for rest in ("review", "trends gaps", "journal")
    ]
    left = " " * margin(width)
    return stack(
        section("Look around in it", glyphs=glyphs, width=width),
        # A command to be copied must not be broken by a line end.
        join_lines(Text(left).append(command, "screen.command") for command in commands),
        note(
            "All of it is invented, and lies apart from your own journal. The next demo begins it anew; "
            "this removes it:",
            glyphs=glyphs,
            width=width,
        ),
        join_lines([Text(left).append(f"rm -r {quote(str(store.parent))}", "screen.command")]),
        gap=0,
    )
