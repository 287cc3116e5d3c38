"""Runs tests on the newest CPython of this machine: `python release/newest.py PYTHON TESTS…`.

PYTHON is a command such as python3.14, or empty for the newest that is found. Where there is none newer than
the Python of .venv, it says so and ends well: the tests have run on that one already.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENVIRONMENT = ROOT / ".venv" / "newest"
VERSION = (
    "import sys, venv, ensurepip\n"
    "v = sys.version_info\n"
    "if sys.implementation.name == 'cpython' and v.releaselevel == 'final': print(v.major, v.minor, v.micro)"
)


def candidates() -> Iterator[Path]:
    """Yield the Pythons of the search path, of pyenv and of uv; some may not run."""
    for minor in range(sys.version_info.minor + 1, 30):
        if found := shutil.which(f"python3.{minor}"):
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from pyenv.glob("versions/3.*/bin/python")
    uv = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "uv" / "python"
    yield from uv.glob("cpython-3.*/bin/python")


def version_of(python: Path) -> tuple[int, ...]:
    """Return the version of a released CPython that can make environments; () for anything else."""
    try:
        asked = subprocess.run([python, "-c", VERSION], capture_output=True, text=True, check=False)
    except OSError:
        return ()
    return tuple(map(int, asked.stdout.split())) if asked.returncode == 0 else ()


def newest() -> Path | None:
    """Return the newest Python that is newer than this one, or None."""
    found = [(version, python) for python in candidates() if (version := version_of(python))]
    version, python = max(found, default=((), None))
    return python if version[:2] > sys.version_info[:2] else None


def environment_of(python: Path) -> Path:
    """Return the Python of an environment with the locked tools, made anew when either has changed."""
    lock = ROOT / "lock" / "dev.txt"
    made_of = f"{python}\n{lock.read_text('utf-8')}"
    mark, inside = ENVIRONMENT / ".made-of", ENVIRONMENT / "bin" / "python"
    if mark.exists() and mark.read_text("utf-8") == made_of:
        return inside
    subprocess.run([python, "-m", "venv", "--clear", ENVIRONMENT], check=True)
    pip = [inside, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--no-compile"]
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], check=True)
    mark.write_text(made_of, "utf-8")
    return inside


def main(named: str, *tests: str) -> int:
    """Run the tests and return their exit code."""
    python = Path(shutil.which(named) or named) if named else newest()
    version = version_of(python) if python else ()
    if not python or not version:
        sought = named or f"a CPython newer than {sys.version_info.major}.{sys.version_info.minor}"
        print(f"The pure tests on the newest Python are skipped: {sought} was not found.")
        return 0
    print(f"The pure tests on Python {'.'.join(map(str, version))}:", flush=True)
    run = [environment_of(python), "-m", "pytest", "-n", "auto", "--dist", "loadgroup", *tests]
    return subprocess.run(run, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
