"""Writes `schema-N.db`, a small journal of the present schema N, and beside it in JSON what it says.

`.venv/bin/python tests/data/stores/make.py`

The file of a released schema is never written anew: it stands for the journals that leaders have. Until a
schema is released, its file follows every change of the tables, and a test says when this has to run again.
The clock and the keys are fixed, so that the same tables make the same bytes.
"""

import json
import random
import uuid
from dataclasses import asdict, replace
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from unittest import mock

from modelway.domain.loop.nights import Outcome, Reflection
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value
from modelway.domain.teaching.checks import Answer, Run
from modelway.store import queries
from modelway.store.files.stamps import SCHEMA_VERSION
from modelway.store.journal import Journal
from modelway.store.keeping.history import last_to_redo, last_to_undo, take_back
from modelway.store.teaching.checks import load_check_runs, put_check_run
from modelway.store.together.meeting import register
from modelway.store.together.membership import Membership
from modelway.store.transactions import Command, new_id

HERE = Path(__file__).parent
FIRST = date(2026, 11, 16)
KATHMANDU = timezone(timedelta(hours=5, minutes=45))
LETTERS = dict(zip("DFMN", Outcome, strict=True))
NIGHTS = {"DFM": "", "NDD": "A long day.", "FN ": "", "   ": "", "DDD": "Zwölf 正直 🌱\nand a second line."}
VALUES = [
    ("honesty", "Honesty", Role.LEADER, 10, 0.8, "I say what is so, early and plainly."),
    ("courage", "Courage", Role.TEAM_MEMBER, 7, 0.75, "I speak before it is comfortable."),
    ("care", "Care “für” alle", Role.PERSON, 1, 1.0, "People leave a talk with me feeling heard."),
]


def read(journal: Journal) -> dict[str, object]:
    """All that a leader's journal says, as plain data."""
    weeks = {week: value for week in ("2026-W46", "2026-W47", "2026-W48") if (value := journal.focus(week))}
    told = {
        "values": [plain(value) for value in journal.values()],
        "nights": [plain(night) for night in journal.nights()],
        "practices": [plain(practice) for practice in journal.practices_due()],
        "rests": [plain(rest) for rest in journal.rests()],
        "focus": weeks,
        "checks": [plain(run) for run in load_check_runs(journal)],
        "last_to_undo": last_words(last_to_undo(journal)),
        "last_to_redo": last_words(last_to_redo(journal)),
    }
    data: dict[str, object] = json.loads(json.dumps(told, default=str))
    return data


def plain(found: object) -> object:
    """A record by the names of its fields, and all that it holds likewise."""
    if hasattr(found, "_asdict"):
        return {name: plain(part) for name, part in found._asdict().items()}
    return [plain(part) for part in found] if isinstance(found, tuple) else found


def last_words(done: object) -> object:
    """What an undo or a redo would say of the command it names."""
    return asdict(done) if done else None  # type: ignore[call-overload]


def write(journal: Journal) -> None:
    """Three values, one of them reworded and one retired; five nights; practices of every outcome; undos."""
    values = [value_of(place, *told) for place, told in enumerate(VALUES, start=1)]
    with journal.writing(command("values define", "defining three values", FIRST)):
        for value in values:
            journal.put_value(value)
    for number, (letters, note) in enumerate(NIGHTS.items()):
        write_night(journal, values, FIRST + timedelta(days=number), letters, note)
    for number, outcome in enumerate([*PracticeOutcome, None]):
        write_practice(journal, values[number % 3], FIRST + timedelta(days=number), outcome)
    reworded = reword(journal, values[0])
    with journal.writing(command("values retire", "retiring Courage", FIRST + timedelta(days=5))):
        journal.put_value(values[1]._replace(retired_on=FIRST + timedelta(days=5)))
    with journal.writing(command("rest", "resting", FIRST + timedelta(days=5))):
        for value_id in (None, values[2].id):
            journal.run(
                "INSERT INTO rest (id, value_id, starts_on, ends_on, reason)"
                " VALUES (:id, :value, :day, :day, 'A day off.')",
                id=new_id(),
                value=value_id,
                day=(FIRST + timedelta(days=6)).isoformat(),
            )
    with journal.writing(command("values edit", "another target for Honesty", FIRST + timedelta(days=5))):
        journal.put_value(reworded.with_aim_from(FIRST + timedelta(days=5), 0.9, 10))
        journal.run(
            "INSERT INTO draft (question, text, at, at_offset)"
            " VALUES ('note', 'Half a', '2026-11-21T15:15:00Z', 345)"
        )
    write_teaching(journal, values)
    with journal.writing(command("focus", "giving the week to Care", FIRST + timedelta(days=6))):
        journal.set_focus("2026-W48", values[2].id)
    with journal.writing(command("nights delete", "deleting a night", FIRST + timedelta(days=6))):
        journal.drop_night(FIRST + timedelta(days=2))
    undone = last_to_undo(journal)
    assert undone is not None
    taken = replace(command("undo", undone.words, FIRST + timedelta(days=6)), undoes=undone.number)
    take_back(journal, taken)
    # Numbered for the leader's other machines, and never met them.
    alone = Membership("0123456789abcdef", 1, bytes(20), "/media/stick", "a1b2c3d4", {"a1b2c3d4": "laptop"})
    register(journal.connection, HERE, alone)


def write_teaching(journal: Journal, values: list[Value]) -> None:
    """A row of every table of the teaching."""
    day = FIRST.isoformat()
    with journal.writing(command("check run", "your answers to a check", FIRST + timedelta(days=5))):
        put_check_run(journal, Run("five-practices", FIRST, {"model-the-way": Answer(7, "Twice.")}, True))
        journal.run(queries.PUT_VISION, id=new_id(), starts_on=day, text="We pick up the phone ourselves.")
        seen = {"kind": "remark", "day": day, "who": "Ana", "negative": 0, "text": "You asked first."}
        journal.run(queries.PUT_OBSERVATION, id=new_id(), value_id=values[0].id, **seen)
        book, form = new_id(), new_id()
        told = {"title": "A book", "author": "Its author", "added_on": day, "finished_on": None}
        journal.run(queries.PUT_SOURCE, id=book, value_id=values[0].id, **told)
        journal.run(queries.PUT_LESSON, id=new_id(), source_id=book, taken_on=day, text="Ask first.")
        asked = {"code": "k7", "observer": "Ana", "asked_on": day, "answered_on": day, "closed": 0}
        journal.run(queries.PUT_FORM, id=form, **asked)
        named = {"form_id": form, "value_id": values[0].id, "definition_id": values[0].definitions[0].id}
        said = {"frequency": 8, "example": "On Monday.", "wish": "More of it."}
        journal.run(queries.PUT_FORM_ANSWER, id=new_id(), **named, **said)
        journal.run(queries.PUT_LENS_OF_VALUE, id=new_id(), name="purpose", value_id=values[0].id)


def value_of(
    place: int, slug: str, name: str, role: Role, importance: int, target: float, text: str
) -> Value:
    """A value with one wording, which has two behaviors."""
    wording = Definition(new_id(), FIRST, text, (f"Show {slug} in every meeting.", f"Ask about {slug}."))
    return Value(new_id(), slug, name, role, importance, target, place, FIRST, None, (wording,))


def write_night(journal: Journal, values: list[Value], day: date, letters: str, note: str) -> None:
    """A night with an answer for each value; a space is a question that was skipped."""
    with journal.writing(command("journal", f"the night of {day}", day)):
        journal.start_night(day, at(day))
        journal.set_note(day, note)
        for value, letter in zip(values, letters, strict=True):
            text = f"What I did for {value.name}." if letter == "D" else ""
            journal.put_reflection(
                day, Reflection(value.id, value.definitions[0].id, LETTERS.get(letter), text)
            )
        journal.set_finished(day, "D" in letters)


def write_practice(journal: Journal, value: Value, day: date, outcome: PracticeOutcome | None) -> None:
    """A practice planned one day and due the next; without an outcome it is still open."""
    due = day + timedelta(days=1)
    told = (outcome, "I tried.", due) if outcome else (None, "", None)
    practice = Practice(new_id(), value.id, day, due, "we meet", f"begin with {value.slug}", *told)
    with journal.writing(command("plan add", "planning", day)):
        journal.put_practice(practice)


def reword(journal: Journal, value: Value) -> Value:
    """The value with a second wording, in force three days after the first."""
    newer = Definition(new_id(), FIRST + timedelta(days=3), "I say it first.", ("Name the risk myself.",))
    with journal.writing(command("values edit", f"rewording {value.name}", newer.starts_on)):
        reworded = value._replace(definitions=(*value.definitions, newer))
        journal.put_value(reworded)
    return reworded


def command(name: str, words: str, day: date) -> Command:
    """A command given that evening."""
    return Command(name, words, at(day))


def at(day: date) -> datetime:
    """Nine in the evening, where the hour has an offset that is not whole."""
    return datetime.combine(day, time(21), KATHMANDU)


def main() -> None:
    """Write both files."""
    path = HERE / f"schema-{SCHEMA_VERSION}.db"
    path.unlink(missing_ok=True)
    keys = random.Random(1)

    def next_key() -> uuid.UUID:
        return uuid.UUID(int=keys.getrandbits(128), version=4)

    with mock.patch("uuid.uuid4", side_effect=next_key), Journal.open(path) as journal:
        write(journal)
    with Journal.open(path) as journal:
        told = json.dumps(read(journal), indent=1, ensure_ascii=False)
    path.with_suffix(".json").write_text(f"{told}\n", "utf-8")


if __name__ == "__main__":
    main()
