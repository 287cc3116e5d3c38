"""What was done can be taken back and brought again, and the history itself only ever grows."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import journals
from modelway.domain.loop.earlier_answers import Answer
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import Refused
from modelway.services.keeping import undo
from modelway.services.loop import evening, nights, plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.store.keeping.history import last_to_redo, last_to_undo, take_back
from modelway.store.transactions import Command

DAY = timedelta(days=1)
FRIDAY = journals.FRIDAY
SATURDAY = FRIDAY + DAY
NEWEST = "SELECT name, undoes, at FROM command ORDER BY number DESC"
TABLES = ("value", "definition", "behavior", "night", "reflection", "practice", "rest", "week_review")
Change = Callable[[Session], object]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with journals.session_at(tmp_path / "journal.db") as session:
        journals.define(session)
        yield session


def state(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """What the leader has, without the bookkeeping about it."""
    return {table: session.journal.rows(f"SELECT * FROM {table} ORDER BY id") for table in TABLES}


def honesty(session: Session) -> values.Value:
    return session.journal.values()[0]


def reflect(session: Session, text: str, outcome: Outcome = Outcome.DEMONSTRATED, day: date = FRIDAY) -> None:
    command = evening.evening_command(session, day)
    seen = evening.open_evening(session, day).answer_on(honesty(session))
    evening.reflect(session, command, day, honesty(session), Answer(outcome, text), seen=seen)


def an_evening(session: Session) -> None:
    command = evening.evening_command(session, FRIDAY)
    missed = Answer(Outcome.MISSED, "")
    seen, _ = evening.reflect(session, command, FRIDAY, honesty(session), missed, seen=None)
    missed = Answer(Outcome.MISSED, "I let it pass.")
    evening.reflect(session, command, FRIDAY, honesty(session), missed, seen=seen)
    evening.plan(session, command, FRIDAY, honesty(session), "the board meets", "name the risk")
    with session.journal.writing(command):
        session.journal.set_note(FRIDAY, "A long day.")
    evening.finish(session, command, FRIDAY)


def a_night_and_its_plan(session: Session) -> None:
    record(session, [journals.night(FRIDAY, "DFM", texts={"1": "Told them."}, plans={"2": "ask first"})])


def told(session: Session) -> None:
    a_night_and_its_plan(session)
    practice = session.journal.practices_due()[0]
    command = evening.evening_command(session, SATURDAY)
    evening.report(session, command, SATURDAY, practice, Answer(PracticeOutcome.PARTLY, "Nearly."))


def nothing(session: Session) -> None:
    pass


KINDS: dict[str, tuple[Change, Change]] = {
    "defining values": (nothing, lambda s: journals.define(s, "Calm", "Focus")),
    "a first answer": (nothing, lambda s: reflect(s, "Told them.")),
    "an answer over an answer": (
        lambda s: reflect(s, "Told them."),
        lambda s: reflect(s, "", Outcome.MISSED),
    ),
    "a whole evening": (nothing, an_evening),
    "nights from a file": (
        nothing,
        lambda s: record(s, [journals.night(FRIDAY - number * DAY, "DFM") for number in range(5)]),
    ),
    "a report": (
        a_night_and_its_plan,
        lambda s: evening.report(
            s,
            evening.evening_command(s, SATURDAY),
            SATURDAY,
            s.journal.practices_due()[0],
            Answer(PracticeOutcome.KEPT, ""),
        ),
    ),
    "a reworded plan": (
        a_night_and_its_plan,
        lambda s: plans.change(s, s.journal.practices_due()[0], will="ask twice"),
    ),
    "a dropped plan": (a_night_and_its_plan, lambda s: plans.drop(s, s.journal.practices_due()[0])),
    "a deleted night": (told, lambda s: nights.delete(s, FRIDAY)),
    "a renamed value": (nothing, lambda s: rename(s, "Candour")),
    "fewer behaviors": (nothing, lambda s: reword(s, ())),
    "more behaviors": (nothing, lambda s: reword(s, ("One.", "Two.", "Three."))),
    "a retired value": (nothing, lambda s: values.retire(s, honesty(s))),
    "a moved value": (nothing, lambda s: values.move(s, honesty(s), 3)),
    "names that changed places": (nothing, lambda s: swap_names(s)),
}


def rename(session: Session, name: str) -> None:
    with session.journal.writing(session.command("values edit", "a new name")):
        session.journal.put_value(honesty(session)._replace(name=name))


def reword(session: Session, behaviors: tuple[str, ...]) -> None:
    value = honesty(session)
    worded = value.definition._replace(behaviors=behaviors)
    with session.journal.writing(session.command("values edit", "new behaviors")):
        session.journal.put_value(value._replace(definitions=(worded,)))


def swap_names(session: Session) -> None:
    first, second = session.journal.values()[:2]
    with session.journal.writing(session.command("values edit", "names swapped")):
        session.journal.put_value(first._replace(name="Between"))
        session.journal.put_value(second._replace(name=first.name))
        session.journal.put_value(first._replace(name=second.name))


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_can_be_taken_back_brought_again_and_taken_back(
    session: Session, kind: str
) -> None:
    prepare, change = KINDS[kind]
    prepare(session)
    before = state(session)
    change(session)
    after = state(session)
    assert after != before
    for _ in range(2):
        undo.undo(session)
        assert state(session) == before
        undo.redo(session)
        assert state(session) == after


def test_what_was_done_last_is_taken_back_first(session: Session) -> None:
    reflect(session, "First.", day=FRIDAY - DAY)
    reflect(session, "Second.")
    assert [done.words for done in undo.undo(session)] == ["the journal of Friday 20 November 2026"]
    assert [night.day for night in session.journal.nights()] == [FRIDAY - DAY]
    assert [done.words for done in undo.undo(session)] == ["the journal of Thursday 19 November 2026"]
    assert session.journal.nights() == []


def test_all_of_it_can_be_taken_back_and_brought_again(session: Session) -> None:
    an_evening(session)
    whole = state(session)
    assert len(undo.undo(session, steps=9)) == 2
    assert not any(state(session).values())
    with pytest.raises(Refused, match="Nothing is left"):
        undo.undo(session)
    assert len(undo.redo(session, steps=9)) == 2
    assert state(session) == whole


def test_nothing_can_be_brought_again_once_something_new_was_done(session: Session) -> None:
    reflect(session, "First.")
    undo.undo(session)
    assert last_to_redo(session.journal)
    reflect(session, "Second.")
    assert last_to_redo(session.journal) is None
    with pytest.raises(Refused, match="nothing to bring back"):
        undo.redo(session)


def test_an_undo_tells_what_it_took_back_and_when_that_was_done(session: Session) -> None:
    reflect(session, "Told them.")
    done = last_to_undo(session.journal)
    assert done is not None
    assert (done.name, done.at) == ("journal", session.now)
    assert done.at.utcoffset() == timedelta(hours=1)


def test_a_change_that_a_later_one_stands_on_is_not_taken_back(session: Session) -> None:
    reflect(session, "First.")
    first = last_to_undo(session.journal)
    reflect(session, "Second.")
    before = state(session)
    assert first
    with pytest.raises(Refused, match="later change"):
        take_back(session.journal, Command("undo", first.words, session.now, undoes=first.number))
    assert state(session) == before
    assert last_to_undo(session.journal) != first


def test_a_night_that_holds_another_commands_answer_is_not_taken_away_under_it(session: Session) -> None:
    reflect(session, "First.")
    first = last_to_undo(session.journal)
    care = session.journal.values()[2]
    listened = Answer(Outcome.DEMONSTRATED, "Listened.")
    evening.reflect(session, evening.evening_command(session, FRIDAY), FRIDAY, care, listened, seen=None)
    before = state(session)
    assert first
    with pytest.raises(Refused, match="in the way"):
        take_back(session.journal, Command("undo", first.words, session.now, undoes=first.number))
    assert state(session) == before


def test_two_programs_that_change_a_row_in_turn_are_taken_back_in_turn(session: Session) -> None:
    # Given an evening that plans, another window that rewords the plan, and the evening rewording it again
    empty = state(session)
    command = evening.evening_command(session, FRIDAY)
    plan = evening.plan(session, command, FRIDAY, honesty(session), "asked", "say the number")
    plan = plans.change(session, plan, will="say the worst number")
    plans.change(session, plan, will="say the worst number first", command=command)

    # When all three are taken back
    taken = undo.undo(session, steps=3)

    # Then the evening, which went on after the other window, counts as two
    assert [done.name for done in taken] == ["journal", "plan change", "journal"]
    assert state(session) == empty


def test_an_undo_is_a_command_of_its_own_and_takes_nothing_out_of_the_history(session: Session) -> None:
    reflect(session, "Told them.")
    before = session.journal.rows("SELECT * FROM history ORDER BY number")
    undo.undo(session)
    after = session.journal.rows("SELECT * FROM history ORDER BY number")
    assert after[: len(before)] == before
    assert len(after) > len(before)
    newest = session.journal.rows(NEWEST)[0]
    assert newest[:2] == ("undo", 2)


def test_the_last_image_of_every_row_is_the_row(session: Session) -> None:
    told(session)
    rename(session, "Ehrlichkeit, “deutlich” & 正直 \t\n\x1b[31m")
    newest: dict[tuple[str, str], dict[str, object] | None] = {}
    for table, row_id, image in session.journal.rows(
        "SELECT table_name, row_id, after_image FROM history ORDER BY number"
    ):
        newest[table, row_id] = json.loads(image) if image else None
    for table in TABLES:
        columns = [name for (name,) in session.journal.rows(f"SELECT name FROM pragma_table_info('{table}')")]
        for row in session.journal.rows(f"SELECT * FROM {table}"):
            assert newest.pop((table, row[0])) == dict(zip(columns, row, strict=True))
    assert not any(newest.values())


def test_the_image_before_is_the_image_after_of_the_change_before(session: Session) -> None:
    an_evening(session)
    reflect(session, "Told them after all.")
    undo.undo(session)
    standing: dict[str, str | None] = {}
    for row_id, before, after in session.journal.rows(
        "SELECT row_id, before_image, after_image FROM history ORDER BY number"
    ):
        assert standing.get(row_id) == before
        standing[row_id] = after
    assert len(standing) > 5


@pytest.mark.parametrize("target", [0.0, 0.1, 1 / 3, 0.7, 0.8123, 1.0])
def test_a_share_survives_its_image(session: Session, target: float) -> None:
    value = honesty(session)
    with session.journal.writing(session.command("values edit", "a target")):
        session.journal.put_value(value._replace(target=target))
    with session.journal.writing(session.command("values edit", "another")):
        session.journal.put_value(value._replace(target=0.5))
    undo.undo(session)
    assert honesty(session).target == target


def test_the_moment_of_an_undo_is_its_own(session: Session) -> None:
    reflect(session, "Told them.")
    later = replace(session, now=datetime.fromisoformat("2026-11-21T08:00:00+01:00"))
    undo.undo(later)
    newest = session.journal.rows(NEWEST)[0]
    assert newest[2] == "2026-11-21T07:00:00Z"
