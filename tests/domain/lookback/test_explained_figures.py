"""Each figure explained by example, and what is said where the data cannot carry it."""

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from lettered import COURAGE, HONESTY, MONDAY, ONE_DAY, Journal, value
from modelway.domain.days.periods import Period
from modelway.domain.figures.coverage import coverage_of
from modelway.domain.figures.dependence import estimate_dependence
from modelway.domain.figures.neglect import Neglect, neglect_of
from modelway.domain.figures.states import opportunities_of, states_between
from modelway.domain.lookback.explaining.explanation import Explanation, Figure, Step, number
from modelway.domain.lookback.explaining.figures import explain
from modelway.domain.lookback.explaining.records import first_to_look_at, wording_of
from modelway.domain.loop.nights import Rest, State


def step(one: Explanation, name: str) -> Step:
    return next(step for step in one.steps if step.name == name)


def test_five_of_seven_is_worked_out_as_statsmodels_does_it() -> None:
    records = Journal({HONESTY: "DDFDDMD"}).records()
    told = explain(Figure.RATE, records, HONESTY)
    assert step(told, "rate") == Step("rate", "5 / (5 + 1 + 1)", 5 / 7)
    (dependence,) = estimate_dependence([opportunities_of(wording_of(records, HONESTY).states)])
    assert step(told, "days hang together").arithmetic.startswith(f"r = {number(dependence.r)}, with 6 pairs")
    worth = dependence.effective_sample(7)
    assert step(told, "answers are worth").equals == worth
    low, high = proportion_confint(5 / 7 * worth, worth, method="beta")
    assert step(told, "low end").equals == pytest.approx(low, abs=1e-6)
    assert step(told, "high end").equals == pytest.approx(high, abs=1e-6)
    assert step(told, "high end").arithmetic.endswith("or fewer come in 2.5 % of cases")
    assert told.result.words.endswith(": 5 of 7 nights.")
    assert told.source.startswith("Clopper and Pearson 1934")


def test_a_rate_of_the_newest_wording_alone_says_how_it_was_before() -> None:
    honesty = value("honesty", reworded=MONDAY + 7 * ONE_DAY)
    told = explain(Figure.RATE, Journal({honesty: "DDFDDMD" + "DF"}).records(), honesty)
    assert told.counts["demonstrated"] == 1
    assert told.caveats[0].startswith("Since 7 September 2026 there is a new definition")
    assert told.caveats[0].endswith("Before it in this period: 5 of 7, 71 %.")


@pytest.mark.parametrize(
    ("line", "period", "why"),
    [
        ("NNN", None, "No opportunity came: on 3 nights nothing called for Honesty."),
        (
            "   D",
            Period(MONDAY, MONDAY),
            "The first night was written on 3 September 2026, after this period.",
        ),
        ("", None, "No night has been written yet."),
    ],
)
def test_without_a_rate_it_says_why_and_what_it_takes(line: str, period: Period | None, why: str) -> None:
    told = explain(Figure.RATE, Journal({HONESTY: line}).records(period), HONESTY)
    assert told.result.words == why
    assert told.result.needs.startswith("one night that calls for it")
    assert told.result.figures == {"rate": None, "low": None, "high": None}
    assert told.steps == ()


def test_before_a_value_was_defined_it_has_no_rate() -> None:
    later = HONESTY._replace(defined_on=MONDAY + 3 * ONE_DAY)
    told = explain(
        Figure.RATE, Journal({later: "", COURAGE: "DDD"}).records(Period(MONDAY, MONDAY + ONE_DAY)), later
    )
    assert told.result.words == "Honesty was defined on 3 September 2026, after this period."


def test_a_gap_is_weighed_by_importance_and_placed_among_the_others() -> None:
    journal = Journal({HONESTY: "DDFDDFFFDD", COURAGE: "FFFFFFFFFF"})
    told = explain(Figure.GAP, journal.records(), COURAGE)
    assert step(told, "gap").arithmetic == "max(0, 0.8 − 0)"
    assert step(told, "priority").arithmetic == "0.8 × 0.4 / (1 + 0.4)"
    assert told.result.words.startswith("80 points under its target of 80 % (0 of 10 nights, 0–")
    assert told.result.words.endswith(" %): a gap. By priority it is number 1 of 2 values.")
    assert step(told, "high end decides").arithmetic.endswith("below the target of 0.8")
    assert first_to_look_at(journal.records()) == COURAGE


def test_a_week_can_hardly_show_a_change() -> None:
    journal = Journal({HONESTY: "DDDFFMM" + "DDDDDFM"})
    week = Period(MONDAY + 7 * ONE_DAY, MONDAY + 13 * ONE_DAY)
    told = explain(Figure.CHANGE, journal.records(week), HONESTY)
    assert told.result.figures["level"] == 0.005
    assert told.result.words.startswith("+29 points (−")
    assert told.result.words.endswith("), 5 of 7 nights after 3 of 7: no clear change.")
    assert step(told, "low end").equals == told.result.figures["low"]


def test_a_change_does_not_cross_a_new_definition() -> None:
    honesty = value("honesty", reworded=MONDAY + 7 * ONE_DAY)
    week = Period(MONDAY + 7 * ONE_DAY, MONDAY + 13 * ONE_DAY)
    told = explain(Figure.CHANGE, Journal({honesty: "D" * 14}).records(week), honesty)
    assert told.result.words.startswith("The definition is new since 7 September 2026")
    assert told.result.needs == "nights before the period under the same definition."


def test_the_trend_counts_that_days_hang_together() -> None:
    told = explain(Figure.TREND, Journal({HONESTY: "F" * 15 + "D" * 15}).records(), HONESTY)
    assert step(told, "middle of the days") == Step(
        "middle of the days", "the first is day 1, the last day 30", 15.5
    )
    assert step(told, "distance of the yes").equals == 112.5
    assert told.result.figures["verdict"] == "up"
    assert told.result.figures["design_effect"] > 1  # type: ignore[operator]
    assert told.caveats[0].startswith("How alike two days in a row are")


def test_beside_another_value_the_p_of_a_trend_is_adjusted() -> None:
    journal = Journal({HONESTY: "F" * 15 + "D" * 15, COURAGE: "DF" * 15})
    told = explain(Figure.TREND, journal.records(), HONESTY)
    assert told.result.figures["adjusted_p"] == 2 * told.result.figures["p"]  # type: ignore[operator]
    assert step(told, "decides").arithmetic.endswith("below 0.065")


@pytest.mark.parametrize(
    ("line", "why", "needs"),
    [
        (
            "DFDFDFD",
            "7 nights cannot show a trend, whatever their order.",
            "8 answers or more, not all alike.",
        ),
        ("DDDDDDDDD", "All 9 answers are the same, so there is no trend to test.", "both kinds of answers"),
    ],
)
def test_a_trend_that_cannot_be_told(line: str, why: str, needs: str) -> None:
    told = explain(Figure.TREND, Journal({HONESTY: line}).records(), HONESTY)
    assert (told.result.words, told.steps) == (why, ())
    assert told.result.needs.startswith(needs)


def test_the_practices_have_a_trend_as_well() -> None:
    told = explain(
        Figure.TREND, Journal({HONESTY: "D" * 42}, "XXPXX" * 4 + "K" * 22).records(), None, practices=True
    )
    assert (told.of, told.value, told.counts["answers"]) == ("Practices", None, 42)
    assert told.result.words.startswith("Up: p = ")
    assert told.result.words.endswith("over 42 practices.")


def test_the_slope_shows_the_weeks_and_the_line_in_the_middle() -> None:
    weeks = ["DFFFFFF", "DDFFFFF", "DDDFFFF", "DDDDFFF", "DDDDDFF"]
    told = explain(Figure.SLOPE, Journal({HONESTY: "".join(weeks)}).records(), HONESTY)
    assert told.steps[0] == Step("2026-W36", "1 / 7", 1 / 7)
    assert step(told, "pairs of weeks").equals == 10
    assert step(told, "rising, level, falling").arithmetic == "10, 0, 0"
    assert told.result.words == "+14.3 points per week, over 5 weeks."
    assert told.steps[-1].equals == told.result.figures["slope"]


def test_four_weeks_have_no_slope() -> None:
    told = explain(Figure.SLOPE, Journal({HONESTY: "DDF    " * 4}).records(), HONESTY)
    assert told.result.words == "Only 4 weeks of this period had 3 opportunities or more."
    assert told.result.needs == "5 such weeks."


def test_over_many_years_the_lines_are_counted_and_not_listed() -> None:
    told = explain(Figure.SLOPE, Journal({HONESTY: "DFFDDFD" * 200}).records(), HONESTY)
    assert step(told, "earlier weeks").arithmetic == "184 more, not listed"
    assert step(told, "slope in the middle") == Step("slope in the middle", "counted, not listed", 0.0)


def test_a_weekday_that_stands_out_is_worked_out_to_the_adjusted_p() -> None:
    journal = Journal({HONESTY: "FDDDDDD" * 8})
    told = explain(Figure.WEEKDAYS, journal.records(), HONESTY)
    assert step(told, "Mondays").arithmetic == "0 / 8"
    assert step(told, "this very split").arithmetic == "C(8, 0) × C(48, 48) / C(56, 48)"
    assert step(told, "adjusted by Holm").arithmetic.endswith("× 7)")
    assert told.result.words.startswith("Monday stands out for Honesty: 0 of 8 nights against 48 of 48")


def test_a_weekday_in_second_place_is_multiplied_by_one_less() -> None:
    journal = Journal({HONESTY: "FDDDDDD" * 8, COURAGE: "FDDDDDD" * 5 + "DDDDDDD" * 3})
    told = explain(Figure.WEEKDAYS, journal.records(), COURAGE)
    assert told.result.figures["comparisons"] == 14
    assert step(told, "adjusted by Holm").arithmetic.endswith("× 13)")
    assert told.result.figures["adjusted_p"] == step(told, "p-value").equals * 13  # type: ignore[operator]


def test_an_adjusted_p_never_falls_below_the_one_before_it() -> None:
    journal = Journal({HONESTY: "FDDDDDD" * 8, COURAGE: "FDDDDDD" * 8})
    told = explain(Figure.WEEKDAYS, journal.records(), COURAGE)
    before = explain(Figure.WEEKDAYS, journal.records(), HONESTY)
    assert step(told, "adjusted by Holm").arithmetic.startswith("max(")
    assert told.result.figures["adjusted_p"] == before.result.figures["adjusted_p"]


def test_follow_through_admits_what_was_not_reported() -> None:
    told = explain(Figure.FOLLOW_THROUGH, Journal({HONESTY: "D" * 7}, "KKPXCQQ").records(), HONESTY)
    assert step(told, "strict").arithmetic == "2 / (2 + 1 + 1)"
    assert step(told, "credited at least").arithmetic == "(2 + 1 / 2) / (2 + 1 + 1 + 2)"
    assert step(told, "credited at most").equals == 0.75
    assert told.result.words.endswith("Credited 63 %, 42–75 % with those not reported.")


@pytest.mark.parametrize(
    ("fates", "why"),
    [
        ("", "No practice was due in this period."),
        ("QQ", "2 practices of this period not reported yet."),
        ("C", "1 practice of this period, none of which had a chance."),
    ],
)
def test_no_follow_through_without_a_practice_that_was_decided(fates: str, why: str) -> None:
    told = explain(Figure.FOLLOW_THROUGH, Journal({HONESTY: "DDD"}, fates).records(), None)
    assert (told.result.words, told.result.n) == (why, 0)


def test_a_streak_names_its_last_break() -> None:
    told = explain(Figure.STREAK, Journal({HONESTY: "DD  DD D"}).records(), None)
    assert step(told, "last break").arithmetic == "2 September 2026 and 3 September 2026, both missed"
    assert told.result.words == "3 nights since 4 September 2026, with 1 missed in between."


def test_a_broken_streak_is_told_without_a_reproach() -> None:
    journal = Journal({HONESTY: "DDD"})
    records = journal.records(Period(MONDAY, MONDAY + 6 * ONE_DAY))._replace(last_ended=MONDAY + 6 * ONE_DAY)
    told = explain(Figure.STREAK, records, None)
    assert (told.result.words, told.result.figures) == (
        "0 nights: tonight can begin a new one.",
        {"streak": 0},
    )


def test_thirty_nights_in_a_row_have_the_score_of_the_definition() -> None:
    told = explain(Figure.CONSISTENCY, Journal({HONESTY: "D" * 30}).records(), None)
    assert told.result.figures["score"] == pytest.approx(0.798, abs=5e-4)
    assert told.result.words == "80 %, after 30 nights."


def test_a_value_gone_quiet_is_explained_by_its_last_fourteen_nights() -> None:
    told = explain(Figure.NEGLECTED, Journal({HONESTY: "D" * 14 + "FMN" + " " * 11}).records(), HONESTY)
    assert told.period.length == 14
    assert (told.counts["demonstrated"], told.counts["unanswered"]) == (0, 11)
    assert told.result.figures == {"verdict": "neglected"}
    assert told.result.words == "Gone quiet: demonstrated on 0 of 2 nights that called for it."


@given(st.text("DFMN ", min_size=1, max_size=20), st.integers(0, 2))
def test_a_quiet_value_is_what_the_figure_calls_so(line: str, tonight: int) -> None:
    journal = Journal({HONESTY: line})
    records = journal.records()._replace(last_ended=journal.last - tonight * ONE_DAY)
    states: Mapping[date, State] = states_between(
        HONESTY,
        Period(MONDAY - 30 * ONE_DAY, journal.last),
        journal.nights,
        (),
        first_night=records.first_night,
        last_ended=records.last_ended,
    )
    found = explain(Figure.NEGLECTED, records, HONESTY).result.figures["verdict"]
    told = neglect_of(states, records.last_ended)
    assert (found if found in set(Neglect) else None) == told


def test_an_association_is_never_called_a_cause() -> None:
    told = explain(Figure.LIFT, Journal({HONESTY: "DDDDFFFFDD"}, "KKK").records(), HONESTY)
    assert "not a cause" in told.caveats[0]
    assert told.result.words.endswith("An association, not a cause.")
    assert step(told, "after a night demonstrated") == Step(
        "after a night demonstrated", "2 / 2 − 2 / 3", 1 - 2 / 3
    )
    assert step(told, "weight after a night demonstrated").arithmetic == "2 × 3 / (2 + 3)"


def test_coverage_counts_what_was_asked_for() -> None:
    journal = Journal(
        {HONESTY: "DD D   "}, rests=[Rest("r", MONDAY + 5 * ONE_DAY, MONDAY + 9 * ONE_DAY, None, "")]
    )
    told = explain(Figure.COVERAGE, journal.records(), None)
    assert [one.arithmetic for one in told.steps] == ["7 − 2", "3 / 5"]
    assert (
        told.result.figures["rate"]
        == coverage_of(
            journal.nights, journal.rests, told.period, first_night=MONDAY, last_ended=journal.last
        ).rate
    )
