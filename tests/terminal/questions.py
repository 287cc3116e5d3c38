"""A small conversation for the tests: asks the questions named on the command line, says what came of it."""

import json
import os
import sys
from pathlib import Path

from modelway.cli.ask import Asker, Back, Choice, Left
from modelway.domain.texts import clean_line
from modelway.system.editor import edit

VALUES = ["Honesty", "Candour", "Care 🌱"]
OUTCOMES = [
    Choice("k", "kept", "kept"),
    Choice("p", "partly", "partly"),
    Choice("n", "not kept", "not_kept"),
    Choice("c", "no chance", "no_chance"),
]


def ask(asker: Asker, name: str) -> object:
    text = os.environ.get("SUBJECT", "")
    match name:
        case "line":
            return asker.line(f"What did you do today? {text}".strip(), default=text)
        case "needed":
            return asker.line("Which words?", optional=False, hint="one line is enough")
        case "cue":
            return asker.line("When?", check=lambda typed: clean_line(typed, "the cue", 20))
        case "key":
            return asker.key(f"What became of it? {text}".strip(), OUTCOMES)
        case "key-default":
            return asker.key("What became of it?", OUTCOMES, default=OUTCOMES[1], back=False)
        case "pick":
            return asker.pick("Which value?", VALUES, offered=["Candour"])
        case "pick-several":
            return asker.pick("Which values?", VALUES, several=True, none=True)
        case "confirm":
            return asker.confirm("Delete it?")
    raise AssertionError(name)


def say(word: str, what: object) -> None:
    sys.stdout.write(f"{word} {json.dumps(what)}\n")
    sys.stdout.flush()


def main() -> None:
    names, place = sys.argv[1:], 0
    folder = Path(os.environ.get("FOLDER", "nowhere"))
    try:
        with Asker(edit=lambda text: edit(text, command=None, environ=os.environ, folder=folder)) as asker:
            while place < len(names):
                try:
                    result = ask(asker, names[place])
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
