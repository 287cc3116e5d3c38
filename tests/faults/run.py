"""Tries every fault, prints what held, and writes it into docs/explanation/reliability.md.

With files of results, told by --junitxml, nothing is run: they are put together; of a test the last counts.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = ROOT / "docs" / "explanation" / "reliability.md"
BEGIN = "<!-- tried: begin; `make faults` writes what is between these marks -->"
END = "<!-- tried: end -->"


class Fault(NamedTuple):
    """A row of the table: the fault, how it is tried, and what the names of its tests begin with."""

    name: str
    how: str
    tests: tuple[str, ...]


LINKS = "tests.store.files.test_engine:test_a_planted_link"
FAULTS = (
    Fault(
        "killed while answers are given",
        "SIGKILL at a random moment, plain and protected",
        ("tests.faults.test_killed_while_answering:",),
    ),
    Fault(
        "power cut",
        "ext4 in a file, shut down without its log while answers are given; plain and protected",
        ("tests.faults.test_power_cut:",),
    ),
    *(
        Fault(
            f"a system call of {what} fails",
            "strace: each one in turn kills it, gives EIO, or ENOSPC",
            (f"tests.faults.test_system_calls:test_the_journal_is_in_the_old_state_or_the_new[{operation}-",),
        )
        for operation, what in {
            "save": "a save",
            "backup": "a backup",
            "migration": "a migration",
            "passphrase": "a change of passphrase",
        }.items()
    ),
    Fault(
        "migration stopped",
        "killed at calls and at moments, refused, without room",
        ("tests.faults.test_migration_faults:",),
    ),
    Fault(
        "disk full",
        "a small tmpfs with less and less room, files that cannot grow; then room is made",
        ("tests.faults.test_disk_full:",),
    ),
    Fault("20 writers at once", "20 processes: 20 nights, then one night", ("tests.cli.test_concurrency:",)),
    Fault(
        "bit rot",
        "single flipped bits, ruined pages, files cut short; plain and protected",
        ("tests.faults.test_bit_rot:", "tests.faults.test_bit_rot_protected:"),
    ),
    Fault(
        "planted link, open mask, foreign owner, read-only folder",
        "as named",
        (
            LINKS,
            "tests.store.files.test_engine:test_a_new_journal_is_for_its_owner",
            "tests.store.files.test_engine:test_a_journal_that_others_could_read",
            "tests.store.files.test_engine:test_a_journal_of_another_user",
            "tests.store.files.test_engine:test_a_folder_that_cannot",
            "tests.store.files.test_engine:test_a_journal_that_cannot_be_written",
        ),
    ),
    Fault(
        "hostile text",
        "escape sequences, OSC 8 and 52, markup, megabyte lines, surrogates, marks of direction",
        ("tests.faults.test_hostile_text:",),
    ),
    Fault(
        "malformed input",
        "Hypothesis: every option of every command, every file; atheris: every file",
        ("tests.faults.test_malformed_input:",),
    ),
    Fault(
        "machines that meet",
        "at a folder and in PostgreSQL: killed at each call and each word to the server, syncs at once; "
        "the place gone, closed, put back, altered, reordered, played back; 2 to 5 machines that do "
        "anything in any order",
        (
            "tests.faults.test_meetings_stopped:",
            "tests.faults.test_any_order:",
            "tests.services.together.test_sync:test_a_row_that",
            "tests.services.together.test_sync:test_rows_in_each_others_place",
            "tests.services.together.test_sync:test_a_place_",
            "tests.services.together.test_sync:test_a_journal_put_back",
        ),
    ),
    Fault(
        "clocks",
        "set back, another zone, leap day, nights on which clocks change in every zone of the world",
        ("tests.faults.test_clocks:",),
    ),
)
# What one test stands for, where it does not tell how much it tried.
WEIGHTS = {
    "tests.cli.test_concurrency:": 20,
    "tests.faults.test_bit_rot:test_two_hundred": 200,
    "tests.faults.test_bit_rot:test_flips_in_what_was_written": 40,
    "tests.faults.test_bit_rot:test_one_flipped_bit": 15,
    "tests.faults.test_bit_rot:test_a_ruined_page": 13,
}


class Tried(NamedTuple):
    """One test: its name, how much it tried, and why it did not hold or was skipped."""

    name: str
    runs: int
    failed: bool
    skipped: str


def main() -> int:
    """Run the tests, or take their results; 1 when something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="try a little, and write nothing")
    parser.add_argument("results", nargs="*", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = options.results or [told_by_pytest(Path(folder) / "told.xml", short=options.short)]
        tried = list({one.name: one for path in results for one in read(path)}.values())
    table = report(tried)
    sys.stdout.write(f"{table}\n")
    if not options.short:
        write(table)
    return int(any(one.failed for one in tried))


def told_by_pytest(path: Path, *, short: bool) -> Path:
    """Run every test that the table names."""
    files = sorted(
        {one.partition(":")[0].replace(".", "/") + ".py" for fault in FAULTS for one in fault.tests}
    )
    told = ["-n", "auto", "-rs", f"--junitxml={path}", "-o", "junit_family=xunit1"]
    environ = os.environ | ({} if short else {"MODELWAY_FAULTS": "all"})
    subprocess.run([sys.executable, "-m", "pytest", *told, *files], cwd=ROOT, env=environ, check=False)
    return path


def read(path: Path) -> Iterable[Tried]:
    """The tests of a file of results."""
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{case.get('classname')}:{case.get('name')}"
        told = {one.get("name"): one.get("value") for one in case.iter("property")}
        weight = next((runs for start, runs in WEIGHTS.items() if name.startswith(start)), 1)
        skipped = case.find("skipped")
        yield Tried(
            name,
            int(told.get("runs") or weight),
            case.find("failure") is not None or case.find("error") is not None,
            (skipped.get("message") or "") if skipped is not None else "",
        )


def report(tried: Sequence[Tried]) -> str:
    """The machine, the table, and what was skipped, as Markdown."""
    rows = ["| fault | how | runs | held |", "| --- | --- | ---: | --- |"]
    skipped = Counter[tuple[str, str]]()
    for fault in FAULTS:
        mine = [one for one in tried if one.name.startswith(fault.tests)]
        skipped.update((fault.name, one.skipped) for one in mine if one.skipped)
        ran = [one for one in mine if not one.skipped]
        failed = sum(one.failed for one in ran)
        held = "not tried" if not ran else f"**no: {failed} of {len(ran)} tests failed**" if failed else "yes"
        rows.append(f"| {fault.name} | {fault.how} | {sum(one.runs for one in ran):,} | {held} |")
    reasons = [f"- {name}: {reason}" for (name, reason) in skipped] or ["- nothing"]
    return "\n".join([machine(), "", *rows, "", "Skipped:", "", *reasons])


def machine() -> str:
    """The day, the machine and what ran on it."""
    from modelway.store.keeping.checks import engine_version

    engine = ".".join(map(str, engine_version()))
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return (
        f"Tried on {datetime.now(UTC).date()}: {platform.system()} {platform.release()}, "
        f"{os.cpu_count()} cores, "
        f"CPython {platform.python_version()}, SQLite {engine}, "
        f"modelway at {commit.stdout.strip() or 'no commit'}."
    )


def write(table: str) -> None:
    """Put the table between its marks; the prose around it stays."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
