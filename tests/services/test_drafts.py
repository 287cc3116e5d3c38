"""Half-written answers in the journal: kept at once, and gone with the transaction that saves the answer."""

from pathlib import Path

import pytest

from journals import FRIDAY, define, session_at
from modelway.domain.loop.earlier_answers import Answer
from modelway.domain.loop.evening import draft_key
from modelway.domain.loop.nights import Outcome
from modelway.errors import StoreError
from modelway.services.drafts import Drafts
from modelway.services.loop import evening
from modelway.services.session import Session
from modelway.store.files import engine


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = session_at(tmp_path / "journal.db")
    define(session)
    return session


def kept(session: Session) -> dict[str, str]:
    return dict(session.journal.rows("SELECT question, text FROM draft"))


def test_an_answer_that_is_saved_takes_its_draft_along(session: Session) -> None:
    key, drafts = draft_key(FRIDAY, "honesty"), Drafts(session)
    drafts.keep(key, "Half")
    drafts.answered(key, "Half a day.")
    drafts.keep_unsaved()
    assert kept(session) == {key: "Half a day."}
    value, command = session.journal.values()[0], evening.evening_command(session, FRIDAY)
    half_a_day = Answer(Outcome.DEMONSTRATED, "Half a day.")
    for _ in range(2):  # the second one changes nothing, and takes a draft along all the same
        evening.reflect(session, command, FRIDAY, value, half_a_day, seen=None)
        assert kept(session) == {}
        drafts.keep(key, "Half")
        drafts.answered(key, "Half a day.")


def test_what_nothing_is_saved_for_goes_at_the_end(session: Session) -> None:
    drafts = Drafts(session)
    drafts.keep("plan/honesty/when", "Ana")
    drafts.answered("plan/honesty/when", "")
    drafts.close()
    assert kept(session) == {}


def test_an_evening_that_is_through_leaves_none_behind(session: Session) -> None:
    drafts = Drafts(session)
    drafts.keep(draft_key(FRIDAY, "honesty", "happened"), "Half")
    drafts.keep("evening/2026-11-201", "of another path")
    for _ in range(2):
        evening.finish(session, evening.evening_command(session, FRIDAY), FRIDAY)
    assert kept(session) == {"evening/2026-11-201": "of another path"}


def test_a_busy_journal_is_not_waited_for(session: Session) -> None:
    path = session.journal.path
    assert path
    other = engine.connect(path)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="Another program is writing"):
        Drafts(session).keep("plan/honesty/when", "Ana")
    other.close()
    assert session.journal.rows("PRAGMA busy_timeout")[0][0] == 1000 * engine.BUSY_SECONDS
