"""The nightly loop: opening an evening, and keeping each answer the moment it is given."""

from datetime import date, timedelta

from modelway.domain.days.dates import format_date
from modelway.domain.days.periods import week_number, week_of
from modelway.domain.loop import texts
from modelway.domain.loop.earlier_answers import Answer, Conflict, settle
from modelway.domain.loop.evening import Evening, draft_key, values_asked_on
from modelway.domain.loop.nights import Outcome, Reflection
from modelway.domain.loop.phrasing import extract_action, extract_moment, starts_with_moment
from modelway.domain.loop.practices import (
    REPORT_WITHIN,
    Practice,
    PracticeOutcome,
    find_unreported,
    sort_practices,
)
from modelway.domain.loop.values import Value
from modelway.errors import BadText, NotFound
from modelway.services.loop.focus import find_focus, find_widest_gap
from modelway.services.session import Session
from modelway.store.transactions import Command, new_id

ONE_DAY = timedelta(days=1)


def evening_command(session: Session, day: date) -> Command:
    """Return the command that all answers of one conversation belong to, so that one undo takes them back."""
    return session.command("journal", f"the journal of {format_date(day)}")


def open_evening(session: Session, day: date) -> Evening:
    """Load everything that the conversation about `day` needs, as the journal is now.

    Raises:
        NotFound: there are no values to reflect on.
    """
    journal = session.journal
    values = journal.values()
    if not values:
        raise NotFound("There are no values to reflect on yet: define them with: modelway values define")
    due = journal.practices_due(day - REPORT_WITHIN, day)
    reported = journal.practices_reported(day, day)
    waiting = {one.id for one in find_unreported(due, day)} | {one.id for one in reported}
    # A reported practice stays in the list, so that going back leads to it.
    reportable = {one.id: one for one in (*due, *reported) if one.id in waiting}
    week, this_week = (week_of(one, session.settings.week_starts_on) for one in (day, session.tonight))
    plans = [one for one in journal.practices_planned(day, day) if one.due_on > day]
    return Evening(
        day=day,
        values=values_asked_on(day, values, journal.rests()),
        night=journal.night(day),
        practices=tuple(sort_practices(reportable.values(), values)),
        plans=tuple(sort_practices(plans, values)),
        plannable=day + ONE_DAY >= session.tonight,
        known=tuple(values),
        half_written=journal.drafted(draft_key(day)),
        earlier_week="" if week == this_week else week_number(week),
    )


def suggest_value(session: Session, evening: Evening) -> Value | None:
    """Suggest the value to practise next: the week's focus, or the one with the widest gap over 28 nights.

    Looked for among those that fell short tonight, or among all when none did; None without any value.
    """
    candidates = evening.fallen_short or evening.values
    focus = focus_of_next_day(session, evening)
    return focus if focus in candidates else find_widest_gap(session, candidates, evening.day)


def focus_of_next_day(session: Session, evening: Evening) -> Value | None:
    """Return the focus of the week that the next day belongs to, if that value is asked for tonight."""
    return find_focus(session, evening.day + ONE_DAY, evening.values)


def reflect(
    session: Session,
    command: Command,
    day: date,
    value: Value,
    given: Answer[Outcome],
    *,
    seen: Reflection | None,
) -> tuple[Reflection, Conflict | None]:
    """Save one value's answer; no outcome means skipped. A first answer makes the night.

    `seen` is the answer that stood there when the question was asked: one that another window saved since
    is settled with the one `given`.

    Raises:
        BadText: the words are too long, or no text.
    """
    given = given._replace(text=texts.clean_text(given.text, f"What you wrote on {value.name}"))
    definition = value.definition_on(day)
    with session.journal.writing(command):
        night = session.journal.night(day)
        found = night.reflection_on(value.id) if night else None
        before, now = (one and Answer(one.outcome, one.text) for one in (seen, found))
        settled, conflict = settle(value.name, before, now, given)
        answer = Reflection(value.id, definition.id, settled.outcome, settled.text)
        session.journal.start_night(day, session.now)
        session.journal.put_reflection(day, answer)
    return answer, conflict


def report(
    session: Session,
    command: Command,
    day: date,
    practice: Practice,
    given: Answer[PracticeOutcome],
) -> tuple[Practice, Conflict | None]:
    """Save what became of a practice, as reported on the night of `day`.

    `practice` is as it was when the question was asked: a report that another window saved since is settled
    with the one `given`.

    Raises:
        BadText: the note is too long, or no text.
    """
    given = given._replace(text=texts.clean_text(given.text, "The line on your practice"))
    with session.journal.writing(command):
        due = session.journal.practices_due(practice.due_on, practice.due_on)
        found = next((one for one in due if one.id == practice.id), practice)
        before, now = (Answer(one.outcome, one.note) for one in (practice, found))
        settled, conflict = settle("Your practice", before, now, given)
        reported = found._replace(outcome=settled.outcome, note=settled.text, reported_on=day)
        session.journal.start_night(day, session.now)
        session.journal.put_practice(reported)
    return reported, conflict


def plan(
    session: Session,
    command: Command,
    day: date,
    value: Value,
    when: str,
    will: str,
    due: date | None = None,
) -> Practice:
    """Save a practice planned on the night of `day`, for the next day unless `due` says otherwise."""
    practice = new_practice(value, day, when, will, due)
    with session.journal.writing(command):
        session.journal.start_night(day, session.now)
        session.journal.put_practice(practice)
    return practice


def new_practice(value: Value, day: date, when: str, will: str, due: date | None = None) -> Practice:
    """Make a practice with clean wording, not saved yet; a typed "When" or "I will" is removed.

    Raises:
        BadText: the action is empty, or a part is too long or no line of text.
    """
    return Practice(
        id=new_id(),
        value_id=value.id,
        planned_on=day,
        due_on=due or day + ONE_DAY,
        when=clean_when(when),
        will=clean_will(will),
    )


def clean_when(words: str) -> str:
    """Return the moment of a practice in clean form, which may be empty; raises BadText."""
    when = extract_moment(words)
    return texts.clean_line(when, "“When …”", texts.LONGEST_PRACTICE_PART) if when else ""


def clean_will(words: str) -> str:
    """Return the action of a practice in clean form; raises BadText, also for an empty one."""
    return texts.clean_line(extract_action(words), "“I will …”", texts.LONGEST_PRACTICE_PART)


def check_will(words: str) -> str:
    """Do the same as `clean_will`, and raise BadText also for a moment in place of the action."""
    if starts_with_moment(words):
        raise BadText("“I will …” says what you will do: put the moment behind “When …”.")
    return clean_will(words)


def finish(session: Session, command: Command, day: date) -> None:
    """Mark the night as finished, so that it is shown and not asked for again."""
    with session.journal.writing(command):
        session.journal.start_night(day, session.now)
        session.journal.set_finished(day, finished=True)
        session.journal.drop_drafts(draft_key(day))
