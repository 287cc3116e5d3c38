"""Flipped bits and cut files: the doctor notices or no row reads differently, and the rest can be rescued."""

import random
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import journals
from modelway.domain.keeping.findings import State
from modelway.errors import ModelwayError
from modelway.services.keeping import doctor, undo
from modelway.services.loop.nights import delete
from modelway.services.place import Place
from modelway.store.files import contents, engine
from modelway.store.journal import Journal
from modelway.store.keeping import checks
from modelway.store.keeping.salvage import salvage
from modelway.system.config import Settings

FLIPS = 200
NOW = datetime(2026, 11, 21, 21, 0, tzinfo=UTC)
TEXTS = [
    "Told the board that the launch slips, before they asked.",
    "Let the reorganisation pass although I had doubts, and wrote it down.",
    "Asked Ana three questions before I said a word of my own.",
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of some months, with deletions and undos in its history."""
    path = tmp_path_factory.mktemp("sound") / "journal.db"
    last = journals.FRIDAY - timedelta(days=1)
    with journals.session_at(path) as session:
        journals.define(session)
        from modelway.services.loop.record import record

        for back in range(40, 0, -1):
            texts = {str(number): f"{text} ({back})" for number, text in enumerate(TEXTS, start=1)}
            record(
                session,
                [journals.night(last - timedelta(days=back), "DFM", texts=texts, plans={"1": "say it"})],
            )
        delete(session, last - timedelta(days=9))
        undo.undo(session)
        delete(session, last - timedelta(days=5))
    return path


def place_of(path: Path) -> Place:
    return Place(Settings(), NOW, path)


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(engine.connect(path)) as connection:
        return {table: list(contents.rows(connection, table)) for table in contents.tables(connection)}


def domain_rows(rows: dict[str, list[tuple[object, ...]]]) -> set[tuple[object, ...]]:
    mine = ("value", "definition", "behavior", "night", "reflection", "practice")
    return {(table, *row) for table in mine for row in rows[table]}


def wrong(path: Path) -> list[str]:
    return [
        finding.says
        for finding in doctor.examine(place_of(path))
        if finding.state is State.WRONG and finding.check != "Backups"
    ]


def test_a_sound_journal_is_found_well(sound: Path) -> None:
    assert wrong(sound) == []


def test_two_hundred_flipped_bits_are_noticed_or_change_no_row(sound: Path, tmp_path: Path) -> None:
    raw, rows = sound.read_bytes(), rows_of(sound)
    chance = random.Random(20_261_120)
    noticed = harmless = 0
    for number in range(FLIPS):
        place, bit = chance.randrange(len(raw)), chance.randrange(8)
        flipped = bytearray(raw)
        flipped[place] ^= 1 << bit
        damaged = tmp_path / f"{number}.db"
        damaged.write_bytes(flipped)
        if wrong(damaged):
            noticed += 1
        else:
            assert rows_of(damaged) == rows, f"byte {place}, bit {bit}"
            harmless += 1
        damaged.unlink()
    # The rest fell into unused space, of which a small journal has much: a page for each empty table.
    assert noticed > FLIPS // 3


def test_flips_in_what_was_written_are_all_noticed(sound: Path, tmp_path: Path) -> None:
    raw = sound.read_bytes()
    words = [place for text in TEXTS for place in _every(raw, text.encode())]
    assert len(words) > 200
    chance = random.Random(7)
    for place in chance.sample(words, 40):
        flipped = bytearray(raw)
        flipped[place + chance.randrange(20)] ^= 1 << chance.randrange(8)
        damaged = tmp_path / "damaged.db"
        damaged.write_bytes(flipped)
        assert wrong(damaged), place


def _every(raw: bytes, words: bytes) -> list[int]:
    found, place = [], raw.find(words)
    while place >= 0:
        found.append(place)
        place = raw.find(words, place + 1)
    return found


def test_one_flipped_bit_costs_no_row(sound: Path, tmp_path: Path) -> None:
    raw, rows = sound.read_bytes(), domain_rows(rows_of(sound))
    chance = random.Random(11)
    for number in range(15):
        flipped = bytearray(raw)
        place = chance.randrange(len(raw))
        flipped[place] ^= 1 << chance.randrange(8)
        damaged, rescued = tmp_path / f"{number}.db", tmp_path / f"rescued-{number}.db"
        damaged.write_bytes(flipped)
        salvage(damaged, rescued, NOW)
        assert checks.problems_of(rescued) == []
        assert domain_rows(rows_of(rescued)) == rows, place
        assert damaged.read_bytes() == bytes(flipped)


def test_a_ruined_page_costs_at_most_what_lay_in_it_alone(sound: Path, tmp_path: Path) -> None:
    raw, rows = sound.read_bytes(), domain_rows(rows_of(sound))
    pages = len(raw) // 4096
    for page in [0, *random.Random(3).sample(range(1, pages), 12)]:
        ruined = raw[: page * 4096] + b"\xa5" * 4096 + raw[(page + 1) * 4096 :]
        damaged, rescued = tmp_path / f"{page}.db", tmp_path / f"rescued-{page}.db"
        damaged.write_bytes(ruined)
        assert wrong(damaged)
        salvage(damaged, rescued, NOW)
        assert checks.problems_of(rescued) == []
        kept = domain_rows(rows_of(rescued))
        assert len(rows - kept) <= 1, f"page {page}: {rows - kept}"


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_of_a_journal_cut_short_what_is_left_is_rescued(sound: Path, tmp_path: Path, kept: float) -> None:
    raw = sound.read_bytes()
    damaged, rescued = tmp_path / "cut.db", tmp_path / "rescued.db"
    damaged.write_bytes(raw[: int(len(raw) * kept)])
    assert wrong(damaged)
    told = salvage(damaged, rescued, NOW)
    assert told.missing_pages == len(raw) // 4096 - int(len(raw) * kept) // 4096
    assert checks.problems_of(rescued) == []
    with Journal.open(rescued) as journal:
        assert len(journal.nights()) >= 40 * (kept - 0.5)


@pytest.mark.parametrize("content", [b"", b"Dear Ada,", b"\0" * 5000, b"SQLite format 3\0" + b"\xff" * 8000])
def test_what_holds_nothing_is_told_so(tmp_path: Path, content: bytes) -> None:
    damaged = tmp_path / "journal.db"
    damaged.write_bytes(content)
    assert wrong(damaged) or not content
    with pytest.raises(ModelwayError, match="Nothing in"):
        salvage(damaged, tmp_path / "rescued.db", NOW)
    assert not (tmp_path / "rescued.db").exists()


def test_a_rescued_journal_goes_on_being_written_and_undone(sound: Path, tmp_path: Path) -> None:
    rescued = tmp_path / "rescued.db"
    told = salvage(sound, rescued, NOW)
    assert all(one.lost == 0 for one in told.tables)
    with journals.session_at(rescued) as session:
        journals.write(session, {journals.FRIDAY: "DDD"})
        undo.undo(session)
        assert session.journal.night(journals.FRIDAY) is None
    assert checks.problems_of(rescued) == []
