"""Every terminal, every locale, every home: what is shown there, and what is said where it cannot be."""

import os
import re
from pathlib import Path

import pytest

import processes
from journals import a_leaders_journal, make_journal
from leader import being, type_line
from modelway.cli.help.examples import EXAMPLES
from modelway.views.screen.theme import UNICODE
from terminal import Terminal

# What reads, and shows a screen of its own.
SCREENS = (
    *("", "today", "plan list", "review", "trends", "trends gaps", "trends calendar", "trends weekdays"),
    *("trends follow-through", "trends lift", "trends consistency", "trends observers", "trends lenses"),
    *(
        "explain",
        "explain rate honest",
        "explain gap",
        "explain trend",
        "explain streak",
        "explain change honest",
    ),
    *(
        "check list",
        "check show five-practices",
        "check history",
        "lenses list",
        "vision show",
        "library list",
    ),
    *(
        "library show 1",
        "examples list",
        "observers list",
        "observers remind",
        "values list",
        "values show 1",
    ),
    *("nights list", "nights show yesterday", "search board", "rest list", "protect status", "history"),
    *("backup list", "backup verify", "doctor", "status", "config list", "remind status"),
)
CHANGES = (
    'journal --lived "honest=Told them first" --plan "empathy=When we meet, I will ask"',
    'plan add honest --will "say the number first"',
    "nights delete yesterday --yes",
    "undo",
    "redo",
    "rest add 2026-12-24",
    "values retire integrity --yes",
    "backup create",
    "import laptop.json --dry-run",
)
SIGNS = "".join(
    {sign for sign in "".join(UNICODE) if not sign.isascii()} - set("“”’…−") - set(UNICODE.range_dash)
)
NOWHERE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    make_journal(tmp_path / "data" / "journal.db", a_leaders_journal)
    return tmp_path / "data" / "journal.db"


def shown(words: str, **environ: str) -> str:
    with being({**os.environ, **environ}, Path.cwd()):
        ran = type_line(f"modelway {words}")
    assert ran.code == 0, f"{words}: {ran.err}"
    return ran.out


@pytest.mark.parametrize("words", [*SCREENS, *CHANGES])
def test_with_plain_a_screen_is_sentences_without_signs_and_columns(words: str, leaders_home: Path) -> None:
    said = shown(f"{words} --plain")

    assert not re.search(f"[{re.escape(SIGNS)}\ue000-\uf8ff]", said), said
    assert "  " not in said
    assert said.strip()
    assert max(map(len, said.splitlines())) <= 80


@pytest.mark.parametrize("words", ["", "review", "trends", "explain rate honest", "values list"])
def test_the_setting_and_the_option_in_front_do_the_same(words: str, leaders_home: Path) -> None:
    assert shown(words, MODELWAY_PLAIN="yes") == shown(f"--plain {words}")
    assert shown(words) != shown(f"--plain {words}")


@pytest.mark.parametrize("columns", [20, 40])
@pytest.mark.parametrize("words", SCREENS)
def test_a_screen_fits_into_a_narrow_terminal(words: str, columns: int, leaders_home: Path) -> None:
    for line in shown(words, COLUMNS=str(columns)).splitlines():
        # What cannot be broken stays whole: a path, a command to copy, a name.
        assert len(line) <= columns or len(line.split()) == 1 or "modelway " in line, line


@pytest.mark.parametrize(
    "environ", [{"TERM": "dumb"}, {"NO_COLOR": "1"}, {"MODELWAY_COLOR": "never"}], ids=str
)
@pytest.mark.parametrize("words", ["", "review", "trends", "explain rate honest"])
def test_a_terminal_that_takes_no_escape_gets_none(words: str, environ: dict[str, str], store: Path) -> None:
    whole = processes.environment(store, **environ)
    with Terminal([*processes.PROGRAM, *words.split()], environ=whole, rows=60) as terminal:
        assert terminal.wait() == 0
        assert b"\x1b" not in terminal.raw
        assert terminal.raw.strip()


def test_a_conversation_in_words_is_asked_line_by_line(store: Path) -> None:
    whole = processes.environment(store)
    with Terminal([*processes.PROGRAM, "journal", "--plain"], environ=whole, rows=100) as terminal:
        terminal.wait_for("What became of it?")
        terminal.send("p\n")
        terminal.wait_for("A line on it")
        terminal.send("\n")
        terminal.wait_for("demonstrates Honest communication?")
        terminal.send("Told the board first\n")
        terminal.wait_for("demonstrates Courage?")
        assert b"\x1b" not in terminal.raw
        assert "─" not in terminal.raw.decode()


@pytest.mark.parametrize("words", ["", "review", "trends", "explain rate honest", "values list", "--help"])
def test_a_locale_without_utf_8_gets_signs_that_it_has(words: str, store: Path) -> None:
    ran = processes.run(store, *words.split(), anew=True, **NOWHERE)

    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.isascii()
    assert ran.stdout.strip()


def test_what_a_leader_writes_in_such_a_locale_is_kept_as_it_is(store: Path) -> None:
    wrote = processes.run(store, "journal", "--lived", "honest=Früh gesagt".encode(), anew=True, **NOWHERE)
    read = processes.run(store, "nights", "show", "today", "--json")

    assert wrote.returncode == 0, wrote.stderr
    assert "Früh gesagt" in read.stdout.decode()


@pytest.mark.skipif(os.getuid() != 0, reason="only the superuser can try it")
def test_the_superuser_keeps_a_journal_like_everyone(store: Path) -> None:
    assert processes.run(store, "journal", "--lived", "honest=Told them").returncode == 0
    assert store.stat().st_mode & 0o077 == 0
    assert processes.run(store, "doctor").returncode == 0


def test_a_home_that_cannot_be_written_to_is_told_in_a_sentence(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o500)
    environ = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    values = b'{"values": [{"name": "Honesty", "behaviors": ["Say it early"]}]}'

    looked = processes.run(
        home / "none.db", limited=processes.without_privileges, **environ, MODELWAY_STORE=""
    )
    tried = processes.run(
        home / "none.db",
        *("values", "define", "--from", "-"),
        data=values,
        limited=processes.without_privileges,
        **environ,
        MODELWAY_STORE="",
    )

    assert (looked.returncode, looked.stderr) == (0, b"")
    assert tried.returncode in (1, 4)
    assert tried.stderr.count(b"\n") == 1
    assert str(home).encode() in tried.stderr
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("zone", ["", ":/nowhere", "Nowhere/Nothing"])
def test_a_container_without_a_time_zone_keeps_a_journal(zone: str, store: Path) -> None:
    environ = {"TZ": zone, "PYTHONTZPATH": "", "MODELWAY_NOW": ""}
    for words in (["journal", "--lived", "honest=Told them"], [], ["review"], ["status"]):
        ran = processes.run(store, *words, anew=True, **environ)
        assert (ran.returncode, ran.stderr) == (0, b""), words


def test_the_screens_tried_here_are_commands() -> None:
    for words in SCREENS:
        assert any(words == name or words.startswith(f"{name} ") for name in EXAMPLES), words
