"""Nights that went out in another format come in again, and the nights of other tools are merged whole."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from journals import FRIDAY, define, night, session_at
from modelway.domain.exchange.merging import Conflict, Counts, OnConflict
from modelway.errors import BadFile, NotFound
from modelway.exchange.other_programs import entry_text
from modelway.services.exchange import import_file as service
from modelway.services.exchange.export import export_text
from modelway.services.exchange.import_file import How, import_file
from modelway.services.keeping.undo import undo
from modelway.services.loop.record import record
from modelway.services.session import Session


def bring_in(session: Session, data: bytes, name: str = "a.txt", **how: Any) -> Any:
    return import_file(session, [(name, data)], name, How(**how))


def told(session: Session) -> list[Any]:
    found = session.journal.night(FRIDAY)
    assert found
    return [found.note, *((str(one.outcome), one.text) for one in found.reflections)]


@pytest.mark.parametrize(("name", "file"), [("csv", "a.csv"), ("markdown", "a.md"), ("jrnl", "a.txt"),
                                            ("jrnl-json", "a.json"), ("dayone", "a.json")])  # fmt: skip
def test_answers_and_notes_that_went_out_come_in_again(tmp_path: Path, name: str, file: str) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        texts = {"1": "=Told it.\n\nTwice, *early*.", "2": "# Not said."}
        record(session, [night(FRIDAY, "DFN", texts=texts, note="- Rain.\n--- and [wind]")])
        before, text = told(session), export_text(session, name)
    with session_at(tmp_path / "two.db") as session:
        define(session)
        first = bring_in(session, text.encode(), file)

        assert told(session) == before
        assert first.total == Counts(new=first.total.all)
        assert bring_in(session, text.encode(), file).total == Counts(unchanged=first.total.all)


def test_every_entry_is_accounted_for_and_one_undo_takes_all_back(tmp_path: Path) -> None:
    text = b"Hello.\n[2026-11-18 21:00] One.\n[2026-11-18 22:00] Two.\n[2027-01-01 21:00] Ahead.\n"
    with session_at(tmp_path / "one.db") as session:
        found = bring_in(session, text)

        assert found.total == Counts(new=2)
        assert found.refused == (
            "a.txt, line 1: text before the first entry",
            "a.txt, line 4: 2027-01-01 lies ahead",
        )
        assert [one.note for one in session.journal.nights(FRIDAY.replace(day=18), FRIDAY)] == [
            "One.\n\nTwo."
        ]
        undo(session, 1)
        assert not session.journal.nights(FRIDAY.replace(day=18), FRIDAY)


def test_a_night_that_both_have_is_merged_by_the_leaders_choice(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        record(session, [night(FRIDAY, "D", note="Ours.")])
        kept = bring_in(session, b"[2026-11-20 21:00] Theirs.\n")
        assert (told(session)[0], len(kept.conflicts)) == ("Ours.", 1)
        for _ in range(2):
            bring_in(session, b"[2026-11-20 21:00] Theirs.\n", on_conflict=OnConflict.BOTH)
        assert told(session)[0] == "Ours.\n\nTheirs."


def test_a_name_of_the_leaders_choice_stands_for_a_value(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session)
        bring_in(session, b"[2026-11-20 21:00] Told @truth.\n", names={"@truth": "hon"})
        assert told(session) == ["", ("None", "Told @truth.")]
        with pytest.raises(NotFound):
            bring_in(session, b"[2026-11-20 21:00] x\n", names={"@truth": "grit"})


def test_a_zip_of_loop_is_read_by_its_table_of_all_habits(tmp_path: Path) -> None:
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        archive.writestr("Habits.csv", "Position,Name\n001,Honesty\n")
        archive.writestr("Checkmarks.csv", "Date,Honesty,\n2026-11-20,2,\n2026-11-19,0,\n")
        archive.writestr("001 Honesty/Checkmarks.csv", "2026-11-20,2\n")
    with session_at(tmp_path / "one.db") as session:
        define(session)
        found = bring_in(session, made.getvalue(), "loop.zip")

        assert (found.total, found.refused) == (Counts(new=2), ())
        assert told(session) == ["", ("demonstrated", "")]


def test_what_is_of_no_known_format_is_refused(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session, pytest.raises(BadFile, match="--format"):
        bring_in(session, b"A shopping list")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"[2026-11-20 21:04] " + b"x" * 1_000),
        ("a.csv", b"date,text\n2026-11-20," + b"x" * 1_000),
        ("a.md", b"## 2026-11-20\n" + b"x" * 1_000),
        ("a.json", b'{"entries": [{"date": "2026-11-20", "body": "' + b"x" * 1_000),
        ("a.bin", b"\0" * 1_100),
    ],
)
def test_what_is_read_as_a_whole_has_its_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, data: bytes
) -> None:
    monkeypatch.setattr(service, "MOST_BYTES_OF_TEXT", 1_000)
    with session_at(tmp_path / "one.db") as session:
        define(session)
        with pytest.raises(BadFile, match=f"{name} is larger than .* split it"):
            import_file(session, [(name, data)], name, How())


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("a.txt", "[2026-11-20 21:04] A\n"),
        ("a.csv", "2026-11-20,A\n"),
        ("a.md", "## 2026-11-20\n"),
        ("Checkmarks.csv", "2026-11-20,2\n"),
    ],
)
def test_more_entries_than_a_life_has_evenings_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, line: str
) -> None:
    monkeypatch.setattr(entry_text, "MOST_ENTRIES", 10)
    with session_at(tmp_path / "one.db") as session:
        define(session)
        head = "date,text\n" if name.endswith("csv") else ""
        with pytest.raises(BadFile, match="holds more than 10 entries"):
            import_file(session, [(name, (head + line * 11).encode())], name, How())


def test_a_conflict_names_its_night(tmp_path: Path) -> None:
    with session_at(tmp_path / "one.db") as session:
        define(session, "Honesty")
        for text in ("ours", "theirs"):
            data = f"date,value,outcome,text\n2026-11-09,honesty,missed,{text}\n".encode()
            found = import_file(session, [("a.csv", data)], "a.csv", How())

        assert found.conflicts == (Conflict("answer of 2026-11-09", "text"),)
