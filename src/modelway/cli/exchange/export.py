"""`modelway export`: take everything with you."""

from pathlib import Path
from typing import Annotated

import typer

from modelway.cli.opening import opened
from modelway.cli.output import say, show_text

app = typer.Typer(rich_markup_mode=None, add_completion=False)

To = Annotated[str, typer.Argument(metavar="FILE|-", help="Where to; - writes it to standard output.")]
Format = Annotated[str, typer.Option("--format", metavar="FORMAT", help="bundle, which holds everything.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that is there.")]


@app.command()
def export(ctx: typer.Context, file: To, format_: Format = "bundle", force: Force = False) -> None:
    """Write your journal to a file that only you can read; modelway import brings a bundle back."""
    from modelway.services.exchange.export import export_text
    from modelway.system.documents import write_document

    with opened(ctx, to_read=True) as session:
        text = export_text(session, format_)
    if file == "-":
        show_text(text)
        return
    write_document(Path(file), text, replacing=force, option="--force")
    say(f"Written to {file}: your user alone can read it, and it is not encrypted, so keep it safe.")
