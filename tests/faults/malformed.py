"""Commands and files that nobody hands in on purpose: what they may answer, and what they may not touch."""

import json
import shutil
from pathlib import Path
from typing import Any

import typer
from calling import assert_told, call
from hypothesis import strategies as st

from journals import a_leaders_journal, session_at
from modelway.cli.app import app
from processes import dump

SOURCES = (
    ["journal", "--from", "-"],
    ["values", "define", "--from", "-"],
    ["review", "write", "--from", "-"],
)
# A shell's own files are no part of a journal; the demo makes twelve weeks each time; --html and the rest
# write where they are told to, which is the folder one is in.
LEFT_OUT = {"--install-completion", "--show-completion", "--help"}
SELDOM = {"demo"}
WORDS = [
    "1", "2", "0", "-1", "honesty", "h", "courage", "care", "today", "yesterday", "tomorrow", "fri", "-3d",
    "2026-11-20", "2026-11-31", "9999-12-31", "1e9", "2026-W47", "2026-W60", "2026-11", "this", "last", "all",
    "2026-Q4", "gap", "lift", "drift", "lived", "1=x", "1=", "=x", "1=When a, I will b", "=", "-", "--", "",
    "never", "always", "nan", "99999999999999999999", "leader", "[red]", "%s", "{0}", "é", "\x1b[31m",
    "\udcff", "a.txt", "journal.db", "1 2", "None", "null", "2026-11-20=x", "history", "backups",
]  # fmt: skip
NIGHT: dict[str, Any] = {
    "date": "2026-11-20",
    "note": "x",
    "reflections": [{"value": "1", "outcome": "missed", "text": "x"}],
    "practices": [{"value": "1", "outcome": "kept", "note": "x"}],
    "plans": [{"value": "1", "when": "x", "will": "y", "due": "2026-11-21"}],
}
VALUES: dict[str, Any] = {
    "values": [
        {
            "name": "Calm",
            "definition": "x",
            "behaviors": ["y"],
            "role": "leader",
            "importance": 5,
            "target": 0.8,
        }
    ]
}
WEEK: dict[str, Any] = {
    "week": "2026-W47",
    "intended": "x",
    "happened": "y",
    "why": "z",
    "next": "n",
    "focus": "1",
}
TEMPLATES = (NIGHT, VALUES, WEEK)


class Journal:
    """A journal that is put back whenever a command changed it."""

    def __init__(self, store: Path) -> None:
        self.store = store
        with session_at(store) as session:
            a_leaders_journal(session)
        self._sound = store.read_bytes()
        self._rows = dump(store)

    def try_it(self, arguments: list[str], data: bytes = b"") -> int:
        """Run a command, which may succeed, or fail in a sentence with no row changed; its exit code."""
        what = arguments, data[:200]
        ran = call(*arguments, data=data)
        assert_told(ran, what)
        if not self.store.exists() or self.store.read_bytes() != self._sound:
            if ran.code:
                assert dump(self.store) == self._rows, what
            self._put_back()
        return ran.code

    def _put_back(self) -> None:
        for path in self.store.parent.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.store.write_bytes(self._sound)


def commands() -> list[tuple[list[str], list[tuple[str, bool]], int]]:
    """Every command: its words, its options and whether each takes a value, and how many arguments it has."""
    found = []

    def walk(words: list[str], command: Any) -> None:
        options = [
            (one.opts[-1], not one.is_flag)
            for one in command.params
            if one.param_type_name == "option" and not LEFT_OUT & set(one.opts)
        ]
        found.append((words, options, sum(one.param_type_name == "argument" for one in command.params)))
        context = typer._click.core.Context(command) if hasattr(command, "commands") else None
        for name in getattr(command, "commands", {}):
            under = command.get_command(context, name)
            if under is not None and name not in SELDOM:
                walk([*words, name], under)

    walk([], typer.main.get_command(app))
    return found


def calls() -> st.SearchStrategy[list[str]]:
    """A command with options and arguments that may be anything but a path outside of the folder."""
    text = st.text(st.characters(exclude_characters="/\0", exclude_categories=()), max_size=12)
    word = st.sampled_from(WORDS) | text

    def of(command: tuple[list[str], list[tuple[str, bool]], int]) -> st.SearchStrategy[list[str]]:
        words, options, arguments = command
        given = st.sampled_from(options).flatmap(
            lambda one: word.map(lambda text: [one[0], text]) if one[1] else st.just([one[0]])
        )
        some = st.lists(given, max_size=4).map(lambda lists: [word for one in lists for word in one])
        loose = st.lists(word, max_size=arguments + 1)
        return st.tuples(some, loose).map(lambda both: [*words, *both[1], *both[0]])

    return st.sampled_from(commands()).flatmap(of)


def files() -> st.SearchStrategy[bytes]:
    """A file that is nearly right, some JSON, or noise."""
    leaf = (
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.sampled_from(WORDS)
    )
    tree = st.recursive(
        leaf, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=6), one, max_size=4)
    )
    near = st.sampled_from(TEMPLATES).flatmap(lambda one: _mutated(one, tree))
    several = st.lists(near, max_size=3)
    return (near | several | tree).map(lambda one: json.dumps(one).encode()) | st.binary(max_size=200)


def _mutated(whole: Any, anything: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """The document with any part of it as it is, or replaced."""
    if isinstance(whole, dict):
        keys = st.fixed_dictionaries(
            {}, optional={key: _mutated(one, anything) for key, one in whole.items()}
        )
        kept = st.just(whole)
        return keys | kept | st.tuples(kept, keys).map(lambda both: both[0] | both[1])
    if isinstance(whole, list):
        return st.just(whole) | st.lists(_mutated(whole[0], anything), max_size=3) | anything
    return st.just(whole) | st.just(whole) | anything | st.sampled_from(WORDS)
