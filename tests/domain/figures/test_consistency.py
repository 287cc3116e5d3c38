from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.figures.consistency import MEMORY, Consistency, consistency_of
from modelway.domain.loop.nights import Rest

START = date(2026, 11, 16)


def day(offset):
    return START + timedelta(days=offset)


def kept(pattern, tonight=False):
    """Consistency after nights that were journaled (x), missed (.) or of rest (R)."""
    rests = [Rest("r", day(at), day(at), None, "") for at, mark in enumerate(pattern) if mark == "R"]
    journaled = [day(at) for at, mark in enumerate(pattern) if mark == "x"]
    last_ended = day(len(pattern) - 1 - tonight)
    return consistency_of(journaled, rests, last_ended)


patterns = st.text("x.R", max_size=60).map(lambda nights: "x" + nights)


class TestScore:
    def test_thirty_journaled_nights_in_a_row(self):
        assert kept("x" * 30).score == pytest.approx(0.798, abs=5e-4)

    def test_thirteen_missed_nights_halve_it(self):
        assert kept("x" * 30 + "." * 13).score == pytest.approx(kept("x" * 30).score / 2)

    def test_one_missed_night_barely_moves_it(self):
        assert kept("x" * 30 + ".").score == pytest.approx(kept("x" * 30).score, abs=0.05)

    @given(patterns)
    def test_it_is_a_share_and_each_night_fades_by_its_age(self, pattern):
        nights = pattern.replace("R", "")
        expected = sum((1 - MEMORY) * MEMORY**age for age, mark in enumerate(reversed(nights)) if mark == "x")
        assert kept(pattern).score == pytest.approx(expected)
        assert 0 < kept(pattern).score < 1


class TestStreak:
    @pytest.mark.parametrize(
        ("pattern", "streak"),
        [
            ("x", 1),
            ("xxx", 3),
            ("xx.", 2),
            ("xx.x", 3),
            ("xx.x.x", 4),
            ("xx..", 0),
            ("xx..x", 1),
            ("xx.R.", 0),
            ("xx.R.x", 1),
            ("xxRRRRx", 3),
            ("xx.RRRRx", 3),
            ("xxx....xx.x", 3),
        ],
    )
    def test_it_breaks_at_the_second_missed_night_in_a_row(self, pattern, streak):
        assert kept(pattern).streak == streak

    @given(patterns)
    def test_it_counts_the_journaled_nights_since_the_last_break(self, pattern):
        since = pattern.replace("R", "").split("..")[-1]
        assert kept(pattern).streak == since.count("x")


class TestBoth:
    def test_no_night_at_all(self):
        assert consistency_of([], [], START) == Consistency(score=0.0, streak=0)

    def test_a_pause_of_one_value_freezes_nothing(self):
        pause = [Rest("r", day(1), day(2), "honesty", "")]
        assert consistency_of([START], pause, day(2)) == kept("x..")

    def test_a_night_journaled_in_spite_of_rest_counts(self):
        rests = [Rest("r", day(0), day(2), None, "")]
        assert consistency_of([day(0), day(1)], rests, day(2)) == kept("xxR")

    def test_tonight_counts_once_it_is_journaled_and_is_not_missed_before(self):
        assert kept("xxx", tonight=True) == kept("xxx")
        assert kept("xx.", tonight=True) == kept("xx")

    def test_a_night_not_ended_yet_is_not_missed_when_a_later_one_is_journaled(self):
        assert consistency_of([day(0), day(3)], [], day(0)) == kept("xx")

    def test_rest_without_end_is_no_trouble(self):
        rests = [Rest("r", day(2), date.max, None, "")]
        assert consistency_of([day(0), day(1)], rests, day(400)) == kept("xx")

    @given(patterns)
    def test_rest_freezes_both(self, pattern):
        assert kept(pattern) == kept(pattern.replace("R", ""))

    @given(patterns, st.randoms())
    def test_backfilling_equals_writing_on_the_night(self, pattern, chance):
        rests = [Rest("r", day(at), day(at), None, "") for at, mark in enumerate(pattern) if mark == "R"]
        journaled = [day(at) for at, mark in enumerate(pattern) if mark == "x"]
        chance.shuffle(journaled)
        assert consistency_of(journaled, rests, day(len(pattern) - 1)) == kept(pattern)

    @given(patterns, st.integers(0, 59))
    def test_a_backfilled_night_never_lowers_either(self, pattern, place):
        if pattern[place : place + 1] == ".":
            repaired = kept(pattern[:place] + "x" + pattern[place + 1 :])
            assert repaired.score > kept(pattern).score
            assert repaired.streak >= kept(pattern).streak
