"""The faults of a service vision, and when it is time to ask others."""

from datetime import date

import pytest

from modelway.domain.teaching.seen import hint_at_faults, is_time_to_ask_others

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We deliver excellent service.", "“excellent” could stand in anyone's vision"),
        ("We never let a caller wait. No one is sent away.", "say what you do instead"),
        (
            "We do whatever it takes to see to it that each of those who come to us with a question, large "
            "or small, goes home with an answer to it.",
            "hard to say from memory",
        ),
    ],
)
def test_a_known_fault_is_hinted_at(text: str, said: str) -> None:
    (hint,) = hint_at_faults(text)
    assert said in hint


def test_a_vision_that_says_what_is_done_needs_no_hint() -> None:
    assert hint_at_faults("We pick up the phone ourselves. You never explain it twice.") == []
    assert hint_at_faults(" … ") == []


def test_others_are_asked_after_four_weeks_and_then_every_three_months() -> None:
    assert not is_time_to_ask_others(None, None, DAY)
    assert not is_time_to_ask_others(None, date(2026, 10, 24), DAY)
    assert is_time_to_ask_others(None, date(2026, 10, 23), DAY)
    assert not is_time_to_ask_others(date(2026, 9, 1), date(2026, 1, 1), DAY)
    assert is_time_to_ask_others(date(2026, 8, 20), date(2026, 1, 1), DAY)
