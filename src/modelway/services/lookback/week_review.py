"""The weekly conversation: opening it, and keeping each answer the moment it is given."""

from datetime import timedelta

from modelway.domain.days.periods import Period, parse_week, period_before, week_number
from modelway.domain.days.weeks import week_to_write
from modelway.domain.lookback.week_review import Question, WeekDraft, WeekReview, WeekWriting, draft_key
from modelway.domain.loop import texts
from modelway.domain.loop.earlier_answers import Answer, Conflict, EarlierAnswer, settle
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.values import Value, find_value, values_in_use
from modelway.errors import ModelwayError, NotFound, Refused
from modelway.services.lookback.review import check_begun
from modelway.services.loop.focus import find_widest_gap
from modelway.services.session import Session
from modelway.store.transactions import Command

ONE_DAY = timedelta(days=1)


def choose_week(session: Session, name: str = "") -> Period:
    """The week of that name, or the one to write about now when none is named.

    Raises:
        BadDate: it is no week, or has not begun yet.
    """
    starts_on = session.settings.week_starts_on
    week = parse_week(name, starts_on) if name else week_to_write(session.tonight, starts_on)
    check_begun(session, week)
    return week


def open_week(session: Session, week: Period) -> WeekWriting:
    """All that the conversation about a week stands on, as it is in the journal now.

    Raises:
        NotFound: there are no values to look back on.
    """
    journal, ahead = session.journal, _after(week)
    known = journal.values()
    if not known:
        raise NotFound("There are no values to look back on yet: define them with: modelway values define")
    name, last = week_number(week), week_number(period_before(week))
    found = {one.week: one for one in journal.week_reviews(last, week_number(ahead))}
    focus_id = found[week_number(ahead)].focus_id if week_number(ahead) in found else None
    values = values_in_use(known)
    focus = next((value for value in values if value.id == focus_id), None)
    return WeekWriting(
        period=week,
        review=found.get(name) or WeekReview(name),
        last=found.get(last),
        ahead=ahead,
        focus=focus,
        values=values,
        offered=focus or find_widest_gap(session, values, min(week.end, session.tonight)),
    )


def writing_command(session: Session, week: Period) -> Command:
    """The command that all answers of one sitting belong to, so that one undo takes them back."""
    return session.command("review write", f"what you wrote about the week of {week.words}")


def answer(
    session: Session, command: Command, week: Period, question: Question, text: str, *, seen: str | None
) -> Conflict | None:
    """Save the answer to one question.

    `seen` is the answer that stood there when the question was asked: one that another window saved since
    is settled with this one.

    Raises:
        BadText: the answer is too long, or no text.
    """
    name, given = week_number(week), Answer[Outcome](None, clean_answer(question, text))
    with session.journal.writing(command):
        found = session.journal.week_reviews(name, name)
        now = found[0].answer_to(question) if found else None
        before = Answer[Outcome](None, seen or "")
        settled, conflict = settle(question.words, before, Answer(None, now or ""), given)
        _change(session, name, {question.value: settled.text})
    return conflict


def clean_answer(question: Question, text: str) -> str:
    """The answer as it is kept; raises BadText."""
    return texts.clean_text(text, f"The answer to “{question.words}”")


def choose_focus(
    session: Session, command: Command, week: Period, value: Value | None, *, seen: Value | None
) -> Conflict | None:
    """Give the week after this one to a value, or to none.

    `seen` is the focus it had when the question was asked; another one that was chosen in another window
    since is replaced.
    """
    with session.journal.writing(command):
        found = open_week(session, week).focus
        _set_focus(session, week, value)
    if found is None or found.id in {one.id for one in (seen, value) if one}:
        return None
    earlier = EarlierAnswer("The focus", None, found.name)
    return Conflict(earlier, stays=False, keeps_text=False, outcome=None)


def finish(session: Session, command: Command, week: Period) -> None:
    """Mark the conversation about a week as through."""
    with session.journal.writing(command):
        _change(session, week_number(week), {"finished": True})
        session.journal.drop_drafts(draft_key(week_number(week)))


def record(session: Session, draft: WeekDraft) -> Period:
    """Save what was handed in about a week, all of it or nothing; the week.

    An answer that is left out stays as it is. With all four there, the conversation is through.

    Raises:
        BadDate: it is no week, or has not begun yet.
        NotFound: there are no values yet.
        NotFound, Refused, BadText: what does not fit, with its week.
    """
    week = choose_week(session, draft.week)
    name = week_number(week)
    journal = session.journal
    if not journal.values():  # before anything is written, so that a refusal makes no file
        raise NotFound("There are no values to look back on yet: define them with: modelway values define")
    with journal.writing(writing_command(session, week)):
        known = journal.values()
        try:
            given = {question.value: clean_answer(question, text) for question, text in draft.answers.items()}
            focus = _focus_named(known, draft.focus) if draft.focus else None
        except ModelwayError as error:
            raise type(error)(f"In the week {name}: {error.sentence}") from error
        if given:
            for question in draft.answers:
                journal.drop_drafts(draft_key(name, question))
            changed = _change(session, name, given)
            if all(changed.answer_to(question) is not None for question in Question):
                _change(session, name, {"finished": True})
        if draft.focus is not None:
            _set_focus(session, week, focus)
    return week


def _change(session: Session, name: str, changes: "dict[str, str] | dict[str, bool]") -> WeekReview:
    """The review of the week of that name with these answers, saved within the transaction that runs."""
    found = session.journal.week_reviews(name, name)
    changed = (found[0] if found else WeekReview(name))._replace(**changes)
    session.journal.put_week_review(changed)
    return changed


def _set_focus(session: Session, week: Period, value: Value | None) -> None:
    session.journal.set_focus(week_number(_after(week)), value.id if value else None)


def _focus_named(known: list[Value], reference: str) -> Value:
    value = find_value(known, reference)
    if value.retired_on:
        raise Refused(
            f"{value.name} is retired: bring it back first with: modelway values restore {value.slug}"
        )
    return value


def _after(week: Period) -> Period:
    return Period(week.end + ONE_DAY, week.end + timedelta(days=week.length))
