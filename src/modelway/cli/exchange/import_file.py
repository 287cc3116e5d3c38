"""`modelway import`: bring in what another journal or tool wrote."""

from typing import Annotated

import typer

from modelway.cli.opening import opened, read_source
from modelway.cli.output import progress, show, show_json
from modelway.errors import UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# What is larger would not fit into memory thrice.
LARGEST_FILE = 256 * 2**20

From = Annotated[str, typer.Argument(metavar="FILE|-", help="What to bring in; - reads standard input.")]
Conflicts = Annotated[
    str,
    typer.Option(
        "--on-conflict", metavar="HOW", help="Where both say something else: keep (yours), replace or both."
    ),
]
Dry = Annotated[bool, typer.Option("--dry-run", help="Tell what would come in, and change nothing.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.command("import")
def import_file(
    ctx: typer.Context, file: From, on_conflict: Conflicts = "keep", dry_run: Dry = False, json: Json = False
) -> None:
    """Bring in a file, all of it or nothing; the same file twice changes nothing, and undo takes it back."""
    from modelway.domain.exchange.merging import OnConflict
    from modelway.services.exchange.import_file import import_file
    from modelway.views.exchange.imported import imported_data, imported_screen

    if on_conflict not in list(OnConflict):
        raise UsageError(f"There is no way “{on_conflict}” to settle conflicts: use keep, replace or both.")
    data, source = read_source(file, LARGEST_FILE)
    with opened(ctx, to_read=dry_run) as session, progress("reading it"):
        found = import_file(session, data, source, how=OnConflict(on_conflict), dry=dry_run)
    if json:
        show_json("import", imported_data(found))
    else:
        show(session.settings, imported_screen, found)
