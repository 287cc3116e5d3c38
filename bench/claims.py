"""Simulates leaders by the ten thousand and writes what screens claim of them into docs/reference/figures.md.

About seven minutes on two cores. A short run, such as `python bench/claims.py --scale 0.05`, prints its table
and writes nothing.
"""

import argparse
import math
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaders import (
    KINDS,
    MONTH,
    QUARTER,
    WEEK,
    covered,
    false_screens,
    first_year,
    rise_is_told,
    step_is_told,
)

ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "reference" / "figures.md"
# What stands below this line in the document is written by this program.
MARK = "<!-- written by make claims -->\n"
DEPENDENCES = (0.0, 0.2, 0.4)
LEADERS = 4000
LEADERS_OF_OTHER_KINDS = 1000
LEADERS_WITH_A_CHANGE = 4000
LEADERS_COVERED = 1500
LEADERS_OVER_A_YEAR = 300
COVERED_RATES = (0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)
CHUNK = 50
SEED = 20261126


@dataclass(frozen=True)
class Task:
    """So many leaders of one cell of a table, with a seed of their own."""

    table: str
    row: str
    r: float
    leaders: int
    seed: int


@dataclass
class Cell:
    """Sums over leaders: how many, the figure, and its square for the error."""

    n: int = 0
    total: float = 0.0
    squares: float = 0.0

    def add(self, figure: float) -> None:
        self.n += 1
        self.total += figure
        self.squares += figure * figure

    def merge(self, other: "Cell") -> None:
        self.n += other.n
        self.total += other.total
        self.squares += other.squares

    @property
    def mean(self) -> float:
        return self.total / self.n

    @property
    def error(self) -> float:
        """One standard error of the mean."""
        return math.sqrt(max(0.0, self.squares / self.n - self.mean**2) / self.n)


Cells = dict[str, Cell]


def main() -> None:
    """Simulate every cell, with progress, and report."""
    options = parsed()
    tasks = list(planned(options.scale))
    started = time.monotonic()
    results: dict[tuple[str, str, float], Cells] = {}
    with multiprocessing.Pool(options.processes) as pool:
        for done, (task, cells) in enumerate(pool.imap_unordered(run, tasks), 1):
            of = results.setdefault((task.table, task.row, task.r), {})
            for name, cell in cells.items():
                of.setdefault(name, Cell()).merge(cell)
            show_progress(done, len(tasks), started)
    document = written(results)
    print(document)
    if options.scale == 1:
        story, mark, _ = DOCUMENT.read_text(encoding="utf-8").partition(MARK)
        DOCUMENT.write_text(f"{story}{mark}\n{document}", encoding="utf-8")
        print(f"written to {DOCUMENT.relative_to(ROOT)}", file=sys.stderr)


def parsed() -> argparse.Namespace:
    """The options of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", type=float, default=1.0, help="share of the leaders to simulate")
    parser.add_argument("--processes", type=int, default=min(2, os.cpu_count() or 1))
    return parser.parse_args()


def planned(scale: float) -> Iterator[Task]:
    """Every cell in chunks; the long ones first, so that no core waits at the end."""
    cells = [("year", "", LEADERS_OVER_A_YEAR)]
    cells += [
        ("false", kind.name, LEADERS if place == 0 else LEADERS_OF_OTHER_KINDS)
        for place, kind in enumerate(KINDS)
    ]
    cells += [("power", "", LEADERS_WITH_A_CHANGE)]
    cells += [("covered", str(rate), LEADERS_COVERED) for rate in COVERED_RATES]
    seed = SEED
    for table, row, leaders in cells:
        for r in DEPENDENCES:
            left = max(1, round(leaders * scale))
            while left > 0:
                seed += 1
                yield Task(table, row, r, min(CHUNK, left), seed)
                left -= CHUNK


def run(task: Task) -> tuple[Task, Cells]:
    """Simulate one chunk."""
    rng = random.Random(task.seed)
    observe = OBSERVERS[task.table]
    cells: Cells = {}
    for _ in range(task.leaders):
        for name, figure in observe(rng, task).items():
            cells.setdefault(name, Cell()).add(figure)
    return task, cells


def observe_false(rng: random.Random, task: Task) -> dict[str, float]:
    kind = next(one for one in KINDS if one.name == task.row)
    return {name: float(told) for name, told in false_screens(rng, kind, task.r).items()}


def observe_power(rng: random.Random, task: Task) -> dict[str, float]:
    return {
        "step from 50 to 80 %, told by the month of 28 nights": float(step_is_told(rng, task.r, 28)),
        "step from 50 to 80 %, told by the month of 30 nights": float(step_is_told(rng, task.r, 30)),
        "rise from 40 to 85 % over twelve weeks, told by the trend": float(rise_is_told(rng, task.r)),
    }


def observe_covered(rng: random.Random, task: Task) -> dict[str, float]:
    periods = {"week": WEEK, "month": MONTH, "quarter": QUARTER}
    return {name: float(covered(rng, float(task.row), task.r, nights)) for name, nights in periods.items()}


def observe_year(rng: random.Random, task: Task) -> dict[str, float]:
    counts = first_year(rng, task.r)
    return {**{name: float(count) for name, count in counts.items()}, "in all": float(sum(counts.values()))}


OBSERVERS: dict[str, Callable[[random.Random, Task], dict[str, float]]] = {
    "false": observe_false,
    "power": observe_power,
    "covered": observe_covered,
    "year": observe_year,
}


def written(results: dict[tuple[str, str, float], Cells]) -> str:
    """A table for each question, each figure with one standard error."""
    screens = list(results["false", KINDS[0].name, 0.0])
    parts = [
        "Simulated leaders, judged by modelway's own functions. r is how alike a day is to the day before. "
        "Each figure stands with one standard error, unless that is below 0.05.",
    ]
    for r in DEPENDENCES:
        rows = [
            [name, *(percent_of(results["false", name, r][screen]) for screen in screens)]
            for name in (kind.name for kind in KINDS)
        ]
        title = f"### Screens with a false claim, % (r = {number_of(r)}; allowed {5 if r == 0 else 8})"
        parts += [title, table_of(["leaders", *screens], rows)]
    head = ["", *(f"r = {number_of(r)}" for r in DEPENDENCES)]
    parts += [
        "### A true change is told, %",
        table_of(head, list(rows_of(results, "power", "", percent_of))),
        "### False claims in a first year whose targets equal the true rates: how many",
        table_of(head, list(rows_of(results, "year", "", count_of))),
        "### The interval shown covers the true rate, %",
        table_of(
            [
                "true rate",
                *(
                    f"{period}, r = {number_of(r)}"
                    for r in DEPENDENCES
                    for period in results["covered", "0.5", r]
                ),
            ],
            [
                [
                    f"{float(rate):.0%}",
                    *(percent_of(cell) for r in DEPENDENCES for cell in results["covered", rate, r].values()),
                ]
                for rate in map(str, COVERED_RATES)
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def rows_of(
    results: dict[tuple[str, str, float], Cells], table: str, row: str, shown: Callable[[Cell], str]
) -> Iterator[list[str]]:
    for name in results[table, row, DEPENDENCES[0]]:
        yield [name, *(shown(results[table, row, r][name]) for r in DEPENDENCES)]


def table_of(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def percent_of(cell: Cell) -> str:
    error = f" ± {100 * cell.error:.1f}" if 100 * cell.error >= 0.05 else ""
    return f"{100 * cell.mean:.1f}{error}"


def count_of(cell: Cell) -> str:
    return f"{cell.mean:.2f} ± {cell.error:.2f}"


def number_of(r: float) -> str:
    return f"{r:g}"


def show_progress(done: int, of: int, started: float) -> None:
    """One line that is written over, on a terminal; else one line for every twentieth part."""
    spent = time.monotonic() - started
    left = spent / done * (of - done)
    line = f"{done} of {of} parts, {spent:.0f} s, about {left:.0f} s left"
    if sys.stderr.isatty():
        print(f"\r{line}  ", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done % max(1, of // 20) == 0:
        print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
