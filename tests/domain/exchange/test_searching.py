"""What fits what was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.exchange.searching import fold, parse_sought, words_around


@pytest.mark.parametrize(
    ("typed", "text", "fits"),
    [
        ("budget", "The Budget round", True),
        ("budg round", "The Budget round", True),
        ('"round budget"', "The Budget round", False),
        ('"the budget"', "The\nBudget round", True),
        ("budget -round", "The Budget round", False),
        ("budget -salary", "The Budget round", True),
        ("cafe", "Im Café", True),
        ("Café", "im cafe", True),
        ("誠実", "今日は誠実に話した", True),
        ('"', 'She said "no"', True),
        ("AND (", "and ( or", True),
        ("100%", "100 percent", False),
    ],
)
def test_a_text_fits_what_was_typed(typed: str, text: str, fits: bool) -> None:
    assert parse_sought(typed).fits(fold(text)) is fits


@given(st.text(), st.text())
def test_nothing_that_is_typed_is_an_error(typed: str, text: str) -> None:
    sought = parse_sought(typed)
    sought.fits(fold(text))

    assert "\n" not in words_around(text, sought)


def test_the_words_around_a_match_are_shown_with_what_was_cut() -> None:
    shown = words_around("word " * 100 + "budget " + "more " * 100, parse_sought("budget"))

    assert "budget" in shown
    assert (shown[0], shown[-1]) == ("…", "…")
    assert len(shown) < 200
