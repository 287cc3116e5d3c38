"""The leader's editor: what it is given, what it may leave behind, and how it can fail."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import pytest

from modelway.errors import Refused
from modelway.system.editor import edit, left_behind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "private"


def an_editor(tmp_path: Path, script: str, name: str = "editor") -> Path:
    (tmp_path / "bin").mkdir(exist_ok=True)
    editor = tmp_path / "bin" / name
    editor.write_text(f'#!/bin/sh\nfor path; do :; done\nseen="{tmp_path}/seen"\n{script}\n')
    editor.chmod(0o755)
    return editor


def environ_with(tmp_path: Path, **more: str) -> dict[str, str]:
    return {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", **more}


def test_what_the_editor_wrote_comes_back(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'cat "$path" > "$seen"; printf "müde 🌱\\r\\nbut calm\\n" > "$path"')
    written = edit("before", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert written == "müde 🌱\nbut calm"
    assert (tmp_path / "seen").read_text() == "before"


def test_an_editor_that_replaces_the_file_is_followed(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'echo new > "$path.tmp"; mv "$path.tmp" "$path"')
    assert edit("", command="editor", environ=environ_with(tmp_path), folder=folder) == "new"


def test_only_the_owner_can_read_the_file_and_nothing_stays(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'stat -c %a "$path" "$(dirname "$path")" > "$seen"; cp "$path" "$path~"')
    edit("secret", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert (tmp_path / "seen").read_text().split() == ["600", "700"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(folder.iterdir()) == []


def test_a_text_of_a_killed_program_waits_a_day_for_its_writer(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, "true")
    ended = subprocess.Popen(["true"])
    ended.wait()
    of_today, of_old = [folder / f"writing-{ended.pid}-{name}" / "answer.md" for name in ("today", "old")]
    being_written = folder / f"writing-{os.getpid()}-now" / "answer.md"
    for path in (of_today, of_old, being_written):
        path.parent.mkdir(0o700, parents=True)
        path.write_text("half a sentence")
    os.utime(of_old, (1, 1))
    assert left_behind(folder) == [of_old, of_today]
    edit("", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert left_behind(folder) == [of_today]
    assert being_written.exists()


def test_a_folder_of_the_writers_own_is_never_taken_for_a_left_one(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, "true")
    own = [folder / "writing-course" / "answer.md", folder / "writing-2026-notes" / "answer.md"]
    for path in own:
        path.parent.mkdir(parents=True)
        path.write_text("a chapter")
        os.utime(path, (1, 1))
    edit("", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert all(path.exists() for path in own)


@pytest.mark.parametrize(
    ("configured", "environ", "expected"),
    [
        ("mine", {"VISUAL": "visual", "EDITOR": "plain"}, "mine"),
        (None, {"VISUAL": "visual", "EDITOR": "plain"}, "visual"),
        (None, {"VISUAL": "", "EDITOR": "plain"}, "plain"),
    ],
)
def test_which_editor_is_opened(
    tmp_path: Path, folder: Path, configured: str | None, environ: dict[str, str], expected: str
) -> None:
    for name in ("mine", "visual", "plain"):
        an_editor(tmp_path, f'printf {name} > "$path"', name)
    assert edit("", command=configured, environ=environ_with(tmp_path, **environ), folder=folder) == expected


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("vim", ["-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile"]),
        ("nvim", ["-n", "-i", "NONE", "-c", "set nobackup nowritebackup noundofile"]),
        ("emacs", ["--eval", "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)"]),
        ("code", ["--wait"]),
        ("code --wait", []),
        ("hx", []),
    ],
)
def test_editors_are_told_to_keep_no_copy(
    tmp_path: Path, folder: Path, name: str, options: list[str]
) -> None:
    an_editor(tmp_path, 'printf "%s\\n" "$@" > "$seen"', name.split()[0])
    edit("", command=name, environ=environ_with(tmp_path), folder=folder)
    given = (tmp_path / "seen").read_text().splitlines()
    assert given[:-1] == [*name.split()[1:], *options]
    assert given[-1].startswith(str(folder))


def test_an_editor_behind_another_name_is_known(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'printf "%s\\n" "$@" > "$seen"', "vim.basic")
    (tmp_path / "bin" / "vi").symlink_to("vim.basic")
    edit("", command="vi", environ=environ_with(tmp_path), folder=folder)
    assert "-n" in (tmp_path / "seen").read_text().split()


def test_vi_that_is_another_editor_gets_no_option_of_vim(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'printf "%s\\n" "$@" > "$seen"', "nvi")
    (tmp_path / "bin" / "vi").symlink_to("nvi")
    edit("", command="vi", environ=environ_with(tmp_path), folder=folder)
    assert len((tmp_path / "seen").read_text().splitlines()) == 1


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 3", "The editor “editor” ended with code 3: what was typed before is kept."),
        ("kill -9 $$", "The editor “editor” ended with code -9: what was typed before is kept."),
        ('rm "$path"', "The editor left no file: what was typed before is kept."),
        ("printf '\\377' > \"$path\"", "The editor did not save UTF-8: what was typed before is kept."),
    ],
)
def test_a_failing_editor_is_one_sentence_and_leaves_nothing(
    tmp_path: Path, folder: Path, script: str, sentence: str
) -> None:
    an_editor(tmp_path, script)
    with pytest.raises(Refused) as refusal:
        edit("kept", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert refusal.value.sentence == sentence
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (None, "No editor is set: name one in $VISUAL or $EDITOR."),
        ("no-such-editor -x", "The editor “no-such-editor” was not found"),
        ("'half", "quotation mark"),
    ],
)
def test_an_editor_that_cannot_be_opened(
    tmp_path: Path, folder: Path, command: str | None, words: str
) -> None:
    with pytest.raises(Refused, match=words.replace("$", r"\$")):
        edit("kept", command=command, environ=environ_with(tmp_path), folder=folder)
    assert not folder.exists()


def test_a_program_that_is_none_cannot_be_started(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, "").write_bytes(b"\0\0")
    with pytest.raises(Refused, match="cannot be started"):
        edit("kept", command="editor", environ=environ_with(tmp_path), folder=folder)
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    an_editor(tmp_path, "")
    with pytest.raises(Refused, match="No file for the editor can be made"):
        edit("kept", command="editor", environ=environ_with(tmp_path), folder=tmp_path / "taken")


def test_ctrl_c_is_the_editors_own(tmp_path: Path, folder: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    an_editor(tmp_path, 'kill -INT $PPID; printf done > "$path"')
    assert edit("", command="editor", environ=environ_with(tmp_path), folder=folder) == "done"
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(
    ("command", "advice"),
    [
        ("env code", "as: code --wait"),
        ("env -u X kate", "as: kate --block"),
        ("env code --wait", "the option that makes it wait"),
        ("editor", "the option that makes it wait"),
    ],
)
def test_an_editor_that_is_back_at_once_is_told_of(
    tmp_path: Path, folder: Path, command: str, advice: str
) -> None:
    for name in ("code", "kate", "editor"):
        an_editor(tmp_path, 'echo "$path" > "$seen"', name)
    told: list[str] = []

    def wait(sentence: str) -> None:
        told.append(sentence)
        Path((tmp_path / "seen").read_text().strip()).write_text("saved in its window")

    environ = environ_with(tmp_path)
    assert edit("before", command=command, environ=environ, folder=folder, wait=wait) == "saved in its window"
    assert advice in told[0]


def test_an_editor_that_changed_something_is_not_waited_for(tmp_path: Path, folder: Path) -> None:
    an_editor(tmp_path, 'echo after > "$path"')
    environ = environ_with(tmp_path)
    assert edit("before", command="editor", environ=environ, folder=folder, wait=pytest.fail) == "after"
