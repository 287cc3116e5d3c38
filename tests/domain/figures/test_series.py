"""The nights of each value of a screen, in its newest wording, with those it is compared with."""

from datetime import date, timedelta

from lettered import value
from modelway.domain.days.periods import Period
from modelway.domain.figures.dependence import estimate_dependence
from modelway.domain.figures.follow_through import decided_in
from modelway.domain.figures.rates import LEVEL, WEEK_TARGET_LEVEL, choose_target_level
from modelway.domain.figures.states import baseline_of, find_series, opportunities_of, tally_of
from modelway.domain.loop.nights import State
from modelway.domain.loop.practices import Practice, PracticeOutcome

ONE_DAY = timedelta(days=1)
WEEK = Period(date(2026, 11, 16), date(2026, 11, 22))
LETTERS = dict(zip("DFMNUR", State, strict=True))
LINES = {"honesty": "DDFMDN", "courage": "FDR", "care": "M"}


def states_of(one, period):
    """A line of letters again and again, each day with its own letter whichever stretch is asked for."""
    line = LINES[one.id]
    days = [period.start + place * ONE_DAY for place in range(period.length)]
    return {day: LETTERS[line[day.toordinal() % len(line)]] for day in days}


def test_a_week_is_compared_with_the_sixteen_before_it_and_a_year_with_the_year():
    assert baseline_of(WEEK) == Period(date(2026, 7, 27), date(2026, 11, 15))
    assert baseline_of(Period(date(2026, 1, 1), date(2026, 12, 31))) == Period(
        date(2025, 1, 1), date(2025, 12, 31)
    )


def test_each_value_has_its_nights_and_those_before_under_one_wording():
    steady = value("honesty")
    lately = value("courage", 2, reworded=date(2026, 11, 9))
    within = value("care", 3, reworded=date(2026, 11, 18))
    series = find_series([steady, lately, within], WEEK, states_of)

    assert [one.value for one in series] == [steady, lately, within]
    assert [one.reworded_on for one in series] == [None, None, date(2026, 11, 18)]
    assert series[0].states == states_of(steady, WEEK)
    assert series[2].states == states_of(within, Period(date(2026, 11, 18), WEEK.end))

    stretches = [
        Period(baseline_of(WEEK).start, WEEK.end),
        Period(date(2026, 11, 9), WEEK.end),
        Period(date(2026, 11, 18), WEEK.end),
    ]
    seen = [states_of(one, stretch) for one, stretch in zip((steady, lately, within), stretches, strict=True)]
    together = estimate_dependence([opportunities_of(states) for states in seen])
    for one, states, dependence in zip(series, seen, together, strict=True):
        inside = [state for day, state in states.items() if day >= WEEK.start]
        before = [state for day, state in states.items() if day < WEEK.start]
        assert one.tally == tally_of(inside, dependence)
        assert one.before == (tally_of(before, dependence) if before else None)
    assert together[0].r != together[1].r


def test_a_wording_that_begins_with_the_period_has_nothing_before_and_is_no_change_in_it():
    (found,) = find_series([value("honesty", reworded=WEEK.start)], WEEK, states_of)
    assert (found.before, found.reworded_on) == (None, None)


def test_a_wording_of_the_period_is_the_newest_one_before_its_end():
    later = value("honesty", reworded=WEEK.end + ONE_DAY)
    (found,) = find_series([later], WEEK, states_of)
    assert found.states == states_of(later, WEEK)
    assert found.before is not None


def test_the_pairs_of_all_values_are_counted_for_each():
    first, second = find_series([value("honesty"), value("courage", 2)], WEEK, states_of)
    assert first.tally.dependence.pairs == second.tally.dependence.pairs
    assert first.tally.dependence.informative_pairs == second.tally.dependence.informative_pairs > 0


def test_pairs_are_counted_within_each_block_of_four_weeks():
    sixty = [(WEEK.start + place * ONE_DAY, place % 3 == 0) for place in range(60)]
    assert estimate_dependence([sixty])[0].pairs == 27 + 27 + 3


def test_four_weeks_are_a_month_and_less_is_not():
    assert (choose_target_level(28), choose_target_level(27)) == (LEVEL, WEEK_TARGET_LEVEL)


def test_practices_that_were_decided_are_those_of_the_period_that_had_their_chance():
    def practice(day, outcome):
        return Practice(
            id=str(day), value_id="honesty", planned_on=day - ONE_DAY, due_on=day, when="", will="ask",
            outcome=outcome,
        )  # fmt: skip

    practices = [
        practice(WEEK.end, PracticeOutcome.KEPT),
        practice(WEEK.start, PracticeOutcome.PARTLY),
        practice(WEEK.start + ONE_DAY, PracticeOutcome.NO_CHANCE),
        practice(WEEK.start + 2 * ONE_DAY, None),
        practice(WEEK.start - ONE_DAY, PracticeOutcome.KEPT),
    ]
    assert decided_in(practices, WEEK) == [(WEEK.start, False), (WEEK.end, True)]
