"""What a prompt may know of tonight: a plain journal tells its answers, a protected one's marker a date."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from journals import FRIDAY, define, make_journal, session_at, write
from modelway.store.files.encryption import fresh_key, keys
from modelway.store.keeping import protection
from modelway.store.tonight import MARKER, Tonight, look_at

REST = "INSERT INTO rest VALUES ('r', :value, :first, :last, '')"
SATURDAY = FRIDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A journal with three values, in a folder whose name an address has to escape."""
    path = tmp_path / "what? 100 % mine #1 – für mich" / "journal.db"
    path.parent.mkdir()
    make_journal(path, define)
    return path


def told(store: Path, day: date = FRIDAY) -> tuple[str, list[str] | None]:
    tonight: Tonight = look_at(str(store), day)
    return tonight.state, None if tonight.answers is None else list(tonight.answers)


def answered(store: Path, letters: str, day: date = FRIDAY) -> None:
    with session_at(store) as session:
        write(session, {day: letters})


def rest(store: Path, first: date, last: date, number: int | None = None) -> None:
    with session_at(store) as session:
        value = None if number is None else session.journal.values()[number].id
        with session.journal.writing(session.command("rest", "a rest")):
            session.journal.run(REST, value=value, first=first.isoformat(), last=last.isoformat())


class TestAPlainJournal:
    def test_tells_each_answer_in_the_leaders_order(self, store: Path) -> None:
        assert told(store) == ("open", ["unanswered"] * 3)
        answered(store, "D M")
        assert told(store) == ("begun", ["demonstrated", "unanswered", "missed"])
        answered(store, "DNM")
        state, answers = told(store)
        assert answers == ["demonstrated", "no_opportunity", "missed"]
        assert state == "begun"  # something was missed, and no practice was planned for tomorrow
        answered(store, "DNF", SATURDAY - timedelta(days=7))
        assert told(store, SATURDAY) == ("open", ["unanswered"] * 3)

    def test_is_written_once_the_evening_is_through(self, store: Path) -> None:
        answered(store, "DND")
        assert told(store) == ("written", ["demonstrated", "no_opportunity", "demonstrated"])

    def test_leaves_out_what_rests_or_is_retired(self, store: Path) -> None:
        rest(store, FRIDAY, FRIDAY, number=1)
        assert told(store) == ("open", ["unanswered"] * 2)
        assert told(store, SATURDAY) == ("open", ["unanswered"] * 3)

    def test_rests_where_every_value_does(self, store: Path) -> None:
        rest(store, FRIDAY, SATURDAY)
        assert told(store, SATURDAY) == ("rest", [])

    @pytest.mark.parametrize("content", [None, b"", b"not a journal at all " * 400])
    def test_that_is_none_tells_nothing(self, tmp_path: Path, content: bytes | None) -> None:
        path = tmp_path / "journal.db"
        if content is not None:
            path.write_bytes(content)
        assert told(path) == ("none", [])

    def test_is_not_followed_through_a_link(self, store: Path, tmp_path: Path) -> None:
        link = tmp_path / "link.db"
        link.symlink_to(store)
        assert told(link) == ("none", [])

    def test_leaves_no_marker(self, store: Path) -> None:
        answered(store, "DND")
        assert [path.name for path in store.parent.iterdir() if path.name.endswith(MARKER)] == []


class TestAProtectedJournal:
    @pytest.fixture
    def protected(self, store: Path) -> Path:
        protection.convert(store, fresh_key("copper lamp under wide river"), lambda _: None)
        return store

    def test_waits_until_its_marker_says_otherwise(self, protected: Path) -> None:
        assert told(protected) == ("waiting", None)
        answered(protected, "D M")
        assert told(protected) == ("waiting", None)
        answered(protected, "DND")
        assert told(protected) == ("written", None)
        assert told(protected, SATURDAY) == ("waiting", None)

    def test_says_nothing_but_a_date(self, protected: Path) -> None:
        answered(protected, "DND")
        marker = protected.with_name(f"{protected.name}{MARKER}")
        assert marker.read_text() == "2026-11-20\n"
        assert marker.stat().st_mode & 0o777 == 0o600

    def test_waits_again_once_the_night_was_taken_back(self, protected: Path) -> None:
        from modelway.services.keeping.undo import undo

        answered(protected, "DND")
        with session_at(protected) as session:
            undo(session, 1)
        assert told(protected) == ("waiting", None)
        assert not protected.with_name(f"{protected.name}{MARKER}").exists()

    def test_needs_nothing_through_the_rest_that_follows(self, protected: Path) -> None:
        rest(protected, SATURDAY, SATURDAY + timedelta(days=6))
        answered(protected, "DND")
        assert told(protected, SATURDAY + timedelta(days=6)) == ("written", None)
        assert told(protected, SATURDAY + timedelta(days=7)) == ("waiting", None)

    def test_gives_up_its_marker_with_its_protection(self, protected: Path) -> None:
        answered(protected, "DND")
        protection.convert(protected, None, lambda _: None)
        with session_at(protected):
            pass
        assert not protected.with_name(f"{protected.name}{MARKER}").exists()
