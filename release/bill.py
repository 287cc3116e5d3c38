"""Writes what an environment consists of as CycloneDX JSON: `python release/bill.py ENVIRONMENT FILE`."""

import json
import subprocess
import sys
from pathlib import Path

from modelway import __version__

ROOT = Path(__file__).parent.parent
CYCLONEDX = Path(sys.executable).with_name("cyclonedx-py")


def bill_of(environment: Path) -> dict[str, object]:
    """Return what is installed in an environment, and add our version, which pyproject.toml does not hold."""
    form = ["--mc-type", "application", "--output-reproducible", "--output-format", "JSON"]
    command = [CYCLONEDX, "environment", environment, "--pyproject", ROOT / "pyproject.toml", *form]
    written = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    bill: dict[str, object] = json.loads(written)
    metadata = bill["metadata"]
    assert isinstance(metadata, dict)
    metadata["component"] |= {"version": __version__, "purl": f"pkg:pypi/modelway@{__version__}"}
    return bill


if __name__ == "__main__":
    environment, file = map(Path, sys.argv[1:])
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(bill_of(environment), indent=2) + "\n", "utf-8")
    print(f"The bill of materials is in {file}.")
