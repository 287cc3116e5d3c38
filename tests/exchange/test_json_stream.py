"""A JSON file read value by value says the same as one that is read whole, wherever its pieces are cut."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.errors import BadFile
from modelway.exchange import json_stream
from modelway.exchange.json_stream import JsonStream

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 3)


def stream(text: str | bytes) -> JsonStream:
    return JsonStream(BytesIO(text if isinstance(text, bytes) else text.encode()), "a.json")


def read(text: str | bytes) -> dict[str, list[object]]:
    found = stream(text)
    whole = {key: list(found.items()) for key in found.members()}
    found.end()
    return whole


@given(
    st.dictionaries(st.text(), st.lists(VALUES, max_size=3), max_size=3),
    st.sampled_from([None, 2]),
    st.booleans(),
)
def test_values_are_those_of_the_whole_file(whole: Any, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(whole, indent=indent, ensure_ascii=ascii_only)

    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    assert read(data) == whole


@given(st.lists(VALUES, min_size=1, max_size=3), st.lists(VALUES, max_size=3))
def test_a_list_can_be_read_again_from_its_place(first: list[Any], second: list[Any]) -> None:
    found = stream(json.dumps({"é": first, "b": second}, ensure_ascii=True))
    places = {}
    for key in found.members():
        found.peek()
        places[key] = found.offset
        list(found.items())

    found.go_to(places["é"])

    assert list(found.items()) == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": [1,\n 2 3]}', "line 2, column 4 (expecting ',' delimiter)"),
        ('{"a": [1],\n\n "b" [2]}', "line 3, column 6 (expecting ':' delimiter)"),
        ('{"a": [1]} x', "line 1, column 12 (extra data)"),
        ('{"a": [1, ]}', "line 1, column 11 (expecting value)"),
        ('{"a": ["never ended', "line 1, column 8 (unterminated string"),
        ('{"a": [1]', "line 1, column 10"),
        ("{1: [1]}", "line 1, column 3 (expecting a key in double quotes)"),
        ('{"a": {}}', "line 1, column 7 (expecting a list in square brackets)"),
        ('{"a": [1], "a": [2]}', "has the key 'a' twice"),
        ('{"a": [{"b": 1, "b": 2}]}', "has the key 'b' twice"),
        ('{"a": [-Infinity]}', "holds -Infinity"),
        ('{"a": [%s]}' % ("1" * 5_000), "a number that is too long"),
        ('{"a": [%s' % ("[" * 100_000), "nested too deep"),
        (b'{"a": ["\xe9"]}', "is not UTF-8 text (byte 9 cannot be read)"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str | bytes, said: str) -> None:
    with pytest.raises(BadFile) as failure:
        read(text)

    assert said in failure.value.sentence


def test_a_value_of_a_gigabyte_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "LONGEST_VALUE", 10_000)
    file = BytesIO(b'{"a": ["' + b"x" * 1_000_000)
    found = JsonStream(file, "a.json")
    next(found.members())

    with pytest.raises(BadFile, match="holds a value of more than"):
        list(found.items())

    assert file.tell() < 100_000


def test_a_byte_order_mark_is_no_part_of_it() -> None:
    assert read(b'\xef\xbb\xbf{"a": [1]}') == {"a": [1]}
