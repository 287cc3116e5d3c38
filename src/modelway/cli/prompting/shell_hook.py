"""`modelway shell-hook`: a snippet that lets the first shell of an evening say that tonight waits."""

import sys
from typing import Annotated

import typer

from modelway.cli.output import say, show_text
from modelway.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Shell = Annotated[list[str], typer.Argument(metavar="bash|zsh|fish|powershell", help="The shell it is for.")]


@app.command()
def shell_hook(shell: Shell) -> None:
    """Print a snippet for your shell: the first one of the evening says in a line that tonight waits."""
    from modelway.system.shells import START_FILES, evening_hook, program

    name = " ".join(shell)
    if name not in START_FILES:
        raise UsageError(f"There is no snippet for “{name}”: choose bash, zsh, fish or powershell.")
    show_text(evening_hook(name, program()))
    if sys.stdout.isatty():
        say(f"To have it in every shell: modelway shell-hook {name} >> {START_FILES[name]}")
