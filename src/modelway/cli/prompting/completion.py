"""`modelway completion`: the Tab key completes commands, values and nights."""

import os
from contextlib import suppress
from typing import Annotated

import typer

from modelway.cli.output import show, show_text

app = typer.Typer(rich_markup_mode=None, add_completion=False)

SHELLS = "[bash|zsh|fish|powershell]"
Shell = Annotated[str, typer.Argument(metavar=SHELLS, help="The shell it is for; without it, yours.")]
Words = Annotated[list[str], typer.Argument(metavar="SHELL [WORD]…", help="The shell, and what is typed.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


@app.callback()
def completion() -> None:
    """Let the Tab key complete commands, values and nights in your shell."""


@app.command()
def install(ctx: typer.Context, shell: Shell = "", yes: Yes = False) -> None:
    """Have it in every new shell, once you saw what is written."""
    # The words are asked for at every Tab key: what asks is loaded here alone.
    from modelway.cli.asking import confirmed
    from modelway.services.place import Place
    from modelway.services.prompting import completion as services
    from modelway.views.prompting.completion import installed_screen, plan_screen

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    planned = services.plan(services.find_shell(shell, os.environ), os.environ)
    show(place.settings, plan_screen, planned)
    if confirmed(place, "Write it?", yes=yes):
        services.install(planned)
        show(place.settings, installed_screen, planned)


@app.command()
def remove(ctx: typer.Context, shell: Shell = "") -> None:
    """Take away what install wrote."""
    from modelway.services.place import Place
    from modelway.services.prompting import completion as services
    from modelway.views.prompting.completion import removed_screen

    place = Place.find(os.environ, ctx.find_root().ensure_object(dict))
    planned = services.plan(services.find_shell(shell, os.environ), os.environ)
    show(place.settings, removed_screen, planned, was_there=services.remove(planned))


@app.command("show")
def show_script(shell: Shell = "") -> None:
    """Print the script and write nothing."""
    from modelway.services.prompting import completion as services

    show_text(services.show_script(services.find_shell(shell, os.environ)))


@app.command(hidden=True)
def words(ctx: typer.Context, typed: Words) -> None:
    """Print what a half-typed command line may become.

    The script of a shell calls this; it never fails and never asks.
    """
    from modelway.cli.prompting.half_typed import HalfTyped, for_shell, words_of_shell

    # A Tab key that says what is wrong would write into the line that is being typed.
    with suppress(Exception):
        before, start = words_of_shell(typed[1:], typed[0])
        lines = HalfTyped(ctx.find_root().command, before).complete(start)
        show_text("".join(f"{line}\n" for line in for_shell(lines, start, typed[0])))
