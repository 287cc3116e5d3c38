import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.loop.texts import LONGEST_DEFINITION, LONGEST_NAME, LONGEST_TEXT, clean_line, clean_text
from modelway.errors import BadText

NAME = "the name of a value"


def refusal_of_line(text: str) -> str:
    with pytest.raises(BadText) as caught:
        clean_line(text, NAME, LONGEST_NAME)
    return caught.value.sentence


def refusal_of_text(text: str) -> str:
    with pytest.raises(BadText) as caught:
        clean_text(text, "the note")
    return caught.value.sentence


def test_a_line_loses_the_white_space_around_it() -> None:
    assert clean_line("  Speak plainly \n", NAME, LONGEST_NAME) == "Speak plainly"


def test_a_line_is_composed_so_that_the_same_word_is_the_same_text() -> None:
    assert clean_line("Loyaute\u0301", NAME, LONGEST_NAME) == "Loyaut\u00e9"


@pytest.mark.parametrize("joined", ["👩‍💻 care", "می‌خواهم", "مهربانی", "正直"])
def test_joiners_and_every_script_stay_in_a_line(joined: str) -> None:
    assert clean_line(joined, NAME, LONGEST_NAME) == joined


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200b", "\ufeff\u2060", "\u00a0"])
def test_a_line_that_shows_nothing_is_empty(blank: str) -> None:
    assert refusal_of_line(blank) == "The name of a value is empty: give it a word or two."


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\v", "\x85", "\u2028", "\u2029"])
def test_a_line_stands_on_one_line(line_break: str) -> None:
    sentence = refusal_of_line(f"one{line_break}two")
    assert sentence == "The name of a value runs over more than one line: put it on one line."


@pytest.mark.parametrize(
    ("char", "code"), [("\t", "U+0009"), ("\x1b", "U+001B"), ("\0", "U+0000"), ("\x9b", "U+009B")]
)
def test_a_line_holds_no_control_character(char: str, code: str) -> None:
    assert (
        refusal_of_line(f"one{char}two")
        == f"The name of a value holds a control character ({code}): take it out."
    )


def test_a_line_holds_no_lone_surrogate() -> None:
    sentence = refusal_of_line("caf\udce9")
    assert (
        sentence
        == "The name of a value holds something that is not text: type it again, or save it as UTF-8."
    )


def test_a_line_may_be_as_long_as_allowed_and_no_longer() -> None:
    assert clean_line("x" * 60, NAME, LONGEST_NAME) == "x" * 60
    assert refusal_of_line("x" * 61) == "The name of a value has 61 characters: shorten it to 60 or fewer."


def test_a_line_is_measured_when_it_is_composed() -> None:
    assert clean_line("e\u0301" * 60, NAME, LONGEST_NAME) == "é" * 60


def test_a_line_of_very_many_accents_is_refused_at_once() -> None:
    # Ordering two million accents of alternating class takes minutes.
    assert "shorten it to 60" in refusal_of_line("a" + "\u0301\u0316" * 1_000_000)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\nfour", "one\ntwo\nthree\nfour"),
        ("one\n\n  \n\t\n", "one"),
        ("  one  \n", "  one  "),
        ("\n\none", "\n\none"),
        ("   \n\n", ""),
        ("", ""),
        ("a\ttab and \x1b[31mred\x1b[0m", "a\ttab and \x1b[31mred\x1b[0m"),
        ("e\u0301", "e\u0301"),
    ],
)
def test_a_text_is_kept_as_typed_but_for_its_line_ends(typed: str, kept: str) -> None:
    assert clean_text(typed, "the note") == kept


def test_a_text_holds_no_nul() -> None:
    assert refusal_of_text("one\r\ntwo\0") == "The note holds a NUL character on line 2: take it out."


def test_a_text_holds_no_lone_surrogate() -> None:
    assert (
        refusal_of_text("one\n\ntw\ud800")
        == "The note holds something that is not text on line 3: type it again, or save it as UTF-8."
    )


def test_a_text_may_be_two_million_characters_long_and_no_longer() -> None:
    longest = "x" * LONGEST_TEXT
    assert clean_text(longest + "\n", "the note") == longest
    assert (
        refusal_of_text(longest + "x")
        == "The note has 2,000,001 characters: shorten it to 2,000,000 or fewer."
    )


def test_a_definition_has_its_own_limit() -> None:
    with pytest.raises(
        BadText, match=r"^The definition has 2,001 characters: shorten it to 2,000 or fewer\.$"
    ):
        clean_text("x" * 2_001, "the definition", LONGEST_DEFINITION)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_a_clean_text_stays_as_it_is(text: str) -> None:
    kept = clean_text(text, "the note")
    assert clean_text(kept, "the note") == kept
    assert "\r" not in kept


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60))
def test_a_clean_line_stays_as_it_is(text: str) -> None:
    line = clean_line(f"a{text}b", NAME, 200)
    assert clean_line(line, NAME, 200) == line == unicodedata.normalize("NFC", f"a{text}b")
