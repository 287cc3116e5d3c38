"""The first shell of an evening says that tonight waits, and the second does not; for real, in each shell."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from shlex import quote

import pytest

import processes
from journals import define, make_journal
from terminal import Terminal

NEWS = "Tonight waits: three minutes for your journal. Next: modelway journal"
# How each is started with its own start file alone, and where that lies below the home folder.
SHELLS = {
    "bash": (["bash", "-i"], ".bashrc"),
    "zsh": (["zsh", "-i"], ".zshrc"),
    "fish": (["fish", "-i"], ".config/fish/config.fish"),
    "powershell": (["pwsh", "-NoLogo"], ".config/powershell/Microsoft.PowerShell_profile.ps1"),
}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "journal.db"
    make_journal(path, define)
    return path


@pytest.fixture
def environ(store: Path, tmp_path: Path) -> dict[str, str]:
    """As on a leader's machine where the program lies on the path."""
    program = tmp_path / "bin" / "modelway"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {" ".join(quote(word) for word in processes.PROGRAM)} "$@"\n')
    program.chmod(0o755)
    found = processes.environment(store, XDG_CONFIG_HOME=str(tmp_path / ".config"), PS1="$ ")
    return found | {"PATH": f"{program.parent}:{found['PATH']}", "TERM": "xterm"}


@pytest.fixture
def shells() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def first_words(shells: ExitStack, command: list[str], environ: dict[str, str]) -> str:
    """What stands on the screen once a shell is ready for its first command."""
    terminal = shells.enter_context(Terminal(command, environ=environ))
    terminal.send("echo re''ady\r")
    terminal.wait_for("\nready")
    return terminal.text()


@pytest.mark.parametrize("shell", SHELLS)
def test_the_first_shell_of_the_evening_speaks_and_the_second_does_not(
    shells: ExitStack, environ: dict[str, str], store: Path, shell: str
) -> None:
    command, start_file = SHELLS[shell]
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed here")
    snippet = processes.run(store, "shell-hook", shell).stdout
    file = store.parent / start_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(snippet)

    assert NEWS in first_words(shells, command, environ)
    assert NEWS not in first_words(shells, command, environ)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_goes_on_in_silence_once_the_program_has_gone(
    shells: ExitStack, environ: dict[str, str], store: Path, shell: str
) -> None:
    command, start_file = SHELLS[shell]
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed here")
    file = store.parent / start_file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(processes.run(store, "shell-hook", shell).stdout)
    (store.parent / "bin" / "modelway").unlink()

    assert "modelway" not in first_words(shells, command, environ)


def test_a_script_hears_nothing(environ: dict[str, str], store: Path) -> None:
    snippet = processes.run(store, "shell-hook", "bash").stdout
    done = processes.run(store, snippet.decode(), command=["bash", "-c"], **environ)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
