"""The weekly conversation: four questions and a focus, each answer kept the moment it is given."""

from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Back, Left
from modelway.cli.asking import asker_for, left_with
from modelway.cli.output import show
from modelway.domain.days.periods import Period, week_number
from modelway.domain.lookback.week_review import Question, WeekWriting, draft_key
from modelway.services.lookback import week_review as service
from modelway.services.lookback.review import review
from modelway.services.loop.journal_state import journal_state
from modelway.views.lookback import week_questions as screens
from modelway.views.screen.earlier_answers import answered_elsewhere

if TYPE_CHECKING:
    from modelway.domain.loop.earlier_answers import Conflict
    from modelway.services.session import Session

QUESTIONS = tuple(Question)
HINTS = {
    Question.INTENDED: "for the week, or for one value",
    Question.HAPPENED: "what others could have seen",
    Question.WHY: "what helped, what stood in the way",
    Question.NEXT: "one thing is enough",
}


def talk_through(session: "Session", name: str) -> None:
    """Ask about a week from its first open question on; one that is written may be changed.

    Raises:
        BadDate: `name` is no week, or it has not begun yet.
        NotFound: there are no values to look back on.
        Interrupted: the leader left; all that was answered is saved.
    """
    week = service.choose_week(session, name)
    writing = service.open_week(session, week)
    with asker_for(session) as asker:
        try:
            show(session.settings, screens.opening, writing, review(session, week))
            again = writing.review.finished
            if again:
                show(session.settings, screens.written_so_far, writing)
            if not again or asker.confirm("This week is written. Change something?", back=False):
                _Sitting(session, asker, week).run(_first_place(session, writing, again=again))
        except Left as left:
            go_on = f"modelway review write --week {week_number(week)}"
            raise left_with(left, "All answers so far are saved", go_on) from left
    show(session.settings, screens.closing, service.open_week(session, week), journal_state(session))


def _first_place(session: "Session", writing: WeekWriting, *, again: bool) -> int:
    """The place to begin at: the first question when all is asked again, else the first open one."""
    if again:
        return 0
    week = writing.review.week
    begun = session.journal.drafted(draft_key(week))
    for place, question in enumerate(QUESTIONS):
        if draft_key(week, question) in begun:
            return place
    return len(QUESTIONS) if writing.first_open is None else QUESTIONS.index(writing.first_open)


class _Sitting:
    """One sitting over one week."""

    def __init__(self, session: "Session", asker: Asker, week: Period) -> None:
        self._session = session
        self._asker = asker
        self._week = week
        self._command = service.writing_command(session, week)

    def run(self, place: int) -> None:
        """Ask from that place on, then for the focus; Back asks the one before again."""
        while place <= len(QUESTIONS):
            try:
                if place < len(QUESTIONS):
                    self._ask(QUESTIONS[place])
                else:
                    self._ask_focus()
                place += 1
            except Back:
                place -= 1
        service.finish(self._session, self._command, self._week)

    def _ask(self, question: Question) -> None:
        seen = service.open_week(self._session, self._week).review.answer_to(question)
        answer = self._asker.line(
            question.words,
            default=seen or "",
            hint=HINTS[question],
            check=lambda typed: service.clean_answer(question, typed),
            back=question is not QUESTIONS[0],
            draft=draft_key(week_number(self._week), question),
        )
        conflict = service.answer(self._session, self._command, self._week, question, answer, seen=seen)
        self._show_conflict(conflict)

    def _ask_focus(self) -> None:
        writing = service.open_week(self._session, self._week)
        if not writing.values:
            return
        show(self._session.settings, screens.focusing, writing)
        chosen = self._asker.pick(
            "Which value will it be?",
            writing.values,
            words=lambda value: value.name,
            offered=[writing.offered] if writing.offered else [],
            none=True,
        )
        value = next(iter(chosen), None)
        conflict = service.choose_focus(self._session, self._command, self._week, value, seen=writing.focus)
        self._show_conflict(conflict)

    def _show_conflict(self, conflict: "Conflict | None") -> None:
        if conflict:
            show(self._session.settings, answered_elsewhere, conflict)
