"""A small part of `make claims`, always the same leaders: screens do not praise or alarm for nothing."""

import random

import pytest

from leaders import (
    KINDS,
    MONTH,
    TWELVE_WEEKS,
    changes_told,
    claims_falsely,
    decides_falsely,
    simulate,
    step_is_told,
    trends_told,
    verdicts_told,
)

LEADERS = 150
# 5 and 8 % of so many leaders, and three standard errors on top.
ALLOWED = {0.0: 0.103, 0.2: 0.146, 0.4: 0.146}


@pytest.mark.parametrize("r", ALLOWED)
def test_of_leaders_who_do_not_change_hardly_any_screen_claims_anything(r):
    rng = random.Random(2026)
    leaders = [simulate(rng, KINDS[0], r, 2 * MONTH + TWELVE_WEEKS) for _ in range(LEADERS)]
    end, targets = 2 * MONTH + TWELVE_WEEKS, KINDS[0].rates
    screens = {
        "month": sum(claims_falsely(changes_told(one, end, MONTH)) for one in leaders),
        "trend": sum(claims_falsely(trends_told(one, end, TWELVE_WEEKS)) for one in leaders),
        "verdict": sum(decides_falsely(verdicts_told(one, targets, end, MONTH)) for one in leaders),
    }
    assert {name: count for name, count in screens.items() if count > ALLOWED[r] * LEADERS} == {}


@pytest.mark.parametrize(("r", "least"), [(0.0, 0.5), (0.2, 0.25)])
def test_a_step_from_50_to_80_percent_is_told_within_the_month(r, least):
    rng = random.Random(2026)
    assert sum(step_is_told(rng, r) for _ in range(LEADERS)) >= least * LEADERS
