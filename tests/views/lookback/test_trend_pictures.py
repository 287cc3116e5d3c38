"""The pieces that the pictures of trends are made of: lines, bars, sheets and the dates above them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from modelway.domain.figures.rates import Interval, Share, find_rate_interval
from modelway.domain.figures.weekly import WeeklyShare
from modelway.views.charts.bars import rate_bar, scale
from modelway.views.charts.heatmap import heatmap
from modelway.views.charts.sparkline import sparkline, sparkline_key
from modelway.views.charts.timeline import fit_weeks, ruler
from modelway.views.screen.theme import ASCII, UNICODE

MONDAY = date(2026, 8, 31)


def mondays(count: int, first: date = MONDAY) -> list[date]:
    return [first + timedelta(days=7 * number) for number in range(count)]


def shares(*counts: tuple[int, int]) -> list[WeeklyShare]:
    return [WeeklyShare(monday, *count) for monday, count in zip(mondays(len(counts)), counts, strict=True)]


class TestSparkline:
    def test_the_higher_the_rate_the_higher_the_sign(self) -> None:
        weeks = shares(*((part, 8) for part in range(9)))
        assert sparkline(weeks, UNICODE).plain == "▁▂▃▄▅▆▇██"
        assert sparkline(weeks, ASCII).plain == "012356789"

    def test_a_thin_week_is_a_dot_at_its_height_and_an_empty_one_a_gap(self) -> None:
        weeks = shares((0, 1), (1, 2), (2, 2), (0, 0), (3, 3))
        assert sparkline(weeks, UNICODE).plain == "⡀⠂⠁ █"
        assert sparkline(weeks, ASCII).plain == ".-' 9"

    def test_the_key_explains_only_what_is_shown(self) -> None:
        full, thin, empty = shares((3, 4), (1, 1), (0, 0))
        assert (
            sparkline_key([full], UNICODE, noun="answers") == "▁ to █: the rate of a week, from 0 to 100 %."
        )
        assert "one or two answers" in sparkline_key([thin], UNICODE, noun="answers")
        assert sparkline_key([empty], ASCII, noun="answers").endswith("blank: none.")

    @pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
    def test_every_sign_takes_one_cell(self, glyphs) -> None:
        signs = glyphs.levels + glyphs.thin_levels + glyphs.night_levels + glyphs.track + glyphs.track_target
        signs += glyphs.track_low + glyphs.track_high + glyphs.track_point
        assert {cell_len(sign) for sign in signs} == {1}

    @pytest.mark.parametrize("glyphs", [UNICODE, ASCII])
    def test_a_thin_week_is_never_taken_for_a_full_one(self, glyphs) -> None:
        assert not set(glyphs.levels) & set(glyphs.thin_levels)


class TestFitted:
    @given(st.integers(1, 600), st.integers(1, 80))
    def test_no_week_is_lost_and_the_newest_column_is_whole(self, count: int, cells: int) -> None:
        weeks = [WeeklyShare(monday, 1, 2) for monday in mondays(count)]
        columns, together = fit_weeks(weeks, cells)
        assert len(columns) <= cells
        assert sum(column.denominator for column in columns) == 2 * count
        assert columns[-1].denominator == 2 * min(together, count)
        assert columns[0].start == weeks[0].start

    def test_weeks_that_fit_stay_as_they_are(self) -> None:
        weeks = shares((1, 2), (0, 0))
        assert fit_weeks(weeks, 2) == (weeks, 1)
        assert fit_weeks([], 5) == ([], 1)


class TestRuler:
    def test_a_month_stands_above_the_week_of_its_first_day(self) -> None:
        starts = mondays(12)
        line = ruler(starts, until=date(2026, 11, 20), width=80).plain
        assert line == "Sep Oct Nov"
        assert starts[line.index("Oct")] <= date(2026, 10, 1) <= starts[line.index("Oct")] + timedelta(days=6)
        assert starts[line.index("Nov")] <= date(2026, 11, 1) <= starts[line.index("Nov")] + timedelta(days=6)

    def test_a_month_that_ends_at_once_gives_way_to_the_next(self) -> None:
        line = ruler(mondays(8, date(2026, 8, 24)), until=date(2026, 10, 18), width=80).plain
        assert line == " Sep Oct"

    def test_new_year_is_one_more_month_and_years_take_over_when_there_are_many_weeks(self) -> None:
        assert ruler(mondays(9, date(2026, 11, 30)), until=date(2027, 1, 31), width=80).plain == "Dec Jan"
        assert ruler(
            mondays(120, date(2026, 11, 30))[::2], until=date(2029, 3, 18), width=80
        ).plain.split() == [
            "2027",
            "2028",
            "2029",
        ]

    @given(
        st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        st.integers(1, 60),
        st.integers(1, 2),
        st.integers(0, 30),
    )
    def test_labels_never_touch(self, first: date, count: int, step: int, left: int) -> None:
        starts = mondays(count, first)
        line = ruler(starts, until=starts[-1] + timedelta(days=6), width=80, left=left, step=step).plain
        assert all(len(label) == 3 for label in line.split())


class TestBars:
    def test_the_interval_lies_on_the_track_with_the_point_in_it_and_the_target(self) -> None:
        bar = rate_bar(5 / 7, Interval(0.36, 0.92), cells=21, glyphs=UNICODE, target=0.8)
        assert bar.plain == "·······├──────●─┼─┤··"
        assert (
            rate_bar(5 / 7, Interval(0.36, 0.92), cells=21, glyphs=ASCII, target=0.8).plain
            == ".......[------#-|-].."
        )

    def test_a_target_outside_the_interval_stands_on_the_track(self) -> None:
        assert (
            rate_bar(0.0, Interval(0.0, 0.16), cells=21, glyphs=UNICODE, target=0.8).plain
            == "●──┤············│····"
        )

    def test_without_a_rate_only_the_target_is_left(self) -> None:
        assert rate_bar(None, None, cells=11, glyphs=UNICODE, target=0.5).plain == "·····│·····"

    @given(
        st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(11, 80)
    )
    def test_the_point_lies_within_its_interval(self, counts: tuple[int, int], cells: int) -> None:
        shown, n = counts
        bar = rate_bar(shown / n, find_rate_interval(Share(shown, n)), cells=cells, glyphs=UNICODE).plain
        assert len(bar) == cells
        assert bar.count("●") == 1
        assert bar.find("├") < bar.index("●")
        assert "┤" not in bar[: bar.index("●")]

    def test_the_scale_is_as_long_as_the_track(self) -> None:
        assert scale(21, UNICODE) == "0 %             100 %"


class TestHeatmap:
    def test_a_day_stands_in_its_week_and_its_row(self) -> None:
        signs = {
            MONDAY: ("a", ""),
            MONDAY + timedelta(days=8): ("b", ""),
            MONDAY + timedelta(days=6): ("c", ""),
        }
        rows = heatmap(mondays(2), signs, width=80).plain.splitlines()
        assert rows[0].strip() == "Sep"
        assert rows[1:] == ["  Mo a", "  Tu   b", "  We", "  Th", "  Fr", "  Sa", "  Su c"]

    def test_rows_begin_with_the_day_that_weeks_begin_with(self) -> None:
        sundays = [monday - timedelta(days=1) for monday in mondays(2)]
        rows = heatmap(sundays, {}, width=40).plain.splitlines()
        assert [row.split()[0] for row in rows[1:]] == ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"]

    def test_only_the_newest_weeks_are_shown_where_not_all_fit(self) -> None:
        starts = mondays(60)
        rows = heatmap(starts, {starts[-1]: ("z", ""), starts[0]: ("a", "")}, width=40).plain.splitlines()
        assert rows[1] == "Mo " + " " * 36 + "z"

    def test_no_weeks_are_an_empty_block(self) -> None:
        assert heatmap([], {}, width=80).plain == ""
