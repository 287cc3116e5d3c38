"""What the journal holds of the teaching: checks, the vision, what was seen and read."""

from datetime import date

from modelway.domain.teaching.checks import Answer, Run
from modelway.domain.teaching.lenses import Carried, Lens
from modelway.domain.teaching.observers import Form, FormAnswer
from modelway.domain.teaching.seen import (
    Lesson,
    LessonInTurn,
    Observation,
    Seen,
    Source,
    Vision,
)
from modelway.store import queries
from modelway.store.journal import EARLIEST, LATEST, Journal
from modelway.store.transactions import new_id, unreadable_rows_as_damage


def load_check_runs(journal: Journal, name: str | None = None) -> list[Run]:
    """Every run of that check, or of all checks, the earliest first."""
    runs: dict[tuple[str, date], Run] = {}
    answers: dict[tuple[str, date], dict[str, Answer]] = {}
    with unreadable_rows_as_damage(journal.path):
        for of, on, finished, question, score, text in journal.rows(queries.CHECK_RUNS, name=name):
            key = of, date.fromisoformat(on)
            given = answers.setdefault(key, {})
            runs.setdefault(key, Run(*key, given, bool(finished)))
            if question is not None:
                given[question] = Answer(score, text)
    return list(runs.values())


def load_checked_days(journal: Journal) -> dict[str, date]:
    """The day of the last finished run of each check, by its name."""
    with unreadable_rows_as_damage(journal.path):
        return {name: date.fromisoformat(day) for name, day in journal.rows(queries.CHECKED_DAYS)}


def count_finished_checks(journal: Journal, start: date = EARLIEST, end: date = LATEST) -> int:
    """How many runs were finished from `start` to `end`, both included."""
    rows = journal.rows(queries.CHECKS_FINISHED, start=start.isoformat(), end=end.isoformat())
    return int(rows[0][0])


def put_check_run(journal: Journal, run: Run) -> None:
    """Save a run with its answers, over earlier ones of the same day; answers it lacks go."""
    named = {"name": run.name, "day": run.day.isoformat()}
    known = next((one for one in load_check_runs(journal, run.name) if one.day == run.day), None)
    journal.run(queries.PUT_CHECK_RUN, id=new_id(), finished=int(run.finished), **named)
    for question, answer in run.answers.items():
        journal.run(
            queries.PUT_CHECK_ANSWER,
            id=new_id(),
            question=question,
            score=answer.score,
            text=answer.text,
            **named,
        )
    for question in set(known.answers) - set(run.answers) if known else ():
        journal.run(queries.DROP_CHECK_ANSWER, question=question, **named)


def load_visions(journal: Journal) -> list[Vision]:
    """Every wording of the vision, the earliest first."""
    with unreadable_rows_as_damage(journal.path):
        return [
            Vision(id_, date.fromisoformat(day), text) for id_, day, text in journal.rows(queries.VISIONS)
        ]


def put_vision(journal: Journal, vision: Vision) -> None:
    """Save a wording, over one of the same day."""
    journal.run(queries.PUT_VISION, id=vision.id, starts_on=vision.starts_on.isoformat(), text=vision.text)


def load_observations(
    journal: Journal, kind: Seen, start: date = EARLIEST, end: date = LATEST
) -> list[Observation]:
    """The remarks or the examples from `start` to `end`, both included, the earliest first."""
    span = {"start": start.isoformat(), "end": end.isoformat()}
    with unreadable_rows_as_damage(journal.path):
        return [
            Observation(id_, Seen(of), value_id, date.fromisoformat(day), who, bool(negative), text)
            for id_, of, value_id, day, who, negative, text in journal.rows(
                queries.OBSERVATIONS, kind=str(kind), **span
            )
        ]


def put_observation(journal: Journal, seen: Observation) -> None:
    """Save a remark or an example."""
    told = {"who": seen.who, "negative": int(seen.negative), "text": seen.text}
    journal.run(
        queries.PUT_OBSERVATION,
        id=seen.id,
        kind=str(seen.kind),
        value_id=seen.value_id,
        day=seen.day.isoformat(),
        **told,
    )


def load_sources(journal: Journal) -> list[Source]:
    """Every source with its lessons, the earliest first."""
    lessons: dict[str, list[Lesson]] = {}
    with unreadable_rows_as_damage(journal.path):
        for source_id, id_, taken_on, text in journal.rows(queries.LESSONS):
            lessons.setdefault(source_id, []).append(Lesson(id_, date.fromisoformat(taken_on), text))
        return [
            Source(
                id=id_,
                title=title,
                author=author,
                value_id=value_id,
                added_on=date.fromisoformat(added_on),
                finished_on=date.fromisoformat(finished_on) if finished_on else None,
                lessons=tuple(lessons.get(id_, ())),
            )
            for id_, title, author, value_id, added_on, finished_on in journal.rows(queries.SOURCES)
        ]


def put_source(journal: Journal, source: Source) -> None:
    """Save a source; its lessons are saved one by one."""
    journal.run(
        queries.PUT_SOURCE,
        id=source.id,
        title=source.title,
        author=source.author,
        value_id=source.value_id,
        added_on=source.added_on.isoformat(),
        finished_on=source.finished_on.isoformat() if source.finished_on else None,
    )


def put_lesson(journal: Journal, source: Source, lesson: Lesson) -> None:
    """Save a lesson that was taken from a source."""
    taken_on = lesson.taken_on.isoformat()
    journal.run(queries.PUT_LESSON, id=lesson.id, source_id=source.id, taken_on=taken_on, text=lesson.text)


def drop_source(journal: Journal, source: Source) -> None:
    """Take a source away, and its lessons with it."""
    journal.run(queries.DROP_LESSONS, source_id=source.id)
    journal.run(queries.DROP_SOURCE, id=source.id)


def load_lesson_in_turn(journal: Journal, day: date) -> LessonInTurn | None:
    """The lesson of that day: all of them come in turn, one a day; None without any."""
    rows = journal.rows(queries.LESSON_IN_TURN, turn=day.toordinal())
    if not rows:
        return None
    text, title, author, value = rows[0]
    return LessonInTurn(text, title, author, value or "")


def load_newest_asking(journal: Journal) -> date | None:
    """The day on which observers were asked last; None before the first time."""
    with unreadable_rows_as_damage(journal.path):
        day = journal.rows(queries.NEWEST_FORM)[0][0]
        return date.fromisoformat(day) if day else None


def load_forms(journal: Journal) -> list[Form]:
    """Every form with its answers in the leader's order, the earliest asked first."""
    forms: dict[str, Form] = {}
    with unreadable_rows_as_damage(journal.path):
        for id_, code, observer, asked_on, answered_on, closed, *answer in journal.rows(queries.FORMS):
            form = forms.get(id_) or Form(
                id_,
                code,
                observer,
                date.fromisoformat(asked_on),
                (),
                date.fromisoformat(answered_on) if answered_on else None,
                bool(closed),
            )
            forms[id_] = form._replace(answers=(*form.answers, FormAnswer(*answer)))
    return list(forms.values())


def put_form(journal: Journal, form: Form) -> None:
    """Save a form with its answers, over an earlier state of it."""
    journal.run(
        queries.PUT_FORM,
        id=form.id,
        code=form.code,
        observer=form.observer,
        asked_on=form.asked_on.isoformat(),
        answered_on=form.answered_on.isoformat() if form.answered_on else None,
        closed=int(form.closed),
    )
    for answer in form.answers:
        journal.run(queries.PUT_FORM_ANSWER, id=new_id(), form_id=form.id, **answer._asdict())


def load_lenses(journal: Journal) -> Carried:
    """Which lens each value, answer and practice carries."""
    values: dict[str, Lens] = {}
    answers: dict[tuple[date, str], Lens] = {}
    practices: dict[str, Lens] = {}
    with unreadable_rows_as_damage(journal.path):
        for name, value_id, day, answered_id, practice_id in journal.rows(queries.LENSES):
            lens = Lens(name)
            if value_id:
                values[value_id] = lens
            elif practice_id:
                practices[practice_id] = lens
            else:
                answers[date.fromisoformat(day), answered_id] = lens
    return Carried(values, answers, practices)


def put_lens_of_value(journal: Journal, value_id: str, lens: Lens | None) -> None:
    """Let a value carry a lens, or none."""
    _put_lens(journal, queries.PUT_LENS_OF_VALUE, queries.DROP_LENS_OF_VALUE, lens, value_id=value_id)


def put_lens_of_practice(journal: Journal, practice_id: str, lens: Lens | None) -> None:
    """Let a practice carry a lens, or none."""
    _put_lens(
        journal, queries.PUT_LENS_OF_PRACTICE, queries.DROP_LENS_OF_PRACTICE, lens, practice_id=practice_id
    )


def put_lens_of_answer(journal: Journal, day: date, value_id: str, lens: Lens | None) -> None:
    """Let the answer on a value that was given on a night carry a lens, or none."""
    named = {"day": day.isoformat(), "value_id": value_id}
    _put_lens(journal, queries.PUT_LENS_OF_ANSWER, queries.DROP_LENS_OF_ANSWER, lens, **named)


def _put_lens(journal: Journal, put: str, drop: str, lens: Lens | None, **named: str) -> None:
    if lens is None:
        journal.run(drop, **named)
    else:
        journal.run(put, id=new_id(), name=str(lens), **named)
