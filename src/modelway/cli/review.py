"""`modelway review`: the week in figures and in words."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.periods import Period
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Last = Annotated[bool, typer.Option("--last", help="The week before this one.")]
Week = Annotated[str, typer.Option("--week", metavar="WEEK", help="A week by its name: 2026-W47.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command()
def review(ctx: typer.Context, last: Last = False, week: Week = "", json: Json = False) -> None:
    """Look back on a week: what was shown, where the gaps are, what was kept.

    Without options it is this week so far.
    """
    from modelway.services.review import review as look_back
    from modelway.views.review import review_data, review_screen

    if last and week:
        raise UsageError("--last and --week name two weeks: choose one of them.")
    with opened(ctx, to_read=True) as session:
        looked_back = look_back(session, _period(session, last=last, week=week))
        if json:
            show_json("review", review_data(looked_back))
        else:
            show(session.settings, review_screen, looked_back)


def _period(session: "Session", *, last: bool, week: str) -> "Period":
    from modelway.domain.periods import parse_week, previous, week_of

    starts_on = session.settings.week_starts_on
    if week:
        return parse_week(week, starts_on)
    this_week = week_of(session.tonight, starts_on)
    return previous(this_week) if last else this_week
