from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Period
from modelway.domain.figures.dependence import INDEPENDENT, Dependence, estimate_dependence
from modelway.domain.figures.follow_through import FollowThrough, follow_through_of
from modelway.domain.figures.rates import Interval, Share, find_rate_interval
from modelway.domain.loop.practices import Practice, PracticeOutcome

MONDAY = date(2026, 11, 16)
SUNDAY = MONDAY + timedelta(days=6)
WEEK = Period(MONDAY, SUNDAY)
OUTCOMES = {"K": PracticeOutcome.KEPT, "P": PracticeOutcome.PARTLY, "X": PracticeOutcome.NOT_KEPT}
OUTCOMES |= {"C": PracticeOutcome.NO_CHANCE, "Q": None}


def due(offset, letter, value_id="honesty"):
    day = MONDAY + timedelta(days=offset)
    return Practice(
        f"{value_id} {offset}", value_id, day - timedelta(days=1), day, "", "listen", OUTCOMES[letter]
    )


def counted(letters, **limits):
    practices = [due(offset, letter) for offset, letter in enumerate(letters)]
    return counts_alone(follow_through_of(practices, WEEK, **{"last_ended": SUNDAY} | limits))


def counts_alone(result):
    return result._replace(dependence=INDEPENDENT)


counts = st.builds(FollowThrough, *[st.integers(0, 30)] * 5, dependence=st.floats(0, 0.8).map(Dependence))


class TestCounting:
    def test_each_practice_is_counted_by_what_became_of_it(self):
        assert counted("KKPXCQK") == FollowThrough(kept=3, partly=1, not_kept=1, no_chance=1, unreported=1)

    def test_practices_due_outside_the_period_are_not_counted(self):
        practices = [due(-1, "K"), due(0, "K"), due(6, "X"), due(7, "X")]
        result = follow_through_of(practices, WEEK, last_ended=SUNDAY + timedelta(days=7))
        assert counts_alone(result) == FollowThrough(kept=1, not_kept=1)

    def test_a_practice_due_today_counts_once_the_day_has_ended(self):
        assert counted("KQ", last_ended=MONDAY) == FollowThrough(kept=1)
        assert counted("KQ", last_ended=MONDAY + timedelta(days=1)) == FollowThrough(kept=1, unreported=1)

    def test_or_as_soon_as_it_is_reported(self):
        assert counted("KX", last_ended=MONDAY) == FollowThrough(kept=1, not_kept=1)

    def test_one_value_alone(self):
        practices = [due(0, "K"), due(0, "X", "courage"), due(1, "P", "courage")]
        of_courage = follow_through_of(practices, WEEK, last_ended=SUNDAY, value_id="courage")
        assert counts_alone(of_courage) == FollowThrough(partly=1, not_kept=1)

    def test_the_same_plan_made_again_is_a_new_practice(self):
        assert counted("XXK").decided == 3

    def test_practices_that_are_kept_or_broken_in_a_row_widen_its_interval(self):
        practices = [due(offset, letter) for offset, letter in enumerate("KKKKXXX")]
        result = follow_through_of(practices, WEEK, last_ended=SUNDAY)
        answers = [(one.due_on, one.outcome is PracticeOutcome.KEPT) for one in practices]
        assert [result.dependence] == list(estimate_dependence([answers]))
        assert result.interval == find_rate_interval(Share(4, 7), result.dependence)
        assert result.interval.high - result.interval.low > 0.7

    @given(st.lists(st.sampled_from("KPXCQ"), max_size=7), st.randoms())
    def test_the_order_of_practices_does_not_matter(self, letters, chance):
        practices = [due(offset, letter) for offset, letter in enumerate(letters)]
        shuffled = practices.copy()
        chance.shuffle(shuffled)
        assert counts_alone(follow_through_of(shuffled, WEEK, last_ended=SUNDAY)) == counted(letters)

    @given(
        st.lists(st.tuples(st.integers(0, 6), st.sampled_from("KPXCQ"), st.sampled_from("ab")), max_size=20)
    )
    def test_the_values_add_up_to_the_whole(self, drawn):
        practices = [due(*one) for one in drawn]
        whole, first, second = (
            follow_through_of(practices, WEEK, last_ended=SUNDAY, value_id=value_id)
            for value_id in (None, "a", "b")
        )
        for field in ("kept", "partly", "not_kept", "no_chance", "unreported"):
            assert getattr(whole, field) == getattr(first, field) + getattr(second, field)


class TestShares:
    def test_strict_counts_only_what_was_kept_in_full(self):
        result = FollowThrough(kept=5, partly=1, not_kept=1, no_chance=4)
        assert result.strict == 5 / 7
        assert result.interval == find_rate_interval(Share(5, 7))

    def test_credited_gives_half_for_partly(self):
        assert FollowThrough(kept=5, partly=1, not_kept=1).credited == pytest.approx(5.5 / 7)

    def test_its_bounds_admit_what_was_not_reported(self):
        result = FollowThrough(kept=5, partly=1, not_kept=1, unreported=3)
        assert result.credited_bounds == Interval(5.5 / 10, 8.5 / 10)

    def test_they_meet_when_all_was_reported(self):
        result = FollowThrough(kept=5, partly=1, not_kept=1, no_chance=2)
        assert result.credited_bounds == Interval(result.credited, result.credited)

    @pytest.mark.parametrize("result", [FollowThrough(), FollowThrough(no_chance=2, unreported=3)])
    def test_nothing_decided_carries_no_share(self, result):
        assert result.strict is None
        assert result.interval is None
        assert result.credited is None
        assert result.credited_bounds is None

    @given(counts)
    def test_shares_lie_within_their_ranges(self, result):
        if result.decided:
            assert result.interval.low <= result.strict <= result.interval.high
            assert result.strict <= result.credited
            bounds = result.credited_bounds
            assert 0 <= bounds.low <= result.credited <= bounds.high <= 1

    @given(counts)
    def test_no_chance_counts_against_nobody(self, result):
        without = FollowThrough(result.kept, result.partly, result.not_kept, 0, result.unreported)
        assert (without.strict, without.credited) == (result.strict, result.credited)
        assert without.credited_bounds == result.credited_bounds
