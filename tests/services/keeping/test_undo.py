from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, night, session_at, write
from modelway.domain.loop.drafts import ReflectionDraft
from modelway.domain.loop.nights import Outcome
from modelway.errors import NotFound, Refused
from modelway.services.keeping.undo import redo, undo
from modelway.services.loop import nights, plans, values
from modelway.services.session import Session

TOMORROW = FRIDAY + timedelta(days=1)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


def wills(session: Session) -> list[str]:
    return [plan.practice.will for plan in plans.list_open_practices(session)]


def test_a_new_journal_has_nothing_to_take_back(session: Session) -> None:
    with pytest.raises(Refused, match="Nothing is left"):
        undo(session)
    with pytest.raises(Refused, match="nothing to bring back"):
        redo(session)


def test_undo_and_redo_go_the_same_way_back_and_forth(session: Session) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", TOMORROW)
    plans.change(session, plans.find_open_practice(session, 1).practice, will="listen")
    seen = []
    for step in (undo, undo, redo, redo, undo):
        step(session)
        seen.append(wills(session))
    assert seen == [["speak"], [], ["speak"], ["listen"], ["speak"]]


def test_several_steps_are_told_newest_first_and_stop_at_the_beginning(session: Session) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", TOMORROW)
    undone = undo(session, 5)
    assert [one.name for one in undone] == ["plan add", "values define"]
    assert values.list_values(session) == []
    brought = redo(session, 5)
    assert [one.name for one in brought] == ["values define", "plan add"]
    assert wills(session) == ["speak"]


def test_something_new_closes_the_way_forward(session: Session) -> None:
    honesty, *_ = define(session)
    plans.add(session, honesty, "", "speak", TOMORROW)
    undo(session)
    plans.add(session, honesty, "", "listen", TOMORROW)
    with pytest.raises(Refused):
        redo(session)
    assert wills(session) == ["listen"]
    assert [one.words for one in undo(session)] == ["the plan for Honesty on Saturday 21 November 2026"]


def test_nights_handed_in_together_are_taken_back_together(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=number): "DFN" for number in range(9)})
    (undone,) = undo(session)
    assert undone.words == "the journal of 9 nights"
    assert nights.list_nights(session).nights == ()


def test_a_changed_answer_goes_back_to_its_old_words(session: Session) -> None:
    from modelway.domain.loop.drafts import NightDraft
    from modelway.services.loop.record import record

    define(session)
    record(session, [night(FRIDAY, "D", texts={"1": "Told them."})])
    record(
        session, [NightDraft(FRIDAY, reflections=(ReflectionDraft("1", Outcome.MISSED, "Said nothing."),))]
    )
    undo(session)
    (answer,) = nights.find_night(session, FRIDAY).night.reflections
    assert (answer.outcome, answer.text) == (Outcome.DEMONSTRATED, "Told them.")


def test_what_stays_open_between_two_commands_is_not_undone(tmp_path: Path) -> None:
    store = tmp_path / "journal.db"
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY: "D"})
    with session_at(store, "2026-11-21T21:00") as later:
        write(later, {TOMORROW: "D"})
        assert undo(later)[0].words == "the journal of Saturday 21 November 2026"
        nights.find_night(later, FRIDAY)
        with pytest.raises(NotFound):
            nights.find_night(later, TOMORROW)
