"""Tells each change of the mutmut run in this folder: name, place, line before and after, and status."""

import sys
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code


def main() -> None:
    """Print a line per change; the lines of code alone for those that no test noticed."""
    for path in sorted(Path("src").rglob("*.py")):
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            status = status_by_exit_code[code]
            before, after = lines_of(name) if status in ("survived", "no tests") else ("", "")
            place = place_of(name)
            sys.stdout.write("\t".join([name, place, before, after, status]) + "\n")


def place_of(name: str) -> str:
    """Where a change is: its module, class and function."""
    place = name.partition("__mutmut_")[0].removeprefix("modelway.")
    return place.replace(".xǁ", ".").replace("ǁ", ".").replace(".x_", ".")


def lines_of(name: str) -> tuple[str, str]:
    """What a change takes away and what it puts there."""
    before, after = [], []
    for line in get_diff_for_mutant(name).splitlines():
        if line.startswith("-") and not line.startswith("---"):
            before.append(line[1:].strip())
        elif line.startswith("+") and not line.startswith("+++"):
            after.append(line[1:].strip())
    return " ".join(before), " ".join(after)


main()
