"""What is read from the files of other tools: dates as they were lived, and every part accounted for."""

import json
import tracemalloc
from datetime import UTC, date, timedelta, timezone
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from modelway.domain.exchange.entries import Entry, EntryAnswer
from modelway.domain.loop.nights import Outcome
from modelway.errors import BadFile
from modelway.exchange.other_programs.csv_reader import read_csv, read_loop
from modelway.exchange.other_programs.dayone_reader import read_dayone
from modelway.exchange.other_programs.entries_file import read_entries
from modelway.exchange.other_programs.jrnl_reader import read_jrnl, read_jrnl_json
from modelway.exchange.other_programs.markdown_reader import read_markdown
from modelway.exchange.other_programs.recognising import recognise
from modelway.exchange.other_programs.zip_file import read_zip

DAY = date(2026, 11, 9)


def find(name: str) -> str | None:
    return {"honesty": "H", "courage": "C"}.get(name.casefold())


@pytest.mark.parametrize(
    "stamp",
    [
        "2026-11-09 21:04",
        "2026-11-09 09:04:00 PM",
        "2026-11-09T21:04:00+01:00",
        "2026/11/9 21.04",
        "09.11.2026 21:04",
        "Monday, 9. November 2026 21:04",
        "Mon 9 Nov 2026 9:04 p.m.",
        "November 9, 2026 at 9:04 PM",
        "2026-11-09",
    ],
)
def test_jrnl_is_read_in_any_format_of_time_that_can_be_told(stamp: str) -> None:
    found = read_jrnl(f"[{stamp}] A title. *\nAnd [x] a body.\n".encode(), "a.txt", find)

    assert found.entries == (Entry(DAY, "a.txt, line 1", "A title.\nAnd [x] a body."),)


def test_whether_days_or_months_come_first_is_told_by_the_whole_file_or_not_at_all() -> None:
    text = "[11/09/2026 21:04] One.\n\n[11/25/2026 21:04] Two.\n"

    assert [one.day for one in read_jrnl(text.encode(), "a.txt", find).entries] == [DAY, date(2026, 11, 25)]
    with pytest.raises(BadFile, match="cannot be told"):
        read_jrnl(b"[11/09/2026 21:04] One.\n", "a.txt", find)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_jrnl_is_read_with_any_byte_order_mark_and_line_end(encoding: str, line_end: str) -> None:
    text = line_end.join(["[2026-11-09 21:04] It’s 🙂", "", "[not a stamp] stays", ""])

    found = read_jrnl(text.encode(encoding), "a.txt", find)

    assert [one.note for one in found.entries] == ["It’s 🙂\n\n[not a stamp] stays"]


def test_text_before_the_first_entry_is_accounted_for() -> None:
    found = read_jrnl(b"Hello.\n[2026-11-09 21:04] One.\n", "a.txt", find)

    assert (len(found.entries), found.refused) == (1, ("a.txt, line 1: text before the first entry",))


def test_a_paragraph_that_begins_with_a_value_is_its_evidence() -> None:
    text = "[2026-11-09 21:04] A day.\n\n@honesty fell short: Kept quiet.\n\nTwice.\n\n@courage: Spoke up.\n"

    entry = read_jrnl(text.encode(), "a.txt", find).entries[0]

    assert entry.note == "A day."
    assert entry.answers == (
        EntryAnswer("H", Outcome.FELL_SHORT, "Kept quiet.\n\nTwice."),
        EntryAnswer("C", None, "Spoke up."),
    )


def test_an_entry_with_the_tag_of_one_value_is_about_it_and_with_two_is_the_nights_note() -> None:
    one, two = read_jrnl(
        b"[2026-11-09 21:04] Told it, @honesty.\n[2026-11-10 21:04] @honesty and @courage\n", "a.txt", find
    ).entries

    assert (one.note, one.answers) == ("", (EntryAnswer("H", None, "Told it, @honesty."),))
    assert (two.note, two.answers) == ("@honesty and @courage", ())


def test_jrnl_json_may_lack_its_tags() -> None:
    whole = {"entries": [{"title": "A", "body": "B", "date": "2026-11-09"}, {"title": "C"}]}

    found = read_jrnl_json(whole, "a.json", find)

    assert [one.note for one in found.entries] == ["A\nB"]
    assert found.refused == ("a.json, entry 2: no date",)


@pytest.mark.parametrize(
    ("created", "zone", "day"),
    [
        ("2026-11-10T07:30:00Z", "America/Los_Angeles", DAY),
        ("2026-11-08T11:30:00Z", "Pacific/Auckland", DAY),
        ("2026-11-08T10:30:00Z", "Pacific/Kiritimati", DAY),
        ("2026-11-10T10:30:00Z", "Pacific/Pago_Pago", DAY),
    ],
)
def test_dayone_counts_the_date_that_the_writer_lived(created: str, zone: str, day: date) -> None:
    whole = {"entries": [{"creationDate": created, "timeZone": zone, "text": "x"}]}

    assert read_dayone(whole, "a.json", find, UTC).entries[0].day == day


def test_dayone_without_a_zone_takes_the_leaders_own() -> None:
    whole = {"entries": [{"creationDate": "2026-11-08T23:30:00Z", "text": "x", "pinned": False}]}

    assert read_dayone(whole, "a.json", find, timezone(timedelta(hours=1))).entries[0].day == DAY


def test_dayone_loses_its_escapes_and_accounts_for_entries_without_text() -> None:
    made: list[dict[str, Any]] = [
        {"creationDate": "2026-11-09T12:00:00Z", "text": r"A\-\-b \(c\)\." + "\n\\# no heading"},
        {"creationDate": "2026-11-09T12:00:00Z", "text": ""},
        {"creationDate": "2026-11-09T12:00:00Z"},
        {"creationDate": "soon", "text": "x"},
        {"creationDate": "2026-11-09T12:00:00Z", "timeZone": "Mars/Base", "text": "x"},
    ]

    found = read_dayone({"entries": made}, "a.json", find, UTC)

    assert [one.note for one in found.entries] == ["A--b (c).\n# no heading"]
    assert len(found.refused) == 4


def test_a_daily_note_is_of_the_date_in_its_name_and_its_headings_name_values() -> None:
    text = b"---\ntags: [a]\n---\nRain.\n\n## Honesty: missed\n\nSaid nothing.\n\n## Else\n\nMore.\n"

    entry = read_markdown(text, "notes/2026-11-09.md", find).entries[0]

    assert (entry.day, entry.note) == (DAY, "Rain.\n\n## Else\n\nMore.")
    assert entry.answers == (EntryAnswer("H", Outcome.MISSED, "Said nothing."),)


def test_csv_of_another_tool_is_read_by_its_head_and_accounts_for_every_row() -> None:
    text = "Date;Mood;Text\n09.11.2026;good;Rain\nsoon;bad;x\n"

    found = read_csv(text.encode(), "a.csv", find)

    assert found.entries == (Entry(DAY, "a.csv, line 2", "Mood: good\nRain"),)
    assert found.refused == ("a.csv, line 3: no date",)


def test_loops_checkmarks_become_outcomes_and_a_habit_that_is_no_value_is_said() -> None:
    text = (
        "Date,Honesty,Running\n2026-11-09,2,2\n2026-11-08,0,\n2026-11-07,3,\n2026-11-06,-1,\n2026-11-05,9,\n"
    )

    found = read_loop(text.encode(), "Checkmarks.csv", find)

    assert [entry.answers[0].outcome for entry in found.entries] == [
        Outcome.DEMONSTRATED,
        Outcome.MISSED,
        Outcome.NO_OPPORTUNITY,
    ]
    assert len(found.refused) == 2


def a_zip(**files: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def test_a_zip_gives_its_texts_alone() -> None:
    assert read_zip(a_zip(**{"a.json": b"{}", "p.jpg": b"x"}), "a.zip", 10) == [("a.json", b"{}")]


@pytest.mark.parametrize(
    "data",
    [
        a_zip(**{"../a.json": b"{}"}),
        a_zip(**{"/etc/a.json": b"{}"}),
        a_zip(**{"bomb.json": b" " * 2_000_000}),
        a_zip(**{"a.json": b"{}"})[:-30],
        b"PK\x03\x04 no zip",
    ],
    ids=["above", "absolute", "bomb", "cut off", "no zip"],
)
def test_a_hostile_zip_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(BadFile, match=r"\.$|split it"):
        read_zip(data, "a.zip", 1_000_000)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.json", b'{"schema": "modelway.bundle/1"}', "bundle"),
        ("a.json", json.dumps({"metadata": {}, "entries": [{"creationDate": "x"}]}).encode(), "dayone"),
        ("a.json", b'{"tags": {}, "entries": []}', "jrnl-json"),
        ("a.txt", b"[2026-11-09 21:04] A", "jrnl"),
        ("a.txt", b"2026-11-09 21:04 A\n", "jrnl"),
        ("2026-11-09.md", b"A", "markdown"),
        ("all.md", b"## 2026-11-09\n", "markdown"),
        ("a.csv", b"date,text\n", "csv"),
        ("-", b"date,value,text\n", "csv"),
        ("Loop/Checkmarks.csv", b"Date,A\n", "loop"),
        ("a.txt", b"A shopping list", ""),
        ("a.bin", b"\xff\x00\x81", ""),
    ],
)
def test_a_format_is_recognised(name: str, data: bytes, kind: str) -> None:
    assert recognise(name, data) == kind


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"[]", "no list of entries"),
        (b'{"entries": {}}', "no list of entries"),
        (b'{"entries": [NaN]}', "NaN"),
        (b'{"entries": [], "entries": []}', "twice"),
        (b'{"entries": ' + b"[" * 100_000, "nested too deep"),
        (b'{"entries": [' + b"[" * 100_000, "nested too deep"),
        (b'{"entries": [' + b"0," * 300_000 + b"0]}", "more than 200,000 entries"),
        (b'{"entries": [{"text": "' + b"x" * (17 * 2**20), "a value of more than 16 MB"),
        (b'{"entries": [{"text": "\xff"}]}', "not UTF-8"),
    ],
    ids=["empty", "list", "object", "NaN", "twice", "deep", "deeper", "many", "one line", "no text"],
)
def test_a_hostile_json_journal_is_refused_in_a_sentence_and_bounded_memory(data: bytes, said: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(BadFile, match=said):
            read_entries(data, "a.json")
        assert tracemalloc.get_traced_memory()[1] < 150 * 2**20
    finally:
        tracemalloc.stop()
