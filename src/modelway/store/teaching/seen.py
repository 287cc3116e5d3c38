"""What the journal holds of what was seen and read: the vision, observations, sources and lessons."""

from datetime import date

from modelway.domain.teaching.seen import Lesson, LessonInTurn, Observation, Seen, Source, Vision
from modelway.store import queries
from modelway.store.journal import EARLIEST, LATEST, Journal
from modelway.store.transactions import unreadable_rows_as_damage


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
