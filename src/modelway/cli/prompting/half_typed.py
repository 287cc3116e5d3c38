"""Where a half-typed command line stands: which words may come there, found in the command tree."""

import os
from collections.abc import Sequence
from typing import Any

from modelway.cli.first_words import TAKEN
from modelway.cli.tree import TREE

# What stands in a place by its name in the help.
KINDS = {
    "V": "value",
    "DAY": "day",
    "TITLE": "title",
    "FIGURE": "figure",
    "LENS": "lens",
    "OUTCOME": "outcome",
    "ROLE": "role",
    "DAYS": "days",
    "WEEK": "span",
    "MONTH": "span",
    "Q": "span",
    "YEAR": "span",
    "WHEN": "color",
    "SHELL": "shell",
    "bash": "shell",
    "FILE": "file",
    "DIR": "file",
    "PLACE": "file",
}
# NAME and VALUE mean something else in each command.
NAMED = {
    ("check", "NAME"): "check",
    ("config", "NAME"): "setting",
    ("config", "VALUE"): "setting value",
    ("library add", "TITLE"): "text",
    ("values add", "NAME"): "text",
}
SHOWN_BY_DEFAULT = {"values": "V", "nights": "DAY", "check": "NAME", "library": "TITLE"}
# Has the shell complete names of files by itself.
FILES = ":files"


class HalfTyped:
    """A command line up to the word that is being typed."""

    def __init__(self, root: Any, words: Sequence[str]) -> None:
        self._command, self._path = root, list[str]()
        self._position, self._previous = 0, ""
        # The option whose value comes next.
        self._asked: Any = None
        self._used, self.overrides = set[str](), dict[str, str | None]()
        for word in words:
            self._take(word)

    def complete(self, start: str) -> list[str]:
        """The words that may stand there, each with its meaning behind a tab; `FILES` for a file's name."""
        if self._asked is not None:
            return self._of(self._asked, start)
        if start.startswith("-"):
            option, equals, value = start.partition("=")
            if not equals:
                return self._options(start)
            asked = self._option(option)
            return [f"{option}={line}" for line in self._of(asked, value) if line != FILES] if asked else []
        if hasattr(self._command, "commands"):
            return [] if self._position else self._subcommands(start)
        arguments = [one for one in self._command.params if one.param_type_name == "argument"]
        if arguments and (self._position < len(arguments) or arguments[-1].nargs == -1):
            return self._of(arguments[min(self._position, len(arguments) - 1)], start)
        return self._options(start) if not start else []

    def _take(self, word: str) -> None:
        """Go on behind one whole word."""
        if self._asked is not None:
            self._keep(self._asked, word)
            self._asked = None
        elif word.startswith("-") and len(word) > 1:
            name, equals, value = word.partition("=")
            option = self._option(name)
            self._used.add(name)
            if option and equals:
                self._keep(option, value)
            elif option and not getattr(option, "is_flag", False):
                self._asked = option
        elif not self._go_down(word):
            self._position += 1
        self._previous = word

    def _go_down(self, word: str) -> bool:
        if not hasattr(self._command, "commands"):
            return False
        below = self._command.get_command(None, word) if word in self._command.commands else None
        if below is None:
            # The words behind some commands belong to one of their subcommands.
            taken = TAKEN.get(" ".join(self._path), "")
            if taken not in self._command.commands:
                return False
            self._command, self._position = self._command.get_command(None, taken), 0
            return False
        self._command, self._position = below, 0
        self._path.append(word)
        return True

    def _option(self, name: str) -> Any:
        return next((one for one in self._command.params if name in getattr(one, "opts", ())), None)

    def _keep(self, option: Any, value: str) -> None:
        if option.name in ("store", "color"):
            self.overrides[option.name] = value

    def _options(self, start: str) -> list[str]:
        return [
            f"{name}\t{_first_line(option.help)}"
            for option in self._command.params
            if option.param_type_name == "option" and not option.hidden
            for name in option.opts
            if name.startswith(start if len(start) > 1 else "--")
            and (name not in self._used or option.multiple)
        ]

    def _subcommands(self, start: str) -> list[str]:
        if not self._path:
            found = [f"{name}\t{words}" for group in TREE.values() for name, words in group.items()]
        else:
            found = [
                f"{name}\t{_first_line(command.help)}"
                for name, command in self._command.commands.items()
                if not command.hidden
            ]
        names = [line for line in found if line.startswith(start)]
        metavar = SHOWN_BY_DEFAULT.get(" ".join(self._path)) if start else None
        return names + (self._listed(self._kind(metavar), "", start) if metavar else [])

    def _of(self, parameter: Any, start: str) -> list[str]:
        """The words that a parameter takes."""
        metavar = (parameter.metavar or "").strip("[]…\"'")
        if metavar.startswith("V") and ("=" in metavar or "," in metavar):
            return self._several(start, "," if "," in metavar else "=")
        kind = self._kind(metavar.partition("|")[0])
        return [FILES] if kind == "file" else self._listed(kind, "", start)

    def _several(self, start: str, sign: str) -> list[str]:
        """Values behind one another, or a value before an equals sign and words."""
        if sign == "=":
            found = self._listed("value", "", start) if "=" not in start else []
            return [line.replace("\t", "=\t", 1) if "\t" in line else f"{line}=" for line in found]
        earlier, comma, last = start.rpartition(",")
        return self._listed("value", f"{earlier}{comma}", last)

    def _kind(self, metavar: str) -> str:
        for words in (" ".join(self._path), *self._path[:1]):
            if (words, metavar) in NAMED:
                return NAMED[words, metavar]
        return KINDS.get(metavar, "text")

    def _listed(self, kind: str, earlier: str, start: str) -> list[str]:
        from modelway.services.prompting.completing import Kind, list_candidates

        found = list_candidates(Kind(kind), start, os.environ, self.overrides, before=self._previous)
        return [f"{earlier}{one.word}\t{_first_line(one.meaning)}".rstrip("\t") for one in found]


def _first_line(text: str | None) -> str:
    """The first sentence or line, with nothing in it that a shell or a terminal could obey."""
    first = (text or "").strip().partition("\n")[0].removesuffix(".")
    return "".join(char if char.isprintable() else " " for char in first)


def words_of_shell(words: Sequence[str], shell: str) -> tuple[list[str], str]:
    """The whole words and the half-typed one; bash cuts them at an equals sign, which is put back."""
    if shell != "bash":
        return list(words[:-1]), words[-1] if words else ""
    joined: list[str] = []
    behind_sign = False
    for word in words:
        if joined and (word == "=" or behind_sign):
            joined[-1] += word
        else:
            joined.append(word)
        behind_sign = word == "="
    return joined[:-1], joined[-1] if joined else ""


def for_shell(lines: Sequence[str], start: str, shell: str) -> list[str]:
    """The lines as the shell wants them: bash has typed already what stands before an equals sign."""
    if shell != "bash" or "=" not in start:
        return list(lines)
    typed = start.rpartition("=")[0] + "="
    return [line.removeprefix(typed) for line in lines]
