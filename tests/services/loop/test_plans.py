from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, session_at
from modelway.domain.loop.values import Value
from modelway.errors import BadText, NotFound, Refused
from modelway.services.loop import plans, values
from modelway.services.session import Session

TOMORROW = FRIDAY + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        yield opened


@pytest.fixture
def honesty(session: Session) -> Value:
    return define(session)[0]


def sentences(session: Session) -> list[str]:
    return [plan.practice.sentence for plan in plans.list_open_practices(session)]


def test_plans_are_numbered_by_their_day(session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "", "call Ana", TOMORROW + timedelta(days=5))
    plans.add(session, honesty, "the room goes quiet", "speak", TOMORROW)
    numbered = [
        (plan.number, plan.practice.will, plan.value.slug) for plan in plans.list_open_practices(session)
    ]
    assert numbered == [(1, "speak", "honesty"), (2, "call Ana", "honesty")]


def test_plans_of_one_day_stand_in_the_order_of_their_values(session: Session) -> None:
    honesty, courage, care = define(session)
    for value in (care, honesty, courage):
        plans.add(session, value, "", "say it", TOMORROW)
    assert [plan.value.id for plan in plans.list_open_practices(session)] == [honesty.id, courage.id, care.id]


def test_leads_typed_along_do_not_come_twice(session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "When the room goes quiet,", "I will speak.", TOMORROW)
    assert sentences(session) == ["When the room goes quiet, I will speak."]


def test_a_moment_in_place_of_the_action_is_refused(session: Session, honesty: Value) -> None:
    with pytest.raises(BadText, match="put the moment behind “When …”"):
        plans.add(session, honesty, "", "when someone goes quiet", TOMORROW)
    practice = plans.add(session, honesty, "Someone goes quiet", "I ask", TOMORROW)
    assert practice.sentence == "When someone goes quiet, I will ask."
    with pytest.raises(BadText, match="put the moment behind “When …”"):
        plans.change(session, practice, will="When asked, say it")
    assert sentences(session) == ["When someone goes quiet, I will ask."]


def test_the_same_practice_for_the_same_day_is_one_practice(session: Session, honesty: Value) -> None:
    first = plans.add(session, honesty, "", "speak", TOMORROW)
    assert plans.add(session, honesty, "", "speak", TOMORROW) == first
    plans.add(session, honesty, "", "speak", TOMORROW + timedelta(days=1))
    assert len(sentences(session)) == 2


def test_a_retired_value_is_not_practised(session: Session, honesty: Value) -> None:
    retired = values.retire(session, honesty)
    with pytest.raises(Refused, match="modelway values restore honesty"):
        plans.add(session, retired, "", "speak", TOMORROW)
    assert sentences(session) == []


@pytest.mark.parametrize("will", ["", "   ", "two\nlines", "x" * 301])
def test_an_action_is_one_line_of_words(session: Session, honesty: Value, will: str) -> None:
    with pytest.raises(BadText):
        plans.add(session, honesty, "", will, TOMORROW)
    assert sentences(session) == []


def test_a_change_keeps_what_is_not_given(session: Session, honesty: Value) -> None:
    practice = plans.add(session, honesty, "the room goes quiet", "speak", TOMORROW)
    plans.change(session, practice, will="ask a question")
    assert sentences(session) == ["When the room goes quiet, I will ask a question."]
    changed = plans.change(
        session, plans.find_open_practice(session, 1).practice, when="", due=TOMORROW + timedelta(days=2)
    )
    assert (changed.sentence, changed.due_on, changed.planned_on) == (
        "I will ask a question.",
        TOMORROW + timedelta(days=2),
        FRIDAY,
    )


def test_on_its_day_a_practice_keeps_its_words(store: Path, session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "", "speak", TOMORROW)
    with session_at(store, "2026-11-21T08:00") as next_day:
        plan = plans.find_open_practice(next_day, 1)
        assert plan.locked
        for attempt in (
            lambda: plans.change(next_day, plan.practice, will="listen"),
            lambda: plans.drop(next_day, plan.practice),
            lambda: plans.find_changeable_practice(next_day, 1),
        ):
            with pytest.raises(Refused, match="modelway journal"):
                attempt()
        assert sentences(next_day) == ["I will speak."]


def test_after_midnight_the_day_before_still_counts(store: Path, session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "", "speak", TOMORROW)
    with session_at(store, "2026-11-21T02:00") as same_night:
        assert not plans.find_open_practice(same_night, 1).locked


def test_what_was_dropped_is_gone_and_other_numbers_move_up(session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "", "speak", TOMORROW)
    plans.add(session, honesty, "", "listen", TOMORROW)
    plans.drop(session, plans.find_changeable_practice(session, 1).practice)
    assert sentences(session) == ["I will listen."]
    assert plans.find_open_practice(session, 1).practice.will == "listen"


def test_practices_of_past_days_are_no_plans(store: Path, session: Session, honesty: Value) -> None:
    plans.add(session, honesty, "", "speak", TOMORROW)
    with session_at(store, "2026-11-22T08:00") as later:
        assert plans.list_open_practices(later) == []


@pytest.mark.parametrize("number", [-1, 0, 2])
def test_a_number_that_is_not_in_the_list(session: Session, honesty: Value, number: int) -> None:
    with pytest.raises(NotFound, match="modelway plan add"):
        plans.find_open_practice(session, number)
    plans.add(session, honesty, "", "speak", TOMORROW)
    with pytest.raises(NotFound, match=r"the only one is plan 1\."):
        plans.find_open_practice(session, number)


def test_of_several_plans_a_number_is_chosen(session: Session, honesty: Value) -> None:
    for will in ("speak", "listen"):
        plans.add(session, honesty, "", will, TOMORROW)
    with pytest.raises(NotFound, match=r"choose a number from 1 to 2\."):
        plans.find_open_practice(session, 3)
