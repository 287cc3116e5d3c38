"""What is no bundle is refused with its place, and in bounded memory and time."""

import json
from typing import Any

import pytest

from modelway.errors import BadFile
from modelway.exchange.bundle import BY_NAME, Bundle, write_bundle

NIGHT = {
    "id": "n",
    "day": "2026-11-20",
    "note": "",
    "started_at": "2026-11-20T20:00:00Z",
    "started_offset": 60,
    "finished": 1,
}


def bundle(**kinds: Any) -> bytes:
    return json.dumps({"schema": "modelway.bundle/1", "data": kinds}).encode()


def test_what_was_written_is_read() -> None:
    written = "".join(write_bundle([("night", [NIGHT])])).encode()

    assert list(Bundle(written, "a.json").records(BY_NAME["night"])) == [NIGHT]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"day": "20.11.2026"}, "night[0].day"),
        ({"day": None}, "night[0].day"),
        ({"finished": 2}, "night[0].finished"),
        ({"finished": True}, "night[0].finished"),
        ({"note": "\ud800"}, "night[0].note"),
        ({"note": "a\0b"}, "night[0].note"),
        ({"started_at": "2026-13-20T20:00:00Z"}, "night[0].started_at"),
        ({"colour": "red"}, "night[0] has the key 'colour'"),
    ],
)
def test_a_field_that_no_journal_can_hold_is_named(changed: dict[str, Any], place: str) -> None:
    with pytest.raises(BadFile, match=place.replace("[", r"\[").replace("]", r"\]")):
        Bundle(bundle(night=[{**NIGHT, **changed}]), "a.json")


def test_a_record_that_names_what_is_not_in_the_file_is_refused() -> None:
    wording = {"id": "d", "value_id": "gone", "starts_on": "2026-11-20", "text": ""}

    with pytest.raises(BadFile, match=r"definition\[0\].value_id"):
        Bundle(bundle(definition=[wording]), "a.json")


def test_an_id_that_is_there_twice_is_refused() -> None:
    with pytest.raises(BadFile, match=r"night\[1\].id is there twice"):
        Bundle(bundle(night=[NIGHT, NIGHT]), "a.json")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"schema": "modelway.bundle/1", "data": {"night": [NaN]}}',
        b'{"schema": "modelway.bundle/1", "data": {}, "data": {}}',
        b'{"schema": "modelway.bundle/9", "data": {}}',
        b"\xff\xfe\x00",
        b"[]",
        bundle(value={}),
        bundle(night=["x"]),
    ],
)
def test_what_is_no_bundle_is_told_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadFile, match=r"\.$"):
        Bundle(data, "a.json")


def test_kinds_may_come_in_any_order() -> None:
    value = {
        **{"id": "v", "slug": "honesty", "name": "Honesty", "name_key": "honesty", "role": "leader"},
        **{"importance": 10, "target": 0.8, "position": 1, "defined_on": "2026-11-20", "retired_on": None},
    }
    wording = {"id": "d", "value_id": "v", "starts_on": "2026-11-20", "text": "é"}
    found = Bundle(bundle(definition=[wording], night=[NIGHT], value=[value]), "a.json")

    assert [list(found.records(BY_NAME[name])) for name in ("value", "definition", "night", "rest")] == [
        [value],
        [wording],
        [NIGHT],
        [],
    ]
