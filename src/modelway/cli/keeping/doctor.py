"""`modelway doctor`: is the journal well, and what can be rescued if it is not."""

from pathlib import Path
from typing import Annotated

import typer

from modelway.cli.opening import located
from modelway.cli.output import progress, show, show_json
from modelway.errors import ExitCode

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Target = Annotated[
    Path | None,
    typer.Option("--salvage", metavar="FILE", help="Bring all that can be read into a new journal there."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def doctor(ctx: typer.Context, salvage: Target = None, json: Json = False) -> None:
    """Look whether your journal and its backups are well; exit 1 if anything is wrong."""
    from modelway.services.keeping import doctor as services
    from modelway.views.keeping import doctor as screens

    place = located(ctx)
    if salvage is not None:
        with progress("reading all that can be read"):
            rescued = services.rescue(place, salvage)
        if json:
            show_json("rescued", screens.rescued_data(rescued, salvage))
        else:
            show(place.settings, screens.rescued_screen, rescued, salvage)
        return
    with progress("reading every row") as tell:
        findings = services.examine(place, tell=tell)
    data = screens.health_data(findings, place.store)
    if json:
        show_json("health", data)
    else:
        show(place.settings, screens.health_screen, findings, place.store)
    if not data["sound"]:
        raise typer.Exit(ExitCode.FAILED)
