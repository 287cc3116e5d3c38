"""`modelway trends`: how values, practices and the journal itself go, week by week."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from modelway.cli.lookback.daily import USUAL_WEEKS
from modelway.cli.opening import opened
from modelway.cli.output import show, show_json, show_text
from modelway.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

A_YEAR, A_CENTURY = 52, 5_218

Weeks = Annotated[
    int | None,
    typer.Option("--weeks", metavar="N", min=1, max=A_CENTURY, help="The last N weeks, this one included."),
]
All = Annotated[bool, typer.Option("--all", help="Everything since your first night.")]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences, for a screen reader.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Html = Annotated[str, typer.Option("--html", metavar="FILE|-", help="Write a page, for a browser or paper.")]
Share = Annotated[bool, typer.Option("--share", help="Leave your definitions out of the page.")]
Yes = Annotated[bool, typer.Option("--yes", help="Replace FILE if there is one.")]


class _Wish(NamedTuple):
    """The options of one look."""

    weeks: int | None
    all: bool
    plain: bool
    json: bool


class _Look(NamedTuple):
    """One way to look at the weeks: how it is loaded, drawn, and told to other programs under its `name`."""

    name: str
    load: "Callable[[Session, int | None], Any]"
    draw: "Callable[..., Text]"
    data: "Callable[[Any], object]"
    usual: int = USUAL_WEEKS


@app.callback(invoke_without_command=True)
def trends(
    ctx: typer.Context,
    weeks: Weeks = None,
    all_: All = False,
    plain: Plain = False,
    json: Json = False,
    html: Html = "",
    share: Share = False,
    yes: Yes = False,
) -> None:
    """See each value and your practices by week; alone it shows the last twelve weeks."""
    wish = _Wish(weeks, all_, plain, json)
    if ctx.invoked_subcommand is not None:
        if any((*wish, html, share, yes)):
            raise UsageError(f"Put the options behind the word: modelway trends {ctx.invoked_subcommand} …")
        return
    if html:
        _write_page(ctx, wish, html, share=share, replacing=yes)
        return
    if share or yes:
        raise UsageError("--share and --yes go with --html FILE: give both, or leave them out.")
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import overview as views

    _show(ctx, wish, _Look("trends", services.trends, views.trends_screen, views.trends_data))


def _look(declared: "Callable[[], _Look]") -> None:
    """Make a command of a look: its name, its help, and the options that all looks take."""

    @app.command(declared.__name__.replace("_", "-"), help=declared.__doc__)
    def look(
        ctx: typer.Context, weeks: Weeks = None, all_: All = False, plain: Plain = False, json: Json = False
    ) -> None:
        _show(ctx, _Wish(weeks, all_, plain, json), declared())


@_look
def gaps() -> _Look:
    """See how far each value is from its target."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import gaps as views

    return _Look("gaps", services.gaps, views.gaps_screen, views.gaps_data)


@_look
def calendar() -> _Look:
    """See the nights of a year, and each value, day by day."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import calendar as views

    return _Look("calendar", services.calendar, views.calendar_screen, views.calendar_data, usual=A_YEAR)


@_look
def weekdays() -> _Look:
    """See whether a value goes better or worse on some weekday."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import weekdays as views

    return _Look("weekdays", services.weekdays, views.weekdays_screen, views.weekdays_data)


@_look
def follow_through() -> _Look:
    """See what became of your practices, value by value."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import follow_through as views

    return _Look("follow-through", services.practices, views.practices_screen, views.practices_data)


@_look
def lift() -> _Look:
    """See days with a practice beside days without one."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import lift as views

    return _Look("lift", services.lifts, views.lift_screen, views.lift_data)


@_look
def consistency() -> _Look:
    """See how steadily you write, by measures that forgive."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import consistency as views

    return _Look("consistency", services.consistency, views.consistency_screen, views.consistency_data)


@_look
def observers() -> _Look:
    """See your own record beside what others see."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import observers as views

    return _Look("observer-gaps", services.observers, views.observers_screen, views.observers_data)


@_look
def lenses() -> _Look:
    """See which parts of the teaching you live, and which never."""
    from modelway.services.lookback import trends as services
    from modelway.views.lookback.trends import lenses as views

    return _Look("lived-lenses", services.lenses, views.lenses_screen, views.lenses_data)


def _show(ctx: typer.Context, wish: _Wish, look: _Look) -> None:
    """Load what was wished for, and show it as a screen, in sentences or as JSON."""
    _check(wish)
    with opened(ctx, to_read=True) as session:
        found = look.load(session, None if wish.all else wish.weeks or look.usual)
        if wish.json:
            show_json(look.name, look.data(found))
        else:
            show(session.settings, look.draw, found, plain=wish.plain or session.settings.plain == "yes")


def _check(wish: _Wish) -> None:
    if wish.weeks and wish.all:
        raise UsageError("--weeks and --all exclude each other: choose one.")


def _write_page(ctx: typer.Context, wish: _Wish, target: str, *, share: bool, replacing: bool) -> None:
    if wish.plain or wish.json:
        raise UsageError("--plain, --json and --html exclude each other: choose one.")
    _check(wish)
    with opened(ctx, to_read=True) as session:
        text = _page(session, None if wish.all else wish.weeks or USUAL_WEEKS, share=share)
        if target == "-":
            show_text(text)
            return
        from pathlib import Path

        from modelway.system.documents import write_document
        from modelway.views.lookback.pages.trends import STEP
        from modelway.views.lookback.pages.written import page_written

        write_document(Path(target), text, replacing=replacing)
        show(session.settings, page_written, target, STEP, is_shared=share)


def _page(session: "Session", weeks: int | None, *, share: bool) -> str:
    from modelway.domain.lookback.trends_report import without_words
    from modelway.services.lookback.trends import report
    from modelway.views.lookback.pages.trends import trends_html

    found = report(session, weeks)
    return trends_html(without_words(found) if share else found)
