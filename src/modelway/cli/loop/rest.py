"""`modelway rest`: nights that are not asked for."""

from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import BadDate

if TYPE_CHECKING:
    from datetime import date

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# A day may begin with a minus sign: -3d.
TAKES_A_DAY = {"ignore_unknown_options": True}

Day = Annotated[str, typer.Argument(metavar="DAY", help="The first night: 2026-12-24, sunday, -3d.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="The last night; without it, one alone.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="Only this value rests.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why, for yourself.")]
Weekly = Annotated[bool, typer.Option("--weekly", help="This weekday of every week up to --to.")]
Number = Annotated[int, typer.Argument(metavar="N", help="Its number in modelway rest list.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def rest(ctx: typer.Context, json: Json = False) -> None:
    """Let nights rest: none of them counts as missed; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_rests(ctx, json=json)


@app.command(context_settings=TAKES_A_DAY)
def add(
    ctx: typer.Context, day: Day, to: To = "", value: Of = "", reason: Reason = "", weekly: Weekly = False
) -> None:
    """Let nights rest, past or to come; modelway undo takes it back."""
    from modelway.services.loop.rests import add_rest
    from modelway.services.loop.values import find_named_value
    from modelway.views.loop.rests import rested

    with opened(ctx, to_read=True) as session:
        start = _day(day, session.tonight)
        end = _day(to, session.tonight) if to else None
        chosen = find_named_value(session, value) if value else None
        added = add_rest(session, start, end, chosen, reason, weekly=weekly)
        show(session.settings, rested, added, chosen.name if chosen else "")


@app.command("list")
def list_rests(ctx: typer.Context, json: Json = False) -> None:
    """List the nights that rest."""
    from modelway.services.loop.rests import list_rests
    from modelway.views.loop.rests import rests_data, rests_screen

    with opened(ctx, to_read=True) as session:
        found = list_rests(session)
        if json:
            show_json("rests", rests_data(found))
        else:
            show(session.settings, rests_screen, found)


@app.command()
def remove(ctx: typer.Context, number: Number) -> None:
    """Ask for these nights again; modelway undo takes that back."""
    from modelway.services.loop.rests import remove_rest
    from modelway.views.loop.rests import removed

    with opened(ctx, to_read=True) as session:
        show(session.settings, removed, remove_rest(session, number))


def _day(text: str, today: "date") -> "date":
    """The day that was typed: one to come, else one that was."""
    from modelway.domain.days.dates import parse_day, parse_due

    with suppress(BadDate):
        return parse_due(text, today)
    return parse_day(text, today)
