"""`modelway status`: how far tonight is, without a passphrase; for a prompt in a few signs."""

from typing import Annotated

import typer

from modelway.cli.output import show, show_json
from modelway.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Short = Annotated[bool, typer.Option("--short", help="In a few signs, for a prompt: ●·· 21:30.")]
Evening = Annotated[
    bool, typer.Option("--evening", help="One line if tonight waits, once an evening, for a shell.")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def status(ctx: typer.Context, short: Short = False, evening: Evening = False, json: Json = False) -> None:
    """See how far tonight is, and when it is asked for; no passphrase is needed.

    --short and --evening never fail, never wait and never ask: they say nothing where nothing can be said.
    """
    overrides = ctx.find_root().ensure_object(dict)
    if short + evening + json > 1:
        raise UsageError("Choose one of --short, --evening and --json.")
    if short or evening:
        from modelway.cli.prompting.at_once import say_at_once

        say_at_once("--short" if short else "--evening", overrides)
        return
    _show(overrides, json=json)


def _show(overrides: dict[str, str], *, json: bool) -> None:
    import os

    from modelway.services.place import Place
    from modelway.services.prompting.tonight import status_of
    from modelway.views.prompting.status import status_data, status_screen

    place = Place.find(os.environ, overrides)
    tonight = status_of(place)
    if json:
        show_json("status", status_data(*tonight))
    else:
        show(place.settings, status_screen, *tonight)
