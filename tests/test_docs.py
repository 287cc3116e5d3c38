"""The docs name only commands and options that exist, and every command has its place in the manual."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer

from modelway.cli.app import app
from modelway.cli.help.examples import EXAMPLES
from modelway.cli.help.layout import CommandPage, walk_commands
from modelway.cli.tree import COMMANDS

ROOT = Path(__file__).parents[1]
DOCS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *(
        path
        for path in sorted((ROOT / "docs").rglob("*.md"))
        if not {"commands", "decisions"} & set(path.parts)
    ),
]
TREE: Any = typer.main.get_command(app)
PAGES = {page.words: page for page in walk_commands(TREE, typer.Context(TREE))}
FIRST_LINES = {"modelway values define", "modelway journal", "modelway review"}


def lines_of_commands(text: str) -> list[str]:
    in_blocks = [
        line
        for block in re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    in_sentences = re.findall(
        r"`(modelway[^`]*)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    )
    found = [line.split("  #")[0].strip().removeprefix(".venv/bin/") for line in in_blocks] + in_sentences
    return [line for line in found if re.fullmatch(r"modelway( .*)?", line)]


def command_at(words: list[str]) -> tuple[Any, list[str]]:
    """The command that the words lead to, and the words that are left for it."""
    command: Any = typer.main.get_command(app)
    context = typer.Context(command)
    while words and hasattr(command, "list_commands") and not words[0].startswith("-"):
        under = command.get_command(context, words[0])
        assert under is not None, f"there is no command {words[0]!r}"
        command, words = under, words[1:]
    return command, words


def options_of(command: Any) -> set[str]:
    names = {name for parameter in command.params for name in getattr(parameter, "opts", [])}
    return names | {"--help"}


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_in_the_docs_exists_with_its_options(path: Path) -> None:
    for line in lines_of_commands(path.read_text("utf-8")):
        if "…" in line.split("=")[0] or "<" in line:
            continue
        command, rest = command_at(shlex.split(line)[1:])
        given = {word.partition("=")[0] for word in rest if word.startswith("--")}
        assert given <= options_of(command), f"{path.name}: {line}"


@pytest.mark.parametrize("path", [*DOCS, ROOT / "CHANGELOG.md"], ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8"))
    made = [ROOT / "docs" / "reference" / "commands"]
    broken = [
        link
        for link in links
        if ":" not in link
        and not (target := (path.parent / link).resolve()).exists()
        and target.parent not in made
    ]
    assert broken == []


def test_no_command_is_cut_short_where_its_group_lists_it() -> None:
    for name in COMMANDS:
        command, _ = command_at([name])
        if hasattr(command, "list_commands"):
            listed = command.get_help(typer.Context(command)).partition("Commands:")[2]
            assert "..." not in listed, name


def test_the_docs_do_show_commands_so_that_the_check_above_checks_something() -> None:
    shown = {line for path in DOCS for line in lines_of_commands(path.read_text("utf-8"))}

    assert shown >= FIRST_LINES


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_subcommand_has_its_help_and_its_place_in_the_manual(name: str) -> None:
    manual = "".join(path.read_text("utf-8") for path in DOCS)
    command, _ = command_at([name])

    for leaf in getattr(command, "commands", {"": command}):
        words = f"modelway {name} {leaf}".strip()
        under, _ = command_at(words.split()[1:])
        assert under.help, f"{words} has no help"
        assert words in manual, f"{words} is not in the manual"


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_every_command_has_one_sentence_and_two_examples_of_itself(page: CommandPage) -> None:
    assert re.fullmatch(r"[A-Z“].*[^.][.?]", page.sentence), page.sentence
    assert not re.search(r"\. [A-Z]", page.sentence), f"more than one sentence: {page.sentence}"
    assert len(set(page.examples)) >= 2, f"{page.name} needs two in src/modelway/cli/help/examples.py"
    for example in page.examples:
        assert page.name in example
        assert len(example) <= 78, "it breaks on a screen of 80 columns"


def test_every_example_is_of_a_command_that_exists() -> None:
    assert set(EXAMPLES) == set(PAGES)
