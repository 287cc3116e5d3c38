"""An invented leader's journal and files beside it, for the examples and the screens of the manual."""

import io
import json
import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple

from modelway.cli.running import run
from modelway.services.lookback.demo import fill
from modelway.services.session import Session

# A Friday evening; every screen of the manual is as of then.
NOW = "2026-11-20T21:00+01:00"
MORE_VALUES = {"values": [{"name": "Courage", "behaviors": ["Ask the hard question while it is open"]}]}
CRONTAB = """\
case "$1" in
    -l) cat ~/crontab || { echo no crontab >&2; exit 1; } ;;
    -r) rm ~/crontab ;;
    -) cat > ~/crontab ;;
esac"""
FIRST_VALUES = {
    "values": [
        {
            "name": "Honest communication",
            "definition": "I say what is so, early and kindly.",
            "behaviors": ["Name a risk in the meeting in which I first see it"],
        },
        {
            "name": "Empathy",
            "definition": "People leave a talk with me feeling heard.",
            "behaviors": ["Ask one question before I give advice"],
        },
        {
            "name": "Courage",
            "definition": "I speak up before it is comfortable.",
            "behaviors": ["Raise the hard question while the decision is open"],
        },
    ]
}
NIGHTS = [
    {
        "date": "2026-11-16",
        "reflections": [{"value": "honest", "outcome": "demonstrated", "text": "Told them."}],
    },
    {
        "date": "2026-11-17",
        "note": "A long day.",
        "reflections": [{"value": "empathy", "outcome": "fell_short"}],
    },
]
WEEK = {
    "intended": "Listen first.",
    "happened": "Twice I did.",
    "why": "",
    "next": "Ask first.",
    "focus": "empathy",
}
JRNL = "[2026-11-18 21:10] A long day. @honest: Said the number before anybody asked.\n"


class Shown(NamedTuple):
    """What a command wrote, and its exit code."""

    code: int
    out: str
    err: str


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the leader, whose journal and folders lie in `home`."""
    folders = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "TMPDIR")
    return {
        **dict.fromkeys(folders, str(home)),
        "PATH": f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "MODELWAY_STORE": str(home / "journal.db"),
        "MODELWAY_NOW": NOW,
        "COLUMNS": "80",
        "TZ": "Europe/Paris",
        "EDITOR": "nano",
        "SHELL": "/bin/bash",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={home}/bus",
    }


@contextmanager
def being(environ: Mapping[str, str], folder: Path) -> Iterator[None]:
    """Work in the folder, with this environment and nothing of modelway's besides."""
    before, here = dict(os.environ), Path.cwd()
    for name in [name for name in before if name.startswith("MODELWAY_") or name == "NO_COLOR"]:
        del os.environ[name]
    os.environ.update(environ)
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        os.environ.clear()
        os.environ.update(before)


def type_line(line: str) -> Shown:
    """Run a line as a shell would: variables before the command, < FILE, > FILE and ~ are understood."""
    words = [re.sub(r"^~(?=/|$)", os.environ["HOME"], word) for word in shlex.split(line)]
    variables = [word for word in words[: words.index("modelway")] if "=" in word]
    words, data = words[words.index("modelway") + 1 :], b""
    for sign in ("<", ">", ">>"):
        if sign in words:
            at = words.index(sign)
            data = Path(words[at + 1]).read_bytes() if sign == "<" else data
            words = words[:at]
    with being({**os.environ, **dict(word.split("=", 1) for word in variables)}, Path.cwd()):
        return _ran(words, data)


def _ran(words: list[str], data: bytes) -> Shown:
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    given, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(words)
    finally:
        sys.stdin = given
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode())  # type: ignore[attr-defined]
    return Shown(int(code), *texts)


def done(line: str) -> str:
    """Run a line that has to succeed; what it wrote."""
    shown = type_line(line)
    if shown.code:
        raise RuntimeError(f"{line}: {shown.err}")
    return shown.out


def write_weeks(home: Path) -> None:
    """Write twelve weeks of the demo's leader into a new journal in `home`, and no more."""
    with being(surroundings(home), home), Session.open(os.environ, {}) as session:
        fill(session)


def write_empty(home: Path) -> None:
    """Have the home of one who begins hold what they define as their values, and no journal yet."""
    (home / "values.json").write_text(json.dumps(FIRST_VALUES), "utf-8")


def write_all(home: Path) -> None:
    """Write a journal in which there is something of everything, and the files that the examples name."""
    write_weeks(home)
    for folder in ("Dropbox", "forms", "bin", ".config/fish"):
        (home / folder).mkdir(parents=True)
    for name, what in {
        "more-values.json": MORE_VALUES,
        "week.json": WEEK,
        "last-week.json": WEEK | {"week": "2026-W46"},
    }.items():
        (home / name).write_text(json.dumps(what), "utf-8")
    (home / "vision.txt").write_text("You hear from us the same day, and from one person.\n", "utf-8")
    (home / "journal.txt").write_text(JRNL, "utf-8")
    programs = {
        "pass": "echo copper lamp under wide river, $2",
        "nano": "exit 0",
        "notify-send": "exit 0",
        # No scheduler of this machine is ever changed.
        "systemctl": "exit 1",
        "loginctl": "exit 1",
        "crontab": CRONTAB,
    }
    for name, script in programs.items():
        (home / "bin" / name).write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        (home / "bin" / name).chmod(0o755)
    (home / "nights.json").write_text(json.dumps(NIGHTS), "utf-8")
    with being(surroundings(home), home):
        done("modelway backup create 'journal (conflicted copy).db'")
        done("MODELWAY_NOW=2026-11-19T22:00+01:00 modelway backup create")
        done("modelway export laptop.json")
        _write_the_teaching(home)
        done("modelway backup create earlier.db")
        done("modelway backup create")
        for note in ("A long day.", "A long day, and a good one."):
            done(f'modelway journal --note "{note}"')
        done("modelway undo --steps 2")


def _write_the_teaching(home: Path) -> None:
    done('modelway plan add honest --when "I am asked" --will "say the number first" --due tomorrow')
    done('modelway values add --name Patience --behavior "Count to ten"')
    done("modelway values retire patience --yes")
    done('modelway library add "The Leadership Challenge" --by "James Kouzes and Barry Posner"')
    done('modelway library add "Leadership is service" --value empathy')
    done('modelway library lesson 1 "The first step is always mine."')
    done('modelway examples add "She said it before the vote." --value honest')
    done('modelway observe empathy "You let me finish." --by Ana --on yesterday')
    done('modelway vision edit --text "You hear from us the same day, and from one person."')
    done("modelway rest add 2026-12-05")
    questions = json.loads(done("modelway check show lead-by-example --json"))["data"]["questions"]
    answer_by_kind = {"scale": 7, "yes_no": "yes", "words": None}
    answers = [
        {
            "question": one["key"],
            "answer": answer_by_kind[one["kind"]],
            "text": "In the meeting." if one["sentence"] or one["kind"] == "words" else "",
        }
        for one in questions
    ]
    (home / "answers.json").write_text(json.dumps({"answers": answers}), "utf-8")
    (home / "asked").mkdir()
    done("modelway observers ask Ana --folder asked")
    form = next((home / "asked").glob("*.txt")).read_text("utf-8")
    for folder in (home, home / "forms"):
        (folder / "from-ana.txt").write_text(re.sub(r"How often:.*", "How often: 7", form), "utf-8")
