"""`modelway completion`: what a half-typed command line may become, and what is installed for a shell."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import FRIDAY, define, session_at, write
from modelway.services.teaching import seen
from modelway.store.files.encryption import fresh_key, keys
from modelway.store.keeping import protection

Run = Callable[..., Any]
Complete = Callable[..., list[str]]


@pytest.fixture(autouse=True)
def own_keys() -> Iterator[None]:
    yield
    keys.forget()


@pytest.fixture
def begun(store: Path) -> Path:
    store.parent.mkdir(parents=True)
    with session_at(store) as session:
        define(session, "Honesty", "Courage", "Care")
        write(session, {FRIDAY: "DFM"})
        seen.add_source(session, "The long way: round", author="An author")
    return store


@pytest.fixture
def complete(modelway: Run) -> Complete:
    """The words that a line may become, without their meanings."""

    def find(*typed: str, shell: str = "zsh") -> list[str]:
        ran = modelway("completion", "words", shell, "--", *typed)
        assert (ran.code, ran.err) == (0, "")
        return [line.partition("\t")[0] for line in ran.out.splitlines()]

    return find


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            (["va"], ["values"]),
            (["values", "re"], ["retire", "restore"]),
            (["values", "show", "H"], ["honesty"]),
            (["values", "ho"], ["honesty"]),
            (["values", "ho", "--js"], ["--json"]),
            (["plan", "add", "c"], ["courage", "care"]),
            (["observe", ""], ["honesty", "courage", "care"]),
            (["journal", "--lived", "co"], ["courage="]),
            (["journal", "--lived=co"], ["--lived=courage="]),
            (["journal", "--lived", "courage=so", "--no-op"], ["--no-opportunity"]),
            (["journal", "--no-opportunity", "car"], ["care"]),
            (["observers", "ask", "Ann", "--values", "honesty,ca"], ["honesty,care"]),
            (["nights", "show", "2"], ["2026-11-20"]),
            (["journal", "--date", "y"], ["yesterday"]),
            (["library", "lesson", "the"], ["The long way: round"]),
            (["check", "run", "five"], ["five-practices"]),
            (["check", "five"], ["five-practices"]),
            (["explain", "fol"], ["follow-through"]),
            (["explain", "rate", "ho"], ["honesty"]),
            (["config", "set", "col"], ["color"]),
            (["config", "set", "color", ""], ["auto", "always", "never"]),
            (["config", "set", "week_starts_on", "s"], ["saturday", "sunday"]),
            (["--color", "n"], ["never"]),
            (["--color", "never", "val"], ["values"]),
            (["nights", "list", "--outcome", "f"], ["fell-short"]),
            (["values", "add", "--role", "t"], ["team member"]),
            (["completion", "install", "f"], ["fish"]),
            (["shell-hook", "z"], ["zsh"]),
            (["export", ""], [":files"]),
            (["review", "--html", "a"], [":files"]),
            (["library", "add", "the"], []),
            (["values", "show", "honesty", "more"], []),
            (["no-such-command", ""], []),
        ],
        ids=lambda words: " ".join(words),
    )
    def test_are_those_that_may_come_there(
        self, begun: Path, complete: Complete, typed: list[str], found: list[str]
    ) -> None:
        assert complete(*typed) == found

    def test_carry_their_meaning(self, begun: Path, modelway: Run) -> None:
        assert (
            modelway("completion", "words", "fish", "--", "values", "show", "ho").out == "honesty\tHonesty\n"
        )

    def test_an_option_is_offered_once_unless_it_may_come_again(self, complete: Complete) -> None:
        assert "--date" not in complete("journal", "--date", "today", "--")
        assert "--lived" in complete("journal", "--lived", "1=x", "--")

    def test_hidden_commands_are_not_offered(self, complete: Complete) -> None:
        assert complete("completion", "") == ["install", "remove", "show"]

    def test_bash_cuts_words_at_an_equals_sign(self, begun: Path, complete: Complete) -> None:
        assert complete("journal", "--lived", "=", "co", shell="bash") == ["courage="]
        assert complete("journal", "--lived", "=", shell="bash") == ["honesty=", "courage=", "care="]
        assert complete("journal", "--lived", "courage", "=", "x", shell="bash") == []

    def test_another_journal_in_the_line_is_looked_at(self, begun: Path, complete: Complete) -> None:
        assert complete("--store", str(begun.parent / "none.db"), "values", "show", "") == []
        assert complete("values", "--store", str(begun), "show", "ho") == ["honesty"]

    def test_a_protected_journal_is_not_opened(
        self, begun: Path, complete: Complete, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        protection.convert(begun, fresh_key("copper lamp under wide river"), lambda _: None)
        monkeypatch.setenv("MODELWAY_PASSPHRASE_COMMAND", "false")
        assert complete("values", "show", "") == []
        assert complete("values", "sh") == ["show"]

    def test_whatever_is_wrong_nothing_is_said(
        self, begun: Path, complete: Complete, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun.write_bytes(b"SQLite format 3\0" + b"damaged" * 1000)
        assert complete("values", "show", "") == []
        monkeypatch.setenv("MODELWAY_COLOR", "pink")
        assert complete("values", "show", "") == []
        assert complete() == complete("")


class TestInstalling:
    @pytest.mark.parametrize(
        ("shell", "start_file"),
        [
            ("bash", ".bashrc"),
            ("zsh", ".zshrc"),
            ("powershell", "powershell/Microsoft.PowerShell_profile.ps1"),
        ],
    )
    def test_a_script_and_a_line_and_both_away_again(
        self, modelway: Run, tmp_path: Path, shell: str, start_file: str
    ) -> None:
        file = tmp_path / start_file
        file.parent.mkdir(exist_ok=True)
        file.write_bytes("# mine\nPS1='\xe4$ '".encode("latin-1"))
        file.chmod(0o640)
        shown = modelway("completion", "install", shell, "--yes")
        assert (shown.code, shown.err) == (0, "")
        for _ in range(2):
            modelway("completion", "install", shell, "--yes")
        own, line = file.read_bytes().decode("latin-1").rsplit("\n", 2)[:2]
        assert own == "# mine\nPS1='\xe4$ '"
        assert line.endswith("# modelway completion")
        assert file.stat().st_mode & 0o777 == 0o640
        (script,) = (tmp_path / "modelway").glob("completion.*")
        assert str(script) in line
        assert modelway("completion", "show", shell).out == script.read_text("utf-8")

        gone = modelway("completion", "remove", shell)
        assert gone.out.endswith(f"Next: modelway completion install {shell}\n")
        assert file.read_bytes() == "# mine\nPS1='\xe4$ '\n".encode("latin-1")
        assert not script.exists()
        assert "There was no completion" in modelway("completion", "remove", shell).out

    def test_fish_finds_its_script_by_itself(self, modelway: Run, tmp_path: Path) -> None:
        modelway("completion", "install", "fish", "--yes")
        assert (tmp_path / "fish" / "completions" / "modelway.fish").is_file()
        assert not (tmp_path / "fish" / "config.fish").exists()

    def test_it_is_said_what_is_written_and_nothing_is_unasked(self, modelway: Run, tmp_path: Path) -> None:
        ran = modelway("completion", "install", "bash")
        assert ran.code == 2
        assert "complete -F _modelway modelway" in ran.out
        assert f"At the end of {tmp_path}" in " ".join(ran.out.split())
        assert not (tmp_path / ".bashrc").exists()

    def test_a_link_to_a_start_file_stays_a_link(self, modelway: Run, tmp_path: Path) -> None:
        kept = tmp_path / "dotfiles"
        kept.touch()
        (tmp_path / ".zshrc").symlink_to(kept)
        modelway("completion", "install", "zsh", "--yes")
        assert (tmp_path / ".zshrc").is_symlink()
        assert "modelway" in kept.read_text("utf-8")

    def test_your_own_shell_is_taken_where_none_is_named(
        self, modelway: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SHELL", "/usr/bin/fish")
        assert "in fish" in modelway("completion", "show").out
        monkeypatch.setenv("SHELL", "/bin/dash")
        ran = modelway("completion", "show")
        assert ran.code == 2
        assert "modelway completion install bash" in ran.err
        assert "choose bash, zsh, fish or powershell" in modelway("completion", "show", "tcsh").err

    def test_a_start_file_that_cannot_be_used(self, modelway: Run, tmp_path: Path) -> None:
        (tmp_path / ".bashrc").mkdir()
        ran = modelway("completion", "install", "bash", "--yes")
        assert ran.code == 1
        assert "put what modelway completion show prints" in ran.err


def test_it_loads_nothing_heavy(begun: Path) -> None:
    script = (
        "import sys\nfrom modelway.cli.running import run\nrun(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    typed = ("completion", "words", "bash", "--", "values", "show", "ho")
    done = processes.run(begun, "-c", script, *typed, command=processes.PROGRAM[:1])
    assert done.stdout.startswith(b"honesty\t")
    loaded = {name.partition(".")[0] for name in done.stderr.decode().split()}
    assert not loaded & {"rich", "prompt_toolkit", "tomllib", "tomlkit", "sqlmodel"}
