"""`modelway trends`: how values, promises and the journal itself go, week by week."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

app = typer.Typer(rich_markup_mode=None, add_completion=False)

TWELVE_WEEKS, A_YEAR, A_CENTURY = 12, 52, 5_218

Weeks = Annotated[
    int | None,
    typer.Option("--weeks", metavar="N", min=1, max=A_CENTURY, help="The last N weeks, this one included."),
]
All = Annotated[bool, typer.Option("--all", help="Everything since your first night.")]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences, for a screen reader.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Wish(NamedTuple):
    """The options of one look."""

    weeks: int | None
    all: bool
    plain: bool
    json: bool


@app.callback(invoke_without_command=True)
def trends(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See each value and your promises week by week; alone it shows the last twelve weeks."""
    wish = _Wish(weeks, all_, plain, json)
    if ctx.invoked_subcommand is not None:
        if any(wish):
            raise UsageError(f"Put the options behind the word: modelway trends {ctx.invoked_subcommand} …")
        return
    from modelway.services import trends as services
    from modelway.views import trends as views

    _look(ctx, wish, "trends", services.trends, views.trends_screen, views.trends_data)


@app.command()
def gaps(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See how far each value is from its target."""
    from modelway.services import trends as services
    from modelway.views import gaps as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "gaps", services.gaps, views.gaps_screen, views.gaps_data)


@app.command()
def calendar(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See the nights of a year, and each value, day by day."""
    from modelway.services import trends as services
    from modelway.views import calendar as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "calendar", services.calendar, views.calendar_screen, views.calendar_data, usual=A_YEAR)


@app.command()
def weekdays(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See whether a value goes better or worse on some weekday."""
    from modelway.services import trends as services
    from modelway.views import weekdays as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "weekdays", services.weekdays, views.weekdays_screen, views.weekdays_data)


@app.command("follow-through")
def follow_through(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See your promises for each value, and what became of them."""
    from modelway.services import trends as services
    from modelway.views import follow_through as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "follow-through", services.promises, views.promises_screen, views.promises_data)


@app.command()
def lift(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See days with a practice beside days without one."""
    from modelway.services import trends as services
    from modelway.views import lift as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "lift", services.lifts, views.lift_screen, views.lift_data)


@app.command()
def consistency(
    ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
) -> None:
    """See how steadily you write, by measures that forgive."""
    from modelway.services import trends as services
    from modelway.views import consistency as views

    wish = _Wish(weeks, all_, plain, json)
    _look(ctx, wish, "consistency", services.consistency, views.consistency_screen, views.consistency_data)


def _look(
    ctx: typer.Context,
    wish: _Wish,
    name: str,
    load: "Callable[..., Any]",
    draw: "Callable[..., Text]",
    data: "Callable[..., object]",
    usual: int = TWELVE_WEEKS,
) -> None:
    """Load what was wished for, and show it as a screen, in sentences or as JSON."""
    if wish.weeks and wish.all:
        raise UsageError("--weeks and --all exclude each other: choose one.")
    with opened(ctx, to_read=True) as session:
        found = load(session, None if wish.all else wish.weeks or usual)
        if wish.json:
            show_json(name, data(found))
        else:
            show(session.settings, draw, found, plain=wish.plain)
