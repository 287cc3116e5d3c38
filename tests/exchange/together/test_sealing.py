"""What leaves a machine tells an outsider nothing, and opens in its own place alone."""

import pytest

from modelway.errors import BadFile
from modelway.exchange.together.sealing import SIZES, Room, Sealer

SECRET = bytes(range(20))
ROOM = Room("0123456789abcdef", 1)
CONTENT = {"words": "Told the board.", "at": "2026-11-20T20:00:00Z"}


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(SECRET, ROOM)


def test_what_was_sealed_opens_again(sealer: Sealer) -> None:
    assert sealer.open("a1", 7, sealer.seal("a1", 7, CONTENT)) == CONTENT


def test_no_word_and_no_date_can_be_read_in_it(sealer: Sealer) -> None:
    sealed = sealer.seal("a1", 7, CONTENT)
    assert b"board" not in sealed
    assert b"2026" not in sealed


@pytest.mark.parametrize("length", [0, 1, 100, 400])
def test_short_and_long_answers_are_of_one_size(sealer: Sealer, length: int) -> None:
    assert len(sealer.seal("a1", 1, {"words": "x" * length})) == len(sealer.seal("a1", 1, CONTENT))


def test_larger_contents_come_in_a_few_sizes(sealer: Sealer) -> None:
    import random

    chance = random.Random(1)
    lengths = {
        len(sealer.seal("a1", 1, {"words": "".join(chance.choices("abcdefghijklmnop", k=size))}))
        for size in range(0, 60_000, 700)
    }
    assert len(lengths) <= len(SIZES) + 1


@pytest.mark.parametrize(
    ("machine", "number", "room", "secret"),
    [
        ("b2", 7, ROOM, SECRET),
        ("a1", 8, ROOM, SECRET),
        ("a1", 7, Room("fedcba9876543210", 1), SECRET),
        ("a1", 7, Room(ROOM.journal, 2), SECRET),
        ("a1", 7, ROOM, b"x" * 20),
    ],
)
def test_it_opens_nowhere_else_and_with_no_other_key(
    sealer: Sealer, machine: str, number: int, room: Room, secret: bytes
) -> None:
    sealed = sealer.seal("a1", 7, CONTENT)
    with pytest.raises(BadFile):
        Sealer(secret, room).open(machine, number, sealed)


@pytest.mark.parametrize("place", [0, 1, 13, 100, -1])
def test_a_single_changed_bit_is_noticed(sealer: Sealer, place: int) -> None:
    sealed = bytearray(sealer.seal("a1", 7, CONTENT))
    sealed[place] ^= 1
    with pytest.raises(BadFile):
        sealer.open("a1", 7, bytes(sealed))


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + bytes(40)])
def test_half_a_row_is_noticed(sealer: Sealer, sealed: bytes) -> None:
    with pytest.raises(BadFile):
        sealer.open("a1", 7, sealed)
