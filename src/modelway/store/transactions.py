"""An open store and its transactions: every change belongs to a command, and is saved whole or not at all."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from modelway.errors import Damaged
from modelway.store import queries
from modelway.store.files import seals
from modelway.store.files.engine import BUSY_SECONDS, engine_failures, holds_anything, refuse_newer
from modelway.store.opening import empty_store, open_store

if TYPE_CHECKING:
    from sqlite3 import Connection


def new_id() -> str:
    """A fresh key."""
    from uuid import uuid4

    return str(uuid4())


def stamp(instant: datetime) -> dict[str, Any]:
    """An aware instant as the store keeps it: in UTC, with its offset in minutes beside it."""
    offset = instant.utcoffset() or timedelta()
    return {
        "at": instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "at_offset": int(offset.total_seconds() // 60),
    }


def instant(at: str, offset: int) -> datetime:
    """The instant that `stamp` wrote down, on the wall clock that was looked at then."""
    return datetime.fromisoformat(at).astimezone(timezone(timedelta(minutes=offset)))


@contextmanager
def unreadable_rows_as_damage(path: Path | None) -> Iterator[None]:
    """Raise Damaged where a row, or its image in the history, holds what no modelway wrote.

    A flipped bit makes a date, a number or JSON unreadable, or renames a field.
    """
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{path} is damaged: leave it as it is, and see where with: modelway doctor") from error


@dataclass(slots=True)
class Command:
    """What a leader did, in words; every row it changes is grouped under its number in the history.

    One command may span several transactions, as an evening does. `undoes` names the command it takes back.
    """

    name: str
    words: str
    at: datetime
    undoes: int | None = None
    number: int | None = None


class Store:
    """An open store file."""

    def __init__(self, connection: "Connection", path: Path | None = None) -> None:
        self._connection = connection
        self.path = path
        self._is_made = True
        self._sealed: seals.Link = (0, None)
        self.answered: dict[str, str] = {}
        """Answers not saved yet, by their questions: the drafts of these go with the next transaction."""

    @classmethod
    def open(cls, path: Path, tell: Callable[[str], None] | None = None) -> Self:
        """The store at `path`, made if there is none; `tell` is called as each step of a migration begins."""
        return cls(open_store(path, tell=tell), path)

    @classmethod
    def open_for_command(cls, path: Path, tell: Callable[[str], None] | None = None) -> Self:
        """The store at `path`; where there is none, the file is made with the first change, and not before.

        A command that is refused leaves no file behind.
        """
        if holds_anything(path):
            return cls.open(path, tell)
        store = cls(empty_store(), path)
        store._is_made = False
        return store

    @classmethod
    def open_to_read(cls, path: Path, tell: Callable[[str], None] | None = None) -> Self:
        """The store at `path`; where there is none, an empty one that leaves no file behind."""
        return cls.open(path, tell) if holds_anything(path) else cls(empty_store())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def connection(self) -> "Connection":
        """The connection itself, for what goes over whole tables."""
        return self._connection

    def rows(self, query: str, **parameters: Any) -> list[Any]:
        """The rows of a query of `queries`."""
        with engine_failures(self.path or "memory"):
            return list(self._connection.execute(query, parameters))

    def each(self, query: str, **parameters: Any) -> Generator[Any, None, None]:
        """The rows of a query of `queries`, one by one: a hundred years never lie in memory at once."""
        with engine_failures(self.path or "memory"):
            yield from self._connection.execute(query, parameters)

    def run(self, query: str, **parameters: Any) -> int:
        """Run a statement inside `writing`; how many rows it added, changed or removed."""
        return self._connection.execute(query, parameters).rowcount

    @contextmanager
    def writing(self, command: Command) -> Iterator[None]:
        """One transaction of `command`: all of what is saved inside, or nothing of it.

        A transaction that changes nothing leaves no command behind either.
        """
        with engine_failures(self.path or "memory"):
            number_before = command.number
            self._make_file()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                before = self._sealed = seals.newest(self._connection)
                self._begin(command)
                yield
                self.seal()
                changed = self._sealed != before
                if changed:
                    self._drop_answered()
                self._connection.execute("COMMIT" if changed else "ROLLBACK")
            except BaseException:
                command.number = number_before
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            if not changed:
                command.number = number_before
                self._drop_answered()
            self.answered.clear()

    def seal(self) -> None:
        """Seal what the transaction changed so far; what changes much does so now and then."""
        self._sealed = seals.seal_after(self._connection, self._sealed)

    def take_seals(self) -> None:
        """Go on from the newest seal there is: the whole history was just replaced and sealed."""
        self._sealed = seals.newest(self._connection)

    # Half-written answers: no change that could be undone, so neither a command nor the history knows them.

    def draft(self, question: str) -> str:
        """The half-written answer to that question; empty when there is none."""
        found = self.rows(queries.DRAFT, question=question)
        return found[0][0] if found else ""

    def drafted(self, path: str) -> list[str]:
        """The questions under that path whose answers are half-written."""
        return [question for (question,) in self.rows(queries.DRAFTED, path=path)]

    def keep_draft(self, question: str, text: str, now: datetime, *, patience: float) -> None:
        """Save a half-written answer at once, or drop it when it is empty.

        Args:
            question: What it is an answer to, as a path: "evening/2026-11-20/<value>/evidence".
            text: All of it so far.
            now: When that was.
            patience: For how many seconds another program that is writing is waited for.

        Raises:
            StoreError, Refused: it could not be saved.
        """
        with engine_failures(self.path or "memory"):
            if text:
                self._make_file()
            self._connection.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
            try:
                refuse_newer(self.rows("PRAGMA user_version")[0][0], self.path)
                if text:
                    self.run(queries.PUT_DRAFT, question=question, text=text, **stamp(now))
                else:
                    self.run(queries.DROP_DRAFTS, question=question)
            finally:
                self._connection.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")

    def drop_drafts(self, question: str) -> None:
        """Take away the half-written answers under a path when the transaction that runs ends well."""
        self.answered[question] = ""

    def drop_answered(self) -> None:
        """Take away the drafts of answers that nothing had to be saved for."""
        with engine_failures(self.path or "memory"):
            self._drop_answered()
        self.answered.clear()

    def _drop_answered(self) -> None:
        for question in self.answered:
            self.run(queries.DROP_DRAFTS, question=question)

    def _make_file(self) -> None:
        """Leave the empty store in memory for the file, made now unless another command was first."""
        if self.path and not self._is_made:
            made = open_store(self.path)
            self._connection.close()
            self._connection, self._is_made = made, True

    def _begin(self, command: Command) -> None:
        # A newer program may have migrated the journal since it was opened here.
        refuse_newer(self.rows("PRAGMA user_version")[0][0], self.path)
        at = stamp(command.at)
        if not self.rows(queries.HAS_STORE)[0][0]:
            self.run(queries.ADD_STORE, id=new_id(), **at)
        if command.number is None or not self._is_newest(command):
            added = self.rows(
                queries.ADD_COMMAND, name=command.name, words=command.words, undoes=command.undoes, **at
            )
            command.number = added[0][0]
        self.run(queries.SET_CURRENT_COMMAND, command=command.number)

    def _is_newest(self, command: Command) -> bool:
        """Whether the command begun earlier is still the last one: else it goes on under a new number.

        Another program may have changed something meanwhile, and only what was done last can be taken
        back; or other machines were told of it as it was; or a backup was restored, and the store knows
        nothing of it.
        """
        return bool(
            self.rows(
                queries.IS_NEWEST_COMMAND, number=command.number, words=command.words, **stamp(command.at)
            )
        )
