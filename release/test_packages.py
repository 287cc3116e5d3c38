"""What `make package` built into dist, each package tried in an environment of its own."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from man_pages import file_name, load_pages
from modelway import __version__

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
WHEEL = DIST / f"modelway-{__version__}-py3-none-any.whl"
SDIST = DIST / f"modelway-{__version__}.tar.gz"
BILL = DIST / "modelway.cdx.json"
RUNTIME = ROOT / ".venv" / "runtime"
VALUES = json.dumps({"values": [{"name": "Honest communication", "behaviors": ["Name a problem early"]}]})


def tracked(*folders: str) -> set[str]:
    """Return the files under these folders that git knows or would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *folders]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return {name for name in listed if (ROOT / name).exists()}


def pip(python: Path, *arguments: str | Path) -> None:
    quiet = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", python]
    subprocess.run([*quiet, *arguments], check=True)


@pytest.fixture(scope="module", params=[WHEEL, SDIST], ids=["wheel", "sdist"])
def programs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment that has the locked versions and this package."""
    environment = tmp_path_factory.mktemp("an environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    python = environment / "bin" / "python"
    locks = ["-r", ROOT / "lock" / "run.txt", "-r", ROOT / "lock" / "build.txt"]
    pip(python, "install", "--no-compile", "--require-hashes", *locks[: 2 if request.param == WHEEL else 4])
    pip(python, "install", "--no-compile", "--no-deps", "--no-build-isolation", request.param)
    pip(python, "check")
    return python.parent


@pytest.fixture
def modelway(programs: Path, tmp_path: Path) -> Any:
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("MODELWAY_", "PYTHON"))}
    environ |= {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}

    def run(*arguments: str | Path, given: str = "") -> str:
        command = [programs / "modelway", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=environ, input=given, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), arguments
        return done.stdout

    return run


def test_an_installed_modelway_says_its_version_and_its_commands(modelway: Any) -> None:
    assert __version__ in modelway("--version")
    assert "journal" in modelway("--help")


def test_an_installed_modelway_takes_a_value_and_a_night_and_reviews_them(
    modelway: Any, tmp_path: Path
) -> None:
    modelway("values", "define", "--from", "-", given=VALUES)
    modelway("journal", "--lived", "honest=Told the board first")
    modelway("review", "--html", tmp_path / "week.html", "--yes")

    assert "Honest communication" in modelway("review")
    assert "Honest communication" in (tmp_path / "week.html").read_text("utf-8")
    assert modelway("history")


def test_an_installed_modelway_has_a_man_page_for_every_command(programs: Path) -> None:
    pages = {path.name for path in (programs.parent / "share" / "man" / "man1").iterdir()}

    assert pages == {f"{file_name(page)}.1" for page in load_pages().values()}


def test_an_installed_modelway_has_every_file(programs: Path) -> None:
    code = "import modelway; print(*modelway.__path__)"
    told = subprocess.run(
        [programs / "python", "-I", "-c", code], check=True, capture_output=True, text=True, cwd="/"
    )
    package = Path(told.stdout.strip())

    assert programs.parent in package.parents
    assert in_package(str(file.relative_to(package)) for file in package.rglob("*") if file.is_file()) == {
        name.removeprefix("src/modelway/") for name in tracked("src/modelway")
    }


def in_package(names: Iterable[str]) -> set[str]:
    return {name for name in names if "__pycache__" not in name}


def test_the_wheel_holds_the_package_and_nothing_else() -> None:
    names = zipfile.ZipFile(WHEEL).namelist()
    about = {name for name in names if name.startswith(f"modelway-{__version__}.dist-info/")}
    manual = {name for name in names if name.startswith(f"modelway-{__version__}.data/data/share/man/man1/")}

    assert {f"src/{name}" for name in set(names) - about - manual} == tracked("src/modelway")
    for needed in ("py.typed", "store/schema.sql", "views/html/templates/page.html.j2"):
        assert f"modelway/{needed}" in names
    assert any(name.startswith("modelway/store/migrations/versions/") for name in names)


def test_the_sdist_holds_what_a_build_and_a_reader_need() -> None:
    with tarfile.open(SDIST) as archive:
        names = {member.name.partition("/")[2] for member in archive if member.isfile()}
    single = {"README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md", "pyproject.toml", "PKG-INFO"}

    # hatchling always adds .gitignore.
    assert names - {".gitignore"} == tracked("src", "docs", "release/man_pages.py") | single


def test_the_bill_of_materials_is_valid_and_names_what_the_lock_installs() -> None:
    text = BILL.read_text("utf-8")
    bill = json.loads(text)
    installed = {
        (distribution.metadata["Name"], distribution.version)
        for distribution in distributions(path=[str(next(RUNTIME.glob("lib/*/site-packages")))])
    }

    assert JsonStrictValidator(SchemaVersion.from_version(bill["specVersion"])).validate_str(text) is None
    assert {(part["name"], part["version"]) for part in bill["components"]} == installed
    assert bill["metadata"]["component"]["version"] == __version__
    assert str(ROOT) not in text
