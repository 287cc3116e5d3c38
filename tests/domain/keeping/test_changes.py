"""A change is told in the leader's words: what it was, and what became of it."""

from datetime import date
from typing import Any

import pytest

from modelway.domain.keeping.changes import Change, Kind, Names, Order, Part, change_of

THURSDAY, FRIDAY = date(2026, 11, 19), date(2026, 11, 20)


def names() -> Names:
    known = Names()
    known.learn("value", {"id": "v", "name": "Honesty"})
    known.learn("value", {"id": "v", "name": "An older name"})
    known.learn("definition", {"id": "d", "value_id": "v"})
    known.learn("night", {"id": "n", "day": "2026-11-20"})
    return known


def answer(**changed: Any) -> dict[str, Any]:
    row = {"id": "r", "night_id": "n", "value_id": "v", "definition_id": "d", "outcome": "missed", "text": ""}
    return row | changed


def practice(**changed: Any) -> dict[str, Any]:
    row = {
        "id": "p", "value_id": "v", "planned_on": "2026-11-19", "due_on": "2026-11-20", "place": 1,
        "cue": "I am asked", "action": "say it", "outcome": None, "note": "", "reported_on": None,
    }  # fmt: skip
    return row | changed


def test_an_answer_that_was_added_names_its_value_and_its_night() -> None:
    assert change_of("reflection", None, answer(text="Said nothing."), names()) == Change(
        "the answer on Honesty",
        Kind.ADDED,
        (Part("outcome", None, "missed"), Part("words", None, "Said nothing.")),
        (FRIDAY,),
        "v",
        "answer",
    )


def test_only_the_fields_that_changed_are_told() -> None:
    change = change_of("reflection", answer(), answer(outcome="demonstrated"), names())
    assert change is not None
    assert change.parts == (Part("outcome", "missed", "demonstrated"),)


def test_a_practice_belongs_to_the_night_it_was_made_on_and_to_the_one_it_was_told_on() -> None:
    told = practice(outcome="kept", reported_on="2026-11-20")
    for before, after in ((practice(), told), (told, practice())):
        change = change_of("practice", before, after, names())
        assert change is not None
        assert change.days == (THURSDAY, FRIDAY)
    made = change_of("practice", None, practice(), names())
    assert made is not None
    assert made.parts[0] == Part("practice", None, "When I am asked, I will say it.")


def test_what_a_leader_never_sees_is_not_told() -> None:
    night = {"id": "n", "day": "2026-11-20", "note": "", "finished": 0}
    assert change_of("night", night, night | {"finished": 1}, names()) is None
    assert change_of("night", None, None, names()) is None


@pytest.mark.parametrize(
    ("table", "image", "what"),
    [
        ("value", {"id": "v", "name": "Courage"}, "the value Courage"),
        ("definition", {"id": "d", "value_id": "v", "text": "x"}, "the wording of Honesty"),
        ("behavior", {"id": "b", "definition_id": "d", "text": "x"}, "a behavior of Honesty"),
        ("behavior", {"id": "b", "definition_id": "gone", "text": "x"}, "a behavior of a value"),
        ("rest", {"id": "x", "starts_on": "2026-11-20", "ends_on": "2026-11-21"}, "the rest from Fri 20 Nov"),
        ("week_review", {"id": "w", "week": "2026-W47"}, "the review of 2026-W47"),
        ("one_to_come", {"id": "x", "some_field": "y"}, "one to come"),
    ],
)
def test_everything_that_leaves_a_history_has_its_words(table: str, image: dict[str, Any], what: str) -> None:
    change = change_of(table, image, None, names())
    assert change is not None
    assert (change.what, change.kind) == (what, Kind.REMOVED)


def test_the_focus_of_a_week_is_told_by_its_name() -> None:
    week = {"id": "w", "week": "2026-W47", "why": None, "finished": 0, "focus_value_id": None}
    change = change_of("week_review", week, week | {"focus_value_id": "v", "finished": 1}, names())
    assert change is not None
    assert change.parts == (Part("focus", "", "Honesty"),)


def value(id_: str, position: int, retired_on: str | None = None) -> dict[str, Any]:
    return {"id": id_, "name": id_.title(), "position": position, "retired_on": retired_on}


def test_a_retired_value_has_no_number_in_the_order() -> None:
    order = Order()
    for image in (value("care", 3), value("courage", 2, "2026-11-20"), value("honesty", 1), value("care", 9)):
        order.learn(image)
    order.learn(value("gone", 4), gone=True)
    assert order.numbers() == {"honesty": 1, "care": 2}


def test_the_order_goes_back_in_time() -> None:
    order = Order()
    order.learn(value("honesty", 2))
    order.learn(value("care", 1))
    order.take_back([(value("care", 2), value("care", 1)), (value("honesty", 1), value("honesty", 2))])
    assert order.numbers() == {"honesty": 1, "care": 2}
    order.take_back([(None, value("honesty", 1)), (value("honesty", 1), value("honesty", 3))])
    assert order.numbers() == {"care": 1}


def test_the_number_of_a_value_that_is_retired_is_not_told_as_a_change() -> None:
    before, after = value("v", 2), {**value("v", 2, "2026-11-20"), "position": None}
    change = change_of("value", before, after, names())
    assert change is not None
    assert change.parts == (Part("retired on", "", "2026-11-20"),)
