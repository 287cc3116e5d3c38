"""`review --html` and `trends --html` from the command line: the file, its rights, its options."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, night, session_at
from modelway.services.loop.record import record

Run = Callable[..., Any]
both = pytest.mark.parametrize("command", ["review", "trends"])
EVIDENCE, DEFINITION = "Told the board first", "Honesty is what people can see me do."


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    with session_at(store) as session:
        define(session, "Honesty")
        record(session, [night(FRIDAY, "D", texts={"1": EVIDENCE})])
    return modelway


@both
def test_a_page_is_made_for_the_leaders_eyes_alone(written: Run, tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.html"
    ran = written(command, "--html", str(page))
    assert (ran.code, ran.err) == (0, "")
    assert "only you can read that file" in " ".join(ran.out.split())
    assert "Next: modelway" in ran.out.splitlines()[-1]
    assert page.stat().st_mode & 0o777 == 0o600
    assert page.read_text("utf-8").startswith("<!doctype html>")


@both
def test_a_file_is_replaced_only_when_that_is_wished(written: Run, tmp_path: Path, command: str) -> None:
    page = tmp_path / "page.html"
    page.write_text("mine", "utf-8")
    ran = written(command, "--html", str(page))
    assert ran.code == 1
    assert "add --yes to replace it" in ran.err
    assert page.read_text("utf-8") == "mine"
    assert written(command, "--html", str(page), "--yes").code == 0
    assert page.read_text("utf-8").startswith("<!doctype html>")
    assert page.stat().st_mode & 0o777 == 0o600


@both
def test_a_page_can_be_piped(written: Run, command: str) -> None:
    ran = written(command, "--html", "-")
    assert ran.out.startswith("<!doctype html>")
    assert ran.out.endswith("</html>\n")


@both
def test_a_folder_that_is_not_there_is_named(written: Run, tmp_path: Path, command: str) -> None:
    ran = written(command, "--html", str(tmp_path / "nowhere" / "page.html"))
    assert (ran.code, ran.out) == (3, "")
    assert "There is no folder" in ran.err


@pytest.mark.parametrize(("command", "words"), [("review", EVIDENCE), ("trends", DEFINITION)])
def test_a_shared_page_leaves_words_out(written: Run, command: str, words: str) -> None:
    assert words in written(command, "--html", "-").out
    shared = written(command, "--html", "-", "--share").out
    assert "Honesty" in shared
    assert words not in shared


@pytest.mark.parametrize(
    "arguments",
    [
        ["review", "--html", "x", "--markdown", "y"],
        ["review", "--html", "x", "--json"],
        ["trends", "--html", "x", "--json"],
        ["trends", "--html", "x", "--plain"],
        ["trends", "--html", "x", "--all", "--weeks", "3"],
        ["trends", "--share"],
        ["trends", "--yes"],
        ["trends", "--html", "x", "gaps"],
        ["review", "--html", "x", "write"],
    ],
)
def test_options_that_do_not_go_together_are_refused(
    written: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = written(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert not (tmp_path / "x").exists()


@both
def test_an_empty_journal_makes_a_page_that_says_so_and_no_store(
    modelway: Run, store: Path, command: str
) -> None:
    ran = modelway(command, "--html", "-")
    assert "nothing to look back on" in ran.out
    assert not store.exists()


@pytest.mark.parametrize("command", [["review"], ["trends"], ["review", "--markdown", "-"]])
def test_only_a_page_imports_its_templates(written: Run, command: list[str]) -> None:
    script = (
        "import sys; from modelway.cli.running import run; "
        f"code = run({command!r}); sys.exit(code or ('jinja2' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
