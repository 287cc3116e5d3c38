from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Period
from modelway.domain.figures.states import (
    days_between,
    resting_days,
    segments_between,
    state_of,
    states_between,
)
from modelway.domain.loop.nights import Night, Outcome, Reflection, Rest, State
from modelway.domain.loop.values import Definition, Role, Value

MONDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 22)
LETTERS = dict(zip(State, "DFMNUR", strict=True))


def day(offset):
    return MONDAY + timedelta(days=offset)


def value(*, defined_on=MONDAY, retired_on=None, new_definitions=()):
    versions = tuple(
        Definition(id=f"v{place}", starts_on=start, text="", behaviors=())
        for place, start in enumerate((defined_on, *new_definitions))
    )
    return Value("honesty", "honesty", "Honesty", Role.LEADER, 10, 0.8, 1, defined_on, retired_on, versions)


def night(offset, outcome, value_id="honesty", written_after=0):
    started = datetime(2026, 11, 16, 21, tzinfo=UTC) + timedelta(days=offset + written_after)
    return Night(day(offset), "", started, True, (Reflection(value_id, "v0", outcome, ""),))


def by_day(*nights):
    return {one.day: one for one in nights}


def rest(start, end, value_id=None):
    return Rest("r", day(start), day(end), value_id, "")


def letters(states):
    """The states of a week from Monday as letters; a dot where a day is left out."""
    return "".join(LETTERS[states[one]] if one in states else "." for one in days_between(MONDAY, SUNDAY))


def week_of_states(nights=(), rests=(), *, of=None, first_night=MONDAY, last_ended=SUNDAY):
    return letters(
        states_between(
            of or value(),
            Period(MONDAY, SUNDAY),
            by_day(*nights),
            rests,
            first_night=first_night,
            last_ended=last_ended,
        )
    )


class TestStateOfOneNight:
    @pytest.mark.parametrize("outcome", Outcome)
    def test_an_answer_is_the_state(self, outcome):
        assert state_of("honesty", MONDAY, night(0, outcome), []) == outcome.value

    def test_a_night_that_was_not_journaled_is_unanswered(self):
        assert state_of("honesty", MONDAY, None, []) is State.UNANSWERED

    def test_a_value_that_was_skipped_is_unanswered(self):
        assert state_of("honesty", MONDAY, night(0, None), []) is State.UNANSWERED

    def test_a_night_that_only_answers_for_other_values_is_unanswered(self):
        other = night(0, Outcome.DEMONSTRATED, value_id="courage")
        assert state_of("honesty", MONDAY, other, []) is State.UNANSWERED

    @pytest.mark.parametrize(
        ("resting_value", "state"),
        [(None, State.REST), ("honesty", State.REST), ("courage", State.UNANSWERED)],
    )
    def test_rest_covers_all_values_or_its_own(self, resting_value, state):
        assert state_of("honesty", MONDAY, None, [rest(0, 0, resting_value)]) is state

    def test_an_answer_given_on_a_night_of_rest_still_counts(self):
        assert state_of("honesty", MONDAY, night(0, Outcome.MISSED), [rest(0, 0)]) is State.MISSED


class TestStatesOfAPeriod:
    def test_a_week_with_a_gap_and_a_rest(self):
        nights = (
            night(0, Outcome.DEMONSTRATED),
            night(1, Outcome.FELL_SHORT),
            night(3, Outcome.NO_OPPORTUNITY),
        )
        assert week_of_states(nights, [rest(5, 9)]) == "DFUNURR"

    def test_today_is_not_unanswered_until_it_has_ended(self):
        monday = night(0, Outcome.DEMONSTRATED)
        assert week_of_states([monday], last_ended=day(1)) == "DU....."
        assert week_of_states([monday], last_ended=day(2)) == "DUU...."

    def test_today_counts_as_soon_as_it_is_answered(self):
        nights = night(0, Outcome.DEMONSTRATED), night(2, Outcome.MISSED)
        assert week_of_states(nights, last_ended=day(1)) == "DUM...."

    def test_a_value_skipped_today_is_not_unanswered_yet(self):
        nights = night(0, Outcome.DEMONSTRATED), night(1, None)
        assert week_of_states(nights, last_ended=MONDAY) == "D......"

    def test_a_rest_that_is_planned_is_no_state_yet(self):
        assert week_of_states([], [rest(0, 6)], last_ended=day(2)) == "RRR...."

    def test_nothing_before_the_first_night_ever(self):
        nights = [night(2, Outcome.DEMONSTRATED)]
        assert week_of_states(nights, [rest(0, 0)], first_night=day(2)) == "..DUUUU"

    def test_nothing_at_all_without_a_first_night(self):
        assert week_of_states(first_night=None) == "......."

    def test_nothing_unanswered_before_the_value_was_defined(self):
        nights = [night(4, Outcome.MISSED)]
        assert week_of_states(nights, of=value(defined_on=day(3))) == "...UMUU"

    def test_an_answer_backfilled_to_before_the_value_was_defined_counts(self):
        nights = [night(1, Outcome.MISSED)]
        assert week_of_states(nights, of=value(defined_on=day(3))) == ".M.UUUU"

    def test_nothing_unanswered_from_the_day_it_was_retired_on(self):
        nights = [night(1, Outcome.DEMONSTRATED)]
        assert week_of_states(nights, of=value(retired_on=day(3))) == "UDU...."

    def test_an_answer_given_on_the_day_it_was_retired_stays(self):
        nights = [night(3, Outcome.DEMONSTRATED)]
        assert week_of_states(nights, of=value(retired_on=day(3))) == "UUUD..."

    def test_nights_outside_the_period_are_ignored(self):
        nights = by_day(night(-1, Outcome.MISSED), night(0, Outcome.DEMONSTRATED), night(7, Outcome.MISSED))
        states = states_between(
            value(), Period(MONDAY, MONDAY), nights, [], first_night=day(-1), last_ended=day(9)
        )
        assert states == {MONDAY: State.DEMONSTRATED}

    @given(st.lists(st.sampled_from(Outcome), min_size=7, max_size=7), st.integers(1, 30))
    def test_backfilling_equals_writing_on_the_night(self, outcomes, late):
        on_the_night = [night(offset, outcome) for offset, outcome in enumerate(outcomes)]
        late_nights = [night(offset, outcome, written_after=late) for offset, outcome in enumerate(outcomes)]
        assert week_of_states(reversed(late_nights)) == week_of_states(on_the_night)

    @given(
        st.dictionaries(st.integers(0, 20), st.sampled_from(Outcome)),
        st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=3),
        st.integers(0, 20),
    )
    def test_answers_are_never_lost_and_silence_only_comes_from_days_that_ended(self, outcomes, spans, ended):
        first = min(outcomes, default=0)
        states = states_between(
            value(),
            Period(MONDAY, day(20)),
            by_day(*(night(offset, outcome) for offset, outcome in outcomes.items())),
            [rest(*sorted(span)) for span in spans],
            first_night=day(first),
            last_ended=day(ended),
        )
        assert list(states) == sorted(states)
        for offset in range(21):
            state = states.get(day(offset))
            if offset in outcomes:
                assert state == outcomes[offset].value
            elif first <= offset <= ended:
                resting = any(min(span) <= offset <= max(span) for span in spans)
                assert state is (State.REST if resting else State.UNANSWERED)
            else:
                assert state is None


class TestRestingDays:
    def test_overlapping_rests_count_a_day_once_and_only_within_the_days_asked_for(self):
        rests = [rest(-5, 1), rest(1, 2), rest(6, 900)]
        assert resting_days(rests, MONDAY, day(6)) == {day(0), day(1), day(2), day(6)}

    def test_a_pause_of_one_value_rests_for_that_value_only(self):
        rests = [rest(0, 0, "honesty"), rest(1, 1)]
        assert resting_days(rests, MONDAY, day(6)) == {day(1)}
        assert resting_days(rests, MONDAY, day(6), "honesty") == {day(0), day(1)}
        assert resting_days(rests, MONDAY, day(6), "courage") == {day(1)}

    def test_days_that_run_backward_are_none(self):
        assert resting_days([rest(0, 6)], day(3), day(2)) == set()


class TestSegments:
    WEEK = Period(MONDAY, SUNDAY)

    def stretches(self, **changes):
        return [
            (one.definition.id, (one.period.start - MONDAY).days, (one.period.end - MONDAY).days)
            for one in segments_between(value(**changes), self.WEEK)
        ]

    def test_an_unchanged_value_is_one_segment(self):
        assert self.stretches() == [("v0", 0, 6)]

    def test_a_new_definition_starts_a_new_segment(self):
        assert self.stretches(new_definitions=[day(3)]) == [("v0", 0, 2), ("v1", 3, 6)]

    def test_changes_outside_the_period_do_not_cut_it(self):
        assert self.stretches(defined_on=day(-30), new_definitions=[day(-3), day(9)]) == [("v1", 0, 6)]

    def test_a_wording_replaced_on_its_own_day_has_no_segment(self):
        assert self.stretches(new_definitions=[day(2), day(2)]) == [("v0", 0, 1), ("v2", 2, 6)]

    def test_the_first_wording_covers_the_days_before_it(self):
        assert self.stretches(defined_on=day(4)) == [("v0", 0, 6)]

    @given(st.lists(st.integers(-3, 9), max_size=4).map(sorted))
    def test_each_day_is_in_exactly_the_segment_of_its_wording(self, changes):
        one = value(defined_on=day(-4), new_definitions=[day(offset) for offset in changes])
        covered = [
            (each, segment.definition)
            for segment in segments_between(one, self.WEEK)
            for each in segment.period.days()
        ]
        assert covered == [(each, one.definition_on(each)) for each in self.WEEK.days()]
