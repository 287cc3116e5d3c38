"""An evening begins at once: no command loads what it does not need."""

import ast
import sys
from pathlib import Path

import pytest

import modelway
import processes
from journals import FRIDAY, define, session_at, write
from modelway.cli.tree import COMMANDS, CONVERSATION, DAILY, MODULES

HEAVY = {
    "alembic",
    "asyncio",
    "cryptography",
    "dateutil",
    "jinja2",
    "platformdirs",
    "prompt_toolkit",
    "psycopg",
    "pydantic",
    "sqlalchemy",
    "sqlmodel",
    "tomlkit",
}
TREE_MODULES = {
    *(
        f"modelway.cli.{name}"
        for name in (
            "running",
            "app",
            "tree",
            "opening",
            "output",
            "loop.home",
            "loop.daily",
            "lookback.daily",
        )
    ),
    *MODULES.values(),
}
SCRIPT = """
import sys
from modelway.cli.running import run
code = run(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("imports") / "journal.db"
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY: "DFM"})
    return store


def loaded_by(store: Path, *arguments: str) -> set[str]:
    """The modules in a fresh process behind the command."""
    done = processes.run(store, "-c", SCRIPT, *arguments, command=processes.PROGRAM[:1])
    code, *modules = done.stderr.decode().splitlines()[-1].split()
    assert code == "0", done.stderr
    assert "modelway.cli.running" in modules
    return set(modules)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says where the journal lies")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["--help"],
        [],
        ["today"],
        ["review"],
        ["review", "--json"],
        ["review", "--month", "2026-11"],
        ["review", "--plain"],
        ["review", "--share", "--markdown", "-"],
        ["trends"],
        ["explain", "rate"],
        ["trends", "calendar", "--plain"],
        ["journal", "--help"],
        ["journal", "--lived", "honesty=Told the board first."],
        ["values", "list"],
        ["nights", "list"],
        ["plan", "list"],
    ],
    ids=lambda arguments: " ".join(arguments) or "alone",
)
def test_a_command_loads_nothing_heavy(store: Path, arguments: list[str]) -> None:
    packages = {name.partition(".")[0] for name in loaded_by(store, *arguments)}
    assert packages & HEAVY == set()


LOOKS = [list(words) for words in DAILY if words != CONVERSATION]


@pytest.mark.parametrize("arguments", LOOKS, ids=lambda arguments: " ".join(arguments) or "alone")
def test_a_command_of_every_day_loads_no_parser(store: Path, arguments: list[str]) -> None:
    assert not {"typer", "modelway.cli.app"} & loaded_by(store, *arguments)


@pytest.mark.parametrize("arguments", LOOKS, ids=lambda arguments: " ".join(arguments) or "alone")
def test_a_command_of_every_day_shows_what_it_shows_behind_the_parser(
    store: Path, arguments: list[str]
) -> None:
    at_once = processes.run(store, *arguments)
    parsed = processes.run(store, "--color", "auto", *arguments)
    assert (at_once.returncode, at_once.stdout, at_once.stderr) == (0, parsed.stdout, parsed.stderr)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs says where the journal lies")
def test_a_prompt_loads_next_to_nothing(store: Path) -> None:
    script = "import sys, modelway.__main__ as main; main.main(); print(*sys.modules, file=sys.stderr)"
    # The moment that other tests fix takes the whole of the settings to be read.
    done = processes.run(
        store, "-c", script, "status", "--short", command=processes.PROGRAM[:1], MODELWAY_NOW=""
    )
    loaded = set(done.stderr.decode().split())
    assert "modelway.store.tonight" in loaded
    assert not {"pathlib", "typing", "enum", "re", "modelway.errors", "modelway.cli.running"} & loaded


@pytest.mark.parametrize("arguments", [["--version"], ["--help"]])
def test_help_and_version_load_no_command_and_no_journal(store: Path, arguments: list[str]) -> None:
    loaded = {name for name in loaded_by(store, *arguments) if name.startswith("modelway")}
    own = (
        "",
        ".cli",
        ".cli.app",
        ".cli.first_words",
        ".cli.opening",
        ".cli.output",
        ".cli.running",
        ".cli.tree",
        ".errors",
    )
    shown = (".cli.help", ".cli.help.examples", ".cli.help.layout") if arguments == ["--help"] else ()
    assert loaded == {f"modelway{name}" for name in (*own, *shown)}


def test_each_command_of_the_help_has_its_module() -> None:
    assert set(MODULES) == set(COMMANDS)


def test_a_command_loads_no_other(store: Path) -> None:
    loaded = loaded_by(store, "journal", "--lived", "1=Told the board first.")
    commands = {name for name in loaded if name.startswith("modelway.cli.")}
    assert commands == {
        f"modelway.cli.{name}"
        for name in ("app", "first_words", "loop", "loop.journal", "opening", "output", "running", "tree")
    }


def imported_at_once(module: Path) -> set[str]:
    """What a module imports as it is loaded: neither inside its functions nor for the type checker alone."""
    names: set[str] = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module.name} imports relatively"
            names.add(node.module or "")
    return names


def file_of(module: str) -> Path:
    path = Path(modelway.__file__).parent.joinpath(*module.split(".")[1:])
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("name", sorted(TREE_MODULES))
def test_a_module_of_the_tree_imports_only_typer_errors_and_its_siblings(name: str) -> None:
    waiting, seen, foreign = {name}, set[str](), set[str]()
    while waiting:
        module = waiting.pop()
        seen.add(module)
        imported = imported_at_once(file_of(module))
        siblings = {one for one in imported if one.startswith("modelway.cli.")}
        waiting |= siblings - seen
        foreign |= {
            f"{module} imports {one}"
            for one in imported - siblings - {"typer", "typer.core", "modelway", "modelway.errors"}
            # What systems do differently costs next to nothing to import.
            if not one.startswith("modelway.machine")
            if one.partition(".")[0] not in sys.stdlib_module_names
        }
    assert foreign == set()
