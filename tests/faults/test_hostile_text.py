"""Text that would command a terminal: kept as typed where it is text, and harmless wherever it is shown."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from calling import Ran, assert_told, away_from_home, call
from scale import FULL, runs

from journals import FRIDAY, define, session_at
from modelway.errors import ExitCode
from modelway.store.journal import Journal

HOSTILE = {
    "clear": "before\x1b[2J\x1b[1;1Hafter",
    "title": "\x1b]0;owned\x07 and so on",
    "link": "\x1b]8;;https://example.org\x1b\\click\x1b]8;;\x1b\\",
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "device": "\x1bP$qm\x1b\\ \x1b[6n \x1b[>c",
    "one-byte controls": "\x9b31m \x9d52;c;aaaa\x9c \x85 \x90",
    "back and over": "safe\rrm -rf\b\b\b\x7f\x0b\x0c",
    "markup": "[red]red[/red] [link=https://example.org]x[/link] [/] [bold :smile: \\[x] {0} %s",
    "right to left": "\u202eetirw\u202c \u2066x\u2069 \u200fab\u200e \u061c",
    "separators": "one\u2028two\u2029three",
    "long line": "a[b]\x1b[31m" * runs(100_000, 400),
    "wide": "漢字👩‍👩‍👧‍👦🇩🇪" * 2_000,
    "accents": "e" + "\u0301" * 5_000,
    "lines": "\n" * runs(3_000, 300) + "x",
    "tags": "<script>alert(1)</script> & \" ' </style> ]]>",
}
NO_TEXT = {"surrogate": "half \ud800 a pair", "nul": "one\0two"}
READING = (
    [],
    ["nights", "list"],
    ["nights", "show", "2026-11-20"],
    ["review"],
    ["review", "--plain"],
    ["review", "--markdown", "-"],
    ["trends"],
    ["trends", "--plain"],
    ["trends", "gaps"],
    ["today"],
    ["plan", "list"],
    ["values", "list"],
    ["values", "show", "1"],
    ["explain", "gap", "1"],
    ["history"],
    ["doctor"],
    ["undo"],
    ["redo"],
)
DATA = (["nights", "list", "--json"], ["review", "--json"], ["today", "--json"], ["values", "list", "--json"])
PAGES = (["review", "--html", "-"],)
WIDTHS = ("40", "80", "120")
# The only sequences of modelway's own: colours.
COLOURS = re.compile(rb"\x1b\[[0-9;]*m")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    store = tmp_path / "data" / "journal.db"
    with session_at(store, "2026-11-19T21:00") as session:
        define(session)
    return store


def handed_in(text: str, name: str = "1") -> bytes:
    """A night that has the text wherever one can be."""
    reflections = [{"value": name, "outcome": "fell_short", "text": text}]
    return json.dumps({"date": str(FRIDAY), "note": text, "reflections": reflections}).encode()


def assert_harmless(ran: Ran, what: object) -> None:
    """Neither output holds anything that a terminal obeys, but line ends."""
    for stream in (ran.out, ran.err):
        found = CONTROL.search(stream.decode())
        assert not found, (what, found, stream[:500])


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_kept_as_typed_and_shown_harmlessly(
    store: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    text = HOSTILE[name]
    with away_from_home(store):
        shown = call("journal", "--from", "-", data=handed_in(text))
        assert_told(shown, name)
        assert_harmless(shown, name)
        assert shown.code == ExitCode.DONE
        week = json.dumps({"week": "2026-W47", "happened": text, "next": text}).encode()
        assert call("review", "write", "--from", "-", data=week).code == ExitCode.DONE
        typed = text.replace("\r\n", "\n").replace("\r", "\n")
        with Journal.open(store) as journal:
            night = journal.night(FRIDAY)
            assert night is not None
            assert (night.note, night.reflections[0].text) == (typed, typed)
    record_property("runs", assert_shown_harmlessly(store, name) + 2)


def assert_shown_harmlessly(store: Path, name: str) -> int:
    """Every reading command, at every width; how many were run."""
    widths = WIDTHS if FULL and len(HOSTILE.get(name, "")) < 10_000 else WIDTHS[:1]
    done = 0
    with away_from_home(store):
        assert call("backup", "create").code == ExitCode.DONE
    for width in widths:
        with away_from_home(store, COLUMNS=width):
            for command in READING:
                # What is coloured holds all that is plain; both ways when all faults are asked for.
                for way in (["--color", "always"], *([[]] if FULL else [])):
                    ran = call(*command, *way)
                    assert_told(ran, (name, command))
                    assert_harmless(ran._replace(out=COLOURS.sub(b"", ran.out)), (name, command))
                    assert ran.code in (ExitCode.DONE, ExitCode.NOT_FOUND), (name, command, ran)
                    done += 1
    with away_from_home(store):
        for command in DATA:
            ran = call(*command)
            json.loads(ran.out)
            assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", ran.out), (name, command)
            done += 1
        for command in PAGES:
            page = call(*command).out
            assert b"\x1b" not in page, (name, command)
            assert b"<script>alert" not in page, (name, command)
            done += 1
    return done


@pytest.mark.parametrize("name", NO_TEXT)
def test_what_is_no_text_is_refused_in_a_harmless_sentence(
    store: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    before = store.read_bytes()
    with away_from_home(store):
        for command in (["journal", "--from", "-"], ["journal", "--note", NO_TEXT[name]]):
            ran = call(*command, data=handed_in(NO_TEXT[name]))
            assert_told(ran, name)
            assert_harmless(ran, name)
            assert ran.code == ExitCode.FAILED
    assert store.read_bytes() == before
    record_property("runs", 2)


@pytest.mark.parametrize("name", HOSTILE | NO_TEXT)
def test_as_the_words_of_a_line_it_is_refused_harmlessly_or_kept(
    store: Path, name: str, record_property: Callable[[str, object], None]
) -> None:
    text = (HOSTILE | NO_TEXT)[name]
    wishes = (
        ["journal", "--plan", f"1={text}"],
        ["journal", "--kept", f"1={text}"],
        ["journal", "--lived", f"{text}=x"],
        ["plan", "add", "--value", "1", "--will", text],
        ["values", "edit", "1", "--name", text],
        ["values", "show", text],
        ["nights", "show", text],
        ["explain", text],
        ["backup", "restore", text],
        ["review", "--week", text],
        [text],
        [f"--{text}"],
    )
    with away_from_home(store):
        for command in wishes:
            ran = call(*(word.replace("\0", "") for word in command))
            assert_told(ran, (name, command))
            assert_harmless(ran, (name, command))
    record_property("runs", len(wishes) + assert_shown_harmlessly(store, name))
