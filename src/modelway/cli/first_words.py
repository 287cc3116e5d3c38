"""Words typed straight behind a command: taken where they mean one thing, else the right way is named."""

from collections.abc import Collection, Sequence
from difflib import get_close_matches
from itertools import takewhile
from shlex import quote

from modelway.errors import UsageError

# Behind these commands the words are the value of an option, or belong to a subcommand.
TAKEN = {
    "journal": "--date",
    "review": "--period",
    "values": "show",
    "nights": "show",
    "check": "run",
    "library": "show",
    "undo": "--steps",
    "redo": "--steps",
}
# Behind these they could mean several things, or another command.
MEANT = {
    "plan": "To plan a practice for it: modelway plan add {words}. To see what is planned: modelway plan",
    "trends": "To see how a value goes: modelway explain trend {words}. To see all: modelway trends",
    "today": 'To add a practice for today: modelway today --value {words} --will "…"',
    "history": "Name a night or a value: modelway history --night {words}, or --value {words}",
    "purge": "Name what to erase: modelway purge --night {words}, or --value {words}",
    "protect": "Say on, off, change or status: modelway protect --help",
    "backup": "Say create, list, verify or restore: modelway backup --help",
    "doctor": "It takes no word: modelway doctor",
    "rest": "To let it rest: modelway rest add {words}. To see what rests: modelway rest list",
    "status": "It takes no word: modelway status",
    "demo": "It takes no word: modelway demo",
    "completion": "Say install, remove or show: modelway completion --help",
    "remind": "Say on, off, status or test: modelway remind --help",
    "config": "To see a setting: modelway config get {words}. To change one: modelway config set NAME VALUE",
}
# These take one file, and its name may hold spaces.
OF_ONE_FILE = ("export", "import")
LONGEST_SHOWN = 60


def take_first_words(command: str, behind: Sequence[str], subcommands: Collection[str]) -> list[str]:
    """Turn the words behind a command into what they mean; all up to the first option count.

    A word spelled almost like a subcommand is left alone: the parser names the subcommand.

    Args:
        command: The command's name.
        behind: What was typed behind it.
        subcommands: The names of its subcommands, which are left alone.

    Raises:
        UsageError: the words could mean several things; the sentence names the commands for them.
    """
    words = list(takewhile(lambda word: not word.startswith("-"), behind))
    if not words or get_close_matches(words[0], subcommands, n=1, cutoff=0.8):
        return list(behind)
    rest, said = list(behind[len(words) :]), " ".join(words)
    if command in OF_ONE_FILE and len(words) > 1:
        raise UsageError(
            f"It takes one file; a name with spaces goes into quotes: modelway {command} {quote(said)}"
        )
    if command in TAKEN:
        return [TAKEN[command], said, *rest]
    if command in MEANT:
        shown = said[:LONGEST_SHOWN]
        raise UsageError(
            f"modelway {command} does not take the word “{shown}”. {MEANT[command].format(words=shown)}"
        )
    return list(behind)
