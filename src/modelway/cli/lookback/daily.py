"""What `review` and `trends` do without options; with nothing to parse, Typer is not loaded."""

from typing import TYPE_CHECKING

from modelway.cli.output import show

if TYPE_CHECKING:
    from modelway.services.session import Session

USUAL_WEEKS = 12


def review(session: "Session") -> None:
    """This week so far."""
    from modelway.domain.days.periods import week_of
    from modelway.services.lookback.review import review as look_back

    week = week_of(session.tonight, session.settings.week_starts_on)
    found = look_back(session, week)
    if session.settings.plain == "yes":
        from modelway.views.lookback.review_sentences import review_sentences

        show(session.settings, review_sentences, found)
    else:
        from modelway.views.lookback.review import review_screen

        show(session.settings, review_screen, found)


def trends(session: "Session") -> None:
    """Each value and the practices over the last twelve weeks."""
    from modelway.services.lookback.trends import trends as weeks_of
    from modelway.views.lookback.trends.overview import trends_screen

    show(
        session.settings, trends_screen, weeks_of(session, USUAL_WEEKS), plain=session.settings.plain == "yes"
    )
