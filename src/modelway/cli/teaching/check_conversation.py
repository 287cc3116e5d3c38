"""The conversation of a check: one question at a time, each answer kept the moment it is given."""

from typing import TYPE_CHECKING, NamedTuple

from modelway.cli.ask import Asker, Back, Choice, Left
from modelway.cli.asking import asker_for, left_with
from modelway.cli.output import show
from modelway.domain.teaching.checks import NO, YES, Answer, Check, Kind, Question, Run, asked, suggestions
from modelway.services.teaching import check_outcome
from modelway.services.teaching import checks as service
from modelway.views.teaching import checks as screens

if TYPE_CHECKING:
    from modelway.services.session import Session

YES_OR_NO = (Choice("y", "yes", YES), Choice("n", "no", NO))


class _Step(NamedTuple):
    """One thing to ask: a question itself, or the words beside its answer."""

    question: Question
    in_words: bool


def talk_through(session: "Session", check: Check) -> None:
    """Ask a check from its first open question on, then offer a practice for tomorrow.

    Raises:
        Interrupted: the leader left; all that was answered is saved.
    """
    go_on = f"modelway check run {check.name}"
    record, run = check_outcome.find_record(session, check), service.load_run_of_tonight(session, check)
    with asker_for(session) as asker:
        try:
            show(session.settings, screens.opening, check, record, run)
            again = run.finished
            if not again or asker.confirm("You did this check today. Answer it again?", back=False):
                run = _Sitting(session, asker, check).ask_all(anew=again)
            show(session.settings, screens.closing, check, run, record, asked=True)
            _offer_practice(session, asker, check, run)
        except Left as left:
            raise left_with(left, "All answers so far are saved", go_on) from left


def _offer_practice(session: "Session", asker: Asker, check: Check, run: Run) -> None:
    """Ask with one key which suggestion becomes tomorrow's practice."""
    practice, value = None, check_outcome.find_value_to_practise(session)
    offered = screens.suggested(check, run)
    if offered and value:
        choices = [Choice(str(number), f"I will {will}", will) for number, will in enumerate(offered, 1)]
        none = Choice("n", "none of them", "")
        chosen = asker.key("Shall one of these be tomorrow's practice?", [*choices, none], back=False)
        found = [one for one in suggestions(check, run) if chosen and one.practice == chosen]
        practice = check_outcome.practise(session, found[0], value) if found else None
    show(session.settings, screens.planned, check, practice, value)


class _Sitting:
    """One sitting over one check."""

    def __init__(self, session: "Session", asker: Asker, check: Check) -> None:
        self._session = session
        self._asker = asker
        self._check = check
        self._command = service.command_of(session, check)

    def ask_all(self, *, anew: bool) -> Run:
        """Ask from the first open question on, or from the first of all; Back asks the one before again."""
        run = service.load_run_of_tonight(self._session, self._check)
        place = 0 if anew else self._first_open(run)
        while place < len(steps := self._steps(run)):
            try:
                run = self._ask(steps[place], run, back=place > 0)
                place += 1
            except Back:
                place -= 1
        return service.finish(self._session, self._command, self._check)

    def _steps(self, run: Run) -> list[_Step]:
        """What there is to ask, up to a gate that was answered no."""
        return [
            _Step(question, in_words)
            for question in asked(self._check, run.answers)
            for in_words in (False, True)
            if not in_words or (question.sentence and question.kind is not Kind.WORDS)
        ]

    def _first_open(self, run: Run) -> int:
        begun = self._session.journal.drafted(service.draft_key(run))
        steps = self._steps(run)
        for place, step in enumerate(steps):
            is_begun = service.draft_key(run, step.question) in begun
            if step.question.key not in run.answers or (is_begun and step.in_words):
                return place
        return len(steps)

    def _ask(self, step: _Step, run: Run, *, back: bool) -> Run:
        known = run.answers.get(step.question.key)
        words = known.text if known else ""
        if step.in_words:
            score, words = known.score if known else None, self._words(step, run, words, back=back)
        elif step.question.kind is Kind.WORDS:
            score, words = None, self._words(step, run, words, back=back)
        else:
            score = self._score(step.question, known, back=back)
        answer = Answer(score, words)
        return service.answer(self._session, self._command, self._check, step.question, answer)

    def _score(self, question: Question, known: Answer | None, *, back: bool) -> int:
        scale = self._check.scale
        if question.kind is Kind.YES_NO:
            usual = next((one for one in YES_OR_NO if known and one.answer == known.score), None)
            return self._asker.key(question.ask, YES_OR_NO, default=usual, back=back)
        typed = self._asker.line(
            question.ask,
            default=str(known.score) if known else "",
            optional=False,
            hint=f"{scale.lowest} {scale.low}, {scale.highest} {scale.high}",
            check=lambda text: service.clean_score(self._check, text),
            several_lines=False,
            back=back,
        )
        return service.clean_score(self._check, typed)

    def _words(self, step: _Step, run: Run, default: str, *, back: bool) -> str:
        return self._asker.line(
            step.question.sentence if step.in_words else step.question.ask,
            default=default,
            optional=step.in_words,
            hint="a sentence is enough; may be empty" if step.in_words else "a sentence is enough",
            check=lambda text: service.clean_words(step.question, text),
            back=back,
            draft=service.draft_key(run, step.question),
        )
