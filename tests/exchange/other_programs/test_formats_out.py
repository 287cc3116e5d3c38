"""What each format writes of two nights, and what it makes of words that look like its own signs."""

import csv
import json
from datetime import date, timedelta
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals import FRIDAY, define, night, session_at
from modelway.exchange.other_programs.csv_file import guard, unguard
from modelway.services.exchange.export import OF_NIGHTS, Wanted, export_months, export_text
from modelway.services.loop.record import record
from modelway.services.session import Session


@pytest.fixture
def session(tmp_path: Path) -> Session:
    opened = session_at(tmp_path / "journal.db")
    define(opened)
    record(
        opened,
        [
            night(FRIDAY, "DF", texts={"1": "=1+1", "2": "# No heading\n[x] <b>"}, note="Rain, “all” day."),
            night(FRIDAY - timedelta(days=30), "M", plans={"1": "speak first"}),
        ],
    )
    return opened


def test_csv_has_a_row_for_each_answer_and_no_formula(session: Session) -> None:
    with session:
        rows = list(csv.DictReader(StringIO(export_text(session, "csv"), newline="")))

    assert [(row["date"], row["value"], row["outcome"]) for row in rows] == [
        ("2026-10-21", "honesty", "missed"),
        ("2026-11-20", "honesty", "demonstrated"),
        ("2026-11-20", "courage", "fell short"),
    ]
    assert rows[1]["text"] == "'=1+1"
    assert [row["note"] for row in rows] == ["", "Rain, “all” day.", ""]


@given(st.text(st.sampled_from("'=+-@\ta"), max_size=6))
def test_a_guarded_cell_reads_back_as_it_was(cell: str) -> None:
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t"))


def test_markdown_has_front_matter_and_the_leaders_signs_are_no_headings(session: Session) -> None:
    with session:
        text = export_text(session, "markdown")

    assert text.startswith("---\ntitle: My journal\nfrom: 2026-10-21\nto: 2026-11-20\ntags:\n  - modelway\n")
    assert "\n### Courage: fell short\n\n\\# No heading\n" in text
    assert "- Honesty, planned for 2026-10-22: I will speak first.\n" in text


def test_markdown_by_month_is_a_file_for_each_month(session: Session) -> None:
    with session:
        assert [name for name, _ in export_months(session, Wanted())] == ["2026-10.md", "2026-11.md"]


def test_jrnl_text_takes_no_bracket_of_the_leader_for_an_entry(session: Session) -> None:
    with session:
        text = export_text(session, "jrnl")

    assert [line for line in text.splitlines() if line.startswith("[")] == [
        "[2026-10-21 21:00] Evening of 2026-10-21.",
        "[2026-11-20 21:00] Evening of 2026-11-20.",
    ]
    assert "\n@courage fell short: # No heading\n [x] <b>\n" in text


def test_jrnl_json_counts_its_tags(session: Session) -> None:
    with session:
        whole = json.loads(export_text(session, "jrnl-json"))

    assert whole["tags"] == {"@honesty": 2, "@courage": 1}
    assert whole["entries"][1]["date"] == "2026-11-20"


def test_dayone_keeps_the_date_in_every_zone_and_its_ids(session: Session) -> None:
    with session:
        first, again = (json.loads(export_text(session, "dayone")) for _ in range(2))

    assert first == again
    assert [one["creationDate"] for one in first["entries"]] == [
        "2026-10-21T12:00:00Z",
        "2026-11-20T12:00:00Z",
    ]
    assert "\\# No heading" in first["entries"][1]["text"]


def test_html_takes_no_markup_of_the_leader(session: Session) -> None:
    with session:
        text = export_text(session, "html")
    tags: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.add(tag)  # type: ignore[method-assign]
    parser.feed(text)

    assert "b" not in tags
    assert "&lt;b&gt;" in text


@pytest.mark.parametrize("name", OF_NIGHTS)
def test_only_the_nights_and_the_value_that_are_wanted_go_out(session: Session, name: str) -> None:
    with session:
        courage = session.journal.values()[1]
        text = export_text(session, name, Wanted(start=date(2026, 11, 1), value=courage))

    assert "2026-11-20" in text
    for word in ("2026-10-21", "onesty", "Rain"):
        assert word not in text, word
