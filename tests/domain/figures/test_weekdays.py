import gc
import math
import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.multitest import multipletests

from modelway.domain.days.periods import Period
from modelway.domain.figures.weekdays import fisher_exact, holm, weekday_comparisons
from modelway.domain.lookback.patterns import WeekdayPatterns
from modelway.domain.lookback.trends import Scope
from modelway.domain.loop.nights import State

MONDAY = date(2026, 1, 5)
BY_LETTER = dict(zip("DFMNUR", State, strict=True))


def states(letters):
    return {MONDAY + timedelta(days=at): BY_LETTER[letter] for at, letter in enumerate(letters)}


def exact_by_counting(successes, n, other_successes, other_n):
    """Fisher's p-value from whole numbers alone."""
    total = successes + other_successes
    ways = [math.comb(n, k) * math.comb(other_n, total - k) for k in range(min(n, total) + 1)]
    return sum(way for way in ways if way <= ways[successes]) / sum(ways)


@st.composite
def tables(draw, largest=60):
    n, other_n = draw(st.integers(0, largest)), draw(st.integers(0, largest))
    return draw(st.integers(0, n)), n, draw(st.integers(0, other_n)), other_n


class TestFisher:
    @pytest.mark.parametrize(
        ("table", "p"),
        [((0, 4, 20, 24), 0.003419), ((0, 8, 38, 48), 0.0000308), ((4, 4, 24, 24), 1.0), ((3, 4, 0, 0), 1.0)],
    )
    def test_known_tables(self, table, p):
        assert fisher_exact(*table) == pytest.approx(p, rel=2e-3)

    @pytest.mark.parametrize("table", [(5, 4, 1, 2), (-1, 4, 1, 2), (1, 4, 3, 2)])
    def test_what_is_no_share_is_refused(self, table):
        with pytest.raises(ValueError, match="are not two shares"):
            fisher_exact(*table)

    @given(tables())
    def test_it_is_the_p_of_counting_every_table(self, table):
        assert fisher_exact(*table) == pytest.approx(exact_by_counting(*table), rel=1e-9)

    @given(tables(largest=400))
    def test_samples_and_outcomes_may_swap(self, table):
        successes, n, other_successes, other_n = table
        p = fisher_exact(*table)
        assert fisher_exact(other_successes, other_n, successes, n) == pytest.approx(p, rel=1e-9)
        swapped = fisher_exact(n - successes, n, other_n - other_successes, other_n)
        assert swapped == pytest.approx(p, rel=1e-9)

    def test_agrees_with_scipy(self):
        chance = random.Random(19340)
        for _ in range(1_500):
            n, other_n = chance.randint(1, 60), chance.randint(1, 360)
            a, b = chance.randint(0, n), chance.randint(0, other_n)
            expected = stats.fisher_exact([[a, n - a], [b, other_n - b]]).pvalue
            assert fisher_exact(a, n, b, other_n) == pytest.approx(expected, rel=1e-6, abs=1e-12)

    def test_a_hundred_years_of_nights(self):
        chance = random.Random(36_500)
        for _ in range(20):
            n, other_n, level = 5_214, 31_286, chance.random()
            a, b = (int(size * (level + chance.uniform(-0.02, 0.02)) % size) for size in (n, other_n))
            expected = stats.fisher_exact([[a, n - a], [b, other_n - b]]).pvalue
            assert fisher_exact(a, n, b, other_n) == pytest.approx(expected, rel=1e-6, abs=1e-12)

    def test_thousands_of_nights_counted_in_whole_numbers(self):
        assert fisher_exact(500, 1_000, 3_150, 6_000) == pytest.approx(
            exact_by_counting(500, 1_000, 3_150, 6_000), rel=1e-9
        )


class TestHolm:
    def test_each_is_multiplied_by_how_many_are_left(self):
        assert holm([0.03, 0.01, 0.2]) == pytest.approx([0.06, 0.03, 0.2])

    def test_none_falls_below_one_that_was_clearer(self):
        assert holm([0.01, 0.011, 0.012]) == pytest.approx([0.03, 0.03, 0.03])

    def test_none_exceeds_one(self):
        assert holm([0.9, 0.8]) == [1.0, 1.0]

    def test_of_none_there_are_none(self):
        assert holm([]) == []

    def test_agrees_with_statsmodels(self, monkeypatch):
        # The reference collects garbage at every call, a tenth of a second each time.
        monkeypatch.setattr(gc, "collect", lambda: 0)
        chance = random.Random(19790)
        for _ in range(1_000):
            scale = chance.choice([1, 0.1, 0.01])
            p_values = [round(chance.random() * scale, 4) for _ in range(chance.randint(1, 35))]
            expected = multipletests(p_values, method="holm")[1]
            assert holm(p_values) == pytest.approx(expected, abs=1e-12)

    @given(st.lists(st.floats(0, 1), max_size=35))
    def test_it_keeps_the_order_and_never_makes_anything_clearer(self, p_values):
        adjusted = holm(p_values)
        assert all(after >= before for before, after in zip(p_values, adjusted, strict=True))
        by_p = [after for _, after in sorted(zip(p_values, adjusted, strict=True))]
        assert by_p == sorted(by_p)


def clear(states_by_value):
    scope = Scope(Period(MONDAY, MONDAY), MONDAY, MONDAY)
    return WeekdayPatterns(scope, (), tuple(weekday_comparisons(states_by_value))).clear


class TestPatterns:
    def test_four_mondays_are_silent_among_thirty_five_pairs(self):
        four_weeks = states("MDDDDDD" * 4)
        first = fisher_exact(0, 4, 24, 24)
        found = weekday_comparisons({f"value {place}": four_weeks for place in range(5)})
        assert len(found) == 35
        assert found[0].p == first
        assert found[0].adjusted_p == pytest.approx(min(1, 35 * first))

    def test_the_check_values_of_one_value_among_five(self):
        weak, clear = fisher_exact(0, 4, 20, 24), fisher_exact(0, 8, 38, 48)
        others = [1.0] * 34
        assert holm([weak, *others])[0] == pytest.approx(0.12, abs=5e-3)
        assert holm([clear, *others])[0] < 0.05

    def test_eight_mondays_missed_are_found(self):
        eight_weeks = states("MDDDDDD" * 8)
        (found,) = clear({"honesty": eight_weeks, "courage": states("DDMDDDDDDDDDMD" * 4)})
        assert (found.value_id, found.weekday) == ("honesty", 0)
        assert (found.demonstrated, found.opportunities) == (0, 8)
        assert (found.other_demonstrated, found.other_opportunities) == (48, 48)
        assert found.adjusted_p < 0.05

    def test_the_clearest_comes_first(self):
        letters = ("MDDDDDD" * 20, "FDDDDDD" * 30)
        found = clear({"honesty": states(letters[0]), "courage": states(letters[1])})
        assert [one.value_id for one in found] == ["courage", "honesty"]

    def test_a_weekday_is_compared_from_four_opportunities_on(self):
        assert weekday_comparisons({"honesty": states("MDDDDDD" * 3)}) == []
        found = weekday_comparisons({"honesty": states("MNUDNUR" * 4 + "FD")})
        assert [(one.weekday, one.opportunities) for one in found] == [(0, 5), (3, 4)]

    def test_a_value_that_is_only_ever_called_for_on_one_weekday_has_nothing_to_compare(self):
        assert weekday_comparisons({"honesty": states("MNNNNNN" * 10)}) == []

    def test_only_comparisons_that_were_made_are_adjusted_for(self):
        alone = weekday_comparisons({"honesty": states("MDNNNNN" * 6)})
        with_a_quiet_one = weekday_comparisons(
            {"honesty": states("MDNNNNN" * 6), "courage": states("DM" + "N" * 40)}
        )
        assert len(alone) == 2
        assert with_a_quiet_one == alone

    def test_nothing_at_all(self):
        assert clear({}) == ()

    @given(st.text("DFMNUR", max_size=120), st.randoms())
    def test_the_order_the_nights_were_written_in_does_not_matter(self, letters, chance):
        written = list(states(letters).items())
        chance.shuffle(written)
        assert weekday_comparisons({"honesty": dict(written)}) == weekday_comparisons(
            {"honesty": states(letters)}
        )

    def test_pure_chance_is_seldom_taken_for_a_pattern(self):
        chance = random.Random(20_260)
        false_alarms = sum(
            bool(clear({"honesty": states("".join(chance.choices("DM", k=7 * 20)))})) for _ in range(300)
        )
        assert false_alarms <= 300 * 0.05
