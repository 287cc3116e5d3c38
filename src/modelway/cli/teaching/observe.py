"""`modelway observe`: what someone said about a value."""

from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Of = Annotated[str, typer.Argument(metavar="V", help="The value: its number, slug or prefix.")]
Text = Annotated[str, typer.Argument(metavar="TEXT", help="What was said.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who said it; may be left out.")]
On = Annotated[str, typer.Option("--on", metavar="DAY", help="When: yesterday, fri, 2026-11-20.")]
Negative = Annotated[bool, typer.Option("--negative", help="It was seen to be missing.")]


@app.command()
def observe(
    ctx: typer.Context, value: Of, text: Text, by: By = "", on: On = "today", negative: Negative = False
) -> None:
    """Keep what someone said about a value, beside your nights; reviews show it."""
    from modelway.domain.days.dates import parse_day
    from modelway.services.loop.values import find_named_value
    from modelway.services.teaching import seen
    from modelway.views.teaching.seen import remark_kept

    with opened(ctx, to_read=True) as session:
        day, of = parse_day(on, session.tonight), find_named_value(session, value)
        remark = seen.observe(session, of, text, by=by, on=day, negative=negative)
        show(session.settings, remark_kept, remark, of)
