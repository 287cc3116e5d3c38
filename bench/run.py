"""Measures modelway beside `python -c pass` and beside jrnl, and writes docs/explanation/benchmarks.md.

A short run, such as `python bench/run.py --nights 365 --rounds 5`, prints its tables and writes nothing.
"""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from measure import Case, Taken, measure, restoring

SIZES = (365, 3650, 36500)
ROUNDS = 15
LONG_ROUNDS = 3
SOUGHT = "objections"
ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "explanation" / "benchmarks.md"
PROGRAMS = Path(sys.executable).parent

FLOOR = "`python -c pass`"
# The first thing that an evening with a practice to report waits for: its keys.
FIRST_QUESTION = b"[k] kept"
ANSWER = "Told the board in the first minute that the launch slips, and named the part that was my doing."

# jrnl's own defaults, said out loud so that it never asks.
JRNL_SETTINGS = """\
colors: {{body: none, date: black, tags: yellow, title: cyan}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: true
indent_character: '|'
journals: {{default: {{journal: '{journal}'}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %r'
version: '4.6'
"""


def main() -> None:
    """Build what is measured, measure it round by round, and report."""
    options = parsed()
    with tempfile.TemporaryDirectory(prefix="modelway-bench-") as name:
        folder = Path(name)
        environ = {
            **{name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ},
            "HOME": name,
            "XDG_CONFIG_HOME": f"{name}/config",
            "XDG_DATA_HOME": f"{name}/data",
            "LANG": "C.UTF-8",
            "TERM": "xterm-256color",
        }
        groups: dict[int, list[Case]] = {0: without_a_journal()}
        for nights in options.nights:
            say(f"building {nights:,} nights …")
            groups[nights] = with_a_journal(nights, folder / str(nights), environ)
        results = measured(groups, options.rounds, environ)

    import report  # only now: what this process has in memory, its children are born with

    tables = report.tables(results, options.rounds)
    print(tables)
    if tuple(options.nights) == SIZES:
        report.write(DOCUMENT, tables)
        say(f"written to {DOCUMENT.relative_to(ROOT)}")


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, nargs="+", default=list(SIZES), help="sizes of the stores")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds, after one that does not count")
    return parser.parse_args()


def without_a_journal() -> list[Case]:
    """What needs no journal."""
    return [
        Case(FLOOR, python("-c", "pass")),
        Case("`modelway --version`", program("modelway", "--version")),
        Case("`jrnl --version`", program("jrnl", "--version")),
        Case("`modelway --help`", program("modelway", "--help")),
        Case("`jrnl --help`", program("jrnl", "--help")),
    ]


def with_a_journal(nights: int, folder: Path, environ: dict[str, str]) -> list[Case]:
    """Both journals of that many nights in `folder`, and what is done with them."""
    folder.mkdir()
    store, journal = folder / "journal.db", folder / "journal.txt"
    builder = ROOT / "bench" / "stores.py"
    subprocess.run(python(str(builder), str(nights), str(store), str(journal)), check=True, env=environ)
    read, write = folder / "read.db", folder / "write.db"
    jrnl_read, jrnl_write = folder / "read.txt", folder / "write.txt"
    shutil.copyfile(store, read)
    shutil.copyfile(journal, jrnl_read)
    for copy in (jrnl_read, jrnl_write):
        copy.with_suffix(".yaml").write_text(JRNL_SETTINGS.format(journal=copy), "utf-8")

    def modelway(copy: Path, *arguments: str) -> list[str]:
        return program("modelway", "--store", str(copy), *arguments)

    def jrnl(copy: Path, *arguments: str) -> list[str]:
        return program("jrnl", "--config-file", str(copy.with_suffix(".yaml")), *arguments)

    return [
        Case(FLOOR, python("-c", "pass")),
        Case(
            "`modelway status --short`",
            program("modelway", "status", "--short"),
            variables={"MODELWAY_STORE": str(read)},
        ),
        Case(
            "`modelway completion words …`",
            modelway(read, "completion", "words", "zsh", "--", "values", "show", "h"),
        ),
        Case("`modelway`", modelway(read)),
        Case("`modelway today`", modelway(read, "today")),
        Case("`modelway review`", modelway(read, "review")),
        Case("`modelway trends`", modelway(read, "trends")),
        Case("`modelway trends --all`", modelway(read, "trends", "--all")),
        Case("`modelway review --html`", modelway(read, "review", *twelve_weeks(), *page(folder))),
        Case("`modelway trends --html`", modelway(read, "trends", *page(folder))),
        Case("`jrnl -n 7`", jrnl(jrnl_read, "-n", "7")),
        Case(
            "`modelway journal --lived …`",
            modelway(write, "journal", "--lived", f"honest={ANSWER}"),
            before=settled(folder, restoring(store, write, modelway(write), environ)),
        ),
        Case(
            "`modelway journal --lived …`, first of a day",
            modelway(write, "journal", "--lived", f"honest={ANSWER}"),
            before=settled(folder, restoring(store, write, modelway(write), environ), first_of_day=True),
        ),
        Case(
            "`jrnl …`",
            jrnl(jrnl_write, ANSWER),
            before=restoring(journal, jrnl_write, jrnl(jrnl_write, "-n", "7"), environ),
        ),
        Case("`modelway journal`, first question", modelway(read, "journal"), shown=FIRST_QUESTION),
        Case("`modelway search …`", modelway(read, "search", SOUGHT)),
        Case("`jrnl -contains …`", jrnl(jrnl_read, "-contains", SOUGHT)),
        *carried(read, folder / "carried", environ),
    ]


def carried(store: Path, folder: Path, environ: dict[str, str]) -> list[Case]:
    """Everything out of a journal and into an empty one, and what is done behind that."""
    folder.mkdir()
    bundle, empty = folder / "bundle.json", folder / "empty" / "journal.db"
    imported, copy = folder / "imported.db", folder / "copy.db"
    empty.parent.mkdir()

    def modelway(journal: Path, *arguments: str) -> list[str]:
        return program("modelway", "--store", str(journal), *arguments)

    for command in (modelway(store, "export", str(bundle)), modelway(imported, "import", str(bundle))):
        subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def empty_again() -> None:
        shutil.rmtree(empty.parent)
        empty.parent.mkdir()

    restored = settled(folder, restoring(imported, copy, modelway(copy), environ))
    return [
        Case(
            "`modelway export`",
            modelway(store, "export", str(folder / "out.json"), "--force"),
            rounds=LONG_ROUNDS,
        ),
        Case(
            "`modelway import`",
            modelway(empty, "import", str(bundle)),
            before=empty_again,
            rounds=LONG_ROUNDS,
        ),
        Case(
            "`modelway journal --lived …`, after an import",
            modelway(copy, "journal", "--lived", f"honest={ANSWER}"),
            before=restored,
            rounds=LONG_ROUNDS,
        ),
        Case("`modelway history`, after an import", modelway(imported, "history"), rounds=LONG_ROUNDS),
        Case(
            "`modelway undo`, of an import",
            modelway(copy, "undo", "--yes"),
            before=restored,
            rounds=LONG_ROUNDS,
        ),
    ]


def settled(
    folder: Path, prepare: Callable[[], object], *, first_of_day: bool = False
) -> Callable[[], object]:
    """Prepare once the backup behind the command before is made; `first_of_day` takes all backups away."""

    def settle() -> None:
        backups = folder / "backups"
        if backups.exists():
            descriptor = os.open(backups, os.O_RDONLY)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            os.close(descriptor)
            if first_of_day:
                shutil.rmtree(backups)
        prepare()

    return settle


def twelve_weeks() -> list[str]:
    """The options of a review of the twelve weeks up to today."""
    return ["--from", str(date.today() - timedelta(weeks=12)), "--to", "today"]  # noqa: DTZ011 - as the program


def page(folder: Path) -> list[str]:
    """The options that write a page, again and again."""
    return ["--html", str(folder / "page.html"), "--yes"]


def program(name: str, *arguments: str) -> list[str]:
    """A command installed beside this interpreter."""
    return [str(PROGRAMS / name), *arguments]


def python(*arguments: str) -> list[str]:
    """This interpreter."""
    return [sys.executable, *arguments]


def measured(
    groups: dict[int, list[Case]], rounds: int, environ: dict[str, str]
) -> dict[tuple[str, int], list[Taken]]:
    """What each case took in each round, by its name and its nights (0: needs none).

    Cases take turns within a round, and a round that does not count warms everything up.
    """
    results: dict[tuple[str, int], list[Taken]] = {
        (case.name, nights): [] for nights, cases in groups.items() for case in cases
    }
    for number in range(rounds + 1):
        say(f"round {number} of {rounds} …" if number else "warming up …")
        for nights, cases in groups.items():
            for case in cases:
                if case.rounds is not None and not 0 < number <= case.rounds:
                    continue
                taken = measure(case, environ)
                if number:
                    results[case.name, nights].append(taken)
    return results


def say(words: str) -> None:
    """Show how far it is, on stderr."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
