"""Trends of a journal in a file: a generated year against other libraries, and the edges."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from scipy.stats import beta, fisher_exact, norm, pearsonr, theilslopes
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from journals import define, night, session_at, write
from modelway.domain.figures.dependence import Dependence, estimate_dependence
from modelway.domain.loop.nights import Rest
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.lookback import trends as services
from modelway.services.loop.record import record
from modelway.services.loop.values import change, retire
from modelway.services.session import Session
from modelway.views.lookback.trends.calendar import calendar_data
from modelway.views.lookback.trends.consistency import consistency_data
from modelway.views.lookback.trends.follow_through import practices_data
from modelway.views.lookback.trends.gaps import gaps_data
from modelway.views.lookback.trends.lift import lift_data
from modelway.views.lookback.trends.overview import trends_data
from modelway.views.lookback.trends.weekdays import weekdays_data

LAST = date(2026, 11, 20)
FIRST = date(2025, 11, 24)
NAMES = ("Honesty", "Courage", "Care", "Focus", "Thrift")
# How often each is demonstrated at the beginning and at the end, and on Mondays.
HABITS = ((0.4, 0.9, 0.4), (0.9, 0.5, 0.9), (0.8, 0.8, 0.1), (0.7, 0.7, 0.7), (0.95, 0.95, 0.95))
CLOSE = 1e-9


def days(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def letter(chance: Random, habit: tuple[float, float, float], progress: float, day: date) -> str:
    if chance.random() < 0.12:
        return "N"
    start, end, on_mondays = habit
    often = on_mondays if day.weekday() == 0 else start + (end - start) * progress
    return "D" if chance.random() < often else chance.choice("FM")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, dict[date, str], list[Any]]]:
    """A year of five values: the session, the letters of each night, and what became of each practice."""
    chance = Random(2026)
    store = tmp_path_factory.mktemp("year") / "journal.db"
    letters: dict[date, str] = {}
    drafts, waiting = [], None
    with session_at(store, f"{FIRST}T09:00") as session:
        define(session, *NAMES)
    for place, day in enumerate(days()):
        if chance.random() < 0.1 and place > 0:
            waiting = None
            continue
        letters[day] = "".join(letter(chance, habit, place / 361, day) for habit in HABITS)
        reports = {}
        if waiting:
            reports[waiting] = chance.choice(list(PracticeOutcome))
        waiting = str(chance.randint(1, 5)) if chance.random() < 0.7 and day != LAST else None
        drafts.append(night(day, letters[day], reports=reports, plans={waiting: "do it"} if waiting else {}))
    with session_at(store, f"{LAST}T21:00") as session:
        record(session, drafts)
        slugs = {value.id: value.slug for value in session.journal.values()}
        # A report may be for a practice of some nights ago, so the journal is asked which ones were.
        planned = [
            (one.due_on, slugs[one.value_id], one.outcome)
            for one in session.journal.practices_due(FIRST, LAST)
            if one.outcome
        ]
        yield session, letters, planned


def answers_of(letters: dict[date, str], place: int) -> list[tuple[date, bool]]:
    return [(day, told[place] == "D") for day, told in letters.items() if told[place] in "DFM"]


def weekly_rates(answers: list[tuple[date, bool]]) -> tuple[list[int], list[float]]:
    """Numbers and rates of the weeks with three answers or more, by a way of their own."""
    by_week: dict[int, list[bool]] = {}
    for day, shown in answers:
        year, week, _ = day.isocalendar()
        by_week.setdefault(date.fromisocalendar(year, week, 1).toordinal() // 7, []).append(shown)
    kept = {week: sum(those) / len(those) for week, those in by_week.items() if len(those) >= 3}
    return list(kept), list(kept.values())


def assert_trend(told: Any, answers: list[tuple[date, bool]], dependence: Dependence) -> float:
    """The trend is Cochran and Armitage's by way of scipy's correlation; returns its p-value."""
    n = len(answers)
    days = [day.toordinal() for day, _ in answers]
    correlation = pearsonr(days, [float(shown) for _, shown in answers]).statistic
    z = correlation * np.sqrt((n - 1) / dependence.design_effect(n))
    assert told["answers"] == n
    assert told["design_effect"] == pytest.approx(dependence.design_effect(n), abs=CLOSE)
    assert told["z"] == pytest.approx(z, abs=CLOSE)
    assert told["p"] == pytest.approx(2 * norm.sf(abs(z)), abs=CLOSE)
    weeks, rates = weekly_rates(answers)
    assert told["weeks"] == len(weeks)
    assert told["slope"] == pytest.approx(theilslopes(rates, weeks).slope, abs=CLOSE)
    return float(told["p"])


def assert_adjusted(told: list[Any], p_values: list[float], level: float) -> None:
    """Each trend of a screen is judged among the others, by Holm's rule."""
    adjusted = multipletests(p_values, method="holm")[1]
    assert [one["adjusted_p"] for one in told] == pytest.approx(list(adjusted), abs=CLOSE)
    for one in told:
        assert one["level"] == level
        sign = "up" if one["z"] > 0 else "down"
        assert one["verdict"] == (sign if one["adjusted_p"] < level else "unclear")


def assert_interval(told: Any, shown: int, n: int, dependence: Dependence) -> None:
    worth = dependence.effective_sample(n)
    low, high = proportion_confint(shown / n * worth, worth, method="beta")
    assert (told["low"], told["high"]) == (pytest.approx(low, abs=1e-6), pytest.approx(high, abs=1e-6))


def mantel_haenszel(tables: list[list[list[int]]]) -> float:
    """The risk difference of Mantel and Haenszel over 2 × 2 tables [[yes, no] with, [yes, no] without]."""
    weighted = weights = 0.0
    for (a, b), (c, d) in tables:
        weight = (a + b) * (c + d) / (a + b + c + d)
        weighted += weight * (a / (a + b) - c / (c + d))
        weights += weight
    return weighted / weights


class TestAYearAgreesWithTheReferences:
    def test_rates_trends_and_slopes_of_every_value(self, year: Any) -> None:
        session, letters, _ = year
        told = trends_data(services.trends(session, None))
        assert told["period"] == {"start": FIRST.isoformat(), "end": LAST.isoformat()}
        series = [answers_of(letters, place) for place in range(len(NAMES))]
        dependences, p_values = estimate_dependence(series), []
        for place, one in enumerate(told["values"]):
            answers = series[place]
            shown = sum(shown for _, shown in answers)
            assert (one["value"], one["demonstrated"]) == (NAMES[place].lower(), shown)
            assert one["rate"] == pytest.approx(shown / len(answers), abs=CLOSE)
            assert_interval(one, shown, len(answers), dependences[place])
            p_values.append(assert_trend(one["trend"], answers, dependences[place]))
            assert sum(week["opportunities"] for week in one["weeks"]) == len(answers)
            assert len(one["weeks"]) == 52
        trends = [one["trend"] for one in told["values"]]
        assert_adjusted(trends, p_values, 0.05)
        assert {one["verdict"] for one in trends} == {"up", "down", "unclear"}

    def test_twelve_weeks_are_the_same_of_fewer_nights(self, year: Any) -> None:
        session, letters, _ = year
        start = date(2026, 8, 31)
        baseline = start - timedelta(days=112)
        series = [answers_of(letters, place) for place in range(len(NAMES))]
        dependences = estimate_dependence([[one for one in its if one[0] >= baseline] for its in series])
        told, p_values = trends_data(services.trends(session, 12))["values"], []
        for place, one in enumerate(told):
            answers = [answer for answer in series[place] if answer[0] >= start]
            p_values.append(assert_trend(one["trend"], answers, dependences[place]))
            assert len(one["weeks"]) == 12
        assert_adjusted([one["trend"] for one in told], p_values, 0.065)

    def test_practices(self, year: Any) -> None:
        session, _, planned = year
        told = trends_data(services.trends(session, None))["follow_through"]
        decided = [
            (day, outcome is PracticeOutcome.KEPT)
            for day, _, outcome in planned
            if outcome is not PracticeOutcome.NO_CHANCE
        ]
        kept = sum(kept for _, kept in decided)
        assert told["strict"] == pytest.approx(kept / len(decided), abs=CLOSE)
        (dependence,) = estimate_dependence([sorted(decided)])
        assert_interval(told, kept, len(decided), dependence)
        p = assert_trend(told["trend"], decided, dependence)
        assert_adjusted([told["trend"]], [p], 0.01)
        by_value = practices_data(services.practices(session, None))
        for one in by_value["values"]:
            its = [outcome for _, value, outcome in planned if value == one["value"]]
            assert one["kept"] == its.count(PracticeOutcome.KEPT)
            assert one["practices"] == len(its) + one["unreported"]
        for key in ("practices", "kept", "partly", "not_kept", "no_chance", "unreported"):
            assert sum(one[key] for one in by_value["values"]) == by_value["overall"][key]

    def test_gaps(self, year: Any) -> None:
        session, letters, _ = year
        told = gaps_data(services.gaps(session, None))["values"]
        rates = {}
        for place, name in enumerate(NAMES):
            answers = [shown for _, shown in answers_of(letters, place)]
            rates[name.lower()] = sum(answers) / len(answers)
        gaps = {name: max(0.0, 0.8 - rate) for name, rate in rates.items()}
        priorities = sorted((gap / 5 for gap in gaps.values()), reverse=True)
        assert [one["priority"] for one in told] == pytest.approx(priorities, abs=CLOSE)
        dependences = estimate_dependence([answers_of(letters, place) for place in range(len(NAMES))])
        by_name = dict(zip(gaps, dependences, strict=True))
        tails = []
        for one in told:
            assert one["gap"] == pytest.approx(gaps[one["value"]], abs=CLOSE)
            worth = by_name[one["value"]].effective_sample(one["opportunities"])
            hits = one["rate"] * worth
            below, above = beta.sf(0.8, hits + 1, worth - hits), beta.cdf(0.8, hits, worth - hits + 1)
            tails.append(min(1.0, 2 * min(below, above)))
        for one, adjusted in zip(told, multipletests(tails, method="holm")[1], strict=True):
            side = "gap" if one["rate"] < 0.8 else "met"
            assert one["verdict"] == (side if adjusted < 0.05 else "too_few")
            assert (one["nights_needed"] == 0) is (one["verdict"] != "too_few")
        assert {"gap", "met"} <= {one["verdict"] for one in told}

    def test_weekdays(self, year: Any) -> None:
        session, letters, _ = year
        told = weekdays_data(services.weekdays(session, None))["comparisons"]
        p_values = []
        for one in told:
            its = answers_of(letters, [name.lower() for name in NAMES].index(one["value"]))
            number = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday").index(
                one["weekday"]
            )
            on_it = [shown for day, shown in its if day.weekday() == number]
            others = [shown for day, shown in its if day.weekday() != number]
            assert (one["demonstrated"], one["opportunities"]) == (sum(on_it), len(on_it))
            table = [[sum(on_it), len(on_it) - sum(on_it)], [sum(others), len(others) - sum(others)]]
            p_values.append(fisher_exact(table).pvalue)
            assert one["p"] == pytest.approx(p_values[-1], abs=CLOSE)
        adjusted = multipletests(p_values, method="holm")[1]
        assert [one["adjusted_p"] for one in told] == pytest.approx(list(adjusted), abs=CLOSE)
        clear = [(one["value"], one["weekday"]) for one in told if one["stands_out"]]
        assert ("care", "monday") in clear

    def test_lift(self, year: Any) -> None:
        session, letters, planned = year
        told = lift_data(services.lifts(session, None))["values"]
        due = {
            (practice.due_on, place)
            for practice in session.journal.practices_due(FIRST, LAST)
            for place, value in enumerate(session.journal.values())
            if value.id == practice.value_id
        }
        assert len(due) >= len(planned)
        for place, one in enumerate(told):
            its = answers_of(letters, place)
            planned = [shown for day, shown in its if (day, place) in due]
            others = [shown for day, shown in its if (day, place) not in due]
            assert one["planned"]["demonstrated"] == sum(planned)
            assert one["unplanned"]["opportunities"] == len(others)
            strata = [[[], []], [[], []], [[], []]]
            taken = dict(its)
            for day, shown in its:
                before = taken.get(day - timedelta(days=1))
                strata[2 if before is None else int(before)][(day, place) not in due].append(shown)
            tables = [
                [[sum(side), len(side) - sum(side)] for side in sides] for sides in strata if all(sides)
            ]
            assert one["lift"]["difference"] == pytest.approx(mantel_haenszel(tables), abs=CLOSE)
            assert one["lift"]["low"] < one["lift"]["difference"] < one["lift"]["high"]
            assert one["lift"]["verdict"] in ("up", "down", "unclear")
            assert set(one["lift"]) == {"difference", "low", "high", "verdict", "level"}

    def test_consistency(self, year: Any) -> None:
        session, letters, _ = year
        told = consistency_data(services.consistency(session, 12))
        memory, score, streak, misses = 0.5 ** (1 / 13), 0.0, 0, 0
        for day in days():
            if day == LAST and day not in letters:
                break
            score = memory * score + (1 - memory) * (day in letters)
            misses = 0 if day in letters else misses + 1
            streak = 0 if misses == 2 else streak + (day in letters)
        assert told["score"] == pytest.approx(score, abs=CLOSE)
        assert told["streak"] == streak
        lately = [day for day in days(date(2026, 8, 31)) if day in letters]
        assert (
            told["coverage"]["journaled"] == len(lately) == sum(week["journaled"] for week in told["weeks"])
        )

    def test_calendar(self, year: Any) -> None:
        session, letters, _ = year
        told = calendar_data(services.calendar(session, 52))
        states = {"D": "demonstrated", "F": "fell_short", "M": "missed", "N": "no_opportunity"}
        nights = {one["date"]: one for one in told["nights"]}
        for day in days():
            if day in letters:
                one = nights[day.isoformat()]
                counts = (one["demonstrated"], one["opportunities"])
                assert counts == (letters[day].count("D"), 5 - letters[day].count("N"))
            elif day != LAST:
                assert nights[day.isoformat()]["state"] == "unanswered"
        for place, one in enumerate(told["values"]):
            by_day = {day["date"]: day["state"] for day in one["days"]}
            assert all(by_day[day.isoformat()] == states[told[place]] for day, told in letters.items())


class TestEdges:
    def test_the_weeks_begin_where_the_setting_says(self, tmp_path: Path) -> None:
        sunday = {"MODELWAY_WEEK_STARTS_ON": "sunday"}
        with session_at(tmp_path / "journal.db", **sunday) as session:
            scope = services.make_scope(session, 2)
        assert (scope.period.start, scope.period.end) == (date(2026, 11, 8), LAST)

    def test_all_begins_with_the_first_night_and_without_one_with_this_week(self, tmp_path: Path) -> None:
        with session_at(tmp_path / "journal.db") as session:
            assert services.make_scope(session, None).period.start == date(2026, 11, 16)
            define(session)
            write(session, {date(2026, 1, 3): "D"})
            assert services.make_scope(session, None).period.start == date(2026, 1, 3)

    def test_looked_at_from_before_the_first_night_there_is_nothing(self, tmp_path: Path) -> None:
        store = tmp_path / "journal.db"
        with session_at(store) as session:
            define(session)
            write(session, {LAST: "D"})
        with session_at(store, "2026-03-01T21:00") as session:
            for weeks in (None, 12):
                trends = services.trends(session, weeks)
                assert trends.scope.written is None
                assert [one.weeks for one in trends.values] == [()] * 3
                assert services.consistency(session, weeks).consistency is None

    def test_a_new_wording_and_a_retirement_are_seen(self, tmp_path: Path) -> None:
        store = tmp_path / "journal.db"
        with session_at(store, "2026-11-02T21:00") as session:
            define(session)
            write(session, {date(2026, 11, 1): "DDD", date(2026, 11, 2): "DDF"})
        with session_at(store, "2026-11-09T12:00") as session:
            honesty, courage, _ = session.journal.values()
            change(session, honesty, session.command("values edit", "x"), definition="I say it early.")
            retire(session, courage)
        with session_at(store) as session:
            write(session, {date(2026, 11, 10): "F"})
            told = trends_data(services.trends(session, 12))["values"]
            assert [(one["value"], one["since"], one["demonstrated"]) for one in told] == [
                ("honesty", "2026-11-09", 0),
                ("courage", None, 2),
                ("care-for-people", None, 1),
            ]
            ranked = [one["value"] for one in gaps_data(services.gaps(session, 12))["values"]]
            assert sorted(ranked) == ["care-for-people", "honesty"]

    def test_a_rest_is_asked_of_nobody(self, tmp_path: Path) -> None:
        store = tmp_path / "journal.db"
        with session_at(store, "2026-11-10T21:00") as session:
            define(session)
        with session_at(store) as session:
            write(session, {date(2026, 11, 10): "D", date(2026, 11, 19): "D"})
            looked = services._records(session, 12)
            rest = Rest("r", date(2026, 11, 11), date(2026, 11, 18), None, "")
            rested = type(looked)(looked.scope, looked.values, looked.nights, looked.practices, [rest])
            series = services.trends_of(rested).values[0].series
            assert (series.tally.rest, series.tally.unanswered, series.tally.rate) == (8, 0, 1.0)

    def test_words_are_never_loaded(self, tmp_path: Path) -> None:
        with session_at(tmp_path / "journal.db") as session:
            define(session)
            record(session, [night(LAST, "D", texts={"1": "secret"}), night(LAST - timedelta(days=1), "F")])
            (first, last) = session.journal.outcomes().items()
        assert "secret" not in repr((first, last))
        assert [day for day, _ in (first, last)] == [LAST - timedelta(days=1), LAST]
        assert [answers.journaled for _, answers in (first, last)] == [True, True]
