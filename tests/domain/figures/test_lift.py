from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.figures.differences import judge_lifts
from modelway.domain.figures.lift import find_lifts, split_by_practice
from modelway.domain.figures.rates import Direction
from modelway.domain.figures.states import Series, Tally, tally_of
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Definition, Role, Value

START = date(2026, 11, 2)
BY_LETTER = dict(zip("DFMNUR", State, strict=True))


def day(offset):
    return START + timedelta(days=offset)


def states(letters):
    return {day(offset): BY_LETTER[letter] for offset, letter in enumerate(letters)}


def due(offset, value_id="honesty", outcome=None):
    return Practice(f"{value_id} {offset}", value_id, day(offset - 1), day(offset), "", "listen", outcome)


def honesty(letters):
    wording = Definition("d", START, "", ())
    value = Value("honesty", "honesty", "Honesty", Role.LEADER, 10, 0.8, 1, START, None, (wording,))
    return Series(value, states(letters), tally_of(states(letters).values()))


def plan_lift(letters, practices):
    (lift,) = find_lifts([honesty(letters)], practices)
    return lift


def test_nights_are_split_by_whether_a_practice_was_due():
    lift = plan_lift("DDMFN", [due(0), due(1), due(4)])
    assert lift.planned == Tally(demonstrated=2, no_opportunity=1)
    assert lift.unplanned == Tally(missed=1, fell_short=1)


def test_the_difference_is_that_of_days_after_alike_nights():
    letters = "D" * 20 + "M" * 8 + "D" * 12 + "F" * 16
    practices = [due(offset) for offset in range(28)]
    lift = plan_lift(letters, practices)
    assert [lift.difference] == judge_lifts([split_by_practice(honesty(letters), practices)])
    assert (lift.planned.share, lift.unplanned.share) == ((20, 28), (12, 28))


def test_a_practice_that_helps_is_told():
    letters = "DDDDDFFFFF" * 12
    practices = [due(offset) for offset, letter in enumerate(letters) if letter == "D" and offset % 3]
    assert plan_lift(letters, practices).difference.verdict is Direction.UP


def test_practices_for_other_values_do_not_count():
    lift = plan_lift("DM", [due(0, "courage")])
    assert lift.planned == Tally()
    assert lift.difference is None


def test_without_a_night_that_had_no_practice_there_is_nothing_to_compare():
    assert plan_lift("DM", [due(0), due(1)]).difference is None


def test_a_practice_was_due_whatever_became_of_it():
    lift = plan_lift("DMD", [due(0, outcome=PracticeOutcome.NO_CHANCE), due(1)])
    assert (lift.planned.opportunities, lift.unplanned.opportunities) == (2, 1)


def test_two_practices_on_one_day_count_once_and_days_without_a_state_not_at_all():
    lift = plan_lift("DM", [due(0), due(0), due(90)])
    assert lift.planned == Tally(demonstrated=1)


@given(st.text("DFMNUR", max_size=40), st.sets(st.integers(0, 40)))
def test_every_night_is_on_one_side(letters, planned):
    lift = plan_lift(letters, [due(offset) for offset in planned])
    together = tally_of(states(letters).values())
    for field in ("demonstrated", "fell_short", "missed", "no_opportunity", "unanswered", "rest"):
        assert getattr(lift.planned, field) + getattr(lift.unplanned, field) == getattr(together, field)
