"""`modelway nights`: what was written, night by night."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.asking import confirmed
from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.nights import Outcome

app = typer.Typer(rich_markup_mode=None, add_completion=False)

ON_A_SCREEN = 20
# A day may begin with a minus sign: -3d.
TAKES_A_DAY = {"ignore_unknown_options": True}

Day = Annotated[str, typer.Argument(metavar="DAY", help="The night: 2026-11-20, yesterday, fri, -3d.")]
From = Annotated[str, typer.Option("--from", metavar="DAY", help="The first day to look at.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="The last day to look at.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="Only nights with an answer on this value.")]
Outcomes = Annotated[
    str,
    typer.Option(
        "--outcome",
        metavar="OUTCOME",
        help="Only nights with demonstrated, fell-short, missed or no-opportunity.",
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="The most nights to show.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def nights(ctx: typer.Context, json: Json = False) -> None:
    """List, show, edit or delete the nights you have written; alone it lists them."""
    if ctx.invoked_subcommand is None:
        list_nights(ctx, json=json)


@app.command("list")
def list_nights(
    ctx: typer.Context,
    first: From = "",
    last: To = "",
    value: Of = "",
    outcome: Outcomes = "",
    limit: Limit = None,
    json: Json = False,
) -> None:
    """List your nights in words, the newest first."""
    from modelway.domain.days.dates import parse_day
    from modelway.services.loop.journal_state import journal_state
    from modelway.services.loop.nights import list_nights
    from modelway.services.loop.values import find_named_value
    from modelway.views.loop.nights import Shown, nights_data, nights_screen

    wanted = _outcome(outcome)
    with opened(ctx, to_read=True) as session:
        start, end = (parse_day(text, session.tonight) if text else None for text in (first, last))
        chosen = find_named_value(session, value) if value else None
        most = limit if json else limit or ON_A_SCREEN
        found = list_nights(session, start=start, end=end, value=chosen, outcome=wanted, limit=most)
        if json:
            show_json("nights", nights_data(found))
        else:
            shown = Shown(chosen, wanted, start, end)
            show(session.settings, nights_screen, found, session.tonight, shown, journal_state(session))


@app.command("show", context_settings=TAKES_A_DAY)
def show_night(ctx: typer.Context, day: Day, json: Json = False) -> None:
    """Show one night whole."""
    from modelway.domain.days.dates import parse_day
    from modelway.services.loop.nights import find_night
    from modelway.views.loop.nights import night_data, night_screen

    with opened(ctx, to_read=True) as session:
        night = find_night(session, parse_day(day, session.tonight))
        if json:
            show_json("night", night_data(night))
        else:
            show(session.settings, night_screen, night, session.tonight)


@app.command(context_settings=TAKES_A_DAY)
def edit(ctx: typer.Context, day: Day) -> None:
    """Answer a night again, with the old answers in place."""
    from modelway.cli.loop.evening import change_night
    from modelway.domain.days.dates import parse_day

    with opened(ctx, to_read=True) as session:
        change_night(session, parse_day(day, session.tonight))


@app.command(context_settings=TAKES_A_DAY)
def delete(ctx: typer.Context, day: Day, yes: Yes = False) -> None:
    """Take a night away; modelway undo takes that back."""
    from modelway.domain.days.dates import format_date, parse_day
    from modelway.services.loop import nights as services
    from modelway.views.loop.nights import deleted

    with opened(ctx, to_read=True) as session:
        night = services.find_night(session, parse_day(day, session.tonight))
        question = f"Delete the night of {format_date(night.night.day)}? (modelway undo would take it back.)"
        if confirmed(session, question, yes=yes):
            show(session.settings, deleted, services.delete(session, night.night.day))


def _outcome(text: str) -> "Outcome | None":
    """The outcome that was typed, with a space, a hyphen or an underscore; None for an empty text."""
    from modelway.domain.loop.nights import Outcome

    if not text:
        return None
    name = text.strip().casefold().replace("-", "_").replace(" ", "_")
    if name not in list(Outcome):
        allowed = ", ".join(outcome.value.replace("_", "-") for outcome in Outcome)
        raise UsageError(f"There is no outcome “{text}”: choose one of {allowed}.")
    return Outcome(name)
