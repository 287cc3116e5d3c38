"""The screens of checks: which there are, one of them, its answers, and how they moved."""

from collections.abc import Sequence
from datetime import date

from rich.text import Text

from modelway.domain.days.dates import format_short_date
from modelway.domain.loop.practices import Practice
from modelway.domain.loop.values import Value
from modelway.domain.teaching.checks import (
    Answer,
    Check,
    Kind,
    Question,
    Run,
    Standing,
    answered,
    strengths,
    suggestions,
)
from modelway.domain.teaching.record import Record
from modelway.views.screen.below import below
from modelway.views.screen.figures import format_period, number_of
from modelway.views.screen.layout import (
    bullets,
    fields,
    heading,
    join_lines,
    next_step,
    note,
    paragraph,
    safe_text,
    section,
    stack,
)
from modelway.views.screen.theme import Glyphs
from modelway.views.teaching.check_history import format_plain_date, plain_answer

MOST_STRENGTHS = 3
MOST_SUGGESTED = 3


def list_screen(standings: Sequence[Standing], today: date, *, glyphs: Glyphs, width: int) -> Text:
    """Every check with when it was done and when it is due; those that are due come first."""
    due = [one for one in standings if one.is_due_on(today)]
    later = [one for one in standings if not one.is_due_on(today)]
    first = (due or later)[0].check.name
    why = "Ten quiet minutes are enough." if due else "None is due; any can be done at any time."
    return stack(
        heading("Checks", number_of(len(standings), "check"), glyphs=glyphs, width=width),
        _listed("Due now", due, today, glyphs=glyphs, width=width),
        _listed("Later" if due else "", later, today, glyphs=glyphs, width=width),
        next_step(f"modelway check run {first}", why, glyphs=glyphs, width=width),
    )


def check_screen(
    check: Check, standing: Standing, run: Run | None, today: date, *, glyphs: Glyphs, width: int
) -> Text:
    """What a check is, where it comes from, what it asks, and what was answered last."""
    told = _answers(check, run, glyphs=glyphs, width=width) if run else join_lines([])
    return stack(
        heading(check.title, check.name, glyphs=glyphs, width=width),
        paragraph(check.why, glyphs=glyphs, width=width),
        fields(
            [("From", check.source), ("How often", check.every.words), ("When", _when(standing, today))],
            glyphs=glyphs,
            width=width,
        ),
        stack(
            section("It asks", glyphs=glyphs, width=width),
            bullets((question.ask for question in check.questions), glyphs=glyphs, width=width),
            gap=0,
        ),
        told,
        next_step(
            f"modelway check run {check.name}", "Answer as you would to a friend.", glyphs=glyphs, width=width
        ),
    )


def opening(check: Check, record: Record | None, run: Run, *, glyphs: Glyphs, width: int) -> Text:
    """What stands above the questions; for one that was left, that it goes on."""
    kept = number_of(len(run.answers), "answer is", "answers are")
    go_on = "" if run.finished or not run.answers else f"{kept} kept: it goes on where you left."
    return stack(
        heading(check.title, check.every.words, glyphs=glyphs, width=width),
        paragraph(check.why, glyphs=glyphs, width=width),
        _record(record, glyphs=glyphs, width=width),
        paragraph(go_on, glyphs=glyphs, width=width) if go_on else join_lines([]),
        note(f"From: {check.source}", glyphs=glyphs, width=width),
    )


def closing(
    check: Check, run: Run, record: Record | None, *, asked: bool = False, glyphs: Glyphs, width: int
) -> Text:
    """What the answers say: what is strong, what to work on, and what comes next."""
    shown = stack(
        heading(check.title, format_short_date(run.day), glyphs=glyphs, width=width)
        if not asked
        else join_lines([]),
        _record(record, glyphs=glyphs, width=width) if not asked else join_lines([]),
        _strong(check, run, glyphs=glyphs, width=width),
        _suggested(check, run, glyphs=glyphs, width=width),
    )
    if asked:
        return below(shown)
    return stack(shown, _after(check, glyphs=glyphs, width=width))


def planned(
    check: Check, practice: Practice | None, value: Value | None, *, glyphs: Glyphs, width: int
) -> Text:
    """The end of the conversation: what was promised for tomorrow, if anything."""
    said = join_lines([])
    if practice and value:
        promise = f"Tomorrow, for {value.name}: {practice.sentence}"
        said = paragraph(safe_text(promise, glyphs), glyphs=glyphs, width=width, indent=0)
    return below(said, _after(check, glyphs=glyphs, width=width))


def suggested(check: Check, run: Run) -> list[str]:
    """The promises that the weakest answers suggest, each once, as the rest of an "I will …"."""
    found = [one.practice for one in suggestions(check, run) if one.practice]
    return list(dict.fromkeys(found))[:MOST_SUGGESTED]


def list_data(standings: Sequence[Standing], refused: Sequence[str], today: date) -> dict[str, object]:
    """The list as data for `modelway.checks/1`."""
    return {"checks": [_standing_data(one, today) for one in standings], "refused": list(refused)}


def check_data(
    check: Check, standing: Standing, run: Run | None, record: Record | None, today: date
) -> dict[str, object]:
    """One check as data for `modelway.check/1`."""
    return {
        **_standing_data(standing, today),
        "source": check.source,
        "why": check.why,
        "scale": check.scale._asdict(),
        "questions": [
            {**question._asdict(), "kind": question.kind.value, "rests_on": list(question.rests_on)}
            for question in check.questions
        ],
        "last_answers": answers_data(check, run) if run else None,
        "record": _record_data(record),
    }


def answers_data(check: Check, run: Run) -> dict[str, object]:
    """A run as `check run --from` reads it, and what it suggests."""
    return {
        "check": check.name,
        "date": run.day.isoformat(),
        "answers": [
            {"question": question.key, "answer": plain_answer(question, answer), "text": answer.text}
            for question, answer in answered(check, run)
        ],
    }


def _standing_data(one: Standing, today: date) -> dict[str, object]:
    check = one.check
    return {
        "name": check.name,
        "title": check.title,
        "every": check.every.words,
        "own": check.own,
        "last": one.last.isoformat() if one.last else None,
        "due": one.due.isoformat() if one.due else None,
        "is_due": one.is_due_on(today),
    }


def _record_data(record: Record | None) -> dict[str, object] | None:
    if record is None:
        return None
    followed = record.followed
    return {
        "start": record.period.start.isoformat(),
        "end": record.period.end.isoformat(),
        "journaled": record.coverage.journaled,
        "nights": record.coverage.nights,
        "rest": record.coverage.rest,
        "kept": followed.kept,
        "partly": followed.partly,
        "not_kept": followed.not_kept,
        "checks": record.checks,
    }


def _listed(title: str, standings: Sequence[Standing], today: date, *, glyphs: Glyphs, width: int) -> Text:
    if not standings:
        return join_lines([])
    block = [
        stack(
            paragraph(safe_text(f"{one.check.name}  {one.check.title}", glyphs), glyphs=glyphs, width=width),
            paragraph(_when(one, today), glyphs=glyphs, width=width, indent=4, style="screen.note"),
            gap=0,
        )
        for one in standings
    ]
    return stack(section(title, glyphs=glyphs, width=width) if title else join_lines([]), *block, gap=0)


def _when(one: Standing, today: date) -> str:
    last = f"last on {format_plain_date(one.last)}, " if one.last else ""
    if one.due is None:
        return "due once the first night is written"
    if one.is_due_on(today):
        return f"{last}due now" if one.last else "not done yet, due now"
    return f"{last}due on {format_plain_date(one.due)}"


def _strong(check: Check, run: Run, *, glyphs: Glyphs, width: int) -> Text:
    scored = strengths(check, run)
    if not scored:
        return join_lines([])
    told = ", ".join(
        question.name if question.kind is Kind.YES_NO else f"{question.name} ({score})"
        for question, score in scored[:MOST_STRENGTHS]
    )
    return stack(
        section("What is strong", glyphs=glyphs, width=width),
        paragraph(safe_text(f"{told}.", glyphs), glyphs=glyphs, width=width),
        gap=0,
    )


def _suggested(check: Check, run: Run, *, glyphs: Glyphs, width: int) -> Text:
    found = suggestions(check, run)
    if not found:
        said = "Nothing here calls for work now: keep doing what you do."
        return paragraph(said, glyphs=glyphs, width=width)
    told: list[Text] = []
    said_before: set[str] = set()
    for one in found[:MOST_SUGGESTED]:
        score = "no" if one.question.kind is Kind.YES_NO else str(one.score)
        trait = f" Work first on {one.instead.name.lower()}." if one.instead else ""
        text = "" if one.text in said_before else f" {one.text}"
        said_before.add(one.text)
        told.append(safe_text(f"{one.question.name} ({score}).{trait}{text}", glyphs))
    return stack(
        section("What to work on", glyphs=glyphs, width=width),
        bullets(told, glyphs=glyphs, width=width),
        gap=0,
    )


def _record(record: Record | None, *, glyphs: Glyphs, width: int) -> Text:
    if record is None:
        return join_lines([])
    followed, coverage = record.followed, record.coverage
    nights = number_of(coverage.nights - coverage.rest, "night")
    told = [
        f"{coverage.journaled} of {nights} written",
        f"{followed.kept} of {number_of(followed.decided, 'practice')} kept",
        f"{number_of(record.checks, 'check')} done",
    ]
    return stack(
        section("What your journal holds", format_period(record.period, glyphs), glyphs=glyphs, width=width),
        bullets(told, glyphs=glyphs, width=width),
        gap=0,
    )


def _after(check: Check, *, glyphs: Glyphs, width: int) -> Text:
    command = f"modelway check history {check.name}"
    return next_step(command, f"It comes back {check.every.words}.", glyphs=glyphs, width=width)


def _answers(check: Check, run: Run, *, glyphs: Glyphs, width: int) -> Text:
    return stack(
        section("Answered last", format_short_date(run.day), glyphs=glyphs, width=width),
        fields(
            [(question.name, _said(question, answer)) for question, answer in answered(check, run)],
            glyphs=glyphs,
            width=width,
        ),
        gap=0,
    )


def _said(question: Question, answer: Answer) -> str:
    given = plain_answer(question, answer)
    return "  ".join(str(part) for part in (given, answer.text) if part not in (None, ""))
