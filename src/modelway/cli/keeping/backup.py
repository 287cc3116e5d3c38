"""`modelway backup`: copies of the journal, looked through, and gone back to."""

from pathlib import Path
from typing import Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import located
from modelway.cli.output import progress, show, show_json
from modelway.errors import ExitCode, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# A day may begin with a minus sign: -3d.
TAKES_A_DAY = {"ignore_unknown_options": True}

To = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="Where to put it, instead of among the others.")
]
Which = Annotated[
    str, typer.Argument(metavar="[FILE]", help="A file, a name in the list, or a day; the newest without.")
]
Back = Annotated[str, typer.Argument(metavar="FILE|DATE", help="A file, a name in the list, or a day.")]
Every = Annotated[bool, typer.Option("--all", help="Look through every one.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def backup(ctx: typer.Context, json: Json = False) -> None:
    """Make, list, verify and restore backups of your journal; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_backups(ctx, json)


@app.command()
def create(ctx: typer.Context, file: To = None) -> None:
    """Make a backup now, and read it again to be sure."""
    from modelway.services.keeping import backups
    from modelway.views.keeping.backups import created

    if str(file) == "-":
        raise UsageError("A backup is a file, and nothing is written to standard output: name one.")
    place = located(ctx)
    with progress("copying your journal"):
        made = backups.create(place, file)
    show(place.settings, created, made, among_others=file is None)


@app.command("list")
def list_backups(ctx: typer.Context, json: Json = False) -> None:
    """List your backups, the newest first."""
    from modelway.services.keeping import backups
    from modelway.views.keeping.backups import backups_data, backups_screen

    place = located(ctx)
    found = backups.listed(place)
    if json:
        show_json("backups", backups_data(found, place.store))
    else:
        show(place.settings, backups_screen, found, place.now)


@app.command(context_settings=TAKES_A_DAY)
def verify(ctx: typer.Context, file: Which = "", every: Every = False, json: Json = False) -> None:
    """Look through a backup, row by row; exit 1 if one is not whole."""
    from modelway.services.keeping import backups
    from modelway.views.keeping.backups import verdicts_data, verdicts_screen

    place = located(ctx)
    with progress() as tell:
        verdicts = backups.verified(place, file, every=every, tell=tell)
    if json:
        show_json("verdicts", verdicts_data(verdicts))
    else:
        show(place.settings, verdicts_screen, verdicts)
    if any(verdict.problems for verdict in verdicts):
        raise typer.Exit(ExitCode.FAILED)


@app.command(context_settings=TAKES_A_DAY)
def restore(ctx: typer.Context, backup: Back, yes: Yes = False) -> None:
    """Go back to a backup, once you saw what would change.

    What you have now is saved first.
    """
    from modelway.services.keeping import backups
    from modelway.views.keeping.backups import restored_screen, weighed_screen

    place = located(ctx)
    path = backups.found(place, backup)
    with progress("comparing it with what you have now"):
        weighed = backups.weighed(place, path)
    show(place.settings, weighed_screen, weighed)
    if confirmed(place, "Go back to it? (What you have now is saved first.)", yes=yes):
        with progress("going back to it"):
            restored = backups.restore(place, path)
        show(place.settings, restored_screen, restored)
