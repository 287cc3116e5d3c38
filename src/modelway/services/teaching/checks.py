"""Checks: finding them, answering them one question at a time, and what comes of the answers."""

from typing import NamedTuple

from modelway.domain.loop.texts import clean_text
from modelway.domain.teaching.checks import (
    Answer,
    Check,
    Move,
    Question,
    Run,
    Standing,
    asked,
    courses,
    find_standing,
)
from modelway.errors import BadFile, BadText, NotFound
from modelway.exchange.teaching.check_file import read_check
from modelway.services.session import Session
from modelway.store.teaching import checks as store
from modelway.store.transactions import Command
from modelway.system.check_files import CheckFile, find_check_files


class Known(NamedTuple):
    """The checks there are, and the sentences about files of the leader's that are none."""

    checks: tuple[Check, ...]
    refused: tuple[str, ...]


def read_checks() -> Known:
    """Every check that can be read, by name."""
    found: list[Check] = []
    refused: list[str] = []
    for file in find_check_files():
        try:
            found.append(_read(file))
        except BadFile as error:
            refused.append(error.sentence)
    return Known(tuple(sorted(found, key=lambda check: check.name)), tuple(refused))


def find_check(reference: str) -> Check:
    """The check with that name, or with a name that alone begins so.

    Raises:
        NotFound: there is none, or several.
        BadFile: its file has a mistake.
    """
    files = find_check_files()
    wanted = reference.strip().casefold()
    found = [file for file in files if file.name == wanted]
    found = found or [file for file in files if wanted and file.name.startswith(wanted)]
    if len(found) != 1:
        names = ", ".join(sorted(file.name for file in found or files))
        one = "is no check" if not found else "could be several checks"
        raise NotFound(f"“{reference}” {one}: choose one of {names}.")
    return _read(found[0])


def _read(file: CheckFile) -> Check:
    try:
        content = file.path.read_bytes()
    except OSError as error:
        raise BadFile(f"{file.path} cannot be read ({error.strerror}): see whether it is a file.") from error
    return read_check(content, file.name, str(file.path), own=file.own)


def list_standings(session: Session, known: Known | None = None) -> list[Standing]:
    """Every check with its last run and the day it is due."""
    last, first = store.load_checked_days(session.journal), session.journal.first_night()
    return [find_standing(check, last.get(check.name), first) for check in (known or read_checks()).checks]


def list_checks_due(session: Session) -> list[Standing]:
    """The checks that it is time for, the longest due first."""
    due = [one for one in list_standings(session) if one.is_due_on(session.tonight)]
    return sorted(due, key=lambda one: (one.due or session.tonight, one.check.name))


def find_standing_of(session: Session, check: Check) -> Standing:
    """When one check was last done, and when it is due."""
    last = store.load_checked_days(session.journal).get(check.name)
    return find_standing(check, last, session.journal.first_night())


def load_last_run(session: Session, check: Check) -> Run | None:
    """The newest run, finished or not."""
    runs = store.load_check_runs(session.journal, check.name)
    return runs[-1] if runs else None


def load_run_of_tonight(session: Session, check: Check) -> Run:
    """Tonight's run as far as it is answered."""
    last = load_last_run(session, check)
    return last if last and last.day == session.tonight else Run(check.name, session.tonight, {})


def command_of(session: Session, check: Check) -> Command:
    """The command that all answers of one sitting belong to, so that one undo takes them back."""
    return session.command("check run", f"your answers to {check.title}")


def answer(session: Session, command: Command, check: Check, question: Question, given: Answer) -> Run:
    """Keep one answer of tonight, over an earlier one; tonight's run as it is then. Raises BadText."""
    given = given._replace(text=clean_words(question, given.text))
    run = load_run_of_tonight(session, check)
    answers = {**run.answers, question.key: given}
    heard = {one.key for one in asked(check, answers)}
    changed = run._replace(answers={key: one for key, one in answers.items() if key in heard}, finished=False)
    with session.journal.writing(command):
        store.put_check_run(session.journal, changed)
    return changed


def clean_words(question: Question, text: str) -> str:
    """The words of an answer as they are kept; raises BadText."""
    return clean_text(text, f"The answer to “{question.name}”")


def clean_score(check: Check, typed: str) -> int:
    """The number that was typed; raises BadText when it is none of the scale's."""
    scale = check.scale
    try:
        score = int(typed) if len(typed) < 6 else scale.highest + 1
    except ValueError:
        score = scale.lowest - 1
    if not scale.lowest <= score <= scale.highest:
        raise BadText(f"Type a whole number from {scale.lowest} to {scale.highest}.")
    return score


def finish(session: Session, command: Command, check: Check) -> Run:
    """Mark tonight's run as through."""
    run = load_run_of_tonight(session, check)._replace(finished=True)
    with session.journal.writing(command):
        store.put_check_run(session.journal, run)
        session.journal.drop_drafts(draft_key(run))
    return run


def draft_key(run: Run, question: Question | None = None) -> str:
    """Where a half-written answer to a question of this run is kept; without one, where all of them are."""
    key = f"check/{run.day.isoformat()}/{run.name}"
    return f"{key}/{question.key}" if question else key


def hand_in(session: Session, check: Check, run: Run) -> None:
    """Save a run that was answered in a file, over one of the same day."""
    with session.journal.writing(command_of(session, check)):
        store.put_check_run(session.journal, run)
        session.journal.drop_drafts(draft_key(run))


def find_history(session: Session, check: Check) -> list[Move]:
    """How each question was answered over the finished runs, the oldest first."""
    runs = store.load_check_runs(session.journal, check.name)
    return courses(check, (run for run in runs if run.finished))


def list_histories(session: Session) -> list[tuple[Check, list[Move]]]:
    """The same for every check that was ever finished."""
    by_name: dict[str, list[Run]] = {}
    for run in store.load_check_runs(session.journal):
        if run.finished:
            by_name.setdefault(run.name, []).append(run)
    return [
        (check, courses(check, by_name[check.name]))
        for check in read_checks().checks
        if check.name in by_name
    ]
