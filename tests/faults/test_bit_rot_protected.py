"""Flipped bits in a protected journal, and every reading command on a damaged one of either kind."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import answering
import pytest
from calling import assert_told, away_from_home, call
from scale import runs

import processes
from journals import a_leaders_journal, make_journal
from modelway.errors import ExitCode, ModelwayError
from modelway.services.keeping import doctor
from modelway.services.place import Place
from modelway.store.files.encryption import keys
from modelway.store.keeping import protection
from modelway.system.config import Settings

READING = (
    ["doctor"],
    ["nights", "list"],
    ["nights", "show", "yesterday"],
    ["review"],
    ["trends"],
    ["today", "--json"],
    ["values", "list"],
    ["plan", "list"],
    ["explain"],
)


def written(store: Path, *, protected: bool) -> Path:
    keys.forget()
    keys.add(answering.KEY)
    make_journal(store, a_leaders_journal)
    if protected:
        protection.convert(store, answering.KEY, lambda _: None)
    return store


def flipped(raw: bytes, chance: random.Random) -> tuple[bytes, int]:
    """The bytes with one bit turned over, and where."""
    place = chance.randrange(len(raw))
    damaged = bytearray(raw)
    damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged), place


def test_flipped_bits_of_a_protected_journal_are_noticed_or_change_no_row(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    store = written(tmp_path / "sound" / "journal.db", protected=True)
    raw, before = store.read_bytes(), processes.dump(store)
    chance, flips, noticed = random.Random(20_261_120), runs(200, 40), 0
    for number in range(flips):
        damaged = tmp_path / f"{number}.db"
        content, place = flipped(raw, chance)
        damaged.write_bytes(content)
        if wrong(damaged):
            noticed += 1
        else:
            assert processes.dump(damaged) == before, place
        damaged.unlink()
    assert noticed > flips * 0.9, "each page of it is sealed"
    record_property("runs", flips)


def wrong(store: Path) -> list[str]:
    """What the doctor finds wrong with the file itself."""
    try:
        findings = doctor.examine(Place(Settings(), answering.LATER, store))
    except ModelwayError as error:
        return [error.sentence]
    return [one.says for one in findings if one.state.name == "WRONG" and one.check != "Backups"]


@pytest.mark.parametrize("protected", [False, True], ids=["plain", "protected"])
def test_no_command_shows_a_traceback_on_a_damaged_journal(
    tmp_path: Path,
    protected: bool,
    record_property: Callable[[str, object], None],
) -> None:
    sound = written(tmp_path / "sound" / "journal.db", protected=protected)
    chance, flips, refused = random.Random(20_261_121), runs(200, 24), 0
    for number in range(flips):
        content, place = flipped(sound.read_bytes(), chance)
        store = tmp_path / "data" / "journal.db"
        with away_from_home(store):
            store.write_bytes(content)
            for command in READING[number % 3 :: 3]:
                ran = call(*command)
                assert ran.code != ExitCode.USAGE, (command, ran)
                assert_told(ran, (command, place))
                refused += ran.code != 0
        shutil.rmtree(store.parent)
    assert refused
    record_property("runs", flips)
