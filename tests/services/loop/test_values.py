from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from journals import session_at
from modelway.domain.loop.drafts import ValueDraft
from modelway.domain.loop.values import Role, Value, values_in_use
from modelway.errors import BadText, NotFound, Refused
from modelway.services.keeping.undo import redo, undo
from modelway.services.loop import values
from modelway.services.session import Session

FRIDAY = date(2026, 11, 20)
MONDAY = date(2026, 11, 23)
HONESTY = ValueDraft("Honesty", "I say what is so.", ("Name a delay the day I see it",))


@contextmanager
def on(day: date, folder: Path) -> Iterator[Session]:
    """The journal on the evening of a day."""
    with session_at(folder / "journal.db", f"{day.isoformat()}T21:00") as session:
        yield session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with on(FRIDAY, tmp_path) as session:
        yield session


def define(session: Session, *drafts: ValueDraft | str, beyond_five: bool = False) -> list[Value]:
    whole = [ValueDraft(one, "", ()) if isinstance(one, str) else one for one in drafts]
    return values.define(
        session, whole, session.command("values define", "defining values"), beyond_five=beyond_five
    )


def change(session: Session, reference: str, **changes: Any) -> Value:
    value = values.find_named_value(session, reference)
    return values.change(session, value, session.command("values edit", f"changing {value.name}"), **changes)


def names(session: Session) -> list[str]:
    return [value.name for value in values.list_values(session)]


def wordings(session: Session, name: str) -> list[tuple[date, str, tuple[str, ...]]]:
    versions = values.find_named_value(session, name).definitions
    return [(version.starts_on, version.text, version.behaviors) for version in versions]


# Defining


def test_a_defined_value_is_kept_as_it_was_given(tmp_path: Path) -> None:
    draft = ValueDraft(" Empathy ", "I listen.\nFirst.", ("Ask", "Wait"), Role.PARTNER, 7, 0.75)
    with on(FRIDAY, tmp_path) as session:
        define(session, draft)
    with on(MONDAY, tmp_path) as session:
        (value,) = values.list_values(session)
    assert (value.name, value.slug, value.role) == ("Empathy", "empathy", Role.PARTNER)
    assert (value.importance, value.target, value.defined_on) == (7, 0.75, FRIDAY)
    assert value.definition.text == "I listen.\nFirst."
    assert value.definition.behaviors == ("Ask", "Wait")


def test_only_the_new_values_are_given_back(session: Session) -> None:
    define(session, "Honesty")
    assert [value.name for value in define(session, "Courage", "Care")] == ["Courage", "Care"]
    assert names(session) == ["Honesty", "Courage", "Care"]


@pytest.mark.parametrize(
    "name", ["Zivilcourage für Ålesund", "勇気", "정직", "ईमानदारी", "Mut 🌱", "[red]Anger[/red]"]
)
def test_a_name_in_any_script_is_kept_and_found(session: Session, name: str) -> None:
    define(session, name)
    assert values.find_named_value(session, name).name == name
    assert values.find_named_value(session, values.list_values(session)[0].slug).name == name


@pytest.mark.parametrize("second", ["honesty", "HONESTY", " Honesty "])
def test_two_values_of_one_name_are_refused_without_regard_to_case(session: Session, second: str) -> None:
    define(session, HONESTY)
    with pytest.raises(BadText, match="You have a value named Honesty") as caught:
        define(session, "Courage", second)
    assert "modelway values edit honesty" in caught.value.sentence
    assert names(session) == ["Honesty"]


def test_the_same_name_with_its_accent_typed_otherwise_is_the_same_name(session: Session) -> None:
    define(session, "Élan")
    with pytest.raises(BadText, match="named Élan"):
        define(session, "E\u0301lan")


def test_the_name_of_a_retired_value_leads_back_to_it(session: Session) -> None:
    (honesty,) = define(session, HONESTY)
    values.retire(session, honesty)
    with pytest.raises(BadText, match="modelway values restore honesty"):
        define(session, "honesty")


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (ValueDraft("  ", "", ()), "The name of a value is empty"),
        (ValueDraft("a" * 100_000, "", ()), "The name of a value has 100,000 characters"),
        (ValueDraft("a\x1b[31m", "", ()), "holds a control character"),
        (ValueDraft("a\nb", "", ()), "more than one line"),
        (ValueDraft("caf\udce9", "", ()), "holds something that is not text"),
        (ValueDraft("Care", "b" * 100_000, ()), "The definition has 100,000 characters"),
        (ValueDraft("Care", "", ("",)), "A behavior is empty"),
        (ValueDraft("Care", "", ("c" * 100_000,)), "A behavior has 100,000 characters"),
        (ValueDraft("Care", "", ("a", "b", "c", "d")), "one to 3 behaviors"),
        (ValueDraft("Care", "", (), importance=11), "importance"),
        (ValueDraft("Care", "", (), target=1.01), "target"),
        (ValueDraft("Care", "", (), target=float("nan")), "target"),
    ],
)
def test_what_cannot_be_a_value_is_refused_and_nothing_is_saved(
    session: Session, draft: ValueDraft, said: str
) -> None:
    with pytest.raises(BadText, match=said) as caught:
        define(session, HONESTY, draft)
    assert len(caught.value.sentence) < 200
    assert names(session) == []


def test_no_value_at_all_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="There is no value in it"):
        define(session)


def test_a_sixth_value_needs_to_be_wanted(session: Session) -> None:
    define(session, *"ABCDE")
    with pytest.raises(Refused, match="fewer are practised better") as caught:
        define(session, "F")
    assert "modelway values add --beyond-five" in caught.value.sentence
    with pytest.raises(Refused):
        values.check_room(session)
    define(session, "F", beyond_five=True)
    assert len(names(session)) == 6


def test_a_retired_value_makes_room(session: Session) -> None:
    first, *_ = define(session, *"ABCDE")
    values.retire(session, first)
    values.check_room(session)
    define(session, "F")
    assert names(session) == ["B", "C", "D", "E", "F", "A"]


# Changing


def test_a_new_wording_starts_a_version_and_the_old_one_stays(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="I say it early.")
        assert wordings(session, "honesty") == [
            (FRIDAY, "I say what is so.", HONESTY.behaviors),
            (MONDAY, "I say it early.", HONESTY.behaviors),
        ]
        value = values.find_named_value(session, "honesty")
        assert value.definition_on(date(2026, 11, 22)).text == "I say what is so."
        assert value.definition_on(MONDAY).text == "I say it early."


def test_new_behaviors_are_a_new_wording_too(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", behaviors=("Ask", "Tell"))
        assert [behaviors for _, _, behaviors in wordings(session, "honesty")] == [
            HONESTY.behaviors,
            ("Ask", "Tell"),
        ]


def test_a_second_wording_on_the_same_day_takes_the_place_of_the_first(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
        change(session, "honesty", definition="Truth.")
        assert wordings(session, "honesty") == [(FRIDAY, "Truth.", HONESTY.behaviors)]
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="Early truth.")
        change(session, "honesty", behaviors=("Ask", "Tell"))
        change(session, "honesty", behaviors=("Ask",))
        assert wordings(session, "honesty") == [
            (FRIDAY, "Truth.", HONESTY.behaviors),
            (MONDAY, "Early truth.", ("Ask",)),
        ]


def test_a_slip_of_the_pen_is_corrected_where_it_stands(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, ValueDraft("Honesty", "I say waht is so.", ("Ask",)))
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="I say what is so.", correct=True)
        assert wordings(session, "honesty") == [(FRIDAY, "I say what is so.", ("Ask",))]


def test_a_value_that_lacked_something_is_completed_where_it_stands(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, "Honesty")
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="I say what is so.")
        change(session, "honesty", behaviors=("Ask",))
        assert wordings(session, "honesty") == [(FRIDAY, "I say what is so.", ("Ask",))]


def test_a_wording_that_nights_may_stand_on_is_not_lost_while_a_behavior_is_missing(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, ValueDraft("Honesty", "Old.", ()))
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="New.")
        assert wordings(session, "honesty") == [(FRIDAY, "Old.", ()), (MONDAY, "New.", ())]


def test_the_same_wording_again_changes_nothing(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", definition="I say what is so.\n", behaviors=HONESTY.behaviors)
        assert len(wordings(session, "honesty")) == 1
        assert undo(session)[0].words == "defining values"


def test_a_new_name_keeps_the_slug_and_the_wording(session: Session) -> None:
    define(session, HONESTY)
    changed = change(session, "honesty", name="Candour")
    assert (changed.name, changed.slug) == ("Candour", "honesty")
    assert values.find_named_value(session, "candour") == values.find_named_value(session, "honesty")
    assert len(changed.definitions) == 1


def test_a_name_may_change_its_case(session: Session) -> None:
    define(session, HONESTY)
    assert change(session, "honesty", name="HONESTY").name == "HONESTY"


def test_a_name_that_another_value_has_is_refused(session: Session) -> None:
    define(session, HONESTY, "Care")
    with pytest.raises(BadText, match="named Honesty"):
        change(session, "care", name="honesty")


def test_role_importance_and_target_change_without_a_new_version(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        changed = change(session, "honesty", role=Role.PERSON, importance=3, target=0.5)
        assert (changed.role, changed.importance, changed.target) == (Role.PERSON, 3, 0.5)
        assert len(wordings(session, "honesty")) == 1


def test_a_changed_target_keeps_the_one_that_was_in_force_before(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", target=0.5)
        change(session, "honesty", target=0.4, importance=3)
        honesty = values.find_named_value(session, "honesty")
        assert honesty.aims == ((FRIDAY, 0.8, 10), (MONDAY, 0.4, 3))
        assert honesty.aim_on(date(2026, 11, 22)).target == 0.8
        undo(session, 2)
        assert values.find_named_value(session, "honesty").aims == ((FRIDAY, 0.8, 10),)
        redo(session)
        assert values.find_named_value(session, "honesty").aims == ((FRIDAY, 0.8, 10), (MONDAY, 0.5, 10))


def test_a_corrected_target_judges_the_past_too(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY)
    with on(MONDAY, tmp_path) as session:
        assert change(session, "honesty", target=0.4, correct=True).aims == ((FRIDAY, 0.4, 10),)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"definition": " \n "}, "The definition is empty"),
        ({"behaviors": ()}, "A value needs a behavior"),
        ({"behaviors": ("Ask", " ")}, "A behavior is empty"),
        ({"importance": 0}, "from 1 to 10"),
        ({"target": -0.1}, "from 0 to 1"),
        ({"name": ""}, "The name of a value is empty"),
    ],
)
def test_a_change_that_cannot_be_is_refused_whole(
    session: Session, changes: dict[str, object], said: str
) -> None:
    (before,) = define(session, HONESTY)
    with pytest.raises(BadText, match=said):
        change(session, "honesty", **{"role": Role.PERSON, **changes})
    assert values.find_named_value(session, "honesty") == before


# Retiring, restoring, moving


def test_a_retired_value_is_asked_for_no_more_but_keeps_its_past(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        define(session, HONESTY, "Care")
    with on(MONDAY, tmp_path) as session:
        retired = values.retire(session, values.find_named_value(session, "honesty"))
        assert retired.retired_on == MONDAY
        assert retired.is_active_on(FRIDAY)
        assert not retired.is_active_on(MONDAY)
        assert names(session) == ["Care", "Honesty"]
        assert values.find_named_value(session, "1").name == "Care"
        with pytest.raises(Refused, match="retired already"):
            values.retire(session, retired)


def test_a_restored_value_comes_last(session: Session) -> None:
    honesty, *_ = define(session, HONESTY, "Care")
    retired = values.retire(session, honesty)
    restored = values.restore(session, retired)
    assert restored.retired_on is None
    assert names(session) == ["Care", "Honesty"]
    with pytest.raises(Refused, match="not retired"):
        values.restore(session, restored)


def test_a_value_that_would_be_the_sixth_is_restored_only_when_that_is_wanted(session: Session) -> None:
    first, *_ = define(session, *"ABCDE")
    retired = values.retire(session, first)
    define(session, "F")
    with pytest.raises(Refused, match="modelway values restore a --beyond-five"):
        values.restore(session, retired)
    values.restore(session, retired, beyond_five=True)
    assert names(session) == ["B", "C", "D", "E", "F", "A"]


@pytest.mark.parametrize(
    ("number", "order"), [(1, ["C", "A", "B"]), (2, ["A", "C", "B"]), (3, ["A", "B", "C"])]
)
def test_a_value_moves_to_any_place(session: Session, number: int, order: list[str]) -> None:
    define(session, *"ABC")
    moved = values.move(session, values.find_named_value(session, "C"), number)
    assert [value.name for value in moved] == order
    assert names(session) == order


@pytest.mark.parametrize("number", [0, 4, -1])
def test_a_place_that_is_not_there_is_refused(session: Session, number: int) -> None:
    first, *_ = define(session, *"ABC")
    with pytest.raises(NotFound, match="choose a number from 1 to 3"):
        values.move(session, first, number)


def test_a_list_of_one_value_has_no_other_place(session: Session) -> None:
    (only,) = define(session, "A")
    with pytest.raises(NotFound, match=r"it holds one value\."):
        values.move(session, only, 2)


def test_a_retired_value_has_no_place(session: Session) -> None:
    first, *_ = define(session, *"ABC")
    retired = values.retire(session, first)
    with pytest.raises(Refused, match="bring it back first"):
        values.move(session, retired, 1)


# Undo


def test_one_undo_takes_all_answers_of_one_value_back(session: Session) -> None:
    command = session.command("values define", "defining Honesty")
    (value,) = values.define(session, [ValueDraft("Honesty", "", ())], command)
    value = values.change(session, value, command, definition="I say what is so.")
    value = values.change(session, value, command, behaviors=("Ask",))
    values.change(session, value, command, behaviors=("Ask", "Tell"))
    assert [done.words for done in undo(session)] == ["defining Honesty"]
    assert names(session) == []
    redo(session)
    assert wordings(session, "honesty") == [(FRIDAY, "I say what is so.", ("Ask", "Tell"))]


def test_undo_takes_back_an_edit_a_retirement_and_a_move(tmp_path: Path) -> None:
    with on(FRIDAY, tmp_path) as session:
        before = define(session, HONESTY, "Care", "Hope")
    with on(MONDAY, tmp_path) as session:
        change(session, "honesty", name="Candour", definition="Early.", behaviors=("A", "B", "C"))
        values.retire(session, values.find_named_value(session, "care"))
        values.move(session, values.find_named_value(session, "hope"), 1)
        assert [done.words for done in undo(session, 3)] == [
            "moving Hope to 1",
            "retiring Care",
            "changing Honesty",
        ]
        assert values_in_use(values.list_values(session)) == before


def test_undo_retires_a_restored_value_again(session: Session) -> None:
    first, *_ = define(session, *"ABC")
    retired = values.retire(session, first)
    values.restore(session, retired)
    assert undo(session)[0].words == "bringing A back"
    assert values.find_named_value(session, "A") == retired


def test_an_unknown_value_is_not_found(session: Session) -> None:
    define(session, HONESTY)
    with pytest.raises(NotFound):
        values.find_named_value(session, "courage")
