from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.figures.neglect import Neglect, neglect_of
from modelway.domain.loop.nights import State

LAST_ENDED = date(2026, 11, 20)
BY_LETTER = dict(zip("DFMNUR", State, strict=True))


def told(letters, tonight=""):
    """What is told when `letters` are the nights up to the last ended one, the newest last."""
    start = LAST_ENDED - timedelta(days=len(letters) - 1)
    states = {
        start + timedelta(days=offset): BY_LETTER[letter] for offset, letter in enumerate(letters + tonight)
    }
    return neglect_of(states, LAST_ENDED)


@pytest.mark.parametrize("letters", ["MM" + "N" * 12, "F" + "U" * 12 + "M", "R" * 12 + "MF", "M" * 14])
def test_opportunities_without_a_demonstration_are_neglect(letters):
    assert told(letters) is Neglect.NEGLECTED


def test_one_opportunity_alone_says_nothing():
    assert told("M" + "U" * 13) is None
    assert told("M" + "N" * 13) is None


def test_one_demonstration_in_fourteen_nights_is_enough():
    assert told("D" + "M" * 13) is None


def test_a_demonstration_fifteen_nights_ago_is_too_long_ago():
    assert told("D" + "M" * 14) is Neglect.NEGLECTED


def test_a_miss_fifteen_nights_ago_no_longer_counts():
    assert told("M" + "U" * 13 + "M") is None


def test_nothing_called_for_it_on_ten_nights_so_the_definition_may_be_too_narrow():
    assert told("N" * 10 + "UURR") is Neglect.DEFINITION_TOO_NARROW
    assert told("N" * 9 + "UUURR") is None


def test_tonight_counts_only_as_a_demonstration():
    assert told("M" * 14, tonight="D") is None
    assert told("N" * 14, tonight="D") is None
    assert told("U" * 13 + "M", tonight="M") is None


def test_no_nights_say_nothing():
    assert told("") is None


@given(st.text("FMNUR", min_size=14, max_size=14), st.text("DFMNUR", max_size=20))
def test_older_nights_and_their_order_do_not_matter(recent, older):
    assert told(older + recent) is told(recent) is told("".join(sorted(recent)))


@given(st.text("DFMNUR", max_size=20), st.integers(0, 19))
def test_rest_in_place_of_silence_changes_nothing(letters, place):
    if letters[place : place + 1] == "U":
        assert told(letters[:place] + "R" + letters[place + 1 :]) is told(letters)
