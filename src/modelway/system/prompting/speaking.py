"""Saying a sentence to a leader who is not looking: on the desktop, or on their terminals."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from modelway.system.prompting.commands import Run, run_command

TITLE = "modelway"
MAY_BE_WRITTEN_TO = 0o020
POWERSHELL = """\
$of = 'Windows.UI.Notifications,ContentType=WindowsRuntime'
$kind = [type]"Windows.UI.Notifications.ToastNotificationManager,$of"
$xml = $kind::GetTemplateContent('ToastText02')
$texts = $xml.GetElementsByTagName('text')
$texts[0].AppendChild($xml.CreateTextNode('{title}')) > $null
$texts[1].AppendChild($xml.CreateTextNode('{sentence}')) > $null
$toast = [Windows.UI.Notifications.ToastNotification]::new($xml)
$kind::CreateToastNotifier('{title}').Show($toast)
"""


class Way(StrEnum):
    """How a sentence reached the leader."""

    DESKTOP = "desktop"
    TERMINALS = "terminals"
    NONE = "none"


def speak(sentence: str, environ: Mapping[str, str], run: Run | None = None) -> Way:
    """Show the sentence on the desktop, else on the leader's terminals; how it was said.

    `sentence` is the program's own, in letters that no shell and no script takes for anything else.
    """
    if _on_the_desktop(sentence, environ, run or run_command):
        return Way.DESKTOP
    written = [_write(path, sentence) for path in own_terminals()]
    return Way.TERMINALS if any(written) else Way.NONE


def own_terminals(folder: Path = Path("/dev")) -> Iterator[Path]:
    """The user's terminals that take messages, as `mesg` has set them."""
    for pattern in ("pts/[0-9]*", "tty[0-9]*", "ttys[0-9]*"):
        for path in sorted(folder.glob(pattern)):
            try:
                found = path.stat()
            except OSError:
                continue
            own = found.st_uid == os.getuid() and stat.S_ISCHR(found.st_mode)
            if own and found.st_mode & MAY_BE_WRITTEN_TO:
                yield path


def _on_the_desktop(sentence: str, environ: Mapping[str, str], run: Run) -> bool:
    if sys.platform == "darwin":
        script = f'display notification "{sentence}" with title "{TITLE}"'
        return run(("osascript", "-e", script)).code == 0
    if sys.platform == "win32":
        script = POWERSHELL.format(title=TITLE, sentence=sentence.replace("'", "''"))
        return run(("powershell", "-NoProfile", "-NonInteractive", "-Command", script)).code == 0
    bus = environ.get("DBUS_SESSION_BUS_ADDRESS") or _bus_of_user()
    if not bus:
        return False
    # cron knows nothing of the session: without its bus, notify-send reaches nobody.
    known = {**environ, "DBUS_SESSION_BUS_ADDRESS": bus}
    return run(("notify-send", "--app-name", TITLE, TITLE, sentence), environ=known).code == 0


def _bus_of_user() -> str:
    path = Path(f"/run/user/{os.getuid()}/bus")
    return f"unix:path={path}" if path.exists() else ""


def _write(path: Path, sentence: str) -> bool:
    try:
        terminal = os.open(path, os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        os.write(terminal, f"\r\n{TITLE}: {sentence}\r\n".encode())
    except OSError:
        return False
    finally:
        os.close(terminal)
    return True
