from examples import MONDAY

from modelway.domain.days.periods import week_of
from modelway.views.screen.figures import (
    format_interval,
    format_percent,
    format_period,
    format_rate,
    number_of,
)
from modelway.views.screen.theme import ASCII, UNICODE


def test_a_rate_is_told_with_its_interval() -> None:
    assert format_rate(5 / 7, 0.358934, 0.917781, UNICODE) == "71 % (36–92 %)"
    assert format_rate(5 / 7, 0.358934, 0.917781, ASCII) == "71 % (36-92 %)"


def test_below_zero_there_is_a_minus_sign_and_the_word_to() -> None:
    assert format_percent(-0.05, UNICODE) == "−5 %"
    assert format_interval(-0.193135, 0.624093, UNICODE) == "−19 to 62 %"
    assert format_interval(-0.193135, 0.624093, ASCII) == "-19 to 62 %"


def test_a_share_that_rounds_to_nothing_has_no_sign() -> None:
    assert format_percent(-0.001, UNICODE) == "0 %"


def test_a_count_agrees_with_its_noun() -> None:
    assert [number_of(1, "night"), number_of(0, "night"), number_of(2, "practice")] == [
        "1 night",
        "0 nights",
        "2 practices",
    ]
    assert number_of(2, "person", "people") == "2 people"


def test_a_period_has_the_dash_its_stream_can_carry() -> None:
    assert format_period(week_of(MONDAY), UNICODE) == "16–22 November 2026"
    assert format_period(week_of(MONDAY), ASCII) == "16-22 November 2026"
