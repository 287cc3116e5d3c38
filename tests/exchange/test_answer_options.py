"""Answers typed on the command line."""

import time
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journals import FRIDAY
from modelway.domain.loop.drafts import PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.errors import UsageError
from modelway.exchange.answer_options import night_from_options

WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20)


def reflection(option: str, outcome: Outcome = Outcome.DEMONSTRATED) -> ReflectionDraft:
    night = night_from_options(FRIDAY, answers={outcome: [option]}, reports={}, plans=[], note=None)
    return night.reflections[0]


def report(option: str) -> ReportDraft:
    reports = {PracticeOutcome.KEPT: [option]}
    return night_from_options(FRIDAY, answers={}, reports=reports, plans=[], note=None).reports[0]


def plan(option: str) -> PlanDraft:
    return night_from_options(FRIDAY, answers={}, reports={}, plans=[option], note=None).plans[0]


def test_all_options_make_one_night() -> None:
    night = night_from_options(
        FRIDAY,
        answers={Outcome.DEMONSTRATED: ["honesty=Told them.", "2=Asked."], Outcome.NO_OPPORTUNITY: ["care"]},
        reports={PracticeOutcome.PARTLY: ["honesty=Nearly."]},
        plans=["honesty=When I am asked, I will say it."],
        note="A long day.",
    )
    assert (night.day, night.note) == (FRIDAY, "A long day.")
    assert night.reflections == (
        ReflectionDraft("honesty", Outcome.DEMONSTRATED, "Told them."),
        ReflectionDraft("2", Outcome.DEMONSTRATED, "Asked."),
        ReflectionDraft("care", Outcome.NO_OPPORTUNITY, ""),
    )
    assert night.reports == (ReportDraft("honesty", PracticeOutcome.PARTLY, "Nearly."),)
    assert night.plans == (PlanDraft("honesty", "I am asked", "say it."),)


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        (" honesty = Told them. ", "honesty", "Told them."),
        ("honesty=1 + 1 = 2", "honesty", "1 + 1 = 2"),
        ("honesty=line\nline", "honesty", "line\nline"),
        ("正直=早く言った", "正直", "早く言った"),
    ],
)
def test_the_first_equals_sign_parts_value_and_words(option: str, value: str, text: str) -> None:
    assert reflection(option) == ReflectionDraft(value, Outcome.DEMONSTRATED, text)


@pytest.mark.parametrize("option", ["", "=", "=Told them.", "honesty", "honesty=", "honesty= \n "])
def test_what_was_lived_needs_its_value_and_its_words(option: str) -> None:
    with pytest.raises(UsageError, match="names its value and says what happened") as caught:
        reflection(option)
    assert f"“{option.strip()}” is not an answer" in caught.value.sentence


def test_a_refusal_gives_an_example_of_a_value_the_leader_has() -> None:
    kinds: list[dict[str, Any]] = [
        {"answers": {Outcome.DEMONSTRATED: ["honesty"]}},
        {"reports": {PracticeOutcome.KEPT: ["=Well."]}},
        {"plans": ["honesty"]},
    ]
    for options in kinds:
        whole = {"answers": {}, "reports": {}, "plans": [], "note": None, **options}
        with pytest.raises(UsageError, match="write for example honest-communication="):
            night_from_options(FRIDAY, named="honest-communication", **whole)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.DEMONSTRATED])
def test_the_other_answers_need_no_words(outcome: Outcome) -> None:
    assert reflection("honesty", outcome) == ReflectionDraft("honesty", outcome, "")


@pytest.mark.parametrize(("option", "note"), [("honesty", ""), ("honesty=", ""), ("honesty=Well.", "Well.")])
def test_a_report_may_have_a_note(option: str, note: str) -> None:
    assert report(option) == ReportDraft("honesty", PracticeOutcome.KEPT, note)


def test_a_report_without_its_value_is_refused() -> None:
    with pytest.raises(UsageError, match="names the value of its practice"):
        report("=Well.")


@pytest.mark.parametrize(
    ("practice", "when", "will"),
    [
        ("When I am asked, I will say it.", "I am asked", "say it."),
        ("when I am asked i will say it", "I am asked", "say it"),
        ("WHEN\tI am asked ,I  will\tsay it", "I am asked", "say it"),
        ("When I will be asked, I will say it", "I will be asked", "say it"),
        ("When Ada says I will be late, I will call", "Ada says I will be late", "call"),
        ("When asked, I will say when, and I will say how", "asked", "say when, and I will say how"),
        ("Say it first.", "", "Say it first."),
        ("I will say it first.", "", "I will say it first."),
        ("When asked, say it", "asked", "say it"),
        ("Whenever asked, I will say it", "asked", "say it"),
        ("When asked, I willingly say it", "asked", "I willingly say it"),
    ],
)
def test_a_plan_is_parted_at_its_leads(practice: str, when: str, will: str) -> None:
    assert plan(f"honesty={practice}") == PlanDraft("honesty", when, will)


@pytest.mark.parametrize(
    "option",
    ["", "honesty", "honesty=", "=When I am asked, I will say it", "honesty=When asked", "honesty=when"],
)
def test_a_plan_needs_its_value_and_its_words(option: str) -> None:
    with pytest.raises(UsageError, match="names its value and what you will do"):
        plan(option)


@pytest.mark.parametrize("filling", [" ", "I ", "I will", ", I ", "when ", "\n"])
def test_a_hundred_thousand_characters_are_parted_at_once(filling: str) -> None:
    begun = time.monotonic()
    with suppress(UsageError):
        plan(f"honesty=When x{filling * (100_000 // len(filling))}x")
    assert time.monotonic() - begun < 2


def test_a_name_of_a_hundred_thousand_characters_is_refused_in_a_short_sentence() -> None:
    with pytest.raises(UsageError, match="too long to name a value") as caught:
        reflection("9" * 100_000 + "=Told them.")
    assert len(caught.value.sentence) < 200


@given(WORD, st.text())
def test_words_come_through_as_typed_but_for_white_space_around_them(value: str, words: str) -> None:
    assert reflection(f"{value}={words}", Outcome.MISSED) == ReflectionDraft(
        value, Outcome.MISSED, words.strip()
    )


@given(WORD, st.lists(WORD, min_size=1).map(" ".join), st.lists(WORD, min_size=1).map(" ".join))
def test_any_when_and_will_come_apart_where_they_were_joined(value: str, when: str, will: str) -> None:
    assert plan(f"{value}=When {when}, I will {will}") == PlanDraft(value, when, will)


@given(st.text())
def test_anything_typed_is_a_plan_with_its_value_or_refused(option: str) -> None:
    with suppress(UsageError):
        assert plan(option).value
