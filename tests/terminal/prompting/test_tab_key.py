"""The Tab key completes in each real shell, as installed by the program."""

import shutil
from pathlib import Path
from shlex import quote

import pytest

import processes
from journals import define, make_journal
from terminal import Terminal

SHELLS = {
    "bash": ["bash", "-i"],
    "zsh": ["zsh", "-i"],
    "fish": ["fish", "-i"],
}


@pytest.mark.parametrize("shell", SHELLS)
def test_values_and_commands_are_completed(tmp_path: Path, shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed here")
    store = tmp_path / "journal.db"
    make_journal(store, lambda session: define(session, "Honesty", "Courage", "Care"))
    program = tmp_path / "bin" / "modelway"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {" ".join(quote(word) for word in processes.PROGRAM)} "$@"\n')
    program.chmod(0o755)
    environ = processes.environment(store, XDG_CONFIG_HOME=str(tmp_path / ".config"), PS1="$ ")
    environ |= {"PATH": f"{program.parent}:{environ['PATH']}", "TERM": "xterm"}
    done = processes.run(store, "completion", "install", shell, "--yes", **environ)
    assert done.returncode == 0, done.stderr

    with Terminal(SHELLS[shell], environ=environ, columns=160) as terminal:
        terminal.send("echo re''ady\r")
        terminal.wait_for("\nready")
        terminal.send("modelway val\t")
        terminal.wait_for("modelway values")
        terminal.send("show ho\t")
        terminal.wait_for("modelway values show honesty")
        terminal.send_key("ctrl-u")
        terminal.send("modelway journal --lived co\t")
        terminal.wait_for("modelway journal --lived courage=")
        terminal.send("told\r")
        terminal.wait_for("You showed: Courage")
