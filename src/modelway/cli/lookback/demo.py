"""`modelway demo`: the whole loop on an invented leader's twelve weeks."""

import os

import typer

from modelway.cli.output import show

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def demo(ctx: typer.Context) -> None:
    """See it at work on twelve weeks of an invented leader; your own journal is not touched."""
    from modelway.services.lookback.demo import play, scenes
    from modelway.views.lookback.demo import demo_screen

    with play(os.environ, ctx.find_root().ensure_object(dict)) as session:
        show(session.settings, demo_screen, *scenes(session), session.journal.path)
