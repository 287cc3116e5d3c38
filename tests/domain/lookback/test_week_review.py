from datetime import date, timedelta

import pytest

from modelway.domain.days.periods import Period, Weekday, parse_week
from modelway.domain.days.weeks import is_week_to_write, week_to_write, weeks_named_within
from modelway.domain.lookback.week_review import Question, WeekReview

MONDAY = date(2026, 11, 16)


def test_the_questions_come_in_their_order() -> None:
    assert [question.value for question in Question] == ["intended", "happened", "why", "next"]
    assert [question.words for question in Question] == [
        "What did I intend?",
        "What happened?",
        "Why?",
        "What will I do next?",
    ]


def test_an_answer_left_empty_was_asked_and_says_nothing() -> None:
    review = WeekReview("2026-W47", intended="To listen.", happened="")
    assert [review.answer_to(question) for question in Question] == ["To listen.", "", None, None]
    assert review.answers == ((Question.INTENDED, "To listen."),)


@pytest.mark.parametrize(
    ("review", "begun"),
    [
        (WeekReview("2026-W47"), False),
        (WeekReview("2026-W47", focus_id="v1"), False),
        (WeekReview("2026-W47", intended=""), True),
        (WeekReview("2026-W47", finished=True), True),
    ],
)
def test_a_week_is_begun_with_its_first_answer(review: WeekReview, begun: bool) -> None:
    assert review.is_begun is begun


@pytest.mark.parametrize(
    ("offset", "week"), [(-1, "2026-W46"), (0, "2026-W46"), (3, "2026-W46"), (4, "2026-W47"), (6, "2026-W47")]
)
def test_until_its_fifth_day_one_writes_about_the_week_before(offset: int, week: str) -> None:
    tonight = MONDAY + timedelta(days=offset)
    assert week_to_write(tonight, Weekday.MONDAY) == parse_week(week)
    assert is_week_to_write(parse_week(week), tonight, Weekday.MONDAY)


def test_a_week_that_starts_on_sunday_has_its_fifth_day_on_thursday() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert week_to_write(thursday, Weekday.SUNDAY) == parse_week("2026-W47", Weekday.SUNDAY)
    assert not is_week_to_write(parse_week("2026-W47"), thursday, Weekday.SUNDAY)


def test_a_week_belongs_to_the_period_that_holds_its_thursday() -> None:
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert weeks_named_within(december) == {f"2026-W{number}" for number in range(49, 54)}
    january = Period(date(2027, 1, 1), date(2027, 1, 31))
    assert min(weeks_named_within(january)) == "2027-W01"
    assert weeks_named_within(Period(MONDAY, MONDAY)) == frozenset()


def test_a_year_has_52_or_53_of_them() -> None:
    assert len(weeks_named_within(Period(date(2026, 1, 1), date(2026, 12, 31)))) == 53
    assert len(weeks_named_within(Period(date(2027, 1, 1), date(2027, 12, 31)))) == 52
