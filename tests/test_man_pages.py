"""A man page for every command, made from the command tree, and sound for the programs that show it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from man_pages import ENVIRONMENT, file_name, load_pages, render, write_pages
from modelway.cli.help.layout import CommandPage
from modelway.errors import ExitCode

PAGES = load_pages()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("man") / "man1"
    folder.mkdir()
    write_pages(folder)
    return folder


def checked(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"})
    assert (done.returncode, done.stderr) == (0, ""), command
    return done.stdout


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.name)
def test_a_page_tells_all_that_the_help_tells(page: CommandPage) -> None:
    shown = render(page, PAGES.values())

    for heading in ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"):
        assert f'.SH "{heading}"' in shown
    assert shown.isascii()
    assert shown.count("\n.TP") == (
        sum(map(len, page.options.values()))
        + len(page.commands)
        + len(ExitCode)
        + (0 if page.words else len(ENVIRONMENT) + 3)
    )


def test_there_is_a_page_for_every_command(folder: Path) -> None:
    assert {path.stem for path in folder.iterdir()} == {file_name(page) for page in PAGES.values()}
    assert (folder / "modelway-values-edit.1").exists()


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
def test_groff_has_nothing_against_any_page(folder: Path) -> None:
    checked("groff", "-man", "-ww", "-z", "-Tutf8", *sorted(folder.iterdir()))


@pytest.mark.skipif(not shutil.which("mandoc"), reason="there is no mandoc")
def test_mandoc_has_nothing_against_any_page(folder: Path) -> None:
    checked("mandoc", "-T", "lint", "-W", "warning", *sorted(folder.iterdir()))


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff")
@pytest.mark.parametrize("words", ["", "journal", "values edit", "import", "protect on", "search"])
def test_what_a_reader_sees_can_be_copied_as_it_stands(folder: Path, words: str) -> None:
    page = PAGES[words]

    shown = checked("groff", "-man", "-Tutf8", "-P-cbou", "-rLL=200n", folder / f"{file_name(page)}.1")

    for example in page.examples:
        assert example in shown
    for option, explained in (row for rows in page.options.values() for row in rows):
        assert option in shown
        assert " ".join(explained.split()) in " ".join(shown.split())
