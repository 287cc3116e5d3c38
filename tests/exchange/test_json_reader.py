import json

import pytest

from modelway.errors import BadFile
from modelway.exchange.json_reader import read_json


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as caught:
        read_json(data, "night.json")
    return caught.value.sentence


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_json_in_utf8_is_read_with_or_without_a_byte_order_mark(mark: bytes) -> None:
    assert read_json(mark + '{"note": "müde"}'.encode(), "night.json") == {"note": "müde"}


@pytest.mark.parametrize("blank", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(blank: bytes) -> None:
    assert refusal(blank) == "night.json is empty: put some JSON into it."


@pytest.mark.parametrize(
    ("data", "byte"), [('{"note": "müde"}'.encode("latin-1"), 12), ('{"note": ""}'.encode("utf-16"), 1)]
)
def test_another_encoding_is_refused_with_the_byte(data: bytes, byte: int) -> None:
    assert refusal(data) == f"night.json is not UTF-8 text (byte {byte} cannot be read): save it as UTF-8."


def test_broken_json_is_refused_with_the_place() -> None:
    assert (
        refusal(b'{\n  "date": "2026-11-20"\n  "note": ""\n}')
        == "night.json is not JSON at line 3, column 3 (expecting ',' delimiter): mend it there."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'"\x00"', "invalid control character"),
        (b'"never closed', "unterminated string"),
        (b"{} {}", "extra data"),
        (rb'"\q"', "invalid \\escape"),
    ],
)
def test_a_reason_reads_as_part_of_the_sentence(data: bytes, reason: str) -> None:
    assert f" ({reason}): mend it there." in refusal(data)


def test_a_key_that_comes_twice_is_refused() -> None:
    assert (
        refusal(b'{"nights": [{"note": "a", "date": "2026-11-20", "note": "b"}]}')
        == "night.json has the key 'note' twice in one object: keep one of them."
    )


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused(word: str) -> None:
    sentence = refusal(f'{{"target": {word}}}'.encode())
    assert (
        sentence == f"night.json holds {word}, which is not a number in JSON: write a number there, or null."
    )


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a": ', "}")])
def test_json_nested_too_deep_is_refused(opening: str, closing: str) -> None:
    deep = opening * 100_000 + "1" + closing * 100_000
    assert (
        refusal(deep.encode())
        == "night.json is nested too deep to read: hand in one night, or a list of them."
    )


def test_a_number_of_thousands_of_digits_is_refused() -> None:
    assert refusal(b"9" * 5_000) == "night.json holds a number that is too long to read: shorten it."


def test_a_lone_surrogate_that_the_file_spells_out_is_left_for_the_rules_of_texts() -> None:
    assert read_json(rb'"\ud800"', "night.json") == "\ud800"


def test_every_kind_of_data_comes_as_it_is() -> None:
    data = {"a": [1, 0.5, True, False, None, "x"], "b": {}}
    assert read_json(json.dumps(data).encode(), "night.json") == data
