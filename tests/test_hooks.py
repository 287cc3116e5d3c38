"""A commit is checked by the commands that CI runs."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def commands_of_make(*targets: str) -> list[str]:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipes = (re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE) for target in targets)
    lines = [line for recipe in recipes if recipe for line in recipe[1].splitlines()]
    return [line.strip().replace("$(BIN)", ".venv/bin") for line in lines]


def test_the_hooks_before_a_commit_are_the_checks_of_make() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text("utf-8")

    entries = re.findall(r"^ +entry: (.+)$", hooks, re.MULTILINE)

    assert entries == commands_of_make("lint", "types", "rooms")
    assert len(entries) == 4
