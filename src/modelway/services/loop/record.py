"""Recording nights that were handed in whole: checked against the journal first, then saved in one go."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from modelway.domain.days.dates import format_date
from modelway.domain.loop import texts
from modelway.domain.loop.drafts import NightDraft
from modelway.domain.loop.earlier_answers import EarlierAnswer, RecordedNights
from modelway.domain.loop.evening import draft_key, is_complete, values_asked_on
from modelway.domain.loop.nights import Night, Reflection
from modelway.domain.loop.practices import REPORT_WITHIN, Practice
from modelway.domain.loop.values import Value, find_value
from modelway.errors import BadDate, ModelwayError, NotFound, Refused, UsageError
from modelway.services.loop.evening import new_practice
from modelway.services.session import Session

ONE_DAY = timedelta(days=1)
# So many nights at once are backed up before.
MANY = 7


@dataclass(slots=True)
class _CheckedNight:
    """What is to be saved for one night, checked against the journal."""

    day: date
    note: str | None
    reflections: list[Reflection] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)


def record(session: Session, drafts: Sequence[NightDraft], *, typed: bool = False) -> RecordedNights:
    """Save nights, all or none of them, and return what was saved and what it replaced.

    They are checked within the transaction that saves them, so that they fit what others saved just before.
    An answer replaces an earlier one of the same value. A report goes to the oldest practice of its value
    that the evening would ask about, or replaces the report of that night. A practice that is planned
    already in the same words is not planned twice. Old nights bring their old plans along, unless they are
    `typed` now: then a plan is for today at the earliest.

    Raises:
        BadDate: a night in the future, or a typed plan for a day that is over.
        NotFound: there are no values yet.
        UsageError: two typed answers for one value.
        NotFound, Refused, BadText: what does not fit, with its night.
    """
    nights = sorted(drafts, key=lambda draft: draft.day)
    if not nights:
        raise Refused("There is no night in it: give at least one, with its date.")
    if len(nights) >= MANY and session.place:
        from modelway.services.automatic_backups import back_up_before

        back_up_before(session.place, "import")
    words = format_date(nights[0].day) if len(nights) == 1 else f"{len(nights)} nights"
    journal = session.journal
    if not journal.values():  # before anything is written, so that a refusal makes no file
        raise NotFound("There are no values to reflect on yet: define them with: modelway values define")
    with journal.writing(session.command("journal", f"the journal of {words}")):
        values = journal.values()
        first, last = nights[0].day, nights[-1].day
        due = journal.practices_due(first - REPORT_WITHIN, last)
        practices = _Practices([*due, *journal.practices_planned(first, last)])
        known = {night.day: night for night in journal.nights(first, last)}
        rests = journal.rests()
        reported = {one.id: one for one in due if one.outcome}
        checked = [_check(session, draft, values, practices, typed=typed) for draft in nights]
        if typed:
            _refuse_plans_for_days_over(session, checked)
        replaced: list[EarlierAnswer] = []
        for night in checked:
            earlier = known.get(night.day)
            before = earlier.reflections if earlier else ()
            replaced += _find_replaced(night, earlier, reported, values)
            asked = values_asked_on(night.day, values, rests)
            # Where the next day is over, the evening asks for no plan.
            planned = practices.has_planned_on(night.day) or night.day + ONE_DAY < session.tonight
            _save(session, night, finished=is_complete(asked, (*before, *night.reflections), planned=planned))
    return RecordedNights(tuple(night.day for night in checked), tuple(replaced))


class _Practices:
    """The practices as they will be once the nights checked so far are saved."""

    def __init__(self, practices: Iterable[Practice]) -> None:
        self._by_due: defaultdict[tuple[str, date], list[Practice]] = defaultdict(list)
        self._evenings: set[date] = set()
        for practice in practices:
            self.put(practice)

    def put(self, practice: Practice) -> None:
        if practice.due_on > practice.planned_on:
            self._evenings.add(practice.planned_on)
        due = self._by_due[practice.value_id, practice.due_on]
        due[:] = [one for one in due if one.id != practice.id] + [practice]

    def has_planned_on(self, night: date) -> bool:
        """Return True if a practice for a later day was planned on that night."""
        return night in self._evenings

    def reportable(self, value: Value, night: date) -> list[Practice]:
        """Return those of the value that can be reported on `night`, or were reported then, oldest first."""
        first = night - REPORT_WITHIN
        days = [first + timedelta(days=number) for number in range(REPORT_WITHIN.days + 1)]
        recent = [one for day in days for one in self._by_due.get((value.id, day), ())]
        return [one for one in recent if one.reported_on in (None, night)]

    def find_same(self, practice: Practice) -> Practice | None:
        """Return the practice planned on the same night in the same words, if there is one."""
        wording = (practice.planned_on, practice.when, practice.will)
        for one in self._by_due.get((practice.value_id, practice.due_on), ()):
            if (one.planned_on, one.when, one.will) == wording:
                return one
        return None


def _check(
    session: Session, draft: NightDraft, values: Sequence[Value], practices: _Practices, *, typed: bool
) -> _CheckedNight:
    if draft.day > session.tonight:
        raise BadDate(f"The night of {format_date(draft.day)} has not come yet: give a night up to today.")
    try:
        night = _CheckedNight(
            draft.day, None if draft.note is None else texts.clean_text(draft.note, "The note")
        )
        for answer in draft.reflections:
            value = _find_value_on(values, answer.value, draft.day)
            words = texts.clean_text(answer.text, f"What you wrote on {value.name}")
            if any(one.value_id == value.id for one in night.reflections):
                twice = f"{value.name} is answered twice: give it one answer."
                raise UsageError(twice) if typed else Refused(twice)
            definition = value.definition_on(draft.day)
            night.reflections.append(Reflection(value.id, definition.id, answer.outcome, words))
        night.practices = _match_reports(draft, values, practices)
        night.practices += _make_practices(draft, values, practices)
    except ModelwayError as error:
        raise type(error)(f"In the night of {draft.day.isoformat()}: {error.sentence}") from error
    return night


def _match_reports(draft: NightDraft, values: Sequence[Value], practices: _Practices) -> list[Practice]:
    """Return the practice that each report is about, with its outcome: the oldest of the value first."""
    reported: list[Practice] = []
    for report in draft.reports:
        value = find_value(values, report.value)
        done = {one.id for one in reported}
        waiting = [one for one in practices.reportable(value, draft.day) if one.id not in done]
        if not waiting:
            raise Refused(
                f"No practice for {value.name} waits for its report: "
                "plan one first, the evening before it is due."
            )
        note = texts.clean_text(report.note, "The line on your practice")
        practice = waiting[0]._replace(outcome=report.outcome, note=note, reported_on=draft.day)
        practices.put(practice)
        reported.append(practice)
    return reported


def _make_practices(draft: NightDraft, values: Sequence[Value], practices: _Practices) -> list[Practice]:
    """Return the practices that the night plans, without those it planned before in the same words."""
    fresh: list[Practice] = []
    for plan in draft.plans:
        value = _find_value_on(values, plan.value, draft.day)
        practice = new_practice(value, draft.day, plan.when, plan.will, plan.due)
        if practice.due_on < draft.day:
            raise Refused("A practice cannot be due before the night it was planned on.")
        if not practices.find_same(practice):
            practices.put(practice)
            fresh.append(practice)
    return fresh


def _find_replaced(
    night: _CheckedNight, earlier: Night | None, reported: Mapping[str, Practice], values: Iterable[Value]
) -> list[EarlierAnswer]:
    """Return the earlier answers of that night that read differently now; an empty answer replaces none."""
    names = {value.id: value.name for value in values}
    replaced: list[EarlierAnswer] = []
    for practice in night.practices:
        before = reported.get(practice.id)
        if before and (before.outcome, before.note) != (practice.outcome, practice.note):
            replaced.append(EarlierAnswer(names[before.value_id], before.outcome, before.note))
    for fresh in night.reflections:
        answer = earlier.reflection_on(fresh.value_id) if earlier else None
        if answer and answer.outcome and (answer.outcome, answer.text) != (fresh.outcome, fresh.text):
            replaced.append(EarlierAnswer(names[answer.value_id], answer.outcome, answer.text))
    if earlier and earlier.note and night.note not in (None, earlier.note):
        replaced.append(EarlierAnswer("The note", None, earlier.note))
    return replaced


def _refuse_plans_for_days_over(session: Session, nights: Iterable[_CheckedNight]) -> None:
    for night in nights:
        for practice in night.practices:
            if practice.outcome is None and practice.due_on < session.tonight:
                raise BadDate(
                    f"A plan of the night of {night.day.isoformat()} would be for "
                    f"{format_date(practice.due_on)}, and that is over: "
                    "plan for today or later with: modelway plan add"
                )


def _find_value_on(values: Sequence[Value], reference: str, day: date) -> Value:
    value = find_value(values, reference)
    if not value.is_active_on(day):
        raise Refused(
            f"{value.name} was retired by then: bring it back with: modelway values restore {value.slug}"
        )
    return value


def _save(session: Session, night: _CheckedNight, *, finished: bool) -> None:
    journal = session.journal
    journal.start_night(night.day, session.now)
    if night.note is not None:
        journal.set_note(night.day, night.note)
    for reflection in night.reflections:
        journal.put_reflection(night.day, reflection)
        journal.drop_drafts(draft_key(night.day, reflection.value_id))
    for practice in night.practices:
        journal.put_practice(practice)
    if finished:
        journal.set_finished(night.day, finished=True)
