from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, session_at, write
from modelway.domain.days.periods import parse_period, parse_week, week_of
from modelway.domain.lookback.week_review import Question, WeekDraft, WeekReview
from modelway.domain.loop.earlier_answers import Conflict, EarlierAnswer
from modelway.errors import BadDate, BadText, NotFound, Refused
from modelway.services.keeping import undo
from modelway.services.lookback import week_review
from modelway.services.lookback.review import review
from modelway.services.loop import evening, values
from modelway.services.loop.focus import find_focus
from modelway.services.loop.glance import glance
from modelway.services.loop.journal_state import journal_state
from modelway.services.loop.today import today
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
THIS_WEEK = week_of(FRIDAY)
SUNDAY = "2026-11-22T21:00"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        define(opened)
        yield opened


def draft(week: str = "", focus: str | None = None, **answers: str) -> WeekDraft:
    return WeekDraft(week, {Question(name): text for name, text in answers.items()}, focus)


def written(session: Session, week: str = "2026-W47") -> WeekReview:
    return week_review.open_week(session, parse_week(week)).review


# Which week


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        ("2026-11-19T21:00", "2026-W46"),
        ("2026-11-20T21:00", "2026-W47"),
        ("2026-11-23T03:00", "2026-W47"),
        ("2026-11-26T21:00", "2026-W47"),
        ("2027-01-01T21:00", "2026-W53"),
        ("2027-01-05T21:00", "2026-W53"),
    ],
)
def test_without_a_name_it_is_the_week_that_ends_or_has_ended(store: Path, moment: str, week: str) -> None:
    with session_at(store, moment) as session:
        assert week_review.choose_week(session) == parse_week(week)


def test_a_week_that_has_not_begun_is_refused(session: Session) -> None:
    with pytest.raises(BadDate, match="has not begun yet"):
        week_review.choose_week(session, "2026-W48")


def test_without_values_there_is_nothing_to_write_about(tmp_path: Path) -> None:
    with session_at(tmp_path / "empty.db") as session:
        with pytest.raises(NotFound, match="modelway values define"):
            week_review.open_week(session, THIS_WEEK)
        with pytest.raises(NotFound, match="modelway values define"):
            week_review.record(session, draft(next="Ask."))


# Answer by answer


def test_each_answer_is_kept_at_once_and_the_next_question_is_open(session: Session) -> None:
    command = week_review.writing_command(session, THIS_WEEK)
    assert week_review.open_week(session, THIS_WEEK).first_open is Question.INTENDED
    week_review.answer(session, command, THIS_WEEK, Question.INTENDED, "To listen.\n\n", seen=None)
    week_review.answer(session, command, THIS_WEEK, Question.HAPPENED, "", seen=None)
    assert written(session) == WeekReview("2026-W47", "To listen.", "")
    assert week_review.open_week(session, THIS_WEEK).first_open is Question.WHY


def test_the_focus_belongs_to_the_week_after_and_no_answer_touches_it(session: Session) -> None:
    command = week_review.writing_command(session, THIS_WEEK)
    courage = values.find_named_value(session, "courage")
    week_review.choose_focus(session, command, THIS_WEEK, courage, seen=None)
    assert (session.journal.focus("2026-W47"), session.journal.focus("2026-W48")) == (None, courage.id)
    week_review.answer(session, command, parse_week("2026-W46"), Question.NEXT, "Ask first.", seen=None)
    week_review.choose_focus(session, command, parse_week("2026-W46"), courage, seen=None)
    week_review.answer(session, command, THIS_WEEK, Question.WHY, "I hurried.", seen=None)
    assert written(session) == WeekReview("2026-W47", why="I hurried.", focus_id=courage.id)
    assert week_review.open_week(session, THIS_WEEK).focus == courage


def test_one_sitting_is_one_undo(session: Session) -> None:
    command = week_review.writing_command(session, THIS_WEEK)
    week_review.answer(session, command, THIS_WEEK, Question.INTENDED, "To listen.", seen=None)
    week_review.choose_focus(
        session, command, THIS_WEEK, values.find_named_value(session, "courage"), seen=None
    )
    week_review.finish(session, command, THIS_WEEK)
    (done,) = undo.undo(session)
    assert done.words == "what you wrote about the week of 16–22 November 2026"
    assert written(session) == WeekReview("2026-W47")
    assert session.journal.focus("2026-W48") is None
    undo.redo(session)
    assert written(session).finished


def test_the_answers_of_the_week_before_are_at_hand(session: Session) -> None:
    week_review.record(session, draft("2026-W46", next="Ask first."))
    last = week_review.open_week(session, THIS_WEEK).last
    assert last is not None
    assert last.next == "Ask first."


def test_the_week_before_new_year_gives_its_focus_to_the_first_of_the_year(store: Path) -> None:
    with session_at(store, "2027-01-03T21:00") as session:
        define(session)
        week_review.record(session, draft(focus="courage", next="Ask."))
        assert session.journal.focus("2027-W01") == values.find_named_value(session, "courage").id
        assert written(session, "2026-W53").next == "Ask."


# The focus that is offered


def test_the_widest_gap_is_offered_until_a_focus_is_chosen(session: Session) -> None:
    write(session, {FRIDAY - ONE_DAY: "DFD", FRIDAY: "DFD"})
    offered = week_review.open_week(session, THIS_WEEK).offered
    assert offered is not None
    assert offered.slug == "courage"
    week_review.record(session, draft(focus="care"))
    offered = week_review.open_week(session, THIS_WEEK).offered
    assert offered is not None
    assert offered.slug == "care-for-people"


def test_a_retired_focus_is_none_any_more(session: Session) -> None:
    week_review.record(session, draft(focus="courage"))
    values.retire(session, values.find_named_value(session, "courage"))
    assert week_review.open_week(session, THIS_WEEK).focus is None
    with pytest.raises(Refused, match="In the week 2026-W47: Courage is retired"):
        week_review.record(session, draft(focus="courage"))


# Handed in


def test_what_is_handed_in_is_kept_and_four_answers_are_a_written_week(session: Session) -> None:
    assert week_review.record(session, draft(intended="To listen.", focus="courage")) == THIS_WEEK
    assert written(session) == WeekReview("2026-W47", "To listen.")
    week_review.record(session, draft("2026-W47", happened="", why="Hurry.", next="Sit down."))
    assert written(session) == WeekReview("2026-W47", "To listen.", "", "Hurry.", "Sit down.", finished=True)
    assert session.journal.focus("2026-W48") == values.find_named_value(session, "courage").id


def test_an_empty_focus_takes_it_away(session: Session) -> None:
    week_review.record(session, draft(focus="courage"))
    week_review.record(session, draft(next="Ask."))
    assert session.journal.focus("2026-W48") is not None
    week_review.record(session, draft(focus=""))
    assert session.journal.focus("2026-W48") is None


@pytest.mark.parametrize(
    ("handed_in", "failure", "said"),
    [
        (draft(next="Ask.", focus="gone"), NotFound, "In the week 2026-W47: There is no value “gone”"),
        (draft(next="Ask.\0"), BadText, "“What will I do next?” holds a NUL character"),
        (draft("2026-W48", next="Ask."), BadDate, "has not begun yet"),
        (draft("November", next="Ask."), BadDate, "such as 2026-W47"),
    ],
)
def test_of_what_does_not_fit_nothing_is_saved(
    session: Session, handed_in: WeekDraft, failure: type[Exception], said: str
) -> None:
    with pytest.raises(failure, match=said.replace("?", r"\?")):
        week_review.record(session, handed_in)
    assert written(session) == WeekReview("2026-W47")


# In later reviews


def test_the_review_of_the_week_the_next_and_the_month_show_it(store: Path, session: Session) -> None:
    week_review.record(session, draft(next="Ask first.", focus="courage"))
    this = review(session, THIS_WEEK).week
    assert this is not None
    assert this.written is not None
    assert (this.written.next, this.focus_ahead) == (
        "Ask first.",
        values.find_named_value(session, "courage"),
    )
    with session_at(store, "2026-11-27T21:00") as later:
        after = review(later, week_of(later.tonight))
        assert after.week is not None
        assert after.week.last is not None
        assert (after.week.last.next, after.focus) == (
            "Ask first.",
            values.find_named_value(later, "courage"),
        )
        assert [one.week for one in review(later, parse_period("2026-11")).weeks] == ["2026-W47"]


# Seen each day, and at the week's end


def test_the_focus_is_seen_all_week_and_offered_in_its_evenings(store: Path, session: Session) -> None:
    week_review.record(session, draft(focus="courage"))
    assert (glance(session).focus, today(session).focus) == (None, None)
    for moment in ("2026-11-23T09:00", "2026-11-29T21:00"):
        with session_at(store, moment) as later:
            courage = values.find_named_value(later, "courage")
            assert (glance(later).focus, today(later).focus) == (courage, courage)
    with session_at(store, SUNDAY) as sunday:
        open_evening = evening.open_evening(sunday, sunday.tonight)
        assert evening.focus_of_next_day(sunday, open_evening) == values.find_named_value(sunday, "courage")


def test_a_week_that_starts_on_another_day_keeps_its_name_and_focus(store: Path, session: Session) -> None:
    week_review.record(session, draft("2026-W46", focus="courage", next="Ask."))
    with session_at(store, MODELWAY_WEEK_STARTS_ON="sunday") as sunday:
        known = sunday.journal.values()
        assert find_focus(sunday, FRIDAY - 5 * ONE_DAY, known) == values.find_named_value(sunday, "courage")
        assert find_focus(sunday, FRIDAY + 2 * ONE_DAY, known) is None
        week = review(sunday, parse_week("2026-W46", sunday.settings.week_starts_on)).week
        assert week is not None
        assert week.written is not None


Reminded = Callable[[Session], bool]


def is_reminded(session: Session) -> bool:
    return journal_state(session).week_is_due


@pytest.mark.parametrize(
    ("moment", "reminded"),
    [
        ("2026-11-21T21:00", False),
        ("2026-11-22T21:00", True),
        ("2026-11-23T02:00", True),
        ("2026-11-23T21:00", True),
        ("2026-11-24T21:00", False),
    ],
)
def test_at_the_weeks_end_one_is_reminded_gently(
    store: Path, session: Session, moment: str, reminded: bool
) -> None:
    write(session, {FRIDAY: "D"})
    with session_at(store, moment) as later:
        assert not is_reminded(later)
        write(later, {later.tonight: "DDD"})
        assert is_reminded(later) == reminded
        if reminded:
            week_review.finish(later, week_review.writing_command(later, THIS_WEEK), THIS_WEEK)
            assert not is_reminded(later)


def test_an_earlier_evening_filled_in_ends_no_week(store: Path, session: Session) -> None:
    with session_at(store, "2026-11-23T21:00") as later:
        sunday = later.tonight - ONE_DAY
        write(later, {sunday: "DDD"})
        assert not is_reminded(later)


# Two windows on one week


def test_the_texts_of_two_windows_are_both_kept_and_said(tmp_path: Path, session: Session) -> None:
    # Given two windows that ask the same question, and one that answers it first
    with session_at(tmp_path / "journal.db") as other:
        theirs = week_review.writing_command(other, THIS_WEEK)
        week_review.answer(other, theirs, THIS_WEEK, Question.WHY, "I hurried.", seen=None)
    # When the other one is answered too
    command = week_review.writing_command(session, THIS_WEEK)
    conflict = week_review.answer(session, command, THIS_WEEK, Question.WHY, "I was tired.", seen=None)
    # Then both texts are there, and it is said
    assert written(session).why == "I hurried.\n\nI was tired."
    assert conflict == Conflict(EarlierAnswer("Why?", None, "I hurried."), False, True, None)
    undo.undo(session)
    assert written(session).why == "I hurried."


def test_an_answer_left_empty_leaves_that_of_the_other_window(tmp_path: Path, session: Session) -> None:
    with session_at(tmp_path / "journal.db") as other:
        theirs = week_review.writing_command(other, THIS_WEEK)
        week_review.answer(other, theirs, THIS_WEEK, Question.WHY, "I hurried.", seen=None)
    command = week_review.writing_command(session, THIS_WEEK)
    conflict = week_review.answer(session, command, THIS_WEEK, Question.WHY, "", seen=None)
    assert conflict
    assert conflict.stays
    assert written(session).why == "I hurried."


def test_a_focus_that_another_window_chose_is_named_when_it_is_replaced(
    tmp_path: Path, session: Session
) -> None:
    honesty, courage, _ = session.journal.values()
    with session_at(tmp_path / "journal.db") as other:
        theirs = week_review.writing_command(other, THIS_WEEK)
        assert week_review.choose_focus(other, theirs, THIS_WEEK, honesty, seen=None) is None
    command = week_review.writing_command(session, THIS_WEEK)
    conflict = week_review.choose_focus(session, command, THIS_WEEK, courage, seen=None)
    assert conflict
    assert conflict.earlier == EarlierAnswer("The focus", None, "Honesty")
    assert week_review.choose_focus(session, command, THIS_WEEK, honesty, seen=courage) is None
