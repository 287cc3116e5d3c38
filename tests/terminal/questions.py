"""A small conversation for the tests: asks the questions named on the command line, says what came of it."""

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

from modelway.cli.ask import Asker, Back, Choice, Left
from modelway.domain.loop.texts import clean_line
from modelway.system.editor import edit

VALUES = ["Honesty", "Candour", "Care 🌱"]
OUTCOMES = [
    Choice("k", "kept", "kept"),
    Choice("p", "partly", "partly"),
    Choice("n", "not kept", "not_kept"),
    Choice("c", "no chance", "no_chance"),
]


TEXT = os.environ.get("SUBJECT", "")


def save(asker: Asker) -> str:
    say("SAVING", None)
    while not Path(os.environ["GATE"]).exists():
        time.sleep(0.005)
    return "saved"


QUESTIONS: dict[str, Callable[[Asker], object]] = {
    "line": lambda asker: asker.line(f"What did you do today? {TEXT}".strip(), default=TEXT),
    "needed": lambda asker: asker.line("Which words?", optional=False, hint="one line is enough"),
    "cue": lambda asker: asker.line("When?", check=lambda typed: clean_line(typed, "the cue", 20)),
    "key": lambda asker: asker.key(f"What became of it? {TEXT}".strip(), OUTCOMES),
    "key-default": lambda asker: asker.key("What became of it?", OUTCOMES, default=OUTCOMES[1], back=False),
    "pick": lambda asker: asker.pick("Which value?", VALUES, offered=["Candour"]),
    "pick-several": lambda asker: asker.pick("Which values?", VALUES, several=True, none=True),
    "confirm": lambda asker: asker.confirm("Delete it?"),
    "saving": save,
}


def say(word: str, what: object) -> None:
    sys.stdout.write(f"{word} {json.dumps(what)}\n")
    sys.stdout.flush()


def open_editor(text: str, wait: Callable[[str], object]) -> str:
    folder = Path(os.environ.get("FOLDER", "nowhere"))
    return edit(text, command=None, environ=os.environ, folder=folder, wait=wait)


def main() -> None:
    names, place = sys.argv[1:], 0
    try:
        with Asker(edit=open_editor) as asker:
            while place < len(names):
                try:
                    result = QUESTIONS[names[place]](asker)
                except Back as back:
                    say("BACK", back.typed)
                    place = max(0, place - 1)
                else:
                    say("ANSWER", result)
                    place += 1
    except Left as left:
        say("LEFT", left.typed)
        if "REPORT" in os.environ:
            Path(os.environ["REPORT"]).write_text(json.dumps([left.typed, left.closed]))
        sys.exit(left.exit_code)


main()
