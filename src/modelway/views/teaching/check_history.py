"""How the answers to checks moved over time, and how one answer reads."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from modelway.domain.teaching.checks import YES, Answer, Check, Kind, Move, Question
from modelway.views.screen.layout import fields, heading, next_step, paragraph, section, stack
from modelway.views.screen.theme import Glyphs

LATEST = 8


def history_screen(
    told: Sequence[tuple[Check, Sequence[Move]]], *, glyphs: Glyphs, width: int, name: str = ""
) -> Text:
    """How each question was answered over time, and what has moved since the run before."""
    step = f"modelway check run {name}" if name else "modelway check list"
    if not any(moves for _, moves in told):
        return stack(
            heading("Checks over time", name, glyphs=glyphs, width=width),
            paragraph("No check is finished yet, so there is no course to show.", glyphs=glyphs, width=width),
            next_step(step, "The first one is where it begins.", glyphs=glyphs, width=width),
        )
    return stack(
        heading("Checks over time", name, glyphs=glyphs, width=width),
        *(_course(check, moves, glyphs=glyphs, width=width) for check, moves in told if moves),
        next_step(step, "What would move it on?", glyphs=glyphs, width=width),
    )


def history_data(told: Sequence[tuple[Check, Sequence[Move]]]) -> dict[str, object]:
    """The courses as data for `modelway.check-history/1`."""
    return {
        "checks": [
            {
                "name": check.name,
                "title": check.title,
                "questions": [
                    {
                        "question": move.question.key,
                        "change": move.change,
                        "course": [
                            {
                                "date": day.isoformat(),
                                "answer": plain_answer(move.question, answer),
                                "text": answer.text,
                            }
                            for day, answer in move.course
                        ],
                    }
                    for move in moves
                ],
            }
            for check, moves in told
        ]
    }


def plain_answer(question: Question, answer: Answer) -> object:
    """Return an answer as it is read and written: a number, "yes" or "no", or None for words alone."""
    if question.kind is Kind.YES_NO:
        return "yes" if answer.score == YES else "no"
    return answer.score


def format_plain_date(day: date) -> str:
    """Format a date without its weekday: "20 November 2026"."""
    return f"{day.day} {day:%B} {day.year}"


def _course(check: Check, moves: Sequence[Move], *, glyphs: Glyphs, width: int) -> Text:
    first, last = moves[0].course[0][0], moves[0].course[-1][0]
    since = (
        format_plain_date(last)
        if first == last
        else f"{format_plain_date(first)} to {format_plain_date(last)}"
    )
    block = []
    for move in moves:
        course = move.course[-LATEST:]
        if move.question.kind is Kind.WORDS:
            told = glyphs.quoted(course[-1][1].text)
        else:
            earlier = f"{glyphs.ellipsis} " if len(move.course) > LATEST else ""
            scores = " ".join(str(plain_answer(move.question, answer)) for _, answer in course)
            told = f"{earlier}{scores}{_moved(move)}"
        block.append((move.question.name, told))
    return stack(
        section(check.title, since, glyphs=glyphs, width=width),
        fields(block, glyphs=glyphs, width=width),
        gap=0,
    )


def _moved(move: Move) -> str:
    if move.change is None:
        return ""
    if move.change == 0:
        return "   as before"
    if move.question.kind is Kind.YES_NO:
        return "   now yes" if move.change > 0 else "   now no"
    return f"   {abs(move.change)} {'up' if move.change > 0 else 'down'}"
