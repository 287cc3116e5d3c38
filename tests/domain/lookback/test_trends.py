"""What is assembled for trends: which nights, which wording, which values."""

from datetime import date, timedelta

import pytest

from modelway.domain.days.periods import Period, Weekday
from modelway.domain.figures.dependence import INDEPENDENT
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.figures.states import Tally
from modelway.domain.figures.trend import Finding
from modelway.domain.figures.weekly import WeeklyShare
from modelway.domain.lookback.calendar import CalendarNight, NightKind, calendar_of
from modelway.domain.lookback.gaps import gaps_of
from modelway.domain.lookback.patterns import lifts_of, steadiness_of, weekdays_of
from modelway.domain.lookback.practices import count_due_practices
from modelway.domain.lookback.trends import Scope, series_of, trends_of
from modelway.domain.loop.nights import Rest, State
from weeks import START, a_leaders_weeks, due_practices, nights, on, records, value


def counts(figure):
    """The numbers alone."""
    return figure._replace(dependence=INDEPENDENT)


def weekly(weeks):
    return [(week.numerator, week.denominator) for week in weeks]


def slugs(values):
    return [one.slug for one in values]


class TestScope:
    def test_what_was_written_begins_with_the_first_night(self):
        scope = Scope(Period(on(0), on(20)), on(5), on(19))
        assert scope.written == Period(on(5), on(20))

    @pytest.mark.parametrize("first_night", [None, on(21)])
    def test_nothing_was_written_before_the_first_night(self, first_night):
        assert Scope(Period(on(0), on(20)), first_night, on(19)).written is None


class TestSeries:
    def test_a_new_wording_starts_the_figures_anew(self):
        reworded = value("Courage", reworded_on=on(7))
        (series,) = series_of(records([reworded], {"courage": "DDDDDDD" + "FFDD"}, end=on(10)))
        assert series.reworded_on == on(7)
        assert (series.tally.demonstrated, series.tally.opportunities) == (2, 4)

    @pytest.mark.parametrize("reworded_on", [on(0), on(-3)])
    def test_a_wording_from_before_the_period_is_no_new_one(self, reworded_on):
        known = value("Courage", defined_on=on(-30), reworded_on=reworded_on)
        (series,) = series_of(records([known], {"courage": "DD"}, end=on(3), first_night=on(-20)))
        assert series.reworded_on is None
        assert series.tally.opportunities == 2

    def test_retired_values_stay_as_long_as_they_were_asked_for_in_the_period(self):
        past, gone = value("Thrift", 1, retired_on=on(3)), value("Order", 2, retired_on=on(-1))
        fresh = value("Care", 3, defined_on=on(9))
        found = series_of(records([past, gone, fresh], {"thrift": "D"}, end=on(6), first_night=on(-9)))
        assert slugs(series.value for series in found) == ["thrift", "care"]
        assert counts(found[0].tally) == Tally(demonstrated=1, unanswered=2)
        assert counts(found[1].tally) == Tally()

    def test_rest_and_nights_not_written_count_for_nothing(self):
        resting = Rest("r", on(1), on(2), None, "")
        (series,) = series_of(records([value("Care")], {"care": "D   F"}, rests=[resting], end=on(4)))
        assert counts(series.tally) == Tally(demonstrated=1, fell_short=1, unanswered=1, rest=2)


class TestTrends:
    def test_every_week_since_the_first_night_is_there(self):
        trends = trends_of(records([value("Care")], {"care": "   DFD " + " " * 7 + "D"}, end=on(16)))
        (care,) = trends.values
        assert weekly(care.weeks) == [(2, 3), (0, 0), (1, 1)]
        assert [week.start for week in care.weeks] == [on(0), on(7), on(14)]

    def test_weeks_before_a_new_wording_are_empty(self):
        trends = trends_of(records([value("Care", reworded_on=on(10))], {"care": "D" * 21}, end=on(20)))
        assert weekly(trends.values[0].weeks) == [(0, 0), (4, 4), (7, 7)]

    @pytest.mark.parametrize(
        ("letters", "finding"),
        [
            ("", Finding.TOO_FEW),
            ("D", Finding.TOO_FEW),
            ("FFFDDDD", Finding.TOO_FEW),
            ("F" * 14 + "D" * 14, Finding.UP),
            ("D" * 14 + "F" * 14, Finding.DOWN),
            ("FFFFDDDD", Finding.UNCLEAR),
            ("DFDFDFDF", Finding.UNCLEAR),
            ("DDDDDDDD", Finding.ALWAYS_THE_SAME),
            ("NNNNNNNNNN", Finding.TOO_FEW),
        ],
    )
    def test_the_finding_says_what_can_be_told_and_why_nothing_can(self, letters, finding):
        trends = trends_of(records([value("Care")], {"care": letters}, end=on(30), first_night=on(0)))
        assert trends.values[0].trend.finding is finding

    def test_all_values_of_a_screen_are_judged_together(self):
        letters = "FFFFDFFFFDFFDFFFDDDDDFDDDFDDDD"
        values = [value(f"V{place}", place) for place in range(5)]
        alone = trends_of(records(values[:1], {"v0": letters}, end=on(29)))
        steady = {f"v{place}": "DF" * 15 for place in range(1, 5)}
        beside = trends_of(records(values, {"v0": letters, **steady}, end=on(29)))
        assert alone.values[0].trend.judged.adjusted_p == alone.values[0].trend.judged.p
        assert beside.values[0].trend.judged.adjusted_p == pytest.approx(5 * beside.values[0].trend.judged.p)

    def test_practices_have_their_weeks_and_their_trend(self):
        practices = due_practices("care", "XXXXPXX" + "KKKKKKC" + "K?")
        trends = trends_of(records([value("Care")], {"care": "D"}, practices=practices, end=on(20)))
        assert weekly(trends.practices.weeks) == [(0, 7), (6, 6), (1, 1)]
        assert trends.practices.trend.judged.z > 0
        assert trends.practices.trend.answers == 14
        assert counts(trends.practices.counts) == FollowThrough(7, 1, 6, 1, 1)

    def test_without_a_night_there_are_no_weeks(self):
        trends = trends_of(records([value("Care")], {}, end=on(20)))
        assert trends.values[0].weeks == ()
        assert trends.practices.weeks == ()

    def test_weeks_run_on_across_new_year_and_a_year_of_53_weeks(self):
        first = date(2026, 12, 21)
        letters = nights({"care": "D" * 21}, start=first)
        looked = records([value("Care", defined_on=first)], {}, start=first, end=date(2027, 1, 10))
        scope = Scope(looked.scope.period, first, looked.scope.last_ended)
        trends = trends_of(type(looked)(scope, looked.values, letters, (), ()))
        assert trends.values[0].weeks == tuple(
            WeeklyShare(first + timedelta(days=7 * week), 7, 7) for week in range(3)
        )

    def test_a_week_of_the_clock_change_has_its_seven_nights(self):
        for changed in (date(2026, 3, 29), date(2026, 10, 25)):
            monday = changed - timedelta(days=6)
            scope = Scope(Period(monday, changed), monday, changed)
            letters = nights({"care": "DDDDDDD"}, start=monday)
            looked = records([value("Care", defined_on=monday)], {}, start=monday, end=changed)
            trends = trends_of(type(looked)(scope, looked.values, letters, (), ()))
            assert weekly(trends.values[0].weeks) == [(7, 7)]

    def test_another_first_day_of_the_week_moves_nights_between_weeks_and_loses_none(self):
        letters = {"care": "DFDDFDDDFDDMDD"}
        by_start = {
            starts_on: trends_of(records([value("Care")], letters, end=on(13), week_starts_on=starts_on))
            .values[0]
            .weeks
            for starts_on in Weekday
        }
        assert {sum(week.denominator for week in weeks) for weeks in by_start.values()} == {14}
        assert {sum(week.numerator for week in weeks) for weeks in by_start.values()} == {10}
        assert weekly(by_start[Weekday.MONDAY]) == [(5, 7), (5, 7)]
        assert weekly(by_start[Weekday.SUNDAY]) == [(4, 6), (5, 7), (1, 1)]


class TestGaps:
    def test_the_widest_weighted_gap_comes_first_and_a_retired_value_has_none(self):
        gaps = gaps_of(a_leaders_weeks())
        assert slugs(gap.value for gap in gaps.ranked) == [
            "courage",
            "focus",
            "honest-communication",
            "care-for-the-people-around-me",
        ]
        assert gaps.reworded == {"courage": on(49)}

    def test_no_value_in_use_leaves_no_gap(self):
        assert gaps_of(records([value("Thrift", retired_on=on(2))], {"thrift": "D"})).ranked == ()


class TestCalendar:
    def test_a_night_counts_its_values_and_tells_rest_from_silence(self):
        calendar = calendar_of(
            records(
                [value("Care"), value("Courage", 2)],
                {"care": "DNF ", "courage": "DND"},
                rests=[Rest("r", on(3), on(3), None, "")],
                end=on(6),
            )
        )
        assert calendar.nights == {
            on(0): CalendarNight(NightKind.JOURNALED, 2, 2),
            on(1): CalendarNight(NightKind.JOURNALED, 0, 0),
            on(2): CalendarNight(NightKind.JOURNALED, 1, 2),
            on(3): CalendarNight(NightKind.REST),
            on(4): CalendarNight(NightKind.UNANSWERED),
            on(5): CalendarNight(NightKind.UNANSWERED),
        }
        assert calendar.weeks == (on(0),)

    def test_tonight_is_there_only_once_it_is_written(self):
        written = calendar_of(records([value("Care")], {"care": "DD"}, end=on(1)))
        assert list(written.nights) == [on(0), on(1)]
        open_yet = calendar_of(records([value("Care")], {"care": "D"}, end=on(1)))
        assert list(open_yet.nights) == [on(0)]

    def test_a_new_wording_hides_no_night(self):
        calendar = calendar_of(records([value("Care", reworded_on=on(3))], {"care": "DDDF"}, end=on(3)))
        ((_, states),) = calendar.values
        assert list(states.values()) == [State.DEMONSTRATED] * 3 + [State.FELL_SHORT]

    def test_weeks_start_where_the_setting_says(self):
        calendar = calendar_of(
            records([value("Care")], {"care": "D" * 9}, end=on(8), week_starts_on=Weekday.SUNDAY)
        )
        assert calendar.weeks == (on(-1), on(6))

    def test_without_a_night_it_is_empty(self):
        calendar = calendar_of(records([value("Care")], {}))
        assert (calendar.weeks, dict(calendar.nights)) == ((), {})


class TestPatterns:
    def test_a_weekday_that_stands_out_is_found_under_the_newest_wording(self):
        mondays = "FDDDDDD" * 12
        patterns = weekdays_of(records([value("Care")], {"care": mondays}, end=on(83)))
        (clear,) = patterns.clear
        assert (clear.weekday, clear.demonstrated, clear.opportunities) == (0, 0, 12)
        assert patterns.value_of(clear).slug == "care"
        assert patterns.opportunities == 84
        reworded = value("Care", reworded_on=on(70))
        assert weekdays_of(records([reworded], {"care": mondays}, end=on(83))).clear == ()

    def test_lift_splits_the_nights_by_whether_a_practice_was_due(self):
        lifts = lifts_of(
            records([value("Care")], {"care": "DDFFDN"}, practices=due_practices("care", "KX  X?"), end=on(6))
        )
        ((_, lift),) = lifts.values
        assert (lift.planned.demonstrated, lift.planned.opportunities) == (3, 3)
        assert (lift.unplanned.demonstrated, lift.unplanned.opportunities) == (0, 2)

    def test_practices_of_retired_values_stay_and_their_sum_is_the_whole(self):
        looked = records(
            [value("Care"), value("Thrift", 2, retired_on=on(5)), value("Order", 3, retired_on=on(5))],
            {"care": "D"},
            practices=[*due_practices("care", "KK?"), *due_practices("thrift", "XC")],
        )
        practices = count_due_practices(looked)
        assert slugs(one.value for one in practices.values) == ["care", "thrift"]
        assert counts(practices.overall) == FollowThrough(2, 0, 1, 1, 1)

    def test_steadiness_looks_back_to_the_first_night_but_covers_the_period(self):
        scope = Scope(Period(on(14), on(20)), on(0), on(19))
        journaled = [on(offset) for offset in range(18)]
        steady = steadiness_of(scope, journaled, [])
        assert steady.consistency.streak == 0
        assert (steady.coverage.journaled, steady.coverage.nights) == (4, 6)
        assert weekly(steady.weeks) == [(4, 6)]
        rested = steadiness_of(scope, journaled, [Rest("r", on(18), on(20), None, "")])
        assert rested.consistency.streak == 18
        assert weekly(rested.weeks) == [(4, 4)]

    def test_nights_after_the_period_are_not_looked_at(self):
        scope = Scope(Period(on(-14), on(-8)), on(0), on(-9))
        steady = steadiness_of(scope, [on(0)], [])
        assert (steady.consistency, steady.weeks, steady.coverage.rate) == (None, (), None)


def test_backfilling_a_night_gives_the_figures_of_writing_it_in_time():
    letters = {"care": "DDFDDDFDDD"}
    whole = records([value("Care")], letters, end=on(10))
    late = dict(sorted(whole.nights.items(), reverse=True))
    assert trends_of(type(whole)(whole.scope, whole.values, late, (), ())) == trends_of(whole)


def test_a_night_without_opportunity_changes_no_rate():
    plain, more = (
        trends_of(records([value("Care")], {"care": letters}, end=on(10))) for letters in ("DFDD", "DFDDNNN")
    )
    assert plain.values[0].series.tally.rate == more.values[0].series.tally.rate
    assert plain.values[0].trend == more.values[0].trend


def test_the_example_of_the_screens_starts_on_a_monday():
    assert START.weekday() == 0
