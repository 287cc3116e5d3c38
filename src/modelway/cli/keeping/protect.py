"""`modelway protect`: a passphrase for the journal and all its backups."""

import os
from pathlib import Path
from typing import Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import located
from modelway.cli.output import progress, show, show_json, show_text

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Html = Annotated[
    Path | None, typer.Option("--html", metavar="FILE", help="Write a page to print; - is standard output.")
]


@app.callback(invoke_without_command=True)
def protect(ctx: typer.Context, json: Json = False) -> None:
    """Protect your journal and its backups with a passphrase; alone it shows whether they are."""
    if ctx.invoked_subcommand is None:
        status(ctx, json)


@app.command()
def on(ctx: typer.Context) -> None:
    """Protect your journal and its backups.

    A passphrase is asked for twice.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import protected_screen

    place = located(ctx)
    services.refuse_protected(place)
    words = _new_passphrase(place.settings.color, change=False)
    with progress() as tell:
        outcome = services.turn_on(place, words, tell)
    show(place.settings, protected_screen, outcome, changed=False)


@app.command()
def off(ctx: typer.Context, yes: Yes = False) -> None:
    """Take the passphrase away.

    Your journal and its backups become plain files again.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import plain_screen

    place = located(ctx)
    services.unlock_to_change(place)
    if confirmed(place, "Write your journal and its backups as plain files?", yes=yes):
        with progress() as tell:
            outcome = services.turn_off(place, tell)
        show(place.settings, plain_screen, outcome)


@app.command()
def change(ctx: typer.Context) -> None:
    """Take another passphrase.

    The old one opens nothing any more.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import protected_screen

    place = located(ctx)
    services.unlock_to_change(place)
    words = _new_passphrase(place.settings.color, change=True)
    with progress() as tell:
        outcome = services.change(place, words, tell)
    show(place.settings, protected_screen, outcome, changed=True)


@app.command()
def status(ctx: typer.Context, json: Json = False) -> None:
    """Show what is protected, and where the passphrase is from."""
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import status_data, status_screen

    place = located(ctx)
    found = services.status(place)
    if json:
        show_json("protection", status_data(found))
    else:
        show(place.settings, status_screen, found)


@app.command()
def remember(ctx: typer.Context) -> None:
    """Have your system's keyring hold the key.

    You are not asked any more.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import remembered_screen

    place = located(ctx)
    show(place.settings, remembered_screen, services.remember(place))


@app.command()
def forget(ctx: typer.Context) -> None:
    """Take the key out of the keyring.

    You are asked for the passphrase again.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import forgotten_screen

    place = located(ctx)
    show(place.settings, forgotten_screen, services.forget(place))


@app.command("recovery-sheet")
def recovery_sheet(ctx: typer.Context, html: Html = None) -> None:
    """Print a sheet to write the passphrase on by hand.

    It says what the journal is known by.
    """
    from modelway.services.keeping import protect as services
    from modelway.views.keeping.protect import sheet_screen, sheet_written
    from modelway.views.keeping.recovery_sheet import sheet_html

    place = located(ctx)
    sheet = services.sheet(place)
    if html is None:
        show(place.settings, sheet_screen, sheet)
    elif str(html) == "-":
        show_text(sheet_html(sheet))
    else:
        services.write_privately(html, sheet_html(sheet))
        show(place.settings, sheet_written, str(html))


def _new_passphrase(color: str, *, change: bool) -> str:
    """A passphrase that was not used before: what a command gives, or what is typed twice."""
    from modelway.services.keeping.protect import new_from_command

    given = new_from_command(os.environ, change=change)
    if given is not None:
        return given
    from modelway.cli.ask.secret import new_passphrase

    return new_passphrase(color=color, change=change)
