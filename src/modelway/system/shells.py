"""What a shell is given to read: the snippet that runs modelway as it starts."""

import shutil
import sys
from pathlib import Path

START_FILES = {
    "bash": "~/.bashrc",
    "zsh": "~/.zshrc",
    "fish": "~/.config/fish/config.fish",
    "powershell": "$PROFILE",
}
NAME = "modelway"
_HOOKS = {
    "bash": "if [[ $- == *i* ]] && command -v {program} >/dev/null; then {program} status --evening; fi",
    "zsh": "if [[ -o interactive ]] && command -v {program} >/dev/null; then {program} status --evening; fi",
    "fish": "if status is-interactive; and type -q {program}; {program} status --evening; end",
    "powershell": (
        "if (Get-Command {program} -CommandType Application -ErrorAction SilentlyContinue) "
        "{{ & {program} status --evening }}"
    ),
}
_SAID = "# The first shell of an evening says in one line that tonight's journal waits."


def program() -> str:
    """How a shell calls this program: by its name where that finds it, else by its whole path."""
    this = Path(sys.argv[0]).absolute()
    found = shutil.which(NAME)
    if found and (this.name != NAME or Path(found).resolve() == this.resolve()):
        return NAME
    return str(this) if this.name == NAME else NAME


def evening_hook(shell: str, program: str) -> str:
    """The lines for the start file of a shell of `START_FILES`; silent once the program has gone."""
    return f"{_SAID}\n{_HOOKS[shell].format(program=quoted(shell, program))}\n"


def quoted(shell: str, word: str) -> str:
    """A word as that shell takes it literally."""
    if word.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum() and word.isascii():
        return word
    match shell:
        case "fish":
            inner = word.replace("\\", "\\\\").replace("'", "\\'")
        case "powershell":
            inner = word.replace("'", "''")
        case _:
            inner = word.replace("'", "'\\''")
    return f"'{inner}'"
