"""cron itself calls, and a terminal of the leader's says that tonight waits."""

import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import processes
from journals import define, make_journal

TONIGHT = "Tonight waits: three minutes for your journal."
# cron looks once a minute.
PATIENCE = 130

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.getuid() != 0 or not all(map(shutil.which, ("cron", "crontab"))),
    reason="cron is started as root, where it is installed",
)


@pytest.fixture
def crontab() -> Iterator[None]:
    """The crontab is put back as it was."""
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    yield
    if before.returncode == 0:
        subprocess.run(["crontab", "-"], input=before.stdout, check=True)
    else:
        subprocess.run(["crontab", "-r"], capture_output=True, check=False)


@pytest.fixture
def cron() -> Iterator[None]:
    """A cron that runs; one that ran already goes on."""
    daemon = subprocess.Popen(["cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    yield
    daemon.terminate()
    daemon.wait()


@pytest.fixture
def terminal() -> Iterator[int]:
    """What a terminal of this user's shows, one that takes messages."""
    shows, device = pty.openpty()
    Path(os.ttyname(device)).chmod(0o620)
    yield shows
    os.close(shows)
    os.close(device)


@pytest.mark.usefixtures("crontab", "cron")
def test_at_its_minute_it_speaks(tmp_path: Path, terminal: int) -> None:
    store = tmp_path / "journal.db"
    make_journal(store, define)
    # The next minute, and the one after it where that may begin before the crontab is written.
    moment = datetime.now().astimezone() + timedelta(seconds=75)
    # The clock of cron cannot be fixed, and before noon a word about tonight needs a day that ends early.
    ends = {"MODELWAY_DAY_ENDS_AT": "00:00", "MODELWAY_NOW": ""}
    done = processes.run(store, "remind", "on", "--at", f"{moment:%H:%M}", "--yes", **ends)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr

    shown, end = b"", time.monotonic() + PATIENCE
    while TONIGHT.encode() not in shown and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            shown += os.read(terminal, 4096)
    assert TONIGHT in shown.decode()

    assert processes.run(store, "remind", "off", **ends).returncode == 0
    assert b"modelway" not in subprocess.run(["crontab", "-l"], capture_output=True, check=False).stdout
