"""What was found, each text's part around the match, and the night to go on with."""

from typing import Any

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.exchange.searching import Found, SearchResult, Sought, words_around
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import heading, join_lines, next_step, note, paragraph, stack
from modelway.views.screen.theme import Glyphs


def search_screen(result: SearchResult, *, glyphs: Glyphs, width: int) -> Text:
    """The texts that fit, the newest first."""
    number = len(result.found) + result.more
    if not number:
        return stack(
            heading(f"“{result.words}”", glyphs=glyphs, width=width),
            paragraph("Nothing you wrote holds this.", glyphs=glyphs, width=width),
            next_step("modelway nights list", "Look through your nights.", glyphs=glyphs, width=width),
        )
    texts = [_found(one, result.sought, glyphs=glyphs, width=width) for one in result.found]
    more = (
        f"{result.more:,} more: narrow it with --from, --to, --value or --outcome, or see more with --limit."
    )
    nights = [one.day for one in result.found if one.what in ("evidence", "note")]
    step = f"modelway nights show {nights[0]}" if nights else "modelway"
    return stack(
        heading(f"“{result.words}”", number_of(number, "text"), glyphs=glyphs, width=width),
        *texts,
        note(more, glyphs=glyphs, width=width) if result.more else join_lines([]),
        next_step(step, "See it whole." if nights else "", glyphs=glyphs, width=width),
    )


def search_data(result: SearchResult) -> dict[str, Any]:
    """The same for other programs, each text whole."""
    return {
        "words": result.words,
        "found": [
            {
                "date": one.day.isoformat(),
                "what": one.what,
                "value": one.value or None,
                "outcome": str(one.outcome) if one.outcome else None,
                "text": one.text,
            }
            for one in result.found
        ],
        "more": result.more,
    }


def _found(one: Found, sought: Sought, *, glyphs: Glyphs, width: int) -> Text:
    about = ", ".join(filter(None, (one.what, one.value, one.outcome.words if one.outcome else "")))
    title = f"{format_short_date(one.day)} {one.day.year}  {about}"
    return stack(
        paragraph(title, glyphs=glyphs, width=width, indent=0, style="screen.label"),
        paragraph(words_around(one.text, sought), glyphs=glyphs, width=width),
        gap=0,
    )
