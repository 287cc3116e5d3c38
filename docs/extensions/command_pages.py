"""The reference of all commands, made from the command tree: a page for each, with those below it."""

from collections.abc import Iterable
from pathlib import Path

import typer

from modelway.cli.app import app
from modelway.cli.help.layout import CommandPage, Rows, walk_commands
from modelway.cli.tree import TREE

WARNING = "<!-- made from the command tree by make docs -->\n\n"


def load_pages() -> dict[str, CommandPage]:
    """The page of every command, by its words."""
    root = typer.main.get_command(app)
    return {page.words: page for page in walk_commands(root, typer.Context(root))}


def write_pages(folder: Path) -> None:
    """Write the reference into the folder; a page that is as it was is left alone."""
    folder.mkdir(exist_ok=True)
    written = {f"{name}.md": text for name, text in render_pages(load_pages()).items()}
    for old in set(folder.iterdir()) - {folder / name for name in written}:
        old.unlink()
    for name, text in written.items():
        file = folder / name
        if not file.exists() or file.read_text("utf-8") != text:
            file.write_text(text, "utf-8")


def render_pages(pages: dict[str, CommandPage]) -> dict[str, str]:
    """The Markdown of each page, by the name of its file."""
    rendered = {"index": _render_index(pages[""])}
    for name in (name for commands in TREE.values() for name in commands):
        below = [page for words, page in pages.items() if words.startswith(f"{name} ")]
        rendered[name] = WARNING + _render(pages[name], "#") + "".join(_render(page, "##") for page in below)
    return rendered


def _render_index(root: CommandPage) -> str:
    groups = [
        f"## {heading}\n\n"
        + "\n".join(f"- [`modelway {name}`]({name}.md): {words}" for name, words in commands.items())
        for heading, commands in TREE.items()
    ]
    names = "\n".join(name for commands in TREE.values() for name in commands)
    tree = f"```{{toctree}}\n:hidden:\n\n{names}\n```\n"
    return f"{WARNING}{_render(root, '#', 'The commands')}{chr(10).join(groups)}\n\n{tree}"


def _render(page: CommandPage, level: str, title: str = "") -> str:
    parts = [
        f"{level} {title or page.name}",
        page.sentence,
        *page.paragraphs,
        _fenced([page.usage], "text"),
        *(f"**{heading}**\n\n{_table(rows)}" for heading, rows in page.options.items()),
        "**Examples**",
        _fenced(page.examples, "sh"),
    ]
    return "\n\n".join(parts) + "\n\n"


def _fenced(lines: Iterable[str], language: str) -> str:
    return "\n".join([f"```{language}", *lines, "```"])


def _table(rows: Rows) -> str:
    lines = [f"| `{_in_cell(name)}` | {_in_cell(words)} |" for name, words in rows]
    return "\n".join(["| | |", "|---|---|", *lines])


def _in_cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")
