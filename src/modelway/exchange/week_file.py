"""A written week as JSON: what `review write --from` reads, and what `review --json` gives back."""

from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.domain.loop.texts import LONGEST_REFERENCE, LONGEST_TEXT
from modelway.exchange.fields import fields_of
from modelway.exchange.json_reader import read_json

EXAMPLE = '{"week": "2026-W47", "next": "Ask before I tell."}'
KEYS = ("week", *(question.value for question in Question), "focus")


def read_week(data: bytes, source: str) -> WeekDraft:
    """What a file tells about one week; without `week` it is the one to write about now.

    A field that is absent or null leaves what was written before. Whether the week has begun, and whether the
    focus is a value, is for the journal to say.

    Args:
        data: The whole file.
        source: What sentences call it: its name, or "standard input".

    Raises:
        BadFile: The first thing that is wrong, with its field and what is allowed there, or nothing at all.
    """
    fields = fields_of(read_json(data, source), EXAMPLE, f"In {source}, the week")
    fields.allow_only(KEYS)
    answers = {question: fields.text_or_none(question.value, LONGEST_TEXT) for question in Question}
    focus = fields.mapping.get("focus")
    draft = WeekDraft(
        week=fields.line_or_empty("week", LONGEST_REFERENCE),
        answers={question: text for question, text in answers.items() if text is not None},
        focus=None if focus is None else "" if focus == "" else fields.reference("focus", LONGEST_REFERENCE),
    )
    if not draft.answers and draft.focus is None:
        raise fields.wrong("next", "some words, or give another answer or a focus")
    return draft
