"""Man pages, one for each command, made from the command tree as the package is built.

To look at them without building: python release/man_pages.py FOLDER
"""

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from modelway.cli.help.layout import CommandPage

ROOT = Path(__file__).parents[1]
FOLDER = "share/man/man1"
SIGNS = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
ENVIRONMENT = {
    "MODELWAY_STORE": "The file of the journal, instead of your own.",
    "MODELWAY_CONFIG": "Another settings file.",
    "MODELWAY_PASSPHRASE_COMMAND": "A command whose first line of output is the passphrase.",
    "NO_COLOR": "No colours, whatever it holds.",
}
FILES = {
    "~/.local/share/modelway/journal.db": "The journal (on Linux).",
    "~/.local/share/modelway/backups": "Its backups, made by themselves.",
    "~/.config/modelway/config.toml": "The settings.",
}


def load_pages() -> "dict[str, CommandPage]":
    """The page of every command, by its words."""
    import typer

    from modelway.cli.app import app
    from modelway.cli.help.layout import walk_commands

    root: Any = typer.main.get_command(app)
    return {page.words: page for page in walk_commands(root, typer.Context(root))}


def write_pages(folder: Path) -> None:
    """Write a page for every command into the folder."""
    pages = load_pages()
    for page in pages.values():
        (folder / f"{file_name(page)}.1").write_text(render(page, pages.values()), "ascii")


def file_name(page: "CommandPage") -> str:
    """What `man` finds the page by."""
    return page.name.replace(" ", "-")


def render(page: "CommandPage", pages: "Iterable[CommandPage]") -> str:
    """The page in roff, in ASCII."""
    from modelway import __version__

    lines = [
        f'.TH {escaped(file_name(page).upper())} 1 "" "modelway {__version__}" "modelway"',
        # Words are not divided, and lines not stretched: commands can be copied.
        *(".nh", ".ad l"),
        *section("NAME", [f"{escaped(file_name(page))} \\- {escaped(page.sentence.rstrip('.'))}"]),
        *section(
            "SYNOPSIS", [f".B {escaped(page.name)}", escaped(page.usage.removeprefix(page.name).strip())]
        ),
        *section("DESCRIPTION", [escaped(page.sentence), *_paragraphs(page.paragraphs)]),
        *section(
            "OPTIONS", [line for heading, rows in page.options.items() for line in group(heading, rows)]
        ),
    ]
    if page.commands:
        lines += section(
            "COMMANDS", _terms([(f"{page.name} {name}", words) for name, words in page.commands])
        )
    lines += section("EXAMPLES", [".nf", *(escaped(example) for example in page.examples), ".fi"])
    if not page.words:
        lines += section("ENVIRONMENT", _terms(ENVIRONMENT.items()))
        lines += section("FILES", _terms(FILES.items()))
    lines += section("EXIT STATUS", _terms(exit_codes()))
    near = [file_name(one) for one in pages if one is not page and is_near(one.words, page.words)]
    lines += section("SEE ALSO", [", ".join(f"\\fB{escaped(name)}\\fP(1)" for name in near)])
    return "\n".join(lines) + "\n"


def exit_codes() -> list[tuple[str, str]]:
    """Each exit code with what it means."""
    from modelway.errors import ExitCode

    meanings = {
        ExitCode.DONE: "Done.",
        ExitCode.FAILED: "The command could not do it; a sentence says why and what to do.",
        ExitCode.USAGE: "Wrong usage.",
        ExitCode.NOT_FOUND: "No such value, night, plan or file.",
        ExitCode.STORE: "The journal cannot be opened.",
        ExitCode.INTERRUPTED: "Interrupted; what was saved before is kept.",
    }
    return [(str(int(code)), meanings[code]) for code in ExitCode]


def is_near(other: str, words: str) -> bool:
    """Whether the page of one command is worth a look from that of another: above, below or beside it."""
    if not words or not other:
        return " " not in (other or words)
    return other.partition(" ")[0] == words.partition(" ")[0]


def group(heading: str, rows: Iterable[tuple[str, str]]) -> list[str]:
    """Options under their heading."""
    return [f".SS {escaped(heading)}", *_terms(rows)]


def section(heading: str, lines: list[str]) -> list[str]:
    """Lines under a heading; nothing where there are none."""
    return [f'.SH "{heading}"', *lines] if any(lines) else []


def _terms(rows: Iterable[tuple[str, str]]) -> list[str]:
    return [line for name, words in rows for line in (".TP", f"\\fB{escaped(name)}\\fP", escaped(words))]


def _paragraphs(paragraphs: list[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (".PP", escaped(paragraph))]


def escaped(text: str) -> str:
    """Text that roff prints as it is: no request, no sign that it would replace."""
    signs = "".join(SIGNS.get(sign, sign) for sign in text)
    shown = "".join(sign if sign.isascii() else f"\\[u{ord(sign):04X}]" for sign in signs)
    return f"\\&{shown}" if shown.startswith(".") else shown


class ManPages(BuildHookInterface):
    """Has the wheel hold the pages, where `man` looks for them."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(Path(self.root) / "src"))
        self._folder = TemporaryDirectory()
        write_pages(Path(self._folder.name))
        build_data["shared_data"][self._folder.name] = FOLDER

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        self._folder.cleanup()


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    write_pages(Path(sys.argv[1]))
