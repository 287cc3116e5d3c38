import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.loop.values import (
    Definition,
    Role,
    Value,
    find_value,
    is_unfinished,
    make_slug,
    parse_importance,
    parse_role,
    parse_target,
    values_in_use,
)
from modelway.errors import NotFound, UsageError

MONDAY = date(2026, 11, 16)
NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30)


def value(name: str, position: int = 1, *, slug: str = "", retired: bool = False) -> Value:
    return Value(
        id=name,
        slug=slug or make_slug(name),
        name=name,
        role=Role.LEADER,
        importance=10,
        target=0.8,
        position=position,
        defined_on=MONDAY,
        retired_on=MONDAY if retired else None,
        definitions=(Definition("d", MONDAY, "I do what I say.", ("Say it",)),),
    )


HONESTY, HOPE, CARE = value("Honesty", 1), value("Hope", 2), value("Care", 3)
THREE = [HONESTY, HOPE, CARE]


def refusal(values: list[Value], reference: str) -> str:
    with pytest.raises(NotFound) as caught:
        find_value(values, reference)
    return caught.value.sentence


# Targets and importances


def test_each_day_is_judged_by_the_target_in_force_then() -> None:
    raised = HONESTY.with_aim_from(date(2026, 11, 20), 0.9, 10).with_aim_from(date(2026, 11, 25), 0.4, 3)
    targets = [raised.aim_on(date(2026, 11, day)).target for day in (16, 19, 20, 24, 25)]
    assert targets == [0.8, 0.8, 0.9, 0.9, 0.4]


def test_a_target_that_held_for_no_night_leaves_no_trace() -> None:
    assert HONESTY.with_aim_from(MONDAY, 0.9, 10).earlier_aims == ()
    assert HONESTY.with_aim_from(date(2026, 11, 20), 0.8, 10).earlier_aims == ()
    twice = HONESTY.with_aim_from(date(2026, 11, 20), 0.9, 10).with_aim_from(date(2026, 11, 20), 0.5, 10)
    assert [aim.target for aim in twice.earlier_aims] == [0.8]


# Slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Honest communication", "honest-communication"),
        ("  Care, for people!  ", "care-for-people"),
        ("Empathie für Ålesund", "empathie-fur-alesund"),
        ("ΘΆΡΡΟΣ", "θαρροσ"),
        ("Straße", "strasse"),
        ("勇気", "勇気"),
        ("プライド", "プライド"),
        ("정직", "정직"),
        ("ईमानदारी", "ईमानदारी"),
        ("℡", "tel"),
        ("snake_case", "snake-case"),
        ("🌱", "value"),
        ("❤️", "value"),
        ("1", "value-1"),
        ("٣", "value-٣"),
    ],
)
def test_a_slug_is_made_of_the_letters_and_digits_of_a_name(name: str, slug: str) -> None:
    assert make_slug(name) == slug


def test_a_slug_that_is_taken_gets_the_next_free_number() -> None:
    assert make_slug("Care!", taken=["care", "care-2"]) == "care-3"


@given(NAMES, st.lists(NAMES, max_size=5))
def test_every_name_gets_a_slug_that_is_free_and_can_be_typed(name: str, others: list[str]) -> None:
    taken = [make_slug(other) for other in others]
    slug = make_slug(name, taken)
    assert slug
    assert slug not in taken
    assert not slug.isdigit()
    assert " " not in slug
    assert slug == unicodedata.normalize("NFC", slug)


# Finding a value


@pytest.mark.parametrize(
    ("reference", "found"),
    [
        ("1", HONESTY),
        ("3", CARE),
        ("honesty", HONESTY),
        ("HOPE", HOPE),
        (" care ", CARE),
        ("c", CARE),
        ("hon", HONESTY),
    ],
)
def test_a_value_goes_by_its_number_its_name_or_a_prefix(reference: str, found: Value) -> None:
    assert find_value(THREE, reference) is found


@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=make_slug))
def test_every_value_is_found_by_its_slug_and_by_its_number(names: list[str]) -> None:
    values = [value(name, position) for position, name in enumerate(names)]
    for number, one in enumerate(values, start=1):
        assert find_value(values, one.slug) is one
        assert find_value(values, str(number)) is one


@given(st.text(max_size=20))
def test_whatever_is_typed_finds_a_value_or_is_told_which_there_are(reference: str) -> None:
    try:
        found = find_value(THREE, reference)
    except NotFound as error:
        told = error.sentence
    else:
        told = ", ".join(one.slug for one in THREE if one is found)
    assert any(one.slug in told for one in THREE)


def test_an_accent_counts_as_the_same_however_it_was_typed() -> None:
    courage = value("Élan", slug="courage")
    assert find_value([courage], "E\u0301lan") is courage
    assert find_value([courage], "é") is courage


def test_a_prefix_that_fits_two_names_them_both() -> None:
    assert refusal(THREE, "ho") == "“ho” could be honesty or hope: type a letter more."


def test_an_exact_name_wins_over_a_longer_one_that_begins_alike() -> None:
    care = value("Care for people", 4)
    assert find_value([care, CARE], "care") is CARE


def test_a_slug_wins_over_a_name_for_programs_know_a_value_by_it() -> None:
    renamed = value("Candour", 4, slug="honesty")
    named = value("Honesty", 1, slug="honesty-2")
    assert find_value([named, renamed], "Honesty") is renamed
    assert find_value([named, renamed], "honesty-2") is named


def test_a_retired_value_gives_way_to_an_active_one_and_has_no_number() -> None:
    retired = HONESTY._replace(retired_on=MONDAY)
    values = [retired, HOPE, CARE]
    assert find_value(values, "ho") is HOPE
    assert find_value(values, "hon") is retired
    assert find_value(values, "1") is HOPE


@pytest.mark.parametrize("reference", ["4", "0", "patience", "", "²", "9" * 5000])
def test_a_value_that_is_not_there_names_those_that_are(reference: str) -> None:
    sentence = refusal(THREE, reference)
    assert sentence.endswith("choose one of honesty, hope, care.")
    assert len(sentence) < 120


def test_without_values_the_way_to_define_them_is_named() -> None:
    assert refusal([], "care") == "There are no values yet: define them with: modelway values define"


# The rest


def test_the_active_values_stand_in_the_leaders_order() -> None:
    assert values_in_use([CARE, value("Old", 2, retired=True), HONESTY]) == [HONESTY, CARE]


@pytest.mark.parametrize(
    ("text", "behaviors", "unfinished"),
    [
        ("I do what I say.", ("Say it",), False),
        ("", ("Say it",), True),
        ("I do what I say.", (), True),
    ],
)
def test_a_value_is_unfinished_until_it_has_a_definition_and_a_behavior(
    text: str, behaviors: tuple[str, ...], unfinished: bool
) -> None:
    assert is_unfinished(CARE._replace(definitions=(Definition("d", MONDAY, text, behaviors),))) is unfinished


@pytest.mark.parametrize("text", ["team member", "Team-Member", " team_member "])
def test_a_role_is_read_as_people_write_it(text: str) -> None:
    assert parse_role(text) is Role.TEAM_MEMBER


def test_a_word_that_is_no_role_is_told_which_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        parse_role("boss")
    assert caught.value.sentence == "“boss” is not a role: choose leader, team member, person or partner."


@pytest.mark.parametrize(("text", "importance"), [("1", 1), (" 10 ", 10), ("07", 7)])
def test_an_importance_is_a_whole_number_from_one_to_ten(text: str, importance: int) -> None:
    assert parse_importance(text) == importance


@pytest.mark.parametrize("text", ["0", "11", "-1", "5.5", "high", "", "²", "9" * 5000])
def test_every_other_importance_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="give a whole number from 1 to 10"):
        parse_importance(text)


@pytest.mark.parametrize(
    ("text", "target"), [("0.8", 0.8), ("80%", 0.8), ("80 %", 0.8), ("0", 0.0), ("1", 1.0)]
)
def test_a_target_is_a_share_or_a_percentage(text: str, target: float) -> None:
    assert parse_target(text) == target


@pytest.mark.parametrize("text", ["1.1", "80", "-0.1", "101%", "nan", "inf", "1e400", "most", "", "%", "8%0"])
def test_every_other_target_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="give a share from 0 to 1"):
        parse_target(text)
