import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.figures.dependence import CAUTIOUS
from modelway.domain.figures.rates import Share, find_rate_interval
from modelway.domain.figures.states import Tally, tally_of
from modelway.domain.loop.nights import State

BY_LETTER = dict(zip("DFMNUR", State, strict=True))

state_lists = st.lists(st.sampled_from(State), max_size=60)


def tally(letters):
    return tally_of(BY_LETTER[letter] for letter in letters)


def test_each_state_is_counted():
    assert tally("DDDFFMNNUR") == Tally(
        demonstrated=3, fell_short=2, missed=1, no_opportunity=2, unanswered=1, rest=1
    )


def test_the_rate_is_over_opportunities_only():
    week = tally("DDFDDMD")
    assert week.opportunities == 7
    assert week.rate == 5 / 7
    assert week.interval == find_rate_interval(Share(5, 7))
    assert week._replace(dependence=CAUTIOUS).interval == find_rate_interval(Share(5, 7), CAUTIOUS)


@pytest.mark.parametrize("letters", ["", "N", "NNUUR"])
def test_without_an_opportunity_there_is_no_rate_rather_than_zero(letters):
    assert tally(letters).opportunities == 0
    assert tally(letters).rate is None
    assert tally(letters).interval is None


def test_opportunities_never_taken_are_a_rate_of_zero():
    assert tally("FMM").rate == 0.0


@given(state_lists, st.randoms(use_true_random=False))
def test_the_order_of_nights_does_not_matter(states, chance):
    shuffled = states.copy()
    chance.shuffle(shuffled)
    assert tally_of(shuffled) == tally_of(states)


@given(state_lists, st.lists(st.sampled_from([State.NO_OPPORTUNITY, State.UNANSWERED, State.REST])))
def test_nights_that_called_for_nothing_change_no_rate(states, quiet):
    before, after = tally_of(states), tally_of(states + quiet)
    assert after.rate == before.rate
    assert after.interval == before.interval


@given(state_lists)
def test_one_more_demonstration_never_lowers_the_rate_and_one_more_miss_never_raises_it(states):
    rate = tally_of(states).rate or 0.0
    assert tally_of([*states, State.DEMONSTRATED]).rate >= rate
    assert tally_of([*states, State.MISSED]).rate <= rate


@given(state_lists)
def test_the_rate_lies_within_its_interval(states):
    counted = tally_of(states)
    if counted.rate is not None:
        assert counted.interval.low <= counted.rate <= counted.interval.high
