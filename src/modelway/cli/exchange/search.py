"""`modelway search`: find again what you wrote."""

from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import show, show_json
from modelway.errors import UsageError

if TYPE_CHECKING:
    from modelway.domain.loop.nights import Outcome

app = typer.Typer(rich_markup_mode=None, add_completion=False)

ON_A_SCREEN = 10
# A word may begin with a minus sign: -budget.
TAKES_A_MINUS = {"ignore_unknown_options": True}

Words = Annotated[
    list[str],
    typer.Argument(metavar="WORDS", help='Parts of words, "a phrase", -word for what may not be in it.'),
]
First = Annotated[str, typer.Option("--from", metavar="DAY", help="The first day to look at.")]
Last = Annotated[str, typer.Option("--to", metavar="DAY", help="The last day to look at.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="Only what is about this value.")]
Outcomes = Annotated[
    str,
    typer.Option("--outcome", metavar="OUTCOME", help="Only evidence of this outcome, such as fell-short."),
]
Limit = Annotated[int, typer.Option("--limit", metavar="N", min=1, help="The most texts to show.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command(context_settings=TAKES_A_MINUS)
def search(
    ctx: typer.Context,
    words: Words,
    first: First = "",
    last: Last = "",
    value: Of = "",
    outcome: Outcomes = "",
    limit: Limit = ON_A_SCREEN,
    json: Json = False,
) -> None:
    """Find again what you wrote, the newest first, whatever its case and accents."""
    from modelway.domain.days.dates import parse_day
    from modelway.services.exchange.search import search
    from modelway.services.loop.values import find_named_value
    from modelway.views.exchange.search import search_data, search_screen

    wanted, typed = _outcome(outcome), " ".join(f'"{word}"' if " " in word else word for word in words)
    with opened(ctx, to_read=True) as session:
        start, end = (parse_day(text, session.tonight) if text else None for text in (first, last))
        chosen = find_named_value(session, value) if value else None
        found = search(session, typed, start=start, end=end, value=chosen, outcome=wanted, limit=limit)
        if json:
            show_json("search", search_data(found))
        else:
            show(session.settings, search_screen, found)


def _outcome(text: str) -> "Outcome | None":
    from modelway.domain.exchange.entries import parse_outcome
    from modelway.domain.loop.nights import Outcome

    found = parse_outcome(text)
    if text and found is None:
        allowed = ", ".join(outcome.value.replace("_", "-") for outcome in Outcome)
        raise UsageError(f"There is no outcome “{text}”: choose one of {allowed}.")
    return found
