"""Changes the code a little in thousands of ways, and sees whether a test fails; writes docs/mutants.md.

Each room is changed in a copy of the project, with the tests of that room alone. Its results are kept beside
the copy, so that a second run tries what changed since. With --told nothing is run, and what is kept is told.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
COPIES = ROOT / ".venv" / "mutants"
REASONS = Path(__file__).with_name("survivors.toml")
DOCUMENT = ROOT / "docs" / "mutants.md"
BEGIN, END = "<!-- tried: begin; `make mutants` writes what is between these marks -->", "<!-- tried: end -->"
COPIED = ("src", "tests", "bench", "docs", "pyproject.toml", "README.md")
# A change that makes a loop endless, or kills its process, is found as well as one that fails a test.
CAUGHT = ("killed", "timeout", "segfault", "suspicious")


class Room(NamedTuple):
    """Code that is changed, the tests that are to notice, and the share of changes that they have to find."""

    name: str
    files: tuple[str, ...]
    tests: tuple[str, ...]
    floor: float


ROOMS = (
    Room("figures", ("domain/figures/*",), ("tests/domain/figures",), 0.9),
    Room(
        "store",
        ("store/*.py", "store/keeping/*.py", "store/files/*.py", "store/migrations/*.py"),
        ("tests/store",),
        0.0,
    ),
)
# Tests that stop processes at many moments, or flip many bits, would be most of the time.
NO_TESTS = 33
LEFT_OUT = ("killed", "flipped", "random", "step_that_fails", "at_once")


class Mutant(NamedTuple):
    """One change: where it is, its line before and after, and what became of it."""

    name: str
    place: str
    before: str
    after: str
    status: str


def main() -> int:
    """Try the rooms that are named, or all; 1 if too few changes are found, or one has no reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--told", action="store_true", help="tell what was found before, and run nothing")
    parser.add_argument("rooms", nargs="*", help="figures, store; all of them unless named")
    options = parser.parse_args()
    wanted = [room for room in ROOMS if not options.rooms or room.name in options.rooms]
    if not options.told:
        for room in wanted:
            try_room(room)
    found = {room: mutants_of(room) for room in ROOMS if (COPIES / room.name / "mutants").exists()}
    reasons = tomllib.loads(REASONS.read_text("utf-8"))
    report = tell(found, reasons)
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{report}\n\n{END}{after}", "utf-8")
    sys.stdout.write(f"{report.partition('### ')[0]}\n")
    too_few = any(share_found(mutants) < room.floor for room, mutants in found.items())
    unexplained = [
        one
        for room, mutants in found.items()
        for one in survivors(mutants)
        if room.floor and not reason_of(one, reasons)
    ]
    for one in unexplained:
        sys.stdout.write(f"no reason: {one.place}\n  - {one.before}\n  + {one.after}\n")
    return int(too_few or bool(unexplained))


def try_room(room: Room) -> None:
    """Copy the project, and have mutmut change the room's files there."""
    copy = COPIES / room.name
    copy.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        if (ROOT / name).is_dir():
            refresh(ROOT / name, copy / name)
        else:
            shutil.copy2(ROOT / name, copy / name)
    without = " and ".join(f"not {words}" for words in LEFT_OUT)
    with (copy / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write(
            "\n[tool.mutmut]\n"
            'source_paths = ["src"]\n'
            f"only_mutate = {[f'src/modelway/{one}' for one in room.files]}\n"
            'do_not_mutate = ["*/tables.py", "*/queries.py", "*/env.py"]\n'
            'also_copy = ["bench", "docs", "README.md"]\n'
            f"pytest_add_cli_args_test_selection = {[*room.tests, '-k', without]}\n"
            'pytest_add_cli_args = ["--hypothesis-profile=mutants"]\n'
        )
    forget_survivors(copy)
    environ = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([Path(sys.executable).with_name("mutmut"), "run"], cwd=copy, env=environ, check=True)


def forget_survivors(copy: Path) -> None:
    """Have what no test found tried again: there may be a test by now."""
    for path in (copy / "mutants" / "src").rglob("*.meta"):
        kept = json.loads(path.read_text("utf-8"))
        codes = kept["exit_code_by_key"]
        kept["exit_code_by_key"] = {name: code or None for name, code in codes.items() if code != NO_TESTS}
        kept["exit_code_by_key"] |= {name: None for name, code in codes.items() if code == NO_TESTS}
        path.write_text(json.dumps(kept), "utf-8")


def refresh(origin: Path, copy: Path) -> None:
    """Bring a folder's copy up to date; what did not change keeps its time, and so its results."""
    kept = set()
    for path in origin.rglob("*"):
        if path.is_file() and path.suffix != ".pyc":
            there = copy / path.relative_to(origin)
            kept.add(there)
            if not there.exists() or there.read_bytes() != path.read_bytes():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, there)
    for path in copy.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def mutants_of(room: Room) -> list[Mutant]:
    """Every change of a room that was tried."""
    copy = COPIES / room.name
    told = subprocess.run(
        [sys.executable, __file__.replace("run.py", "told.py")],
        cwd=copy,
        capture_output=True,
        text=True,
        check=True,
    )
    return [Mutant(*line.split("\t")) for line in told.stdout.splitlines()]


def survivors(mutants: Iterable[Mutant]) -> list[Mutant]:
    """The changes that no test noticed, in the order of their places."""
    return sorted(one for one in mutants if one.status in ("survived", "no tests"))


def share_found(mutants: Sequence[Mutant]) -> float:
    """The share of changes that were found, of those that were tried."""
    count = Counter(one.status for one in mutants)
    tried = sum(number for status, number in count.items() if status != "not checked")
    return sum(count[status] for status in CAUGHT) / tried if tried else 1.0


def reason_of(mutant: Mutant, reasons: dict[str, dict[str, str]]) -> str:
    """Why a change may go unnoticed: the first reason of its place, or of all places, that fits the line."""
    for where in (mutant.place, "everywhere"):
        for pattern, why in reasons.get(where, {}).items():
            if re.search(pattern, f"{mutant.before} -> {mutant.after}"):
                return why
    return ""


def tell(found: dict[Room, list[Mutant]], reasons: dict[str, dict[str, str]]) -> str:
    """The rates, then each survivor with its reason, as Markdown."""
    lines = [
        f"Tried on {datetime.now(UTC).date()} with CPython {platform.python_version()} and mutmut "
        f"{version_of_mutmut()}.",
        "",
        "| room | changes | found | share |",
        "| --- | ---: | ---: | ---: |",
    ]
    for room, mutants in found.items():
        tried = [one for one in mutants if one.status != "not checked"]
        caught = sum(one.status in CAUGHT for one in tried)
        lines.append(f"| `{room.name}` | {len(tried):,} | {caught:,} | {share_found(mutants):.1%} |")
    for room, mutants in found.items():
        lines += ["", f"### Not found in `{room.name}`", ""]
        if not room.floor:
            counts = Counter(one.place for one in survivors(mutants))
            lines += [f"- `{place}`: {number}" for place, number in counts.most_common()]
            continue
        place = ""
        for one in survivors(mutants):
            if one.place != place:
                place = one.place
                lines.append(f"- `{place}`")
            lines.append(f"  - {reason_of(one, reasons) or '**no reason is given**'}: `{one.after}`")
    return "\n".join(lines)


def version_of_mutmut() -> str:
    """The version of the tool that made the changes."""
    from importlib.metadata import version

    return version("mutmut")


if __name__ == "__main__":
    sys.exit(main())
