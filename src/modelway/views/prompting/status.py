"""The screen of `modelway status`: how far tonight is, and when it is asked for."""

from collections.abc import Sequence
from datetime import date, time

from rich.text import Text

from modelway.domain.days.dates import format_date
from modelway.views.prompting.tonight import short_status
from modelway.views.screen.figures import number_of
from modelway.views.screen.layout import fields, heading, next_step, stack
from modelway.views.screen.theme import UNICODE, Glyphs

TOLD = {
    "none": "nothing is asked yet",
    "rest": "a night of rest",
    "open": "tonight is open",
    "begun": "tonight is begun",
    "written": "tonight is written",
    "waiting": "tonight is not written",
}
NEXT = {
    "none": ("modelway values define", "Begin with what you stand for."),
    "rest": ("modelway", "Rest well; nothing is asked tonight."),
    "open": ("modelway journal", "Three minutes for tonight."),
    "begun": ("modelway journal", "Go on where you left off."),
    "written": ("modelway review", "Well done. See how the week adds up."),
    "waiting": ("modelway journal", "Three minutes for tonight."),
}


def status_screen(
    day: date, state: str, answers: Sequence[str] | None, evening_at: time, *, glyphs: Glyphs, width: int
) -> Text:
    """How far the night of `day` is, the hour it is asked for, and what a prompt shows of it."""
    signs = "unicode" if glyphs is UNICODE else "ascii"
    prompt = short_status(answers, state, evening_at, signs=signs)
    told = [("Answered", _answered(answers))] if answers or answers is None else []
    told += [("Asked at", f"{evening_at:%H:%M}"), ("In a prompt", prompt or "nothing")]
    return stack(
        heading(format_date(day), TOLD[state], glyphs=glyphs, width=width),
        fields(told, glyphs=glyphs, width=width),
        next_step(*NEXT[state], glyphs=glyphs, width=width),
    )


def status_data(day: date, state: str, answers: Sequence[str] | None, evening_at: time) -> dict[str, object]:
    """How far tonight is as data for `modelway.status/1`; the answers of a protected journal are null."""
    return {
        "date": day.isoformat(),
        "tonight": state,
        "answers": None if answers is None else [None if one == "unanswered" else one for one in answers],
        "evening_at": f"{evening_at:%H:%M}",
        "prompt": short_status(answers, state, evening_at, signs="unicode"),
    }


def _answered(answers: Sequence[str] | None) -> str:
    if answers is None:
        return "known only with the passphrase of your journal"
    answered = sum(answer != "unanswered" for answer in answers)
    return f"{answered} of {number_of(len(answers), 'value')}"
