"""`modelway review`: a week, a month or any period in figures and in words; and the week written about."""

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from modelway.cli.opening import is_interactive, opened, read_source
from modelway.cli.output import show, show_json, show_text
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.days.periods import Period
    from modelway.domain.lookback.review import Review
    from modelway.domain.lookback.week_review import WeekDraft
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

Last = Annotated[bool, typer.Option("--last", help="The one before: of a week, or of what is named.")]
Week = Annotated[str, typer.Option("--week", metavar="WEEK", help="A week: 2026-W47, this, last.")]
Month = Annotated[str, typer.Option("--month", metavar="MONTH", help="A month: 2026-11, this, last.")]
Quarter = Annotated[str, typer.Option("--quarter", metavar="Q", help="A quarter: 2026-Q4, this, last.")]
Year = Annotated[str, typer.Option("--year", metavar="YEAR", help="A year: 2026, this, last.")]
InWords = Annotated[
    str, typer.Option("--period", metavar="PERIOD", help="In words: last, last month, 2026-W47, 2026-11.")
]
From = Annotated[str, typer.Option("--from", metavar="DAY", help="Any period, from this day on.")]
To = Annotated[str, typer.Option("--to", metavar="DAY", help="Its last day; without it, today.")]
Share = Annotated[
    bool, typer.Option("--share", help="Leave out what you wrote, but for names and the next practice.")
]
Plain = Annotated[bool, typer.Option("--plain", help="Sentences, for a screen reader.")]
Markdown = Annotated[
    str, typer.Option("--markdown", metavar="FILE|-", help="Write Markdown, for a note or a mail.")
]
Html = Annotated[str, typer.Option("--html", metavar="FILE|-", help="Write a page, for a browser or paper.")]
Yes = Annotated[bool, typer.Option("--yes", help="Replace FILE if there is one.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


class Named(NamedTuple):
    """The options that name a period."""

    week: str
    month: str
    quarter: str
    year: str
    start: str
    end: str
    words: str
    last: bool


@app.callback(invoke_without_command=True)
def review(
    ctx: typer.Context,
    last: Last = False,
    week: Week = "",
    month: Month = "",
    quarter: Quarter = "",
    year: Year = "",
    start: From = "",
    end: To = "",
    words: InWords = "",
    share: Share = False,
    plain: Plain = False,
    markdown: Markdown = "",
    html: Html = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Look back on a week, a month or any period: what was shown, where the gaps are, what was kept.

    Without options it is this week so far.
    """
    named = Named(week, month, quarter, year, start, end, words, last)
    if ctx.invoked_subcommand is not None:
        if any((*named, share, plain, markdown, html, yes, json)):
            raise UsageError(f"Put the options behind the word: modelway review {ctx.invoked_subcommand} …")
        return
    if sum((plain, bool(markdown), bool(html), json)) > 1:
        raise UsageError("--plain, --markdown, --html and --json exclude each other: choose one.")
    if yes and not (markdown or html):
        raise UsageError("--yes lets --markdown or --html replace a file: give FILE too, or leave it out.")
    with opened(ctx, to_read=True) as session:
        looked_back = _looked_back(session, named, share=share)
        if markdown or html:
            text = _document(session, looked_back, page=bool(html))
            _write(session, looked_back, text, markdown or html, replacing=yes)
        else:
            _show(session, looked_back, plain=plain, json=json)


def _looked_back(session: "Session", named: Named, *, share: bool) -> "Review":
    from modelway.services.lookback.review import review as look_back

    found = look_back(session, _period(session, named))
    if not share:
        return found
    from modelway.domain.lookback.sharing import without_words

    return without_words(found)


def _show(session: "Session", found: "Review", *, plain: bool, json: bool) -> None:
    if json:
        from modelway.views.lookback.review_data import review_data

        show_json("review", review_data(found))
    elif plain or session.settings.plain == "yes":
        from modelway.views.lookback.review_sentences import review_sentences

        show(session.settings, review_sentences, found)
    else:
        from modelway.views.lookback.review import review_screen

        show(session.settings, review_screen, found)


def _document(session: "Session", found: "Review", *, page: bool) -> str:
    if page:
        from modelway.views.lookback.pages.review import review_html

        return review_html(found, week_starts_on=session.settings.week_starts_on)
    from modelway.views.lookback.review_markdown import review_markdown

    return review_markdown(found)


def _write(session: "Session", found: "Review", text: str, target: str, *, replacing: bool) -> None:
    from pathlib import Path

    from modelway.system.documents import write_document
    from modelway.views.lookback.pages.written import review_written

    if target == "-":
        show_text(text)
        return
    write_document(Path(target), text, replacing=replacing)
    show(session.settings, review_written, found, target)


def _period(session: "Session", named: Named) -> "Period":
    """The period that the options name; --last is the one before it, and without a name the last week.

    Raises:
        UsageError: two periods are named, or one has an end and no beginning.
        BadDate: a name or a day that cannot be read.
    """
    from modelway.domain.days.periods import (
        Kind,
        Period,
        period_before,
        period_in_words,
        period_named,
        week_of,
    )

    by_kind = zip(Kind, (named.week, named.month, named.quarter, named.year, named.start), strict=True)
    given = [(kind, text) for kind, text in by_kind if text]
    if named.words.strip():
        if given or named.end:
            raise UsageError("--period names a period already: leave the other options for it out.")
        found = period_in_words(named.words, session.tonight, session.settings.week_starts_on)
        return period_before(found) if named.last else found
    if named.end and not named.start:
        raise UsageError("--to ends a period: say where it begins with --from DAY.")
    if len(given) > 1:
        first, second = ("--from" if kind is Kind.SPAN else f"--{kind}" for kind, _ in given[:2])
        raise UsageError(f"{first} and {second} name two periods: choose one of them.")
    tonight, starts_on = session.tonight, session.settings.week_starts_on
    if not given:
        period = week_of(tonight, starts_on)
    elif given[0][0] is Kind.SPAN:
        from modelway.domain.days.dates import parse_day

        period = Period(parse_day(named.start, tonight), parse_day(named.end or "today", tonight))
    else:
        period = period_named(*given[0], tonight, starts_on)
    return period_before(period) if named.last else period


Subject = Annotated[str, typer.Option("--week", metavar="WEEK", help="A week by its name: 2026-W47, last.")]
Source = Annotated[str, typer.Option("--from", metavar="FILE|-", help="Your answers, from JSON.")]


@app.command()
def write(ctx: typer.Context, week: Subject = "", source: Source = "") -> None:
    """Write about a week, and choose a focus for the next one.

    You are asked what you intended, what happened, why, and what you will do next; then you choose the value
    that the week ahead is given to. Without --week it is this week from its fifth day on, before that the
    last one. Each answer is kept at once; called again, it goes on where you left.
    """
    if source and week:
        raise UsageError("With --from the week comes out of the file: leave --week out.")
    if not source and not is_interactive():
        raise UsageError(
            "There is no terminal to ask in: hand your answers in with --from FILE, as JSON with the keys "
            "week, intended, happened, why, next and focus."
        )
    draft = _draft(source) if source else None
    with opened(ctx) as session:
        if draft:
            _record(session, draft)
        else:
            from modelway.cli.lookback.week_conversation import talk_through

            talk_through(session, week)


def _draft(source: str) -> "WeekDraft":
    from modelway.exchange.week_file import read_week

    return read_week(*read_source(source))


def _record(session: "Session", draft: "WeekDraft") -> None:
    from modelway.services.lookback import week_review
    from modelway.services.loop.journal_state import journal_state
    from modelway.views.lookback.week_questions import closing

    week = week_review.record(session, draft)
    show(session.settings, closing, week_review.open_week(session, week), journal_state(session))
