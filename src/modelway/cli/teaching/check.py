"""`modelway check`: honest questions that come back every so often."""

from typing import Annotated

import typer

from modelway.cli.opening import is_interactive, opened, read_source
from modelway.cli.output import remarks, show, show_json
from modelway.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Name = Annotated[str, typer.Argument(metavar="NAME", help="The check: its name or the beginning of it.")]
AnyName = Annotated[str, typer.Argument(metavar="[NAME]", help="One check; without it, all of them.")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="Your answers, from JSON.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback(invoke_without_command=True)
def check(ctx: typer.Context, json: Json = False) -> None:
    """Ask yourself honest questions, again and again; alone it lists the checks.

    A check of your own is a TOML file in the folder checks beside your settings.
    """
    if ctx.invoked_subcommand is None:
        list_checks(ctx, json=json)


@app.command("list")
def list_checks(ctx: typer.Context, json: Json = False) -> None:
    """List the checks, and which are due."""
    from modelway.services.teaching.checks import list_standings, read_checks
    from modelway.views.teaching.checks import list_data, list_screen

    with opened(ctx, to_read=True) as session:
        known = read_checks()
        found = list_standings(session, known)
        if json:
            show_json("checks", list_data(found, known.refused, session.tonight))
        else:
            remarks(known.refused)
            show(session.settings, list_screen, found, session.tonight)


@app.command()
def run(ctx: typer.Context, name: Name, source: Source = "") -> None:
    """Answer a check; one that was left goes on the same day."""
    from modelway.exchange.teaching.answers_file import read_answers
    from modelway.services.teaching import check_outcome, checks
    from modelway.views.teaching.checks import closing

    if not source and not is_interactive():
        raise UsageError(
            "There is no terminal to ask in: hand your answers in with --from FILE, as check show --json "
            "gives them."
        )
    chosen = checks.find_check(name)
    with opened(ctx) as session:
        if not source:
            from modelway.cli.teaching.check_conversation import talk_through

            return talk_through(session, chosen)
        answers = read_answers(*read_source(source), chosen, session.tonight)
        checks.hand_in(session, chosen, answers)
        return show(session.settings, closing, chosen, answers, check_outcome.find_record(session, chosen))


@app.command("show")
def show_check(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """Show what a check asks, and what you answered last."""
    from modelway.services.teaching import check_outcome, checks
    from modelway.views.teaching.checks import check_data, check_screen

    chosen = checks.find_check(name)
    with opened(ctx, to_read=True) as session:
        standing, last = checks.find_standing_of(session, chosen), checks.load_last_run(session, chosen)
        if json:
            record = check_outcome.find_record(session, chosen)
            show_json("check", check_data(chosen, standing, last, record, session.tonight))
        else:
            show(session.settings, check_screen, chosen, standing, last, session.tonight)


@app.command()
def history(ctx: typer.Context, name: AnyName = "", json: Json = False) -> None:
    """Show how the answers moved over time."""
    from modelway.services.teaching import checks
    from modelway.views.teaching.check_history import history_data, history_screen

    chosen = checks.find_check(name) if name else None
    with opened(ctx, to_read=True) as session:
        told = [(chosen, checks.find_history(session, chosen))] if chosen else checks.list_histories(session)
        if json:
            show_json("check-history", history_data(told))
        else:
            show(session.settings, history_screen, told, name=chosen.name if chosen else "")
