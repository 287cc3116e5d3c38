"""The leader's own editor, opened on a text in a private file that is gone afterwards."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

from modelway.errors import Refused
from modelway.machine import NEW_FILE
from modelway.machine.owner import is_private_folder
from modelway.machine.processes import is_running

VIM = ("-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile")
EMACS = ("--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)")
MICRO = ("-backup", "false", "-savecursor", "false", "-savehistory", "false", "-saveundo", "false")
PRIVATE = {
    "vi": VIM,
    "vim": VIM,
    "nvim": VIM,
    "gvim": ("-f", *VIM),
    "mvim": ("-f", *VIM),
    "emacs": EMACS,
    "micro": MICRO,
}
FOLDER = "writing-"
TEXT = "answer.md"
KEPT_AFTER_A_CRASH = 24 * 3600.0
# Editors that hand their file to a window and return at once, with the options that make them wait for it.
WAITS = {
    **dict.fromkeys(
        ("atom", "code", "code-insiders", "codium", "cursor", "gedit", "mate", "pluma", "subl", "vscodium"),
        ("--wait", "-w"),
    ),
    **dict.fromkeys(("xed", "zed", "zeditor"), ("--wait", "-w")),
    "gnome-text-editor": ("--standalone", "-s"),
    "gvim": ("-f", "--nofork"),
    "kate": ("--block", "-b"),
    "mvim": ("-f", "--nofork"),
    "notepad++": ("-multiInst",),
    "open": ("-W", "--wait-apps"),
}
# An editor that is back sooner with nothing changed may have handed the file to a window.
AT_ONCE = 1.0


def edit(
    text: str,
    *,
    command: str | None,
    environ: Mapping[str, str],
    folder: Path,
    wait: Callable[[str], object] | None = None,
    file_name: str = TEXT,
) -> str:
    r"""What the leader makes of a text in an editor.

    The text lies in a file of mode 0600, in a new folder of mode 0700 that is removed whatever
    happens, with every copy an editor leaves beside it. Editors known to keep copies elsewhere are
    told not to, and those known to return at once are told to wait. Ctrl-C reaches the editor alone.
    Where an editor returns at once all the same, its text is taken up when `wait` is over; if `wait` is
    left by an exception, the file stays for the window that may still show it.

    Args:
        text: What stands in it at first.
        command: The configured editor with its options, as a shell would read it; without one,
            $VISUAL and then $EDITOR.
        environ: The environment the editor gets.
        folder: Where the private folder is made; made itself, for its owner alone, when missing.
        wait: Called with a sentence for the leader; comes back when the text is saved.
        file_name: What the file is called, so that the editor knows its language.

    Returns:
        The text with \n as line ends, without the one at the end that editors add.

    Raises:
        Refused: There is no editor, it failed, or what it left is no text; `text` itself is still whole.
    """
    words = _command_words(command or environ.get("VISUAL") or environ.get("EDITOR") or "", environ)
    with ExitStack() as cleaning:
        path = _private_file(text, folder, file_name)
        cleaning.callback(shutil.rmtree, path.parent, ignore_errors=True)
        began, before = time.monotonic(), path.read_bytes()
        _run([*words, str(path)], environ)
        if wait and time.monotonic() - began < AT_ONCE and _is_unchanged(path, before):
            try:
                wait(_sentence_at_once(words))
            except BaseException:
                cleaning.pop_all()
                raise
        try:
            written = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            raise Refused("The editor left no file: what was typed before is kept.") from None
        except UnicodeDecodeError:
            raise Refused("The editor did not save UTF-8: what was typed before is kept.") from None
    return written.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


def _command_words(command: str, environ: Mapping[str, str]) -> list[str]:
    """The editor's program and options, with those that keep the text private."""
    try:
        words = shlex.split(command)
    except ValueError:
        raise Refused(f"The editor “{command}” has a quotation mark that is not closed: mend it.") from None
    if not words:
        raise Refused("No editor is set: name one in $VISUAL or $EDITOR.")
    program = shutil.which(words[0], path=environ.get("PATH"))
    if program is None:
        raise Refused(f"The editor “{words[0]}” was not found: name another one in $VISUAL or $EDITOR.")
    return [program, *words[1:], *_private_options(Path(program), words[1:])]


def _private_options(program: Path, given: list[str]) -> tuple[str, ...]:
    # vi is often another editor's name, and vim's is often vim.basic.
    for name in (program.name, program.resolve().name.partition(".")[0]):
        if name in PRIVATE and not (name == "vi" and program.is_symlink()):
            return PRIVATE[name]
    options = WAITS.get(program.name, ())
    return () if set(options) & set(given) else options[:1]


def _sentence_at_once(words: Sequence[str]) -> str:
    """What to do with an editor that returned while its window may be open, and how to make it wait."""
    known = next((name for name in (Path(word).name for word in words) if name in WAITS), "")
    if known and not set(WAITS[known]) & set(words):
        how = f"as: {known} {WAITS[known][0]}"
    else:
        how = "with the option that makes it wait, often --wait"
    return (
        f"{Path(words[0]).name} came back at once, and nothing is changed yet. If its window is open, write "
        f"and save there, then press Enter here. To have it wait next time, name it in $VISUAL {how}"
    )


def _is_unchanged(path: Path, before: bytes) -> bool:
    try:
        return path.read_bytes() == before
    except FileNotFoundError:
        return False


def left_behind(folder: Path) -> list[Path]:
    """Texts in `folder` that were being edited when modelway was killed, the oldest first."""
    try:
        texts = [path / TEXT for path in folder.iterdir() if _is_ours(path) and not _is_running(path)]
        return sorted((path for path in texts if path.is_file()), key=lambda path: path.stat().st_mtime)
    except OSError:
        return []


def _is_ours(path: Path) -> bool:
    """Whether it is a private folder as `edit` makes them, and not one of the leader's own."""
    if not re.fullmatch(rf"{FOLDER}[0-9]+-[a-z0-9_]+", path.name):
        return False
    return is_private_folder(path.lstat())


def _is_running(private: Path) -> bool:
    """Whether the process that made the folder is there still."""
    number = private.name.removeprefix(FOLDER).partition("-")[0]
    try:
        return is_running(int(number))
    except (ValueError, OverflowError):
        return False


def _sweep(folder: Path) -> None:
    """Remove what a killed program left, once its writer has had a day to look for it."""
    for path in left_behind(folder):
        if path.stat().st_mtime < time.time() - KEPT_AFTER_A_CRASH:
            shutil.rmtree(path.parent, ignore_errors=True)


def _private_file(text: str, folder: Path, file_name: str) -> Path:
    """A file with the text, in a new private folder."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(folder)
        private = Path(tempfile.mkdtemp(prefix=f"{FOLDER}{os.getpid()}-", dir=folder))
    except OSError as error:
        raise Refused(f"No file for the editor can be made in {folder}: {error.strerror}.") from None
    path = private / file_name
    try:
        descriptor = os.open(path, NEW_FILE, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode(errors="replace"))
    except OSError as error:
        shutil.rmtree(private, ignore_errors=True)
        raise Refused(f"The file for the editor cannot be written: {error.strerror}.") from None
    return path


def _run(words: list[str], environ: Mapping[str, str]) -> None:
    # A handler that does nothing, for an ignored signal would be ignored by the editor too.
    before = signal.signal(signal.SIGINT, lambda number, frame: None)
    try:
        done = subprocess.run(words, env=dict(environ), check=False)
    except OSError as error:
        raise Refused(f"The editor “{words[0]}” cannot be started: {error.strerror}.") from None
    finally:
        signal.signal(signal.SIGINT, before or signal.default_int_handler)
    if done.returncode:
        raise Refused(
            f"The editor “{Path(words[0]).name}” ended with code {done.returncode}: "
            "what was typed before is kept."
        )
