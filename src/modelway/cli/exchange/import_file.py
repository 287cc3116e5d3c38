"""`modelway import`: bring in what another journal or tool wrote."""

from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from modelway.cli.opening import is_interactive, opened, read_source
from modelway.cli.output import progress, show, show_json
from modelway.errors import BadFile, UsageError

app = typer.Typer(rich_markup_mode=None, add_completion=False)

# What is larger would not fit into memory thrice.
LARGEST_FILE = 256 * 2**20
TEXTS = (".txt", ".md", ".markdown", ".csv", ".json")

From = Annotated[
    str,
    typer.Argument(
        metavar="FILE|-", help="What to bring in: a file, a zip, a folder, another journal; - for input."
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="Where it is not recognised: bundle, csv, markdown, jrnl, jrnl-json, dayone, loop.",
    ),
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--map", metavar="NAME=V", help="A tag, heading or habit that stands for a value; repeatable."
    ),
]
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
    ctx: typer.Context,
    file: From,
    format_: Format = "",
    names: Names = None,
    on_conflict: Conflicts = "keep",
    dry_run: Dry = False,
    json: Json = False,
) -> None:
    """Bring in a file, all of it or nothing; the same file twice changes nothing, and undo takes it back."""
    from modelway.cli.exchange.import_conversation import ask_what_names_mean
    from modelway.domain.exchange.merging import OnConflict
    from modelway.services.exchange.import_file import How, find_unknown_names, import_from
    from modelway.views.exchange.imported import imported_data, imported_screen

    if on_conflict not in list(OnConflict):
        raise UsageError(f"There is no way “{on_conflict}” to settle conflicts: use keep, replace or both.")
    how = How(format_, _named(names or []), OnConflict(on_conflict), dry_run)
    read = cache(lambda: _read_parts(file))
    with opened(ctx, to_read=dry_run) as session, progress("reading it") as tell:
        if is_interactive() and not json:
            unknown = find_unknown_names(session, file, read, how)
            how = how._replace(names={**how.names, **ask_what_names_mean(session, unknown)})
        found = import_from(session, file, read, how, tell)
    if json:
        show_json("import", imported_data(found))
    else:
        show(session.settings, imported_screen, found)


def _named(pairs: list[str]) -> dict[str, str]:
    for pair in pairs:
        if not all(pair.partition("=")[::2]):
            raise UsageError(f"“{pair}” names no value: use --map NAME=VALUE, such as --map @honest=honesty.")
    return {pair.partition("=")[0]: pair.partition("=")[2] for pair in pairs}


def _read_parts(file: str) -> list[tuple[str, bytes]]:
    """The name and the bytes of a file, or of every text in a folder and below it."""
    if file == "-" or not Path(file).is_dir():
        data, source = read_source(file, LARGEST_FILE)
        return [(source, data)]
    parts: list[tuple[str, bytes]] = []
    left = LARGEST_FILE
    for path in sorted(Path(file).rglob("*")):
        if path.suffix.casefold() in TEXTS and path.is_file() and not path.name.startswith("."):
            data, _ = read_source(str(path), left)
            left -= len(data)
            parts.append((path.relative_to(file).as_posix(), data))
    if not parts:
        raise BadFile(f"The folder {file} holds no text: name one with .txt, .md, .csv or .json in it.")
    return parts
