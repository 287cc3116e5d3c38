"""What the manual has of the program itself: the commands, its screens, and conversations with it.

    ```{screen} modelway review --last
    :alt: The review of a week
    ```

runs the command on the journal of an invented leader. Each document has a journal of its own, in which its
commands run one after the other; with `:empty:` it is a new one, `:at:` is another moment, and with
`:hidden:` nothing is shown. `{conversation}` types the lines of its body (⏎ is Enter alone), and shows all
that then stands in the terminal.
"""

import shutil
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

import command_pages
from leader import being, surroundings, type_line, write_all, write_empty
from screens import NARROW, WIDE, draw, talk

FOLDER = "_images/screens"
PHONE = "(max-width: 46em)"


class Homes:
    """A home for each document, made when its first command runs."""

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(prefix="manual-")
        self._whole = Path(self._folder.name, "whole")
        self._homes: dict[str, Path] = {}

    def home_of(self, document: str, *, empty: bool) -> Path:
        """The home of this document; a fresh one where `empty`."""
        if empty or document not in self._homes:
            home = Path(self._folder.name, f"{len(self._homes)}-{document.replace('/', '-')}")
            if empty:
                home.mkdir()
                write_empty(home)
            else:
                shutil.copytree(self._made(), home)
            self._homes[document] = home
        return self._homes[document]

    def forget(self, document: str) -> None:
        """Have the document begin anew the next time it is read."""
        self._homes.pop(document, None)

    def _made(self) -> Path:
        if not self._whole.exists():
            self._whole.mkdir()
            write_all(self._whole)
        return self._whole


HOMES = Homes()


class _OfTheProgram(SphinxDirective):
    """A command that runs on the journal of its document."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {
        "alt": directives.unchanged,
        "at": directives.unchanged,
        "empty": directives.flag,
        "hidden": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        home = HOMES.home_of(self.env.docname, empty="empty" in self.options)
        environ = surroundings(home)
        if "at" in self.options:
            environ["MODELWAY_NOW"] = self.options["at"]
        try:
            with being(environ, home):
                return self.shown(self.arguments[0])
        except RuntimeError as error:
            raise ExtensionError(f"{self.env.docname}: {error}") from error

    def shown(self, line: str) -> list[nodes.Node]:
        raise NotImplementedError


class Screen(_OfTheProgram):
    """The screen of a command, as pictures for wide and narrow pages, and as text."""

    def shown(self, line: str) -> list[nodes.Node]:
        if "hidden" in self.options:
            ran = type_line(line)
            if ran.code:
                raise RuntimeError(f"{line}: {ran.err}")
            return []
        number, names, text = self.env.new_serialno("screen"), {}, ""
        for columns in (NARROW, WIDE):
            picture, text = draw(line, columns)
            names[columns] = f"{self.env.docname.replace('/', '-')}-{number}-{columns}.svg"
            folder = Path(self.env.app.outdir, FOLDER)
            folder.mkdir(parents=True, exist_ok=True)
            (folder / names[columns]).write_text(picture, "utf-8")
        up = "../" * self.env.docname.count("/") + FOLDER
        return [nodes.raw("", self._html(line, up, names, text), format="html")]

    def _html(self, line: str, folder: str, names: dict[int, str], text: str) -> str:
        alt = escape(self.options.get("alt", f"The screen of {line}"))
        return (
            f'<div class="screen"><picture><source media="{PHONE}" srcset="{folder}/{names[NARROW]}">'
            f'<img src="{folder}/{names[WIDE]}" alt="{alt}"></picture>'
            f"<details><summary>The same as text</summary><pre>{escape(text)}</pre></details></div>"
        )


class Conversation(_OfTheProgram):
    """All that stands in a plain terminal after a conversation."""

    has_content = True

    def shown(self, line: str) -> list[nodes.Node]:
        said = talk(line, ["" if typed == "⏎" else typed for typed in self.content])
        if "hidden" in self.options:
            return []
        return [nodes.literal_block(said, said, language="text")]


def setup(app: Sphinx) -> dict[str, Any]:
    app.add_directive("screen", Screen)
    app.add_directive("conversation", Conversation)
    app.connect("builder-inited", _write_commands)
    app.connect("env-purge-doc", lambda _, __, document: HOMES.forget(document))
    return {"parallel_read_safe": False}


def _write_commands(app: Sphinx) -> None:
    command_pages.write_pages(Path(app.srcdir, "reference", "commands"))
