"""A backup is whole or not there, is for its owner alone, and any flipped byte of it is found."""

import os
import random
import signal
import stat
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import journals
import processes
from modelway.domain.keeping.backup_names import NOTE
from modelway.errors import ModelwayError, Refused, StoreError
from modelway.services.session import Session
from modelway.store.files import backups, contents, copying, engine
from modelway.store.keeping import checks, restoring

NOW = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
STEPS = ("make_private_file", "copy_pages", "sync_file", "check_copy", "sync_folder")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "journal.db"
    journals.make_journal(path, fill)
    return path


def fill(session: Session) -> None:
    journals.define(session)
    journals.write(session, {journals.FRIDAY - timedelta(days=1): "DFM"})


def digest_of(path: Path) -> str:
    with closing(engine.connect(path, "ro")) as connection:
        return contents.digest(connection)


def written_in(path: Path) -> str:
    """A digest of all that the leader wrote, without how it came about."""
    with closing(engine.connect(path, "ro")) as connection:
        return contents.digest(connection, checks.recorded(connection))


def names(store: Path) -> list[str]:
    return sorted(path.name for path in backups.folder_of(store).iterdir())


def test_a_backup_equals_the_journal_and_is_for_its_owner_alone(store: Path) -> None:
    before = os.umask(0)
    made = backups.keep(store, NOW, "asked")
    os.umask(before)
    path = backups.folder_of(store) / made.name
    assert made.name == "journal-2026-11-20T200000Z-asked.db"
    assert digest_of(path) == digest_of(store)
    assert checks.problems_of(path) == []
    assert [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent)] == [0o600, 0o700]
    assert backups.backups_of(store) == [made]


def test_two_backups_of_one_second_lie_beside_each_other(store: Path) -> None:
    made = [backups.keep(store, NOW, "asked") for _ in range(3)]
    assert len({one.name for one in made}) == 3
    assert {one.name for one in backups.backups_of(store)} == {one.name for one in made}


def test_journals_of_one_folder_do_not_mix_their_backups(store: Path) -> None:
    other = store.with_name("other.db")
    with journals.session_at(other) as session:
        journals.define(session)
    backups.keep(store, NOW, "asked")
    backups.keep(other, NOW, "asked")
    assert [one.name for one in backups.backups_of(other)] == ["other-2026-11-20T200000Z-asked.db"]


def test_nothing_is_overwritten_by_a_backup_that_names_its_file(store: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear Ada")
    planted = tmp_path / "planted"
    planted.symlink_to(tmp_path / "nowhere")
    for target in (letter, planted):
        with pytest.raises(Refused, match="is there already"):
            copying.copy_checked(store, target)
    assert letter.read_text() == "Dear Ada"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_of_backups_that_is_a_link_is_refused(store: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    backups.folder_of(store).symlink_to(elsewhere)
    with pytest.raises(StoreError, match="is a link"):
        backups.keep(store, NOW, "daily")
    assert list(elsewhere.iterdir()) == []


def test_a_folder_of_backups_that_belongs_to_another_user_is_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backups.folder_of(store).mkdir()
    processes.give_to_another_user(backups.folder_of(store), monkeypatch)
    with pytest.raises(StoreError, match="belongs to another user"):
        backups.keep(store, NOW, "daily")
    assert names(store) == []


def test_links_planted_among_the_backups_are_passed_over(store: Path, tmp_path: Path) -> None:
    made = backups.keep(store, NOW, "asked")
    target = tmp_path / "target"
    target.write_text("not to be touched")
    folder = backups.folder_of(store)
    (folder / "journal-2026-11-21T000000Z-daily.db").symlink_to(target)
    (folder / f".journal-2026-11-20T200000Z-restore.db.{os.getpid()}.part").symlink_to(target)
    assert backups.backups_of(store) == [made]
    with pytest.raises(ModelwayError):
        backups.keep(store, NOW, "restore")
    assert target.read_text() == "not to be touched"


@pytest.mark.parametrize("step", STEPS)
def test_a_backup_that_fails_at_any_step_leaves_nothing_half(
    store: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(copying, step, fail)
        with pytest.raises(StoreError, match="input/output error"):
            backups.keep(store, NOW, "asked")
    assert all(checks.problems_of(backups.folder_of(store) / name) == [] for name in names(store))
    assert [name for name in names(store) if ".part" in name] == []
    assert backups.keep(store, NOW, "asked").size > 0


def test_a_copy_that_reads_differently_is_thrown_away(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = copying.copy_pages

    def copy_and_damage(source: object, target: Path) -> None:
        whole(source, target)  # type: ignore[arg-type]
        with closing(engine.connect(target)) as copy:
            copy.execute("UPDATE value SET name = 'Another'")

    monkeypatch.setattr(copying, "copy_pages", copy_and_damage)
    with pytest.raises(StoreError, match="does not equal"):
        backups.keep(store, NOW, "asked")
    assert names(store) == []


def test_a_full_disk_is_told_and_leaves_nothing(store: Path) -> None:
    limited = processes.with_files_up_to(store.stat().st_size // 2)
    refused = processes.run(store, "backup", "create", limited=limited)
    assert (refused.returncode, refused.stdout) != (0, b"")
    assert refused.stderr.count(b"\n") == 1
    assert b"fault" not in refused.stderr
    assert names(store) == []
    assert processes.run(store, "backup", "create").returncode == 0


@pytest.mark.parametrize("place", range(40))
def test_any_flipped_byte_of_a_kept_backup_is_found(store: Path, place: int) -> None:
    path = backups.folder_of(store) / backups.keep(store, NOW, "asked").name
    raw = bytearray(path.read_bytes())
    raw[len(raw) * place // 40] ^= 1 << (place % 8)
    path.write_bytes(raw)
    assert checks.problems_of(path) or backups.bytes_changed(path)


def test_a_backup_is_noted_as_whole_before_anyone_can_see_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def named(part: Path, target: Path) -> Path:
        note = target.with_suffix(NOTE)
        seen.append((note.exists(), target.exists()))
        return whole(part, target)

    whole = Path.rename
    monkeypatch.setattr(Path, "rename", named)
    made = backups.keep(store, NOW, "asked")
    assert seen[-1] == (True, False)
    assert backups.backups_of(store) == [made]
    assert not backups.bytes_changed(backups.folder_of(store) / made.name)


def test_a_name_that_another_program_is_about_to_use_is_left_to_it(store: Path) -> None:
    folder = backups.folder_of(store)
    folder.mkdir(0o700)
    (folder / "journal-2026-11-20T200000Z-asked.check").touch()
    assert backups.keep(store, NOW, "asked").name == "journal-2026-11-20T200000Z-asked-2.db"


def test_a_note_that_cannot_be_read_is_told(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups.keep(store, NOW, "asked")
    whole = Path.read_bytes

    def read(path: Path) -> bytes:
        if path.suffix == NOTE:
            raise OSError(5, "Input/output error")
        return whole(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    with pytest.raises(StoreError, match="input/output error"):
        backups.backups_of(store)


def test_what_a_killed_program_left_is_swept_away_later(store: Path) -> None:
    backups.keep(store, NOW, "asked")
    left = backups.folder_of(store) / ".journal-2026-11-19T200000Z-daily.db.1.part"
    left.write_bytes(b"half")
    planned = left.with_name("journal-2026-11-19T200000Z-daily.check")
    planned.touch()
    for path in (left, planned):
        os.utime(path, (1, 1))
    backups.keep(store, NOW, "daily")
    assert not left.exists()
    assert not planned.exists()


def test_what_belongs_to_others_in_that_folder_stays(store: Path) -> None:
    folder = backups.folder_of(store)
    folder.mkdir(0o700)
    others = [folder / name for name in ("mine.check", ".participants.txt", ".a.db.part", "other-2026.check")]
    for path in others:
        path.write_text("not modelway's")
        os.utime(path, (1, 1))
    backups.keep(store, NOW, "asked")
    assert all(path.exists() for path in others)


def test_a_damaged_file_that_was_set_aside_is_no_backup_of_the_day(store: Path) -> None:
    backups.keep(store, NOW - timedelta(days=1), "daily")
    backups.aside_for_damaged(store, NOW).write_bytes(b"ruined")
    assert [one.made_at for one in backups.backups_of(store)] == [NOW - timedelta(days=1)]


KILLED = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from modelway.store.files import backups, copying
from modelway.store.keeping import restoring
from modelway.store.journal import Journal
from modelway.store.transactions import Command
def die(*_, **__): os.kill(os.getpid(), 9)
module, step, work = sys.argv[1:4]
setattr({"copying": copying, "restoring": restoring}[module], step, die)
store, backup = Path(sys.argv[4]), Path(sys.argv[5])
if work == "backup":
    backups.keep(store, datetime(2026, 11, 21, tzinfo=UTC), "asked")
elif work == "go back":
    with Journal.open(store) as journal:
        command = Command("backup restore", "going back", datetime(2026, 11, 21, tzinfo=UTC))
        restoring.go_back(journal, backup, command, lambda: None)
elif work == "replace":
    restoring.replace_rows(store, backup, lambda: None)
else:
    restoring.swap_file(store, backup, backups.aside_for_damaged(store, datetime(2026, 11, 21, tzinfo=UTC)))
"""


def killed_at(module: str, step: str, work: str, store: Path, backup: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, module, step, work, store, backup], check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_of_a_backup_every_backup_there_is_whole(store: Path, step: str) -> None:
    first = backups.keep(store, NOW, "asked")
    killed_at("copying", step, "backup", store, store)
    for one in backups.backups_of(store):
        assert checks.problems_of(backups.folder_of(store) / one.name) == []
    assert first in backups.backups_of(store)


@pytest.mark.parametrize(
    ("module", "step", "work"),
    [
        ("restoring", "take_rows", "go back"),
        ("restoring", "put_image", "go back"),
        ("restoring", "copy_rows", "replace"),
        ("restoring", "check_rows", "replace"),
        ("copying", "copy_pages", "swap"),
        ("copying", "check_copy", "swap"),
        ("restoring", "move_aside", "swap"),
        ("restoring", "sync_folder", "swap"),
    ],
)
def test_killed_at_any_step_of_a_restore_the_journal_is_the_old_or_the_new_one(
    store: Path, module: str, step: str, work: str
) -> None:
    backup = backups.folder_of(store) / backups.keep(store, NOW, "asked").name
    with journals.session_at(store) as session:
        journals.write(session, {journals.FRIDAY: "DDD"})
    old, new = digest_of(store), digest_of(backup)
    killed_at(module, step, work, store, backup)
    assert checks.problems_of(store) == []
    assert digest_of(store) in (old, new)
    restoring.replace_rows(store, backup, lambda: None)
    assert digest_of(store) == new


def test_values_that_swapped_their_names_get_them_back(store: Path) -> None:
    backup = backups.folder_of(store) / backups.keep(store, NOW, "asked").name
    before = written_in(store)
    with journals.session_at(store) as session:
        journal, (honesty, courage, _) = session.journal, session.journal.values()
        with journal.writing(session.command("values edit", "swapping")):
            for value, name in ((honesty, "Mut"), (courage, "Honesty"), (honesty, "Courage")):
                journal.put_value(value._replace(name=name))
        changed = restoring.go_back(
            journal, backup, session.command("backup restore", "going back"), lambda: None
        )
    assert changed == 2
    assert written_in(store) == before
    assert checks.problems_of(store) == []


def test_killed_at_random_moments_nothing_is_ever_half(store: Path) -> None:
    backup = backups.folder_of(store) / backups.keep(store, NOW, "asked").name
    with journals.session_at(store) as session:
        journals.write(session, {journals.FRIDAY: "DDD"})
    old, new = written_in(store), written_in(backup)
    chance = random.Random(4)
    for _ in range(6):
        running = processes.start(store, "backup", "restore", str(backup), "--yes")
        try:
            running.wait(chance.uniform(0.1, 0.6))
        except subprocess.TimeoutExpired:
            running.kill()
        running.communicate()
        assert checks.problems_of(store) == []
        assert written_in(store) in (old, new)
        for one in backups.backups_of(store):
            assert checks.problems_of(backups.folder_of(store) / one.name) == []
