"""`modelway demo`: the whole loop on an invented leader's twelve weeks."""

import os

import typer

from modelway.cli.output import show, show_json

app = typer.Typer(rich_markup_mode=None, add_completion=False)


@app.command()
def demo(ctx: typer.Context) -> None:
    """See it at work on twelve weeks of an invented leader; your own journal is not touched."""
    from modelway.domain.periods import previous, week_of
    from modelway.services.demo import play
    from modelway.services.glance import glance
    from modelway.services.review import review
    from modelway.views import demo as screens
    from modelway.views.home import home_screen
    from modelway.views.review import review_screen
    from modelway.views.review_data import review_data

    with play(os.environ, ctx.find_root().ensure_object(dict)) as session:
        last_week = review(session, previous(week_of(session.tonight, session.settings.week_starts_on)))
        show(session.settings, screens.chapter, "modelway")
        show(session.settings, home_screen, glance(session))
        show(session.settings, screens.chapter, "modelway review --last")
        show(session.settings, review_screen, last_week)
        show(session.settings, screens.chapter, "modelway review --last --json")
        show_json("review", review_data(last_week))
        show(session.settings, screens.look_further, session.journal.path)
