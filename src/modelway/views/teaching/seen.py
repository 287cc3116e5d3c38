"""The screens of the vision, of remarks and examples, and of the library."""

from collections.abc import Sequence

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.loop.values import Value
from modelway.domain.teaching.seen import FIRST_BOOKS, Observation, Source, Vision, hint_at_faults
from modelway.views.screen.below import below
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    paragraph,
    safe_text,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs


def vision_screen(visions: Sequence[Vision], *, asked: bool = False, glyphs: Glyphs, width: int) -> Text:
    """The vision in force, what it might do better, and the wordings before it."""
    if not visions:
        return stack(
            heading("Service vision", glyphs=glyphs, width=width),
            paragraph(
                "There is none yet: in a sentence or two, what can a customer count on?",
                glyphs=glyphs,
                width=width,
            ),
            next_step("modelway vision edit", "Write it in your own words.", glyphs=glyphs, width=width),
        )
    *earlier, newest = visions
    hints = hint_at_faults(newest.text)
    step = ("modelway vision edit", "Would other words say it better?")
    if not hints:
        step = ("modelway check run service-vision", "Is the team in it?")
    shown = stack(
        heading("Service vision", f"since {format_short_date(newest.starts_on)}", glyphs=glyphs, width=width),
        paragraph(newest.text, glyphs=glyphs, width=width),
        bullets(hints, glyphs=glyphs, width=width),
        stack(
            section("Earlier wordings", glyphs=glyphs, width=width),
            fields(
                [(f"from {format_short_date(one.starts_on)}", one.text) for one in reversed(earlier)],
                glyphs=glyphs,
                width=width,
            ),
            gap=0,
        )
        if earlier
        else join_lines([]),
        next_step(*step, glyphs=glyphs, width=width),
    )
    return below(shown) if asked else shown


def vision_data(visions: Sequence[Vision]) -> dict[str, object]:
    """The vision as data for `modelway.vision/1`."""
    newest = visions[-1] if visions else None
    return {
        "text": newest.text if newest else None,
        "hints": hint_at_faults(newest.text) if newest else [],
        "versions": [{"from": one.starts_on.isoformat(), "text": one.text} for one in visions],
    }


def remark_kept(seen: Observation, value: Value, *, glyphs: Glyphs, width: int) -> Text:
    """A remark that was just kept."""
    by = f", from {seen.who}" if seen.who else ""
    said = safe_text(f"Kept for {value.name}, {format_short_date(seen.day)}{by}: {seen.text}", glyphs)
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway review", "The review of its week shows it.", glyphs=glyphs, width=width),
    )


def examples_screen(
    examples: Sequence[tuple[Observation, Value | None]], *, glyphs: Glyphs, width: int
) -> Text:
    """The leaders that were seen, the good ones first."""
    if not examples:
        return stack(
            heading("Examples", glyphs=glyphs, width=width),
            paragraph("No leader is noted yet, good or bad.", glyphs=glyphs, width=width),
            next_step('modelway examples add "…"', "Whom did you see lead well?", glyphs=glyphs, width=width),
        )
    good = [one for one in examples if not one[0].negative]
    bad = [one for one in examples if one[0].negative]
    return stack(
        heading("Examples", number_of(len(examples), "example"), glyphs=glyphs, width=width),
        _told("Worth following", good, glyphs=glyphs, width=width),
        _told("Worth avoiding", bad, glyphs=glyphs, width=width),
        next_step('modelway examples add "…"', "Whom did you see lead today?", glyphs=glyphs, width=width),
    )


def examples_data(examples: Sequence[tuple[Observation, Value | None]]) -> dict[str, object]:
    """The examples as data for `modelway.examples/1`."""
    return {
        "examples": [
            {
                "date": one.day.isoformat(),
                "who": one.who,
                "value": value.slug if value else None,
                "negative": one.negative,
                "text": one.text,
            }
            for one, value in examples
        ]
    }


def library_screen(sources: Sequence[tuple[Source, Value | None]], *, glyphs: Glyphs, width: int) -> Text:
    """The library by number; an empty one suggests two books to begin with."""
    if not sources:
        first = FIRST_BOOKS[0][0]
        return stack(
            heading("Library", glyphs=glyphs, width=width),
            paragraph("Nothing is in it yet. Two to begin with:", glyphs=glyphs, width=width),
            bullets((f"{title}, {author}" for title, author in FIRST_BOOKS), glyphs=glyphs, width=width),
            next_step(
                f'modelway library add "{first}"',
                "Or any that taught you something.",
                glyphs=glyphs,
                width=width,
            ),
        )
    return stack(
        heading("Library", number_of(len(sources), "source"), glyphs=glyphs, width=width),
        fields(
            [(str(number), _line(*one)) for number, one in enumerate(sources, start=1)],
            glyphs=glyphs,
            width=width,
        ),
        next_step(
            f'modelway library lesson {len(sources)} "…"',
            "What do you take from it?",
            glyphs=glyphs,
            width=width,
        ),
    )


def source_screen(source: Source, value: Value | None, *, glyphs: Glyphs, width: int) -> Text:
    """One source with its lessons."""
    note = (
        f"finished {format_short_date(source.finished_on)}"
        if source.finished_on
        else f"since {format_short_date(source.added_on)}"
    )
    pairs = [("By", source.author), ("Value", value.name if value else "")]
    return stack(
        heading(source.title, note, glyphs=glyphs, width=width),
        fields([pair for pair in pairs if pair[1]], glyphs=glyphs, width=width),
        bullets((lesson.text for lesson in source.lessons), glyphs=glyphs, width=width)
        if source.lessons
        else paragraph("No lesson is taken from it yet.", glyphs=glyphs, width=width),
        next_step("modelway today", "Each morning shows one lesson.", glyphs=glyphs, width=width),
    )


def source_dropped(source: Source, *, glyphs: Glyphs, width: int) -> Text:
    """A source that was taken out of the library."""
    lessons = number_of(len(source.lessons), "lesson")
    said = safe_text(f"Dropped: {source.title}, with {lessons}.", glyphs)
    return stack(
        paragraph(said, glyphs=glyphs, width=width, indent=0),
        next_step("modelway undo", "It can come back.", glyphs=glyphs, width=width),
    )


def library_data(sources: Sequence[tuple[Source, Value | None]]) -> dict[str, object]:
    """The library as data for `modelway.library/1`."""
    return {"sources": [source_data(*one) for one in sources]}


def source_data(source: Source, value: Value | None) -> dict[str, object]:
    """One source as data for `modelway.source/1`."""
    return {
        "title": source.title,
        "author": source.author,
        "value": value.slug if value else None,
        "added_on": source.added_on.isoformat(),
        "finished_on": source.finished_on.isoformat() if source.finished_on else None,
        "lessons": [{"date": one.taken_on.isoformat(), "text": one.text} for one in source.lessons],
    }


def _told(
    title: str, examples: Sequence[tuple[Observation, Value | None]], *, glyphs: Glyphs, width: int
) -> Text:
    if not examples:
        return join_lines([])
    told = [
        safe_text(": ".join([*filter(None, (one.who, value.name if value else "")), one.text]), glyphs)
        for one, value in examples
    ]
    return stack(section(title, glyphs=glyphs, width=width), bullets(told, glyphs=glyphs, width=width), gap=0)


def _line(source: Source, value: Value | None) -> str:
    parts = [source.title, source.author, value.name if value else ""]
    lessons = number_of(len(source.lessons), "lesson")
    done = ", finished" if source.finished_on else ""
    return f"{', '.join(part for part in parts if part)}  ({lessons}{done})"
