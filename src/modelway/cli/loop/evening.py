"""The evening's conversation: asks its questions in order and hands each answer on the moment it is given."""

from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Back, Choice, Left
from modelway.cli.asking import asker_for, left_with
from modelway.cli.opening import is_interactive
from modelway.cli.output import show
from modelway.domain.loop import texts
from modelway.domain.loop.earlier_answers import Answer, Conflict
from modelway.domain.loop.evening import PlanQuestion, Question, ReflectQuestion, ReportQuestion, draft_key
from modelway.domain.loop.nights import FALLEN_SHORT, Outcome, Reflection
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.values import Value, is_unfinished, values_in_use
from modelway.errors import Interrupted, UsageError
from modelway.services.loop import evening as evenings
from modelway.services.loop import nights, plans
from modelway.services.loop.journal_state import journal_state
from modelway.views.loop import evening as screens
from modelway.views.screen.earlier_answers import answered_elsewhere

if TYPE_CHECKING:
    from modelway.domain.loop.evening import Evening
    from modelway.services.session import Session
    from modelway.store.transactions import Command

KEPT = (
    Choice("k", "kept", PracticeOutcome.KEPT),
    Choice("p", "partly", PracticeOutcome.PARTLY),
    Choice("n", "not kept", PracticeOutcome.NOT_KEPT),
    Choice("c", "no chance", PracticeOutcome.NO_CHANCE),
)
FELL_SHORT: tuple[Choice[Outcome | None], ...] = (
    Choice("f", "I fell short", Outcome.FELL_SHORT),
    Choice("m", "I missed an opportunity", Outcome.MISSED),
    Choice("n", "there was no opportunity", Outcome.NO_OPPORTUNITY),
    Choice("s", "skip tonight", None),
)


def talk_through(session: "Session", day: date) -> None:
    """Go through the evening of `day` from its first open question; a finished one may be changed.

    A leader without values defines them first, and one with a value that was begun finishes it.

    Raises:
        Interrupted: the leader left; all that was answered is saved.
    """
    with asker_for(session) as asker:
        asked = _ask_for_values(session, asker, day)
        _ask_for_conflicts(session, asker, day)
        evening = evenings.open_evening(session, day)
        _show_opening(session, evening, asked=asked)
        again = evening.first_open is None
        if again:
            show(session.settings, screens.night_answers, evening)
            if not _wants_to_change(asker, day):
                return
        _run(session, asker, evening, again=again)


def _ask_for_values(session: "Session", asker: Asker, day: date) -> bool:
    """Ask for what the values lack before an evening can stand on them; whether anything was asked."""
    in_use = values_in_use(session.journal.values())
    if in_use and not any(is_unfinished(value) for value in in_use):
        return False
    from modelway.cli.loop.values_conversation import define_conversation, finish_conversation

    if in_use:
        finish_conversation(session, asker, _journaling(session, day))
    else:
        define_conversation(session, asker)
    return True


def _ask_for_conflicts(session: "Session", asker: Asker, day: date) -> None:
    """Ask which words stand where two machines wrote apart; whoever has one machine waits for nothing."""
    place = session.place
    if place is None or not place.conflicts_marker.exists():
        return
    from modelway.cli.settling import settle_each
    from modelway.services.together.conflicts import unsettled_marked

    try:
        if found := unsettled_marked(place):
            settle_each(place, asker, found)
    except Left as left:
        raise left_with(left, "What you chose is saved", _journaling(session, day)) from left


def _show_opening(session: "Session", evening: "Evening", *, asked: bool = False) -> None:
    past = session.past_midnight
    show(session.settings, screens.opening, evening, session.tonight, past_midnight=past, asked=asked)


def _wants_to_change(asker: Asker, day: date) -> bool:
    try:
        return asker.confirm("This night is written. Change something?", back=False)
    except Left as left:
        raise Interrupted(f"Nothing was changed. To change it later: {_editing(day)}") from left


def change_night(session: "Session", day: date) -> None:
    """Ask the questions of a night that was written again, with the old answers in place.

    Raises:
        UsageError: there is no terminal to ask in.
        NotFound: nothing was written on that night.
        Interrupted: the leader left; all that was answered is saved.
    """
    if not is_interactive():
        raise UsageError(
            "Changing a night asks questions, and there is no terminal: "
            "hand the answers in with: modelway journal --from FILE"
        )
    nights.find_night(session, day)
    evening = evenings.open_evening(session, day)
    _show_opening(session, evening)
    with asker_for(session) as asker:
        _run(session, asker, evening, again=True)


def _run(session: "Session", asker: Asker, evening: "Evening", *, again: bool) -> None:
    try:
        Conversation(session, asker, evening).run(again=again)
    except Left as left:
        command = _editing(evening.day) if again else _journaling(session, evening.day)
        raise left_with(left, "All answers so far are saved", command) from left
    ended = evenings.open_evening(session, evening.day)
    state = journal_state(session, ended.known)
    show(session.settings, screens.closing, ended, session.tonight, state, asked=True)


def _journaling(session: "Session", day: date) -> str:
    return "modelway journal" if day == session.tonight else f"modelway journal --date {day.isoformat()}"


def _editing(day: date) -> str:
    return f"modelway nights edit {day.isoformat()}"


class Conversation:
    """One sitting over one evening: where it stands, and how each kind of question is asked."""

    def __init__(self, session: "Session", asker: Asker, evening: "Evening") -> None:
        self._session = session
        self._asker = asker
        self._evening = evening
        self._command: Command = evenings.evening_command(session, evening.day)
        self._place = 0
        # Whether the question in hand has an answer already: going back then means to its own beginning.
        self._begun = False

    def run(self, *, again: bool = False) -> None:
        """Ask from the first open question on, or `again` all of them with the old answers in place."""
        first = 0 if again else self._evening.first_open or 0
        self._place = furthest = first
        while self._place < len(self._evening.questions):
            try:
                self._ask(self._evening.questions[self._place])
            except Back:
                self._place = max(0, self._place - (not self._begun))
                continue
            finally:
                self._evening = evenings.open_evening(self._session, self._evening.day)
            furthest = max(furthest, self._place)
            self._place = self._following(furthest, again=again)
        evenings.finish(self._session, self._command, self._evening.day)

    def _following(self, furthest: int, *, again: bool) -> int:
        """The next place: one that was gone back over, else the next that is open."""
        questions = self._evening.questions
        for place in range(self._place + 1, len(questions)):
            if again or place <= furthest or self._evening.is_open(questions[place]):
                return place
        return len(questions)

    def _ask(self, question: Question) -> None:
        self._begun = False
        match question:
            case ReportQuestion(practice):
                self._ask_report(practice)
            case ReflectQuestion(value):
                self._ask_reflection(value)
            case PlanQuestion():
                self._ask_plans()

    def _ask_report(self, practice: Practice) -> None:
        session, day = self._session, self._evening.day
        value = self._evening.value_of(practice)
        show(session.settings, screens.practice_question, practice, value, day)
        earlier = next((choice for choice in KEPT if choice.answer is practice.outcome), None)
        outcome = self._asker.key("What became of it?", KEPT, default=earlier, back=self._place > 0)
        self._begun = True
        practice = self._save_report(practice, Answer(outcome, practice.note))
        note = self._asker.line(
            "A line on it, if you like.",
            default=practice.note,
            check=_is_text,
            draft=draft_key(day, value.id, practice.id, "note"),
        )
        self._save_report(practice, Answer(outcome, note))

    def _ask_reflection(self, value: Value) -> None:
        session, day = self._session, self._evening.day
        show(session.settings, screens.value_question, value, day)
        before = self._evening.answer_on(value)
        shown = before.text if before and before.outcome is Outcome.DEMONSTRATED else ""
        text = self._asker.line(
            f"What did I do today that demonstrates {value.name}?",
            default=shown,
            hint="Enter alone: not today",
            check=_is_text,
            back=self._place > 0,
            draft=draft_key(day, value.id, "evidence"),
        )
        self._begun = True
        if text:
            self._save_reflection(value, Answer(Outcome.DEMONSTRATED, text), before)
            return
        earlier = next((choice for choice in FELL_SHORT if before and choice.answer is before.outcome), None)
        outcome = self._asker.key("Which was it?", FELL_SHORT, default=earlier)
        fell_before = before is not None and before.outcome in FALLEN_SHORT
        text = before.text if before and fell_before and outcome in FALLEN_SHORT else ""
        saved = self._save_reflection(value, Answer(outcome, text), before)
        if outcome in FALLEN_SHORT:
            text = self._asker.line(
                "What happened?",
                default=saved.text,
                check=_is_text,
                draft=draft_key(day, value.id, "happened"),
            )
            self._save_reflection(value, Answer(outcome, text), saved)

    def _save_report(self, practice: Practice, given: Answer[PracticeOutcome]) -> Practice:
        """Save what became of a practice, and say what another window had told meanwhile."""
        saved, conflict = evenings.report(self._session, self._command, self._evening.day, practice, given)
        self._show_conflict(conflict)
        return saved

    def _save_reflection(self, value: Value, given: Answer[Outcome], seen: Reflection | None) -> Reflection:
        """Save an answer, and say what another window had answered meanwhile."""
        saved, conflict = evenings.reflect(
            self._session, self._command, self._evening.day, value, given, seen=seen
        )
        self._show_conflict(conflict)
        return saved

    def _show_conflict(self, conflict: Conflict | None) -> None:
        if conflict:
            show(self._session.settings, answered_elsewhere, conflict)

    def _ask_plans(self) -> None:
        kept = [plan for plan in self._evening.plans if self._keeps(plan)]
        if not kept:
            for value in self._chosen_values():
                self._ask_plan(value)

    def _keeps(self, plan: Practice) -> bool:
        """Return True if a plan made tonight stands, as it was or reworded."""
        if plan.is_locked_on(self._session.tonight):
            return True
        choices = (Choice("k", "keep", "keep"), Choice("c", "change", "change"), Choice("d", "drop", "drop"))
        wish = self._asker.key(f"Your plan: {plan.sentence}", choices, default=choices[0])
        if wish == "change":
            when, will = self._practice(plan.value_id, plan.id, when=plan.when, will=plan.will)
            if will:
                plans.change(self._session, plan, when=when, will=will, command=self._command)
            wish = "keep" if will else "drop"
        if wish == "drop":
            plans.drop(self._session, plan, self._command)
        return wish == "keep"

    def _chosen_values(self) -> list[Value]:
        offered = evenings.suggest_value(self._session, self._evening)
        fallen = self._evening.fallen_short
        focus = evenings.focus_of_next_day(self._session, self._evening)
        if offered is None or len(fallen) == 1:
            return list(fallen)
        if fallen:
            question = f"Which one will you practise {self._next_day}? One is enough."
        else:
            question = f"Is there something you will keep practising {self._next_day}?"
            question += f" The week is given to {focus.name}." if focus else ""
        chosen = self._asker.pick(
            question,
            fallen or self._evening.values,
            words=lambda value: value.name,
            several=True,
            offered=[offered] if fallen or focus else (),
            none=True,
            back=self._place > 0,
        )
        self._begun = True
        return chosen

    @property
    def _next_day(self) -> str:
        due = self._evening.day + timedelta(days=1)
        return "today" if due == self._session.tonight else "tomorrow"

    def _ask_plan(self, value: Value) -> None:
        show(self._session.settings, screens.planning, value, self._next_day)
        when, will = self._practice(value.id)
        if will:
            evenings.plan(self._session, self._command, self._evening.day, value, when, will)

    def _practice(self, *about: str, when: str = "", will: str = "") -> tuple[str, str]:
        """Ask for the two parts of a practice; `about` names the value, and the practice that is changed."""
        day = self._evening.day
        while True:
            when = self._asker.line(
                "When …",
                default=when,
                hint="the moment",
                check=evenings.clean_when,
                several_lines=False,
                draft=draft_key(day, *about, "when"),
            )
            with suppress(Back):
                return when, self._asker.line(
                    "I will …",
                    default=will,
                    hint="empty: no plan",
                    check=evenings.check_will,
                    several_lines=False,
                    draft=draft_key(day, *about, "will"),
                )


def _is_text(words: str) -> str:
    return texts.clean_text(words, "Your answer")
