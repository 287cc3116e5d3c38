"""What the journal holds of checks: their runs and the answers."""

from datetime import date

from modelway.domain.teaching.checks import Answer, Run
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
