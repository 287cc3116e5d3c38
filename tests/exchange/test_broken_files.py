"""Whatever a file holds, it is read or refused in one sentence; nothing else ever comes out."""

import json
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.errors import ModelwayError
from modelway.exchange.night_file import NIGHT_KEYS, read_nights
from modelway.exchange.values_file import VALUE_KEYS, read_values

Reader = Callable[[bytes, str], object]

NIGHTS = {
    "schema": "modelway.nights/1",
    "data": {
        "nights": [
            {
                "date": f"2026-11-{day}",
                "note": "Späť 👩‍💻",
                "reflections": [{"value": "honesty", "outcome": "demonstrated", "text": "a\nb"}],
                "reports": [{"value": "care", "outcome": "kept", "note": ""}],
                "plans": [{"value": "care", "when": "asked", "will": "pause", "due": "2026-11-30"}],
            }
            for day in (20, 21)
        ]
    },
}
VALUES = {
    "schema": "modelway.values/1",
    "data": {
        "values": [
            {
                "number": 1,
                "slug": "care",
                "name": "Care",
                "definition": "",
                "role": "leader",
                "importance": 10,
                "target": 0.8,
                "behaviors": ["Ask first", "Listen"],
                "defined_on": "2026-11-01",
                "retired_on": None,
            }
        ]
    },
}
ODD: list[object] = [
    None,
    True,
    0,
    -1,
    1e308,
    10**30,
    "",
    " ",
    "\0",
    "\ud800",
    "\x1b[2J",
    "2026-13-01",
    "x" * 3_000,
    [],
    {},
    [[]],
]
ODD_BYTES = [b"\xff", b"\x00", b'"', b"{", b"]", b",", b"NaN", b"\\ud800", b"9" * 5_000, b"[" * 2_000, b""]
KEYS = [*NIGHT_KEYS, *VALUE_KEYS, "schema", "data", "nights", "values"]

READERS = pytest.mark.parametrize(
    ("reader", "valid"), [(read_nights, NIGHTS), (read_values, VALUES)], ids=["nights", "values"]
)


def is_taken(reader: Reader, data: bytes) -> bool:
    """Whether the file was read; anything but a refusal that reads well fails the test."""
    try:
        reader(data, "a.json")
    except ModelwayError as refused:
        sentence = refused.sentence
        told_well = sentence.endswith((".", "?")) and sentence.isprintable() and len(sentence) < 400
        if not told_well:
            raise AssertionError(f"not a sentence to read: {sentence!r}") from refused
        return False
    return True


def mutated(value: object, chance: random.Random) -> object:
    """The same data with about one of its parts changed."""
    if chance.random() < 0.04:
        return chance.choice(ODD)
    if isinstance(value, dict):
        items = {key: mutated(item, chance) for key, item in value.items() if chance.random() > 0.01}
        if chance.random() < 0.05:
            items[chance.choice(["odd\x1b", "outcom", "Value", *KEYS])] = chance.choice(ODD)
        return items
    if isinstance(value, list):
        changed = [mutated(item, chance) for item in value]
        return changed * 2 if chance.random() < 0.02 else changed
    return value


@READERS
def test_a_file_with_parts_changed_is_read_or_refused(reader: Reader, valid: object) -> None:
    chance = random.Random(20_261_120)
    taken = [is_taken(reader, json.dumps(mutated(valid, chance)).encode()) for _ in range(2_000)]
    assert 100 < sum(taken) < 1_900


@READERS
def test_a_file_with_bytes_changed_is_read_or_refused(reader: Reader, valid: object) -> None:
    chance = random.Random(20_261_121)
    written = json.dumps(valid, ensure_ascii=False).encode()
    taken = 0
    for _ in range(2_000):
        start = chance.randrange(len(written))
        end = start + chance.choice([0, 1, 1, 2, 40])
        taken += is_taken(reader, written[:start] + chance.choice(ODD_BYTES) + written[end:])
    assert 10 < taken < 1_900


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["2026-11-20", "kept"]),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner, max_size=5)
    ),
    max_leaves=12,
)


@READERS
@given(data=JSON)
def test_any_json_is_read_or_refused(reader: Reader, valid: object, data: object) -> None:
    is_taken(reader, json.dumps(data).encode())


@READERS
@given(data=st.binary())
def test_any_bytes_are_read_or_refused(reader: Reader, valid: object, data: bytes) -> None:
    is_taken(reader, data)
