"""Letting the Tab key complete: shown, installed and removed."""

from collections.abc import Mapping

from modelway.errors import UsageError
from modelway.system.prompting.completion import (
    SHELLS,
    Completion,
    completion_script,
    install_completion,
    plan_completion,
    remove_completion,
    shell_of,
)
from modelway.system.shells import program


def find_shell(named: str, environ: Mapping[str, str]) -> str:
    """The shell that is named, else the leader's own; raises UsageError where that is none."""
    shell = named or shell_of(environ)
    if shell in SHELLS:
        return shell
    if named:
        raise UsageError(
            f"There is no completion for “{named}”: choose {', '.join(SHELLS[:-1])} or {SHELLS[-1]}."
        )
    raise UsageError("Your shell is not known: name it, as in modelway completion install bash.")


def show_script(shell: str) -> str:
    """The script of a shell."""
    return completion_script(shell, program())


def plan(shell: str, environ: Mapping[str, str]) -> Completion:
    """What would be written for a shell; nothing is."""
    return plan_completion(shell, program(), environ)


def install(planned: Completion) -> None:
    """Write it; raises Refused where that fails."""
    install_completion(planned)


def remove(planned: Completion) -> bool:
    """Take it away again; whether there was anything. Raises Refused where that fails."""
    return remove_completion(planned)
