"""What counts as a pressed key, told without a terminal and without waiting."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from modelway.cli.ask.hearing import ENTER, NO_CHARACTER, PASTE, QUIET, SETTLE, Hearing


@dataclass
class Alarm:
    """A timer that goes off when the test says how much time has passed."""

    at: float
    action: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Clock:
    now: float = 0.0
    alarms: list[Alarm] = field(default_factory=list)

    def later(self, seconds: float, action: Callable[[], None]) -> Alarm:
        self.alarms.append(Alarm(self.now + seconds, action))
        return self.alarms[-1]

    def pass_by(self, seconds: float) -> None:
        self.now += seconds
        due = [alarm for alarm in self.alarms if alarm.at <= self.now]
        self.alarms = [alarm for alarm in self.alarms if alarm.at > self.now]
        for alarm in due:
            if not alarm.cancelled:
                alarm.action()


class Question:
    """Which was it? Fell short, missed, no opportunity, skip."""

    def __init__(self, default: str | None = None) -> None:
        self.clock = Clock()
        self.taken: list[str] = []
        self.hearing = Hearing(tuple("fmns"), default, take=self.taken.append, later=self.clock.later)

    def type(self, *keys: str, every: float = 0.0) -> None:
        for key in keys:
            self.hearing.hear(key)
            self.clock.pass_by(every)


def test_a_key_is_taken_when_nothing_follows_it() -> None:
    question = Question()
    question.type("N")
    assert question.hearing.chosen == "n"
    question.clock.pass_by(SETTLE - 0.01)
    assert question.taken == []
    question.clock.pass_by(0.01)
    assert question.taken == ["n"]


def test_enter_behind_a_key_takes_it_at_once() -> None:
    question = Question(default="f")
    question.type("m", ENTER)
    assert question.taken == ["m"]


def test_a_key_held_a_little_long_is_one_press() -> None:
    question = Question()
    question.type("n", "n", "n", every=SETTLE / 2)
    assert question.taken == []
    question.clock.pass_by(SETTLE)
    assert question.taken == ["n"]


@pytest.mark.parametrize("sentence", ["and again\r", "not this time\r", "m y fault\r", "9 of them\r", "ß\r"])
@pytest.mark.parametrize("every", [0.0, 0.05, 0.2])
def test_no_letter_of_a_sentence_is_taken(sentence: str, every: float) -> None:
    question = Question(default="f")
    question.type(*sentence, every=every)
    question.clock.pass_by(SETTLE)
    assert question.taken == []


def test_a_paste_is_no_key_nor_is_its_enter() -> None:
    question = Question(default="f")
    question.type(PASTE, ENTER)
    question.clock.pass_by(SETTLE)
    assert question.taken == []


def test_after_a_sentence_the_keys_count_again_once_it_is_quiet() -> None:
    question = Question()
    question.type("x")
    assert question.hearing.notice == "One key answers here; what you type is not taken."
    question.clock.pass_by(QUIET - 0.01)
    question.type("n")
    question.clock.pass_by(QUIET)
    assert question.taken == []
    assert question.hearing.notice == "Press one of these keys: f m n s"
    question.type("n")
    question.clock.pass_by(SETTLE)
    assert question.taken == ["n"]


def test_an_arrow_or_backspace_takes_the_key_back() -> None:
    question = Question()
    question.type("n", NO_CHARACTER)
    question.clock.pass_by(1)
    assert (question.taken, question.hearing.chosen) == ([], None)
    question.type("s")
    question.clock.pass_by(SETTLE)
    assert question.taken == ["s"]


@pytest.mark.parametrize(("default", "taken"), [("f", ["f"]), (None, [])])
def test_enter_alone_takes_the_default_only(default: str | None, taken: list[str]) -> None:
    question = Question(default)
    question.type(ENTER)
    assert question.taken == taken
