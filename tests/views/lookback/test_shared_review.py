"""A review for someone else's eyes holds no word of the leader's but names of values and practices ahead."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest

from journals import FRIDAY, session_at
from modelway.domain.days.periods import Period, parse_period, parse_week
from modelway.domain.lookback.sharing import without_words
from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft, ValueDraft
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.services.lookback import week_review
from modelway.services.lookback.review import review
from modelway.services.loop import plans, values
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.views.lookback.review import review_screen
from modelway.views.lookback.review_data import review_data
from modelway.views.lookback.review_markdown import review_markdown
from modelway.views.lookback.review_sentences import review_sentences
from modelway.views.screen.theme import UNICODE

ONE_DAY = timedelta(days=1)
NAMES = ("Honesty", "Courage", "Care")
AHEAD = ("the board meets", "speak before the chair")
WEEK = parse_week("2026-W47")
PERIODS = [WEEK, parse_period("2026-11"), parse_period("2026-Q4"), parse_period("2026")]
PERIODS.append(Period(date(2026, 11, 10), date(2026, 11, 22)))


class Words:
    """Texts that occur nowhere else, each one new."""

    def __init__(self, stem: str) -> None:
        self._stem = stem
        self._numbers = count(1)

    def __call__(self) -> str:
        return f"{self._stem}{next(self._numbers)}x"


def fill(session: Session, words: Words) -> None:
    """A text in every place that takes one, over two weeks; names and one definition change in them."""
    command = session.command("values define", words())
    drafts = [ValueDraft(words(), words(), (words(), words())) for _ in NAMES]
    values.define(session, drafts, command)
    for value, name in zip(session.journal.values(), NAMES, strict=True):
        values.change(session, value, command, name=name, correct=True)
    with session.journal.writing(command):
        session.journal.run(
            "INSERT INTO rest VALUES ('r', NULL, '2026-11-12', '2026-11-12', :reason)", reason=words()
        )
    for number in range(12):
        day = FRIDAY - (11 - number) * ONE_DAY
        outcomes = [list(Outcome)[(number * place) % 4] for place in (0, 1, 2)]
        record(
            session,
            [
                NightDraft(
                    day,
                    note=words(),
                    reflections=tuple(
                        ReflectionDraft(str(place), outcome, words())
                        for place, outcome in enumerate(outcomes, start=1)
                        if day.day != 12
                    ),
                    reports=(ReportDraft("2", list(PracticeOutcome)[number % 4], words()),) if number else (),
                    plans=(PlanDraft("2", words(), words()),) if number < 11 else (),
                )
            ],
        )
    courage = values.find_named_value(session, "Courage")
    values.change(session, courage, command, definition=words(), behaviors=(words(),))
    plans.add(session, values.find_named_value(session, "Honesty"), *AHEAD, FRIDAY + ONE_DAY)
    for week in ("2026-W46", "2026-W47"):
        week_review.record(session, WeekDraft(week, {question: words() for question in Question}, "Care"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        fill(opened, Words("geheim"))
        yield opened


def every_form(session: Session, period: Period, *, shared: bool = True) -> dict[str, str]:
    found = review(session, period)
    found = without_words(found) if shared else found
    return {
        **{f"screen {width}": review_screen(found, glyphs=UNICODE, width=width).plain for width in (40, 80)},
        "sentences": review_sentences(found, glyphs=UNICODE, width=80).plain,
        "markdown": review_markdown(found),
        "json": json.dumps(review_data(found), ensure_ascii=False),
    }


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.words)
def test_no_form_of_it_holds_a_word_of_the_leaders(session: Session, period: Period) -> None:
    for form, text in every_form(session, period).items():
        assert "geheim" not in text.casefold(), form


def test_of_a_past_week_the_practices_for_the_week_after_stay_alone(session: Session) -> None:
    planned = [
        part for one in session.journal.practices_due(WEEK.start, WEEK.end) for part in (one.when, one.will)
    ]
    for form, text in every_form(session, parse_week("2026-W46")).items():
        for words in planned:
            text = text.replace(words, "")
        assert "geheim" not in text.casefold(), form


def test_without_being_shared_the_words_are_there(session: Session) -> None:
    for form, text in every_form(session, WEEK, shared=False).items():
        assert text.count("geheim") > 5, form


@pytest.mark.parametrize("period", PERIODS, ids=lambda period: period.words)
def test_two_journals_that_differ_in_their_words_alone_are_shared_alike(
    tmp_path: Path, session: Session, period: Period
) -> None:
    with session_at(tmp_path / "other.db") as other:
        fill(other, Words("a far longer text in several words "))
        assert every_form(other, period) == every_form(session, period)


def test_names_figures_and_the_practice_ahead_stay(session: Session) -> None:
    for form, text in every_form(session, WEEK).items():
        whole = " ".join(text.split())
        assert all(part in whole for part in AHEAD), form
        assert all(name.casefold() in whole.casefold() for name in NAMES), form
    whole, shared = review(session, WEEK), without_words(review(session, WEEK))
    assert [one.tally for one in shared.values] == [one.tally for one in whole.values]
    assert (shared.coverage, shared.follow_through) == (whole.coverage, whole.follow_through)


def test_short_names_are_made_from_the_names_of_today(session: Session) -> None:
    assert [value.slug for value in session.journal.values()] != ["honesty", "courage", "care"]
    shared = without_words(review(session, WEEK))
    assert [one.value.slug for one in shared.values] == ["honesty", "courage", "care"]


def test_two_values_of_one_name_keep_apart(session: Session) -> None:
    found = review(session, WEEK)
    alike = tuple(one._replace(value=one.value._replace(name="Care")) for one in found.values)
    assert [one.value.slug for one in without_words(found._replace(values=alike)).values] == [
        "care",
        "care-2",
        "care-3",
    ]


def test_it_leads_back_to_the_leaders_own(session: Session) -> None:
    assert every_form(session, WEEK)["screen 80"].endswith("Next: modelway review")
