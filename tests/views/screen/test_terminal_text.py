import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from modelway.views.screen.text import clusters, find_folds, make_safe, pad, shorten
from modelway.views.screen.theme import ASCII, UNICODE

FAMILY = "👨‍👩‍👧‍👦"
ANY_TEXT = st.text(st.characters(), max_size=60)
WORDY = st.lists(st.sampled_from([*"ab é漢。%\n", "👩‍💻", "🇩🇪", "e\u0301"]), max_size=60).map("".join)


def folded(text: str, width: int) -> list[str]:
    return [text[first:last] for first, last in find_folds(text, width)]


@pytest.mark.parametrize(
    "harmful",
    [*"\x1b\x00\x07\x08\r\x7f\x85\x9b\u202e\u2066\u2069\u200e\u200f\u061c\u2028\u2029\ud800\udfff"],
)
def test_what_a_terminal_could_obey_shows_as_a_replacement_sign(harmful: str) -> None:
    assert make_safe(f"a{harmful}b", UNICODE) == "a\N{REPLACEMENT CHARACTER}b"
    assert make_safe(f"a{harmful}b", ASCII) == "a?b"


def test_line_breaks_stay_those_of_windows_become_plain_and_a_tab_becomes_spaces() -> None:
    assert make_safe("one\ntwo\r\nthree\tfour", UNICODE) == "one\ntwo\nthree    four"


def test_what_looks_like_markup_is_text() -> None:
    assert make_safe("[bold]so[/bold] :smile:", UNICODE) == "[bold]so[/bold] :smile:"


@pytest.mark.parametrize("kept", ["é", "e\u0301", "漢字", FAMILY, "🇩🇪", "नमस्ते", "שלום", "\u00a0"])
def test_every_script_passes_unchanged(kept: str) -> None:
    assert make_safe(kept, UNICODE) == kept


@given(ANY_TEXT)
def test_safe_text_holds_no_control_character_but_line_breaks(text: str) -> None:
    categories = {unicodedata.category(char) for char in make_safe(text, UNICODE) if char != "\n"}
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert not re.search("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", make_safe(text, UNICODE))
    assert make_safe(make_safe(text, UNICODE), UNICODE) == make_safe(text, UNICODE)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("ab", ["a", "b"]),
        ("e\u0301x", ["e\u0301", "x"]),
        (FAMILY + "x", [FAMILY, "x"]),
        ("🇩🇪🇫🇷", ["🇩🇪", "🇫🇷"]),
        ("👍🏽!", ["👍🏽", "!"]),
        ("❤️é", ["❤️", "é"]),
        ("", []),
    ],
)
def test_what_is_drawn_as_one_stays_one(text: str, parts: list[str]) -> None:
    assert list(clusters(text)) == parts


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("Honesty", 7, "Honesty"),
        ("Honesty", 6, "Hones…"),
        ("Care for people", 6, "Care…"),
        ("one\ntwo", 9, "one…"),
        ("  padded  ", 9, "padded"),
        ("漢字漢字", 5, "漢字…"),
        ("漢字漢字", 6, "漢字…"),
        (FAMILY * 3, 5, FAMILY * 2 + "…"),
        ("Honesty", 1, "H"),
        ("Honesty", 0, ""),
        ("a\x1b[31mb", 9, "a\N{REPLACEMENT CHARACTER}[31mb"),
    ],
)
def test_a_text_is_shortened_by_cells_to_its_first_line(text: str, cells: int, short: str) -> None:
    assert shorten(text, cells, UNICODE) == short


def test_the_ascii_ellipsis_takes_its_three_cells() -> None:
    assert shorten("Honesty", 6, ASCII) == "Hon..."
    assert shorten("Honesty", 3, ASCII) == "Hon"


@given(WORDY, st.integers(min_value=0, max_value=20), st.sampled_from([UNICODE, ASCII]))
def test_a_shortened_text_fits_and_one_that_fits_stays_whole(text: str, cells: int, glyphs) -> None:
    assert cell_len(shorten(text, cells, glyphs)) <= cells
    if "\n" not in text and cell_len(text) <= cells:
        assert shorten(text, cells, glyphs) == text.strip()


def test_padding_counts_cells() -> None:
    assert [pad("漢", 4), pad("abc", 4), pad("abcde", 4)] == ["漢  ", "abc ", "abcde"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("I say what is so", 8, ["I say", "what is", "so"]),
        ("one\n\ntwo", 8, ["one", "", "two"]),
        ("incomprehensible", 6, ["incomp", "rehens", "ible"]),
        ("no incomprehensible", 6, ["no", "incomp", "rehens", "ible"]),
        ("漢字を書く", 4, ["漢字", "を書", "く"]),
        ("書く。また", 4, ["書", "く。", "また"]),
        ("it was 71 % then", 9, ["it was", "71 % then"]),
        ("  kept in", 8, ["  kept", "in"]),
        ("trailing   ", 20, ["trailing"]),
        ("", 8, [""]),
        ("a", 0, ["a"]),
    ],
)
def test_lines_break_where_a_reader_would(text: str, width: int, lines: list[str]) -> None:
    assert folded(text, width) == lines


@given(WORDY, st.integers(min_value=2, max_value=30))
def test_folding_fits_the_width_and_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = folded(text, width)
    assert max(cell_len(line) for line in lines) <= width
    assert re.sub(r"[ \n]", "", "".join(lines)) == re.sub(r"[ \n]", "", text)
    assert [part for line in lines for part in clusters(line.replace(" ", ""))] == [
        part for line in text.split("\n") for part in clusters(line) if part != " "
    ]


@given(ANY_TEXT, st.integers(min_value=2, max_value=30))
def test_folding_takes_any_text(text: str, width: int) -> None:
    harmless = make_safe(text, UNICODE)
    lines = folded(harmless, width)
    assert max(cell_len(line) for line in lines) <= width
    assert "".join(lines).replace(" ", "") == harmless.replace("\n", "").replace(" ", "")
