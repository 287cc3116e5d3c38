"""The screens of trends at every width, in both looks and in sentences; and their data."""

from collections.abc import Callable
from typing import Any

import pytest
from rendering import APPEARANCES, WIDTHS, assert_golden, rendered
from rich.cells import cell_len

from modelway.domain.figures.rates import Direction
from modelway.domain.figures.trend import JudgedTrend, Trend
from modelway.domain.lookback.calendar import calendar_of
from modelway.domain.lookback.gaps import gaps_of
from modelway.domain.lookback.patterns import lifts_of, steadiness_of, weekdays_of
from modelway.domain.lookback.practices import count_due_practices
from modelway.domain.lookback.trends import Records, trends_of
from modelway.views.lookback.trends.calendar import calendar_data, calendar_screen
from modelway.views.lookback.trends.consistency import consistency_data, consistency_screen
from modelway.views.lookback.trends.follow_through import practices_data, practices_screen
from modelway.views.lookback.trends.gaps import gaps_data, gaps_screen
from modelway.views.lookback.trends.lift import lift_data, lift_screen
from modelway.views.lookback.trends.overview import points_a_week, trend_words, trends_data, trends_screen
from modelway.views.lookback.trends.weekdays import weekdays_data, weekdays_screen
from modelway.views.screen.theme import ASCII, UNICODE
from weeks import a_leaders_weeks, due_practices, on, records, value


def steadiness_from(looked: Records) -> Any:
    return steadiness_of(looked.scope, list(looked.nights), looked.rests)


LOOKS: dict[str, tuple[Callable[[Records], Any], Callable[..., Any], Callable[[Any], Any]]] = {
    "trends": (trends_of, trends_screen, trends_data),
    "gaps": (gaps_of, gaps_screen, gaps_data),
    "calendar": (calendar_of, calendar_screen, calendar_data),
    "weekdays": (weekdays_of, weekdays_screen, weekdays_data),
    "follow-through": (count_due_practices, practices_screen, practices_data),
    "lift": (lifts_of, lift_screen, lift_data),
    "consistency": (steadiness_from, consistency_screen, consistency_data),
}
every_look = pytest.mark.parametrize("look", LOOKS)


def screen(look: str, looked: Records, width: int = 80, *, plain: bool = False, ascii_: bool = False) -> str:
    find, draw, _ = LOOKS[look]
    glyphs = ASCII if ascii_ else UNICODE
    return rendered(draw(find(looked), plain=plain, glyphs=glyphs, width=width), width, glyphs)


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@every_look
@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_it_looks_as_agreed(look: str, name: str, width: int) -> None:
    shown = screen(look, a_leaders_weeks(), width, ascii_=name == "ascii")
    assert_golden(f"lookback/trends-{look}-{name}-{width}", shown)


@every_look
def test_it_reads_aloud_as_agreed(look: str) -> None:
    assert_golden(f"lookback/trends-{look}-plain", screen(look, a_leaders_weeks(), plain=True))


@every_look
@pytest.mark.parametrize("width", [20, 33, 40, 59, 60, 80, 200])
@pytest.mark.parametrize("plain", [False, True])
def test_it_keeps_to_the_width_and_ends_with_the_next_command(look: str, width: int, plain: bool) -> None:
    lines = screen(look, a_leaders_weeks(), width, plain=plain).splitlines()
    assert max(cell_len(line) for line in lines) <= min(width, 80)
    assert "Next:" in " ".join(lines[-4:])


@every_look
def test_ascii_is_ascii(look: str) -> None:
    assert screen(look, a_leaders_weeks(), ascii_=True).isascii()


@every_look
def test_sentences_hold_no_sign_that_is_only_to_be_seen(look: str) -> None:
    said = screen(look, a_leaders_weeks(), plain=True)
    signs = f"{UNICODE.levels}{UNICODE.thin_levels}{UNICODE.night_levels}├┤│┼─◐·✓✗→"
    assert set(said) & set(signs) == set()


@every_look
def test_no_value_and_no_night_are_told_and_lead_on(look: str) -> None:
    assert "Next: modelway" in screen(look, records([], {}))
    no_night = screen(look, records([value("Care")], {}))
    assert "Your first night is still to come" in no_night
    assert no_night.endswith("Next: modelway journal\n")


@every_look
def test_a_period_before_the_first_night_says_when_that_is(look: str) -> None:
    before = records([value("Care")], {}, end=on(6), first_night=on(30))
    assert "your first night is Wednesday 30 September 2026" in in_one_line(screen(look, before))


@pytest.mark.parametrize("look", ["trends", "gaps", "calendar", "weekdays", "lift"])
def test_weeks_in_which_nothing_was_written_are_no_reproach(look: str) -> None:
    away = records([value("Care")], {}, first_night=on(-90))
    assert "Nothing was written in these weeks. All that you wrote before is kept" in screen(look, away)


@every_look
@pytest.mark.parametrize("letter", "DFMN")
def test_one_night_and_one_value_are_enough_for_a_screen(look: str, letter: str) -> None:
    one = records([value("Care")], {"care": letter}, end=on(1), practices=due_practices("care", "K"))
    for plain in (False, True):
        assert "Next: modelway" in screen(look, one, plain=plain)
    assert LOOKS[look][2](LOOKS[look][0](one))


class TestTrends:
    def test_too_few_answers_and_answers_all_alike_are_told_as_such(self) -> None:
        few = screen("trends", records([value("Care")], {"care": "DFD"}, end=on(5)))
        assert "too few answers to tell a trend: 3 answers, it takes 8" in few
        alike = screen("trends", records([value("Care")], {"care": "D" * 9}, end=on(9)))
        assert "always the same: no trend to test" in alike

    def test_a_week_without_opportunity_is_a_gap_in_the_line_and_a_thin_one_a_dot(self) -> None:
        looked = records([value("Care")], {"care": "DDDDDDD" + "NNNNNNN" + "DF     " + "FFFFFFF"}, end=on(27))
        line = next(row for row in screen("trends", looked).splitlines() if "Care" in row)
        assert "Care            █ ⠂▁  " in line

    def test_a_new_wording_and_a_retirement_are_told_with_their_day(self) -> None:
        shown = in_one_line(screen("trends", a_leaders_weeks()))
        assert "new wording since 19 October 2026" in shown
        assert "retired 21 September 2026" in shown

    def test_ten_years_fit_with_several_weeks_to_a_sign(self) -> None:
        ten_years = records([value("Care")], {"care": "DDDF" * 913}, end=on(3651))
        for width in WIDTHS:
            shown = screen("trends", ten_years, width)
            assert max(len(line) for line in shown.splitlines()) <= width
        assert "One sign: 7 weeks" in shown
        assert "2027" in shown

    @pytest.mark.parametrize(
        ("slope", "words"),
        [
            (0.021, "+2.1 points a week"),
            (-0.0437, "−4.4 points a week"),
            (0.0003, "+0.03 points a week"),
            (-0.000004, "−0.0004 points a week"),
            (0.0, "0 points a week"),
            (1e-9, "0 points a week"),
        ],
    )
    def test_a_slope_is_told_in_points_with_as_many_decimals_as_it_takes(
        self, slope: float, words: str
    ) -> None:
        assert points_a_week(slope, UNICODE) == words

    def test_without_five_weeks_the_trend_has_no_points(self) -> None:
        judged = JudgedTrend(3.2, 0.001, 0.005, 1.4, 0.05, Direction.UP)
        assert trend_words(Trend(12, judged, 2, None), UNICODE) == "more often as time goes by"


class TestCalendar:
    def test_a_year_fits_into_80_columns_and_40_say_what_they_leave_out(self) -> None:
        year = records([value("Care")], {"care": "D" * 365}, end=on(364))
        assert "not shown" not in screen("calendar", year)
        narrow = in_one_line(screen("calendar", year, 40))
        assert "16 earlier weeks are not shown: a screen of this width holds 37" in narrow
        assert "demonstrated 253 of 253 opportunities" in narrow

    def test_53_weeks_of_a_year_fit(self) -> None:
        assert len(calendar_of(records([], {"care": "D" * 371}, end=on(370))).weeks) == 53
        assert "not shown" not in screen(
            "calendar", records([value("Care")], {"care": "D" * 371}, end=on(370))
        )

    def test_every_sign_stands_in_the_row_of_its_weekday(self) -> None:
        mondays = records([value("Care")], {"care": "DFFFFFF" * 4}, end=on(27))
        rows = screen("calendar", mondays).splitlines()
        sheet = rows.index(next(row for row in rows if row.startswith("Care")))
        assert rows[sheet + 2] == "  Mo ● ● ● ●"
        assert rows[sheet + 3] == "  Tu ◐ ◐ ◐ ◐"


class TestWeekdays:
    def test_silence_is_told_kindly_and_with_its_n(self) -> None:
        shown = in_one_line(screen("weekdays", records([value("Care")], {"care": "DDFD" * 20})))
        assert "No weekday stands out: 7 pairs of a value and a weekday compared, from 80 answers" in shown
        few = in_one_line(screen("weekdays", records([value("Care")], {"care": "DDFD"})))
        assert "Too few nights to compare weekdays" in few
        assert "there are 4 answers in all" in few

    def test_what_stands_out_is_named_with_both_rates(self) -> None:
        looked = records([value("Care")], {"care": "FDDDDDD" * 12}, end=on(83))
        for plain in (False, True):
            shown = in_one_line(screen("weekdays", looked, plain=plain))
            assert "0 % (0–26 %), 0 of 12" in shown
            assert "100 % (95–100 %), 72 of 72" in shown
        assert LOOKS["weekdays"][2](weekdays_of(looked))["comparisons"][0]["stands_out"]


class TestPractices:
    def test_no_practice_leads_to_a_first_one(self) -> None:
        shown = screen("follow-through", records([value("Care")], {"care": "D"}))
        assert "No practice was due in these weeks" in shown
        assert shown.endswith("Next: modelway plan add\n")

    def test_what_was_not_reported_widens_the_credit(self) -> None:
        looked = records([value("Care")], {"care": "D"}, practices=due_practices("care", "KKPX??"))
        shown = in_one_line(screen("follow-through", looked))
        assert "with half credit for partly: 63 %, 42–75 % whatever became of those not reported" in shown


class TestLift:
    def test_it_is_labelled_and_says_when_there_is_nothing_to_compare(self) -> None:
        shown = in_one_line(screen("lift", records([value("Care")], {"care": "DFD"})))
        assert "Association, not cause" in shown
        assert "nothing to compare yet" in shown


class TestConsistency:
    def test_who_was_away_is_welcomed(self) -> None:
        away = records([value("Care")], {"care": "DDDDD"}, end=on(12))
        for plain in (False, True):
            assert "The streak begins anew whenever you do." in screen("consistency", away, plain=plain)
