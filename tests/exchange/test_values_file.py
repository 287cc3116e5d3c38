import json

import pytest

from modelway.domain.loop.drafts import ValueDraft
from modelway.domain.loop.values import Role
from modelway.errors import BadFile
from modelway.exchange.values_file import read_values

HONESTY = {
    "name": "Honesty",
    "definition": "I say what is so.\nAlso when it costs.",
    "behaviors": ["Name a delay the day I see it", "Ask for the other view"],
    "role": "team member",
    "importance": 8,
    "target": 0.75,
}
HONESTY_DRAFT = ValueDraft(
    "Honesty",
    "I say what is so.\nAlso when it costs.",
    ("Name a delay the day I see it", "Ask for the other view"),
    Role.TEAM_MEMBER,
    8,
    0.75,
)
LISTED = {**HONESTY, "number": 1, "slug": "honesty", "defined_on": "2026-11-01", "retired_on": None}


def read(data: object) -> list[ValueDraft]:
    return read_values(json.dumps(data).encode(), "values.json")


def refusal(data: object) -> str:
    with pytest.raises(BadFile) as caught:
        read(data)
    return caught.value.sentence


def with_honesty(**changes: object) -> dict[str, object]:
    return {"values": [{**HONESTY, **changes}]}


@pytest.mark.parametrize(
    "data",
    [
        {"values": [HONESTY]},
        {"schema": "modelway.values/1", "data": {"values": [LISTED]}},
        {"values": [LISTED]},
    ],
    ids=["plain", "an envelope", "what an envelope held"],
)
def test_values_are_read_with_or_without_their_envelope(data: object) -> None:
    assert read(data) == [HONESTY_DRAFT]


def test_a_name_and_a_behavior_are_enough() -> None:
    (draft,) = read({"values": [{"name": " Care ", "behaviors": [" Ask how it went "]}]})
    assert draft == ValueDraft("Care", "", ("Ask how it went",), Role.LEADER, 10, 0.8)


@pytest.mark.parametrize("role", ["team member", "team_member"])
def test_a_team_member_is_spelled_either_way(role: str) -> None:
    assert read(with_honesty(role=role))[0].role is Role.TEAM_MEMBER


@pytest.mark.parametrize("target", [0, 1, 0.5])
def test_a_target_reaches_from_none_to_all(target: float) -> None:
    assert read(with_honesty(target=target))[0].target == target


VALUE = "In values.json, the value 'Honesty'"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            [HONESTY],
            'In values.json, the outermost part is a list: use an object such as {"values": []}.',
        ),
        (
            {},
            "In values.json, values is missing: use a list of values in square brackets.",
        ),
        (
            {"value": [HONESTY]},
            "In values.json has the key 'value', which is not known: did you mean 'values'?",
        ),
        (
            {"values": [HONESTY, 5]},
            "In values.json, value 2 of 2 is 5: use an object in curly brackets, "
            'such as {"name": "Honesty", "behaviors": ["…"]}.',
        ),
        (
            {"values": [{"behaviors": ["a"]}]},
            'In values.json, value 1 of 1, name is missing: use a text in quotes, such as "a few words".',
        ),
        (with_honesty(name=" "), "In values.json, value 1 of 1, name is empty: give it a word or two."),
        (
            with_honesty(name="x" * 61),
            f"In values.json, the value '{'x' * 39}…', name has 61 characters: shorten it to 60 or fewer.",
        ),
        (
            with_honesty(behaviors=[]),
            f"{VALUE}, behaviors is empty: say in one to three lines what someone would see you do.",
        ),
        (
            with_honesty(behaviors=["a", "b", "c", "d"]),
            f"{VALUE}, behaviors holds 4: keep the one to three that matter most, and let the others wait.",
        ),
        (with_honesty(behaviors=["a", ""]), f"{VALUE}, behaviors[1] is empty: give it a word or two."),
        (
            with_honesty(behaviors=[["a"]]),
            f'{VALUE}, behaviors[0] is a list: use a text in quotes, such as "a few words".',
        ),
        (
            with_honesty(behaviors=["x" * 201]),
            f"{VALUE}, behaviors[0] has 201 characters: shorten it to 200 or fewer.",
        ),
        (
            with_honesty(definition="x" * 2_001),
            f"{VALUE}, definition has 2,001 characters: shorten it to 2,000 or fewer.",
        ),
        (with_honesty(role="boss"), f"{VALUE}, role is 'boss': use leader, team member, person or partner."),
        (with_honesty(importance=0), f"{VALUE}, importance is 0: use a whole number from 1 to 10."),
        (with_honesty(importance=11), f"{VALUE}, importance is 11: use a whole number from 1 to 10."),
        (with_honesty(importance=7.5), f"{VALUE}, importance is 7.5: use a whole number from 1 to 10."),
        (with_honesty(importance=True), f"{VALUE}, importance is true: use a whole number from 1 to 10."),
        (with_honesty(target=80), f"{VALUE}, target is 80: use a number from 0 to 1, such as 0.8."),
        (with_honesty(target=-0.1), f"{VALUE}, target is -0.1: use a number from 0 to 1, such as 0.8."),
        (with_honesty(target=True), f"{VALUE}, target is true: use a number from 0 to 1, such as 0.8."),
        (
            with_honesty(targets=1),
            f"{VALUE} has the key 'targets', which is not known: did you mean 'target'?",
        ),
        (
            {"values": [HONESTY, {**HONESTY, "name": "HONESTY"}]},
            "In values.json, the value 'HONESTY' comes twice: give one of them another name.",
        ),
        (
            {"schema": "modelway.night/1", "data": {}},
            "In values.json, schema is 'modelway.night/1': use modelway.values/1.",
        ),
    ],
)
def test_a_refusal_names_the_value_the_field_and_what_is_allowed(data: object, sentence: str) -> None:
    assert refusal(data) == sentence


def test_a_number_beyond_every_number_is_refused() -> None:
    written = b'{"values": [{"name": "Care", "behaviors": ["a"], "target": 1e999}]}'
    with pytest.raises(BadFile, match=r"target is inf: use a number from 0 to 1"):
        read_values(written, "values.json")
