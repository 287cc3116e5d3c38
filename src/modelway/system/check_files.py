"""The files that checks lie in: those shipped with the program, and the leader's own."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from modelway.system.paths import config_file

SHIPPED = Path(__file__).parents[1] / "checks"


class CheckFile(NamedTuple):
    """Where a check lies; its name is that of its file."""

    path: Path
    own: bool

    @property
    def name(self) -> str:
        """What the check is called in commands."""
        return self.path.stem


def own_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """Where a leader puts checks: `checks` beside the file of settings; it need not exist."""
    return config_file(environ).parent / "checks"


def find_check_files(environ: Mapping[str, str] = os.environ) -> list[CheckFile]:
    """Every check by name; one of the leader's stands in the place of a shipped one of the same name."""
    shipped = {path.stem: CheckFile(path, own=False) for path in sorted(SHIPPED.glob("*.toml"))}
    own = {path.stem: CheckFile(path, own=True) for path in sorted(own_folder(environ).glob("*.toml"))}
    return list({**shipped, **own}.values())
