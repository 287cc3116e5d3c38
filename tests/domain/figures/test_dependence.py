"""Days that hang together are worth fewer independent ones: by how much is measured, and cautiously."""

import random
from datetime import date, timedelta
from statistics import fmean, variance

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.tsa.stattools import acf

from leaders import DAYS, live
from modelway.domain.figures.dependence import (
    CAUTIOUS,
    HIGHEST_R,
    INDEPENDENT,
    PRIOR_R,
    Dependence,
    estimate_dependence,
)

MONDAY = date(2026, 1, 5)


def nightly(letters, first=MONDAY):
    return [
        (first + timedelta(days=at), letter == "D") for at, letter in enumerate(letters) if letter in "DF"
    ]


def leader(rng, r, nights, rates=(0.5, 0.6, 0.7, 0.8)):
    return [list(zip(DAYS, live(rng, [rate] * nights, r), strict=False)) for rate in rates]


class TestEstimate:
    @pytest.mark.parametrize("answers", [[], nightly("D"), nightly("F" * 40), nightly("DNFNDNF")])
    def test_without_anything_to_go_by_it_is_the_cautious_prior(self, answers):
        assert [(one.r, one.measured) for one in estimate_dependence([answers])] == [(PRIOR_R, None)]
        assert estimate_dependence([]) == ()

    def test_few_answers_hardly_move_it(self):
        assert estimate_dependence([nightly("DDDFFFF")])[0].r == pytest.approx(PRIOR_R, abs=0.2)

    @pytest.mark.parametrize("r", [0.0, 0.2, 0.4, 0.6])
    def test_many_answers_tell_what_is_true_whatever_the_rates_are(self, r):
        rng = random.Random(4)
        measured = [estimate_dependence(leader(rng, r, 112))[0].measured for _ in range(150)]
        assert fmean(measured) == pytest.approx(r, abs=0.02)

    def test_a_step_does_not_pass_for_dependence(self):
        rng = random.Random(5)
        rates = [0.4] * 84 + [0.9] * 28
        stepped = [[list(zip(DAYS, live(rng, rates, 0.0), strict=False))] for _ in range(300)]
        assert fmean(estimate_dependence(one)[0].measured for one in stepped) == pytest.approx(0, abs=0.03)

    def test_in_one_block_it_is_the_usual_autocorrelation_less_its_bias(self):
        letters = "DDFDDDFFDDDDFDDFFFDDDFDDDDFF"
        (found,) = estimate_dependence([nightly(letters)])
        usual = acf(np.array([letter == "D" for letter in letters], float), nlags=1, fft=False)[1]
        ratio = usual * 28 / 27  # the pairs are one fewer than the answers
        lost = Dependence(max(0.0, found.measured)).design_effect(28) / 28
        assert found.measured == pytest.approx(ratio * (1 - lost) + lost, abs=1e-4)

    def test_a_gap_of_nights_makes_no_pair(self):
        before, after = nightly("DDFF"), nightly("FFDD", MONDAY + timedelta(days=5))
        assert estimate_dependence([before + after])[0].pairs == 6

    def test_two_wordings_come_as_two_series_and_make_no_pair(self):
        before, after = nightly("DDFF"), nightly("FFDD", MONDAY + timedelta(days=4))
        assert estimate_dependence([before + after])[0].pairs == 7
        assert estimate_dependence([before, after])[0].pairs == 6

    @given(st.lists(st.text("DFN", max_size=90), max_size=6))
    def test_it_stays_within_its_bounds(self, letters):
        for found in estimate_dependence([nightly(one) for one in letters]):
            assert 0 <= found.r <= HIGHEST_R
            assert found.measured is None or -1 <= found.measured <= 1

    def test_each_value_has_its_own_drawn_to_what_all_show_together(self):
        rng = random.Random(7)
        free = [list(zip(DAYS, live(rng, [0.6] * 196, 0.0), strict=False)) for _ in range(4)]
        bound = list(zip(DAYS, live(rng, [0.6] * 196, 0.6), strict=False))
        *others, last = estimate_dependence([*free, bound])
        (alone,) = estimate_dependence([bound])
        assert max(one.r for one in others) < last.r < alone.r

    @given(st.text("DF", min_size=2, max_size=60))
    def test_yes_and_no_may_swap(self, letters):
        swapped = letters.translate(str.maketrans("DF", "FD"))
        first, second = (estimate_dependence([nightly(one)])[0] for one in (letters, swapped))
        assert first.r == pytest.approx(second.r, abs=1e-9)


class TestEffectiveSample:
    def test_known_values(self):
        assert Dependence(0.2).design_effect(1e9) == pytest.approx(1.5)
        assert Dependence(0.4).design_effect(2) == pytest.approx(1.4)
        assert Dependence(0.4).effective_sample(28) == pytest.approx(12.43, abs=0.01)

    @pytest.mark.parametrize("n", [0, 1])
    def test_one_answer_or_none_is_worth_itself(self, n):
        assert CAUTIOUS.effective_sample(n) == n

    @given(st.integers(1, 500), st.floats(0, HIGHEST_R))
    def test_it_is_at_most_the_answers_and_at_least_one(self, n, r):
        assert 1 - 1e-9 <= Dependence(r).effective_sample(n) <= n + 1e-9

    def test_independent_answers_are_worth_themselves(self):
        assert INDEPENDENT.effective_sample(28) == 28

    def test_the_variance_of_a_simulated_share_grows_as_it_says(self):
        rng = random.Random(6)
        shares = [fmean(live(rng, [0.6] * 28, 0.4)) for _ in range(4000)]
        effect = variance(shares) / (0.6 * 0.4 / 28)
        assert effect == pytest.approx(Dependence(0.4).design_effect(28), rel=0.07)
