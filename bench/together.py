"""Measures machines that meet, at a folder and at a PostgreSQL on this machine, beside `python -c pass`.

It writes its own table of docs/explanation/benchmarks.md; a short run, such as
`python bench/together.py --nights 365 --rounds 3`, prints it and writes nothing.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "tests"))

import postgres  # noqa: E402 - of the tests
from measure import Case, Taken, measure  # noqa: E402 - beside the tests' folder
from stores import ONE_DAY, VALUES, at, drafts, evidence  # noqa: E402

DOCUMENT = ROOT / "docs" / "explanation" / "benchmarks.md"
BEGIN = "<!-- met: begin; `make bench-together` writes what is between these marks -->"
END = "<!-- met: end -->"
SIZES = (365, 3650)
ROUNDS = 15
JOINS = 3
FLOOR, IDLE, SEND, JOIN = "`python -c pass`", "nothing new", "a night sent", "joined"
CODE = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){8}")
MODELWAY = str(Path(sys.executable).parent / "modelway")

Results = dict[tuple[str, int, str], list[Taken]]


def main() -> None:
    """Build the journals, let them meet, measure, and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nights", type=int, nargs="+", default=list(SIZES), help="sizes of the journals")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds, after one that does not count")
    options = parser.parse_args()
    results: Results = {}
    with tempfile.TemporaryDirectory(prefix="modelway-bench-") as name, places(Path(name)) as place_of:
        for nights in options.nights:
            say(f"building {nights:,} nights …")
            store = Path(name) / str(nights) / "journal.db"
            build(nights, store)
            for kind, new_place in place_of.items():
                say(f"meeting at a {kind} …")
                measure_at(results, kind, nights, store, new_place(), options.rounds)
    told = table(results, options.rounds)
    print(told)
    if tuple(options.nights) == SIZES:
        write(told)


@contextmanager
def places(folder: Path) -> Iterator[dict[str, Callable[[], str]]]:
    """How a place of each kind is made."""
    # What is measured is what a leader has: nothing is turned off that keeps rows from being lost.
    server = postgres.Server(settings={})

    def new_folder() -> str:
        return tempfile.mkdtemp(dir=folder)

    def new_database() -> str:
        from modelway.services.together.places import prepare

        postgres.execute(server.address(), "DROP DATABASE IF EXISTS met", "CREATE DATABASE met")
        return server.for_network(prepare(server.address("met"), "anna", new_password=True))

    try:
        yield {"folder": new_folder, "PostgreSQL": new_database}
    finally:
        server.remove()


def build(nights: int, store: Path) -> None:
    """A journal of so many nights up to yesterday's, each of them one command, as evenings are."""
    from modelway.domain.loop.examples import EXAMPLE_VALUES
    from modelway.services.loop.record import record
    from modelway.services.loop.values import define

    store.parent.mkdir()
    environ = {"HOME": str(store.parent), "MODELWAY_STORE": str(store)}
    last = date.today()  # noqa: DTZ011 - as the program
    days = [last - timedelta(days=number) for number in range(nights, 0, -1)]
    texts = {day: [evidence(Random(f"{day}/{number}")) for number in range(VALUES)] for day in days}
    with at(environ, days[0] - ONE_DAY) as session:
        command = session.command("values define", "defining values")
        values = define(session, EXAMPLE_VALUES[:VALUES], command)
    for year in range(0, nights, 365):
        some = days[year : year + 365]
        with at(environ, some[-1]) as session:
            for draft in drafts(some, texts, values, first_ever=year == 0):
                record(session, [draft])


def measure_at(results: Results, kind: str, nights: int, built: Path, place: str, rounds: int) -> None:
    """Let a copy of the journal begin at the place, and measure what its machines do there."""
    from modelway.store.files.backups import holds_all

    home = built.parent / kind
    home.mkdir()
    store = home / "journal.db"
    shutil.copyfile(built, store)
    store.chmod(0o600)
    environ = {
        **{name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ},
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "MODELWAY_STORE": str(store),
    }
    began = subprocess.run(
        [MODELWAY, "sync", "init", place], env=environ, capture_output=True, text=True, check=True
    )
    found = CODE.search(began.stdout)
    assert found, began.stdout
    code = home / "code.txt"
    code.write_text(found[0], "utf-8")
    new = home / "new" / "journal.db"

    def write_tonight() -> None:
        command = [MODELWAY, "journal", "--lived", f"honest=Told the board {os.urandom(4).hex()}."]
        subprocess.run(command, env=environ, stdout=subprocess.DEVNULL, check=True)
        # The backup behind it is no part of a sync.
        while not holds_all(store):
            time.sleep(0.01)

    sync = [MODELWAY, "sync"]
    cases = [
        Case(FLOOR, [sys.executable, "-c", "pass"]),
        Case(IDLE, sync),
        Case(SEND, sync, before=write_tonight),
    ]
    join = Case(
        JOIN,
        [MODELWAY, "--store", str(new), "sync", "join", place, "--from", str(code)],
        before=lambda: shutil.rmtree(new.parent, ignore_errors=True),
    )
    for number in range(rounds + 1):
        for case in (*cases, *([join] if number and number <= JOINS else [])):
            taken = measure(case, environ)
            if number:
                results.setdefault((kind, nights, case.name), []).append(taken)


def table(results: Results, rounds: int) -> str:
    """What was measured, and whether it is within its budget, as Markdown."""
    lines = [
        f"Medians of {rounds} rounds, of {JOINS} for a machine that joins; a night has five answers.",
        "",
        "| place | nights | `modelway sync` | wall ms | × floor | peak MB | budget | reached |",
        "| --- | ---: | --- | ---: | ---: | ---: | --- | --- |",
    ]
    for kind, nights in dict.fromkeys((kind, nights) for kind, nights, _ in results):
        floor = middle(results[kind, nights, FLOOR], "wall")
        pairs = zip(results[kind, nights, SEND], results[kind, nights, IDLE], strict=True)
        more = median(sent.wall - idle.wall for sent, idle in pairs)
        for name in (IDLE, SEND, JOIN):
            wall, memory = (middle(results[kind, nights, name], what) for what in ("wall", "memory"))
            budget, held = {
                IDLE: ("≤ 60 × floor", wall <= 60 * floor),
                SEND: (f"≤ 5 ms more ({more:+.1f})", more <= 5),
                JOIN: ("≤ 1,500 × floor, 300 MB", wall <= 1500 * floor and memory <= 300),
            }[name]
            cells = (kind, f"{nights:,}", name, f"{wall:.1f}", f"{wall / floor:.1f}", f"{memory:.0f}", budget)
            lines.append(f"| {' | '.join(cells)} | {'yes' if held else '**no**'} |")
    return "\n".join(lines)


def middle(taken: list[Taken], what: str) -> float:
    """The median of one of its figures."""
    return median(getattr(one, what) for one in taken)


def write(told: str) -> None:
    """Put the table between its marks; the prose around it stays."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{told}\n\n{END}{after}", "utf-8")


def say(words: str) -> None:
    """Show how far it is, on stderr."""
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
