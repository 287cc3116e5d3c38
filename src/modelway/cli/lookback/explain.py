"""`modelway explain`: a figure's formula, and the arithmetic with the leader's own numbers."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.days.periods import Period
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

A_CENTURY = 5_218

FigureName = Annotated[
    str, typer.Argument(metavar="[FIGURE]", help="Which figure; without one, all are listed.")
]
ValueName = Annotated[
    str, typer.Argument(metavar="[V]", help="A value: its number, its name or its beginning.")
]
Weeks = Annotated[
    int | None,
    typer.Option(
        "--weeks", metavar="N", min=1, max=A_CENTURY, help="The last N weeks; else the last twelve."
    ),
]
Week = Annotated[str, typer.Option("--week", metavar="WEEK", help="A week by its name: 2026-W47.")]
Month = Annotated[str, typer.Option("--month", metavar="MONTH", help="A month: 2026-11.")]
From = Annotated[str, typer.Option("--from", metavar="DAY", help="From this day on.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="Until this day.")]
All = Annotated[bool, typer.Option("--all", help="Everything since your first night.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class _Wish(NamedTuple):
    """The stretch that was asked for."""

    weeks: int | None
    week: str
    month: str
    start: str
    end: str
    all: bool


@app.command()
def explain(
    ctx: typer.Context,
    figure: FigureName = "",
    value: ValueName = "",
    weeks: Weeks = None,
    week: Week = "",
    month: Month = "",
    start: From = "",
    end: To = "",
    all_: All = False,
    json: Json = False,
) -> None:
    """See how a figure comes about: its formula, your own numbers step by step, its source.

    Without a value it takes the one to look at first, over the last twelve weeks.
    """
    from modelway.services.lookback.explain import explain_figure
    from modelway.views.lookback import explain as views

    wish = _Wish(weeks, week, month, start, end, all_)
    with opened(ctx, to_read=True) as session:
        if not figure and json:
            show_json("figures", views.figures_data())
        elif not figure:
            show(session.settings, views.figures_screen)
        else:
            explanation = explain_figure(session, figure, value, _period(session, wish))
            if json:
                show_json("explain", views.explanation_data(explanation))
            else:
                show(session.settings, views.explanation_screen, explanation)


def _period(session: "Session", wish: _Wish) -> "Period":
    from modelway.domain.days.periods import parse_week
    from modelway.services.lookback.explain import everything, last_weeks

    if sum(map(bool, (wish.weeks, wish.week, wish.month, wish.start or wish.end, wish.all))) > 1:
        raise UsageError(
            "--weeks, --week, --month, --from with --to, and --all each name a stretch: choose one."
        )
    if wish.week:
        return parse_week(wish.week, session.settings.week_starts_on)
    if wish.month:
        return _month(wish.month)
    if wish.start or wish.end:
        return _stretch(session, wish)
    if wish.all:
        return everything(session)
    return last_weeks(session, wish.weeks) if wish.weeks else last_weeks(session)


def _month(text: str) -> "Period":
    from modelway.domain.days.periods import Kind, parse_period

    period = parse_period(text)
    if period.kind is not Kind.MONTH:
        raise UsageError(f"--month takes a month, such as 2026-11, and “{text.strip()}” is none.")
    return period


def _stretch(session: "Session", wish: _Wish) -> "Period":
    """From a day to another: from the first night on, or up to tonight, where one is left out."""
    from modelway.domain.days.dates import parse_day
    from modelway.domain.days.periods import Period
    from modelway.services.lookback.explain import everything

    whole = everything(session)
    end = parse_day(wish.end, session.tonight) if wish.end else whole.end
    start = parse_day(wish.start, session.tonight) if wish.start else min(whole.start, end)
    return Period(start, end)
