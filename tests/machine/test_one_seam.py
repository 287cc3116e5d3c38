"""Which system it is, the floor `machine` alone asks."""

import re
from pathlib import Path

import pytest

import modelway

SOURCE = Path(modelway.__file__).parent
ASKS = re.compile(
    r"\bos\.name\b|\bsys\.platform\b|\bplatform\.system\b"
    r"|\b(?:import|from) (?:fcntl|termios|msvcrt|pwd|resource|ctypes|winreg)\b"
    r"|\bos\.(?:fork|setsid|getuid|geteuid|kill|link|fsync|pwrite|uname)\b"
    r"|\bO_(?:NOFOLLOW|DIRECTORY|NONBLOCK|NOCTTY|BINARY)\b"
    r"|\bSIGHUP\b|\bSIGBREAK\b|/dev/tty|\bst_uid\b"
)

# Each system has a scheduler, a way to speak and a shell of its own: choosing among them is their matter.
CHOOSING = {f"system/prompting/{name}.py" for name in ("completion", "launchd", "scheduler", "speaking")}


def questions_in(text: str) -> list[str]:
    return ASKS.findall(text)


def test_nothing_above_the_seam_asks_which_system_it_is() -> None:
    asking = {
        name: found
        for path in SOURCE.rglob("*.py")
        if not (name := path.relative_to(SOURCE).as_posix()).startswith("machine/")
        and (found := questions_in(path.read_text("utf-8")))
    }

    assert asking.keys() <= CHOOSING


@pytest.mark.parametrize("asked", ["if os.name == 'nt':", "import fcntl", "os.fork()", "signal.SIGHUP"])
def test_the_rule_sees_a_question(asked: str) -> None:
    assert questions_in(asked)
