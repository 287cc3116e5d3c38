"""The help of one command: its options in groups, what is below it, and examples."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from modelway.cli.help.examples import EXAMPLES

Rows = list[tuple[str, str]]

ARGUMENTS, OWN = "Arguments", "Options"
DAYS, OUTPUT, ANSWERS, SHARED = "Which days", "What comes out", "Without a question", "Every command takes"
ORDER = (ARGUMENTS, OWN, DAYS, OUTPUT, ANSWERS, SHARED)
# By what stands in the first column of the help: its long name, and what it takes if that tells them apart.
GROUPS = {
    DAYS: (
        *(
            "--date",
            "--from DAY",
            "--to DAY",
            "--week",
            "--weeks",
            "--month",
            "--quarter",
            "--year",
            "--period",
        ),
        *("--last", "--on", "--due", "--night", "--history-before", "--weekly"),
    ),
    OUTPUT: ("--json", "--plain", "--html", "--markdown", "--share", "--short", "--evening"),
    ANSWERS: ("--from FILE", "--yes"),
    SHARED: ("--store", "--color", "-h", "--help", "--version"),
}


class CommandPage(NamedTuple):
    """All that the help of a command tells; `words` is its name without the program's."""

    words: str
    usage: str
    sentence: str
    paragraphs: list[str]
    options: dict[str, Rows]
    commands: Rows
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        """The command as it is typed."""
        return f"modelway {self.words}".strip()


def write_options(command: Any, words: str, context: Any, formatter: Any) -> None:
    """Write the options of a command in groups, the commands below it, and its examples."""
    for heading, rows in group_options(command, context).items():
        with formatter.section(heading):
            formatter.write_dl(rows)
    if hasattr(command, "commands"):
        command.format_commands(context, formatter)
    with formatter.section("Examples"):
        for example in EXAMPLES.get(words, ()):
            formatter.write(f"{' ' * formatter.current_indent}{example}\n")


def group_options(command: Any, context: Any) -> dict[str, Rows]:
    """The rows of the help by their heading: of a panel that an option names, else of its usual group."""
    found: dict[str, Rows] = {}
    parameters = command.get_params(context)
    takes_weeks = any("--weeks" in parameter.opts for parameter in parameters)
    for parameter in parameters:
        row = parameter.get_help_record(context)
        if row:
            heading = parameter.rich_help_panel or _usual_group(parameter, row[0], takes_weeks)
            found.setdefault(heading, []).append(row)
    headings = sorted(found, key=lambda heading: _place(heading, list(found)))
    return {heading: found[heading] for heading in headings}


def walk_commands(command: Any, context: Any, words: str = "") -> Iterator[CommandPage]:
    """The page of a command, and of every command below it."""
    with type(context)(command, info_name=f"modelway {words}".strip()) as own:
        names = command.list_commands(own) if hasattr(command, "list_commands") else []
        below = {name: command.get_command(own, name) for name in names}
        sentence, *paragraphs = (command.help or "").split("\n\n")
        yield CommandPage(
            words,
            f"{own.command_path} {' '.join(command.collect_usage_pieces(own))}".strip(),
            _in_one_line(sentence),
            [_in_one_line(paragraph) for paragraph in paragraphs],
            group_options(command, own),
            [(name, _in_one_line((one.help or "").split("\n\n")[0])) for name, one in below.items()],
            EXAMPLES.get(words, ()),
        )
    yield from chain.from_iterable(
        walk_commands(one, context, f"{words} {name}".strip()) for name, one in below.items()
    )


def _usual_group(parameter: Any, shown: str, takes_weeks: bool) -> str:
    if parameter.param_type_name == "argument":
        return ARGUMENTS
    if takes_weeks and shown.startswith("--all"):
        return DAYS
    for heading, options in GROUPS.items():
        if any(f"{shown} ".startswith((f"{option} ", f"{option},", f"{option}|")) for option in options):
            return heading
    return OWN


def _place(heading: str, found: list[str]) -> tuple[int, int]:
    """Where a heading stands: one that an option names right behind the arguments, in the order it came."""
    if heading in ORDER:
        return ORDER.index(heading), 0
    return ORDER.index(OWN), found.index(heading) - len(found)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
