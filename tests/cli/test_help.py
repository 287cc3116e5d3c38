"""The help of every command: one sentence, its options in groups, and two examples that run."""

import re
import shutil
from pathlib import Path

import pytest
import typer

import postgres
from leader import done, type_line
from modelway.cli.app import app
from modelway.cli.help.layout import ARGUMENTS, DAYS, ORDER, OUTPUT, OWN, SHARED, walk_commands
from modelway.store.files.encryption import keys

ROOT = typer.main.get_command(app)
PAGES = {page.words: page for page in walk_commands(ROOT, typer.Context(ROOT))}
CODE = r"[A-Z2-7]{4}(-[A-Z2-7]{4}){8}"
PASSPHRASE = {
    "MODELWAY_PASSPHRASE_COMMAND": "pass show journal",
    "MODELWAY_NEW_PASSPHRASE_COMMAND": "pass show new",
}
# Without a terminal these say what to do instead of being asked.
ASKING = ("nights edit", "plan drop", "library drop", "protect off", "remind on", "completion install")


def prepare(
    leaders_home: Path, words: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Have the journal be where this command makes sense: protected, or on several machines."""
    group, _, name = words.partition(" ")
    if group == "protect":
        for variable, command in PASSPHRASE.items():
            monkeypatch.setenv(variable, command)
        if name in ("off", "change", "remember", "forget", "recovery-sheet"):
            done("modelway protect on")
        if name == "forget":
            done("modelway protect remember")
    if group == "sync" and name == "join":
        shown = done(f"modelway sync init {leaders_home}/Dropbox --store {leaders_home}/other/journal.db")
        (leaders_home / "code.txt").write_text(re.search(CODE, shown)[0], "utf-8")  # type: ignore[index]
    elif group == "sync" and name == "prepare":
        run_a_database(monkeypatch, request)
    elif group == "sync" and name != "init":
        done("modelway sync init ~/Dropbox")


def run_a_database(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Have a database of the name that the examples use be where the environment says, for this test."""
    try:
        server = postgres.server()
    except postgres.Missing as why:
        pytest.skip(str(why))
    postgres.execute(server.address(), "CREATE DATABASE modelway")
    # Other tests share the server, and make a role of this name.
    left = ("DROP DATABASE modelway WITH (FORCE)", "DROP ROLE IF EXISTS anna")
    request.addfinalizer(lambda: postgres.execute(server.address(), *left))
    told = {"PGHOST": str(server.folder), "PGPORT": str(server.port), "PGUSER": postgres.ADMIN}
    for name, value in told.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("few_rounds")
@pytest.mark.parametrize("words", sorted(PAGES))
def test_the_examples_run(
    words: str, leaders_home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    prepare(leaders_home, words, monkeypatch, request)
    before = [
        path for path in leaders_home.iterdir() if path.name.startswith(("journal.db", "backups", "Dropbox"))
    ]
    saved = leaders_home.parent / "saved"
    saved.mkdir()
    for path in before:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, saved / path.name)
    for example in PAGES[words].examples:
        shown = type_line(example)

        asks = words in ASKING and "--yes" not in example
        assert shown.code in ((1, 2) if asks else (0,)), f"{example}: {shown.err}"
        assert not asks or "terminal" in shown.err
        for path in saved.iterdir():
            if path.is_dir():
                shutil.rmtree(leaders_home / path.name)
                shutil.copytree(path, leaders_home / path.name)
            else:
                shutil.copy(path, leaders_home / path.name)
        keys.forget()


def test_options_stand_in_groups_those_of_every_command_last() -> None:
    review, journal = PAGES["review"].options, PAGES["journal"].options

    assert list(review) == [heading for heading in ORDER if heading in review]
    assert [row[0].split()[0] for row in review[DAYS]][:2] == ["--last", "--week"]
    assert {"--json", "--plain"} <= {row[0].split()[0] for row in review[OUTPUT]}
    assert list(journal)[:2] == ["Your values today", "Practices that were due"]
    for page in PAGES.values():
        assert list(page.options)[-1] == SHARED
        assert len(page.options.get(OWN, ())) <= 7, f"{page.name} has too many options in one group"
        for heading in (ARGUMENTS, *page.options):
            assert not heading.endswith(":")


def test_the_help_shows_them(leaders_home: Path) -> None:
    shown = done("modelway values edit --help")

    assert "\nExamples:\n  modelway values edit honest --target" in shown
    assert f"\n{SHARED}:\n  --store FILE" in shown
    assert max(map(len, shown.splitlines())) <= 80
