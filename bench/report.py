"""Turns what was measured into tables, and puts them into the document without touching its prose."""

import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import NamedTuple

from measure import Taken

Results = Mapping[tuple[str, int], Sequence[Taken]]

BEGIN = "<!-- measured: begin; `make bench` writes what is between these marks -->"
END = "<!-- measured: end -->"
FLOOR = "`python -c pass`"
READS = ("`modelway`", "`modelway today`", "`modelway review`", "`modelway trends`")
PROMPT = "`modelway status --short`"
TAB_KEY = "`modelway completion words …`"
ALL_TRENDS = "`modelway trends --all`"
PAGES = ("`modelway review --html`", "`modelway trends --html`")
ANSWER = "`modelway journal --lived …`"
FIRST_QUESTION = "`modelway journal`, first question"
SEARCH, JRNL_SEARCH = "`modelway search …`", "`jrnl -contains …`"
EXPORT, IMPORT = "`modelway export`", "`modelway import`"
# What is done in a journal whose last command was an import of all its nights, and what that may take.
AFTER_IMPORT = (
    ("`modelway journal --lived …`, after an import", 10),
    ("`modelway history`, after an import", 15),
    ("`modelway undo`, of an import", 100),
)
JRNL_READ, JRNL_ANSWER = "`jrnl -n 7`", "`jrnl …`"
WORDS = ("", "command", "budget", "measured", "reached")
PACKAGES = ("typer", "rich", "prompt_toolkit", "jinja2", "sqlcipher3", "jrnl")
BUSY = 1.2
EVERYDAY = (365, 3650)
TEN_YEARS = 3650
SMALLEST, LARGEST = 365, 36500


class Budget(NamedTuple):
    """One line of the budgets: what, how much of it was measured where, and how much there may be."""

    what: str
    measured: Mapping[int, float]
    allowed: float
    unit: str

    @property
    def reached(self) -> bool:
        """Whether it holds wherever it was measured."""
        return all(figure <= self.allowed for figure in self.measured.values())


def tables(results: Results, rounds: int) -> str:
    """The machine, the measurements and the budgets, as Markdown."""
    return "\n\n".join(
        [
            f"Medians of {rounds} rounds.{_how_busy(results)}",
            _table(("", ""), _machine()),
            _table(
                ("nights", "command", "wall ms", "× floor", "CPU ms", "× floor (CPU)", "peak MB"),
                (_row(results, name, nights) for name, nights in results),
            ),
            "## Budgets",
            _table(
                ("budget", "measured", "allowed", "reached"),
                (_budget_row(budget) for budget in _budgets(results) if budget.measured),
            ),
        ]
    )


def _how_busy(results: Results) -> str:
    """A warning where processes had to wait for a processor, so that wall times mean little."""
    floors = [taken for (name, _), all_taken in results.items() if name == FLOOR for taken in all_taken]
    waited = median(taken.wall / taken.cpu for taken in floors)
    if waited < BUSY:
        return ""
    return f" **The machine was busy (the floor took {waited:.1f} times its CPU time): measure again.**"


def write(document: Path, measured: str) -> None:
    """Put the tables between their marks; the prose around them stays."""
    text = document.read_text("utf-8") if document.exists() else f"# Benchmarks\n\n{BEGIN}\n{END}\n"
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    document.write_text(f"{before}{BEGIN}\n\n{measured}\n\n{END}{after}", "utf-8")


def _row(results: Results, name: str, nights: int) -> tuple[str, ...]:
    taken = results[name, nights]
    return (
        f"{nights:,}" if nights else "",
        name,
        f"{median(one.wall for one in taken):.1f}",
        f"{_ratio(results, (name, nights), (FLOOR, nights), 'wall'):.1f}",
        f"{median(one.cpu for one in taken):.1f}",
        f"{_ratio(results, (name, nights), (FLOOR, nights), 'cpu'):.1f}",
        f"{median(one.memory for one in taken):.0f}",
    )


def _budgets(results: Results) -> list[Budget]:
    sizes = sorted({nights for _, nights in results if nights})
    everyday = [nights for nights in sizes if nights in EVERYDAY] or sizes
    budgets = [Budget(PROMPT, _floors(results, PROMPT, everyday), 2.5, "× floor")]
    budgets += [Budget(TAB_KEY, _floors(results, TAB_KEY, everyday), 9, "× floor")]
    budgets += [Budget(name, _floors(results, name, everyday), 12, "× floor") for name in READS]
    budgets += [
        Budget(f"{name} next to {JRNL_READ}", _peers(results, name, JRNL_READ, everyday), 1, "× jrnl")
        for name in READS
    ]
    beside_jrnl = _peers(results, ANSWER, JRNL_ANSWER, sizes)
    budgets += [
        Budget(ANSWER, _floors(results, ANSWER, sizes), 10, "× floor"),
        Budget(f"{ANSWER} next to {JRNL_ANSWER}", beside_jrnl, 1, "× jrnl"),
        Budget(FIRST_QUESTION, _floors(results, FIRST_QUESTION, sizes), 25, "× floor"),
        *(Budget(f"{name}, twelve weeks", _floors(results, name, everyday), 25, "× floor") for name in PAGES),
        *_over_all(results, sizes),
        *_carried(results, sizes),
    ]
    if {SMALLEST, LARGEST} <= set(sizes):
        budgets += [
            Budget(
                f"{name} at {LARGEST:,} nights",
                {LARGEST: _ratio(results, (name, LARGEST), (name, SMALLEST), "wall")},
                1.2,
                f"× at {SMALLEST}",
            )
            for name in (*READS, ANSWER, FIRST_QUESTION)
        ]
    budgets += [
        Budget(
            f"Peak memory of {name}",
            {nights: median(taken.memory for taken in results[name, nights]) for nights in sizes},
            40,
            "MB",
        )
        for name in READS
    ]
    return budgets


def _over_all(results: Results, sizes: Sequence[int]) -> list[Budget]:
    """What a look over every night may take: next to the floor after ten years, as such after a hundred."""
    after_ten = [nights for nights in sizes if nights <= TEN_YEARS]
    budgets = [Budget(ALL_TRENDS, _floors(results, ALL_TRENDS, after_ten), 25, "× floor")]
    if LARGEST in sizes:
        taken = results[ALL_TRENDS, LARGEST]
        wall, memory = (median(getattr(one, what) for one in taken) for what in ("wall", "memory"))
        budgets += [
            Budget(f"{ALL_TRENDS} at {LARGEST:,} nights", {LARGEST: wall}, 2000, "ms"),
            Budget(f"Peak memory of {ALL_TRENDS}", {LARGEST: memory}, 150, "MB"),
        ]
    return budgets


def _carried(results: Results, sizes: Sequence[int]) -> list[Budget]:
    """What everything out, everything in and finding it again may take."""
    ten_years = [nights for nights in sizes if nights == TEN_YEARS]
    budgets = [Budget(SEARCH, _floors(results, SEARCH, ten_years), 9.5, "× floor")]
    budgets += [
        Budget(f"{SEARCH} next to {JRNL_SEARCH}", _peers(results, SEARCH, JRNL_SEARCH, sizes), 1, "× jrnl"),
        *(
            Budget(name, _processor_floors(results, name, sizes), 1200, "× floor (CPU)")
            for name in (EXPORT, IMPORT)
        ),
        *(
            Budget(
                f"Peak memory of {name}",
                {nights: median(taken.memory for taken in results[name, nights]) for nights in sizes},
                300,
                "MB",
            )
            for name in (EXPORT, IMPORT)
        ),
        *(
            Budget(name, _processor_floors(results, name, ten_years), allowed, "× floor (CPU)")
            for name, allowed in AFTER_IMPORT
        ),
    ]
    if {TEN_YEARS, LARGEST} <= set(sizes):
        ratio = _ratio(results, (SEARCH, LARGEST), (SEARCH, TEN_YEARS), "wall")
        budgets.append(Budget(f"{SEARCH} at {LARGEST:,} nights", {LARGEST: ratio}, 1.5, f"× at {TEN_YEARS}"))
    return budgets


def _processor_floors(results: Results, name: str, sizes: Iterable[int]) -> dict[int, float]:
    return {nights: _ratio(results, (name, nights), (FLOOR, nights), "cpu") for nights in sizes}


def _floors(results: Results, name: str, sizes: Iterable[int]) -> dict[int, float]:
    return _peers(results, name, FLOOR, sizes)


def _peers(results: Results, name: str, peer: str, sizes: Iterable[int]) -> dict[int, float]:
    return {nights: _ratio(results, (name, nights), (peer, nights), "wall") for nights in sizes}


def _ratio(results: Results, one: tuple[str, int], other: tuple[str, int], what: str) -> float:
    """The median of the ratios within each round."""
    pairs = zip(results[one], results[other], strict=False)  # what takes long has fewer rounds
    return median(getattr(ours, what) / getattr(theirs, what) for ours, theirs in pairs)


def _budget_row(budget: Budget) -> tuple[str, ...]:
    digits = 0 if budget.unit in ("MB", "ms") else 2 if budget.allowed < 2 else 1
    figures = [f"{nights:,}: {figure:.{digits}f}" for nights, figure in budget.measured.items()]
    allowed = f"≤ {budget.allowed:g} {budget.unit}"
    return (budget.what, " · ".join(figures), allowed, "yes" if budget.reached else "**no**")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    marks = ["---" if name in WORDS else "---:" for name in head]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, marks, *rows))


def _machine() -> list[tuple[str, str]]:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        ("Processor", f"{_processor()}, {os.cpu_count()} cores"),
        ("System", f"{_system()}, {platform.system()} {platform.release()}"),
        ("Python", f"{platform.python_implementation()} {platform.python_version()}"),
        ("modelway", f"{version('modelway')}{_commit()}"),
        ("Packages", f"{packages}; SQLite {_sqlite()}"),
    ]


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    models = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _commit() -> str:
    said = _said("git", "-C", str(Path(__file__).parent), "describe", "--always", "--dirty")
    return f" at {said}" if said else ""


def _sqlite() -> str:
    return _said(sys.executable, "-c", "import sqlcipher3.dbapi2 as engine; print(engine.sqlite_version)")


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
