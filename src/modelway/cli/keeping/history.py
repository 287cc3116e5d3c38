"""`modelway history`: who changed what, and when."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)

ON_A_SCREEN = 10

OfNight = Annotated[str, typer.Option("--night", metavar="DAY", help="Only what was changed of this night.")]
OfValue = Annotated[str, typer.Option("--value", metavar="V", help="Only what was changed of this value.")]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="The most commands to show.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def history(
    ctx: typer.Context, night: OfNight = "", value: OfValue = "", limit: Limit = None, json: Json = False
) -> None:
    """See what each command changed, the newest first, with what was there before."""
    from modelway.domain.days.dates import parse_day
    from modelway.services.keeping import history as services
    from modelway.services.loop.values import find_named_value
    from modelway.views.keeping.history import history_data, history_screen

    with opened(ctx, to_read=True) as session:
        day = parse_day(night, session.tonight) if night else None
        chosen = find_named_value(session, value) if value else None
        most = limit if json else limit or ON_A_SCREEN
        found = services.history(session, night=day, value=chosen, limit=most, counted=not json)
        if json:
            show_json("history", history_data(found.commands))
        else:
            show(session.settings, history_screen, found)
