"""What the journal holds of lenses: which value, answer and practice carries one."""

from datetime import date

from modelway.domain.teaching.lenses import Carried, Lens
from modelway.store import queries
from modelway.store.journal import Journal
from modelway.store.transactions import new_id, unreadable_rows_as_damage


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
