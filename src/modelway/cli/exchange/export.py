"""`modelway export`: take everything with you."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import progress, say, show_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from modelway.services.exchange.export import Wanted
    from modelway.services.session import Session

app = typer.Typer(rich_markup_mode=None, add_completion=False)

To = Annotated[
    str,
    typer.Argument(metavar="FILE|-", help="Where to; - for standard output; a folder for Markdown by month."),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="bundle (everything), csv, markdown, jrnl, jrnl-json, dayone or html.",
    ),
]
First = Annotated[str, typer.Option("--from", metavar="DAY", help="The first night that goes out.")]
Last = Annotated[str, typer.Option("--to", metavar="DAY", help="The last one.")]
Of = Annotated[str, typer.Option("--value", metavar="V", help="Only what is about this value.")]
Past = Annotated[bool, typer.Option("--history", help="With a bundle: the history of changes too.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


@app.command()
def export(
    ctx: typer.Context,
    file: To,
    format_: Format = "bundle",
    first: First = "",
    last: Last = "",
    value: Of = "",
    history: Past = False,
    force: Force = False,
) -> None:
    """Write your journal to a file that only you can read; modelway import brings a bundle back."""
    from modelway.services.exchange.export import MARKDOWN, export_months, export_pieces, export_text

    with opened(ctx, to_read=True) as session, progress("writing it"):
        wanted = _wanted(session, first, last, value)._replace(past=history)
        if file == "-":
            show_text(export_text(session, format_, wanted))
        elif format_ == MARKDOWN and Path(file).is_dir():
            months = export_months(session, wanted)
            _write([(Path(file, name), text) for name, text in months], force=force)
        else:
            _write([(Path(file), export_pieces(session, format_, wanted))], force=force)
    if file != "-":
        say(f"Written to {file}: your user alone can read it, and it is not encrypted, so keep it safe.")


def _wanted(session: "Session", first: str, last: str, value: str) -> "Wanted":
    from modelway.domain.days.dates import parse_day
    from modelway.services.exchange.export import Wanted
    from modelway.services.loop.values import find_named_value

    start, end = (parse_day(text, session.tonight) if text else None for text in (first, last))
    return Wanted(start, end, find_named_value(session, value) if value else None)


def _write(documents: "Sequence[tuple[Path, str | Iterable[str]]]", *, force: bool) -> None:
    """Write every document, each by a file of its own that is renamed in the end."""
    from os.path import lexists

    from modelway.errors import Refused
    from modelway.system.documents import write_document

    for path, _ in documents:
        if lexists(path) and not force:
            raise Refused(
                f"There is a file {path} already: choose another name, or add --force to replace it."
            )
    for path, text in documents:
        write_document(path, text, replacing=True)
