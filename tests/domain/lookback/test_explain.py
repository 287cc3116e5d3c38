"""What an explanation shows is what the figure says: worked out again from the very text on the screen."""

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lettered import COURAGE, HONESTY, MONDAY, ONE_DAY, PERIODS, Journal, journals
from modelway.domain.days.periods import Period
from modelway.domain.figures.consistency import consistency_of
from modelway.domain.figures.follow_through import follow_through_of
from modelway.domain.figures.rates import Interval
from modelway.domain.lookback.explaining.explanation import Figure, Step, interval_words, number, share_words
from modelway.domain.lookback.explaining.figures import ABOUT, Of, explain, figure_named
from modelway.domain.lookback.gaps import gaps_of
from modelway.domain.lookback.patterns import lifts_of, weekdays_of
from modelway.domain.lookback.review import review_of
from modelway.domain.lookback.trends import trends_of
from modelway.domain.loop.values import Value
from modelway.errors import NotFound
from modelway.views.screen import figures as on_screen
from modelway.views.screen.theme import UNICODE

IN_WORDS = ("splits", "counted", "beyond it lie", "the first is day 1", "added up", "for all values")


def worth(arithmetic: str) -> float | None:
    """What the calculation gives on a pocket calculator; None if it is a sentence."""
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", arithmetic)
    for sign, meaning in (("√", "sqrt"), ("²", "**2"), ("^", "**"), ("×", "*"), ("−", "-"), ("C(", "comb(")):
        text = text.replace(sign, meaning)
    known = {"sqrt": math.sqrt, "comb": math.comb, "erfc": math.erfc, "abs": abs, "max": max, "min": min}
    try:
        return float(eval(text, {"__builtins__": {}}, known))
    except (SyntaxError, NameError):
        return None


def shown_again(step: Step) -> None:
    """The step's calculation gives what it says, as far as the digits on the screen go."""
    assert step.equals is not None
    found = worth(step.arithmetic)
    if found is None:
        if tail := re.fullmatch(
            r"at this true rate, (\S+) of (\S+) or (more|fewer) come in (\S+) % of cases", step.arithmetic
        ):
            hits, worth_, chance = float(tail[1]), float(tail[2]), float(tail[4]) / 100
            a, b = (hits, worth_ - hits + 1) if tail[3] == "more" else (hits + 1, worth_ - hits)
            cumulated = stats.beta.cdf(step.equals, a, b)
            assert (cumulated if tail[3] == "more" else 1 - cumulated) == pytest.approx(chance, rel=2e-3)
            return
        assert any(words in step.arithmetic for words in IN_WORDS)
        return
    assert found == pytest.approx(step.equals, rel=2e-5 if abs(step.equals) > 1e-3 else 2e-3, abs=2e-5)


def subject(figure: Figure, journal: Journal) -> Value | None:
    return None if ABOUT[figure].of is Of.JOURNAL else next(iter(journal.letters))


@settings(max_examples=200)
@given(st.sampled_from(list(Figure)), journals(), PERIODS)
def test_every_calculation_on_the_screen_gives_what_it_says(
    figure: Figure, journal: Journal, period: Period
) -> None:
    told = explain(figure, journal.records(period), subject(figure, journal))
    for one in told.steps:
        if one.equals is not None:
            shown_again(one)


@given(st.sampled_from(list(Figure)), journals(), PERIODS)
def test_a_figure_is_told_with_its_n_or_says_what_it_would_need(
    figure: Figure, journal: Journal, period: Period
) -> None:
    result = explain(figure, journal.records(period), subject(figure, journal)).result
    assert result.words.endswith(".")
    if result.needs:
        assert set(result.figures.values()) == {None}
    else:
        assert None not in result.figures.values()
        assert result.n > 0 or figure in (Figure.STREAK, Figure.NEGLECTED)


@given(journals(), PERIODS)
def test_the_figures_are_those_of_the_trends(journal: Journal, period: Period) -> None:
    records, trend_records = journal.records(period), journal.trend_records(period)
    trends = {one.series.value.id: one for one in trends_of(trend_records).values}
    gaps = {one.value.id: one for one in gaps_of(trend_records).ranked}
    lifts = {series.value.id: lift for series, lift in lifts_of(trend_records).values}
    for one in journal.letters:
        figures = {
            figure: explain(figure, records, one).result.figures
            for figure in (Figure.RATE, Figure.GAP, Figure.TREND, Figure.SLOPE, Figure.LIFT)
        }
        trend, judged = trends[one.id].trend, trends[one.id].trend.judged
        assert figures[Figure.RATE]["rate"] == trends[one.id].series.tally.rate
        assert figures[Figure.GAP]["gap"] == gaps[one.id].gap
        assert figures[Figure.GAP]["priority"] == gaps[one.id].priority
        if gaps[one.id].gap is not None:
            assert figures[Figure.GAP]["verdict"] == gaps[one.id].verdict
        assert figures[Figure.SLOPE]["slope"] == trend.slope
        if trend.finding in ("up", "down", "unclear"):
            assert judged is not None
            assert figures[Figure.TREND]["adjusted_p"] == judged.adjusted_p
            assert figures[Figure.TREND]["verdict"] == judged.verdict
        lift = lifts[one.id].difference
        assert figures[Figure.LIFT]["difference"] == (lift.difference if lift else None)
        assert figures[Figure.LIFT]["verdict"] == (lift.verdict if lift else None)


@given(journals(), PERIODS)
def test_the_figures_are_those_of_the_review(journal: Journal, period: Period) -> None:
    records = journal.records(period)
    looked_back = review_of(journal.review_records(), period)
    for one in looked_back.values:
        change = explain(Figure.CHANGE, records, one.value).result.figures
        assert change["difference"] == (one.change.difference if one.change else None)
        assert change["verdict"] == (one.change.verdict if one.change else None)
        rate = explain(Figure.RATE, records, one.value).result.figures
        interval = one.tally.interval
        assert (rate["rate"], rate["low"]) == (one.tally.rate, interval.low if interval else None)
        if one.gap.gap is not None:
            assert explain(Figure.GAP, records, one.value).result.figures["verdict"] == one.gap.verdict
        strict = explain(Figure.FOLLOW_THROUGH, records, one.value).result.figures["strict"]
        assert strict == one.follow_through.strict
    assert explain(Figure.COVERAGE, records, None).result.figures["rate"] == looked_back.coverage.rate
    followed = explain(Figure.FOLLOW_THROUGH, records, None).result.figures
    assert followed["credited"] == looked_back.follow_through.credited


@given(journals(), PERIODS)
def test_score_and_streak_are_those_at_the_end_of_the_period(journal: Journal, period: Period) -> None:
    records = journal.records(period)
    written = [day for day in journal.nights if day <= period.end]
    figure = consistency_of(written, journal.rests, min(period.end, journal.last))
    score, streak = (explain(one, records, None) for one in (Figure.CONSISTENCY, Figure.STREAK))
    if written:
        assert score.result.figures == {"score": figure.score}
        assert streak.result.figures == {"streak": figure.streak}
        assert score.steps[-1].equals == pytest.approx(figure.score)
        assert worth(streak.steps[-1].arithmetic) == figure.streak
    else:
        assert (score.steps, streak.steps) == ((), ())


@given(journals(), PERIODS)
def test_the_weekday_explained_is_the_clearest_of_all(journal: Journal, period: Period) -> None:
    patterns = weekdays_of(journal.trend_records(period))
    told = explain(Figure.WEEKDAYS, journal.records(period), None)
    if not patterns.comparisons:
        assert told.result.needs
        return
    clearest = min(patterns.comparisons, key=lambda one: (one.adjusted_p, one.p))
    assert told.result.figures["adjusted_p"] == clearest.adjusted_p
    assert told.value is not None
    assert told.value.id == clearest.value_id
    assert (told.result.figures["verdict"] == "stands_out") == bool(patterns.clear)


@given(st.floats(-1, 1), st.floats(-1, 1))
def test_shares_read_as_they_do_on_every_other_screen(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert share_words(one) == on_screen.format_percent(one, UNICODE)
    assert interval_words(Interval(low, high)) == on_screen.format_interval(low, high, UNICODE)


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (5, "5"),
        (0.8, "0.8"),
        (5 / 7, "0.714286"),
        (-0.25, "−0.25"),
        (0.0, "0"),
        (1.0, "1"),
        (0.0000308, "0.0000308"),
        (0.00099999, "0.001"),
        (3.2e-12, "3.2 × 10^(−12)"),
        (0.59016, "0.59016"),
        (31666 + 2 / 3, "31666.666667"),
    ],
)
def test_a_number_is_written_with_the_digits_it_needs(amount: float, written: str) -> None:
    assert number(amount) == written


@pytest.mark.parametrize("figure", Figure)
def test_without_any_value_every_figure_still_has_its_formula(figure: Figure) -> None:
    told = explain(figure, Journal({HONESTY: ""}).records()._replace(values=[]), None)
    assert told.formula.endswith(".")
    assert told.source
    assert told.caveats
    assert told.result.needs


FIGURES_OF_THE_SCREENS = {
    "1 Demonstration rate": [Figure.RATE],
    "2 Gap": [Figure.GAP],
    "3 Follow-through": [Figure.FOLLOW_THROUGH],
    "4 Change between two periods": [Figure.CHANGE],
    "5 Trend": [Figure.TREND, Figure.SLOPE],
    "6 Consistency": [Figure.CONSISTENCY, Figure.STREAK],
    "7 Coverage": [Figure.COVERAGE],
    "8 Neglected value": [Figure.NEGLECTED],
    "9 Weekday pattern": [Figure.WEEKDAYS],
    "10 Plan lift": [Figure.LIFT],
}


def test_every_figure_that_screens_show_has_its_explanation() -> None:
    assert [one for figures in FIGURES_OF_THE_SCREENS.values() for one in figures] == sorted(
        Figure, key=[one for figures in FIGURES_OF_THE_SCREENS.values() for one in figures].index
    )
    journal = Journal({HONESTY: "DDFDDMD" * 5, COURAGE: "DFNDDMD" * 5}, "KPXKK" * 5)
    last_weeks = Period(MONDAY + 14 * ONE_DAY, journal.last)
    for figure in Figure:
        period = last_weeks if figure is Figure.CHANGE else None
        told = explain(figure, journal.records(period), subject(figure, journal))
        assert told.figure is figure
        assert told.steps, figure
        assert told.result.n > 0


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("rate", Figure.RATE),
        ("Rate ", Figure.RATE),
        ("demonstration rate", Figure.RATE),
        ("follow", Figure.FOLLOW_THROUGH),
        ("follow_through", Figure.FOLLOW_THROUGH),
        ("folow-thruogh", Figure.FOLLOW_THROUGH),
        ("gaps", Figure.GAP),
        ("priority", Figure.GAP),
        ("trends", Figure.TREND),
        ("Theil-Sen", Figure.SLOPE),
        ("neglect", Figure.NEGLECTED),
        ("weekday", Figure.WEEKDAYS),
        ("plan lift", Figure.LIFT),
        ("credited", Figure.FOLLOW_THROUGH),
        ("coverge", Figure.COVERAGE),
    ],
)
def test_a_figure_is_found_by_any_name_it_goes_by(typed: str, figure: Figure) -> None:
    assert figure_named(typed) is figure


@pytest.mark.parametrize(
    ("typed", "guess"), [("trendline", "did you mean trend?"), ("xyzzy", "choose one of rate")]
)
def test_an_unknown_figure_is_answered_with_all_there_are(typed: str, guess: str) -> None:
    with pytest.raises(NotFound, match=re.escape(guess)) as raised:
        figure_named(typed)
    assert all(figure.value in raised.value.sentence for figure in Figure)


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_figure_or_a_sentence(typed: str) -> None:
    try:
        found: str = figure_named(typed)
    except NotFound as error:
        found = error.sentence
    assert found in set(Figure) or found.startswith("There is no figure")


def test_every_follow_through_shown_is_the_figures_own() -> None:
    journal = Journal({HONESTY: "D" * 7, COURAGE: "D" * 7}, "KXKPKXK")
    records = journal.records()
    for one in journal.letters:
        told = explain(Figure.FOLLOW_THROUGH, records, one).result.figures["strict"]
        assert (
            told
            == follow_through_of(
                records.practices, records.period, last_ended=journal.last, value_id=one.id
            ).strict
        )
