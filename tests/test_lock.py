"""The lock files hold what pyproject.toml asks for, at one version and with hashes; else: make lock."""

import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# What each file is compiled from; "" stands for the project's own dependencies.
SOURCES = {
    "run": ("",),
    "build": ("build",),
    "dev": ("", "dev"),
    "bench": ("", "bench", "build"),
    "faults": ("faults",),
    "mutants": ("mutants",),
    "lock": ("lock",),
    "docs": ("", "docs", "build"),
}
PLATFORMS = {"linux": "Linux", "darwin": "Darwin", "win32": "Windows"}
ENVIRONMENTS = [
    {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "sys_platform": platform,
        "platform_system": system,
        "os_name": "nt" if platform == "win32" else "posix",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    for version, (platform, system) in product(("3.11", "3.12", "3.13", "3.14"), PLATFORMS.items())
]


class Pin(NamedTuple):
    """A version that a lock file names, and whether pyproject.toml itself asks for the package."""

    requirement: Requirement
    hashes: list[str]
    direct: bool

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")


def pins_of(file: str) -> list[Pin]:
    text = (ROOT / "lock" / f"{file}.txt").read_text("utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    return [
        Pin(
            Requirement(entry.splitlines()[0].rstrip(" \\")),
            re.findall(r"--hash=(\S+)", entry),
            "modelway (pyproject.toml" in entry,
        )
        for entry in entries
    ]


def asked_of(group: str) -> list[Requirement]:
    listed: list[Any] = PROJECT["dependency-groups"][group] if group else PROJECT["project"]["dependencies"]
    named = [Requirement(one) for one in listed if isinstance(one, str)]
    return named + [
        one for part in listed if isinstance(part, dict) for one in asked_of(part["include-group"])
    ]


def asked_for(file: str) -> list[Requirement]:
    return [one for group in SOURCES[file] for one in asked_of(group)]


def holds(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize("file", SOURCES)
def test_what_pyproject_asks_for_is_locked_and_nothing_else(file: str) -> None:
    asked = {canonicalize_name(one.name) for one in asked_for(file)}

    assert {pin.name for pin in pins_of(file) if pin.direct} == asked, "make lock"


@pytest.mark.parametrize("file", SOURCES)
def test_every_machine_gets_one_version_of_each_and_the_one_that_pyproject_allows(file: str) -> None:
    pins = pins_of(file)
    for environment, asked in product(ENVIRONMENTS, asked_for(file)):
        name = canonicalize_name(asked.name)
        here = [pin for pin in pins if pin.name == name and holds(pin.requirement, environment)]

        assert len(here) == holds(asked, environment), f"{asked} on {environment}: make lock"
        assert all(asked.specifier.contains(pin.version, prereleases=True) for pin in here), "make lock"


@pytest.mark.parametrize("file", SOURCES)
def test_every_version_has_its_hashes_and_no_address(file: str) -> None:
    text = (ROOT / "lock" / f"{file}.txt").read_text("utf-8")

    assert all(pin.hashes for pin in pins_of(file))
    assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", one) for pin in pins_of(file) for one in pin.hashes)
    assert not re.search(r"://|^\s*--(?!hash=)", text, re.MULTILINE)


@pytest.mark.parametrize("file", ["run", "build"])
def test_the_journal_runs_on_the_versions_that_were_tested(file: str) -> None:
    tested = {(pin.name, pin.version) for pin in pins_of("dev")}

    assert {(pin.name, pin.version) for pin in pins_of(file)} <= tested


def test_what_builds_the_package_is_locked() -> None:
    required = {str(Requirement(one)) for one in PROJECT["build-system"]["requires"]}
    assert required <= {str(one) for one in asked_of("build")}
