import os
from pathlib import Path

import pytest

import processes
from modelway.errors import ModelwayError, NotFound, Refused
from modelway.system.documents import write_document


def test_a_document_is_private_whatever_the_mask_says(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        write_document(tmp_path / "week.md", "Größe\n")
    finally:
        os.umask(before)
    assert (tmp_path / "week.md").read_bytes() == "Größe\n".encode()
    assert (tmp_path / "week.md").stat().st_mode & 0o777 == 0o600


def test_half_a_surrogate_pair_becomes_a_question_mark(tmp_path: Path) -> None:
    write_document(tmp_path / "week.md", "a\ud800b")
    assert (tmp_path / "week.md").read_text() == "a?b"


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    path = tmp_path / "week.md"
    path.write_text("mine")
    path.chmod(0o644)
    with pytest.raises(Refused, match=r"There is a file .* already: choose another name, or add --yes"):
        write_document(path, "new")
    assert path.read_text() == "mine"
    write_document(path, "new", replacing=True)
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_planted_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "target").write_text("theirs")
    (tmp_path / "week.md").symlink_to(tmp_path / "target")
    with pytest.raises(Refused):
        write_document(tmp_path / "week.md", "new")
    write_document(tmp_path / "week.md", "new", replacing=True)
    assert (tmp_path / "target").read_text() == "theirs"
    assert not (tmp_path / "week.md").is_symlink()


@pytest.mark.parametrize("replacing", [False, True])
@pytest.mark.parametrize(
    ("name", "failure", "said"),
    [
        ("gone/week.md", NotFound, "There is no folder"),
        ("folder", Refused, "folder"),
        ("file/week.md", Refused, "cannot be written"),
        ("a\0b", Refused, "cannot be"),
        ("x" * 300, Refused, "cannot be written"),
    ],
)
def test_a_place_that_cannot_be_written_is_told(
    tmp_path: Path, name: str, failure: type[ModelwayError], said: str, replacing: bool
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    with pytest.raises(failure, match=said):
        write_document(tmp_path / name, "new", replacing=replacing)
    assert {path.name for path in tmp_path.iterdir()} == {"folder", "file"}


def test_a_full_disk_leaves_no_half_document(tmp_path: Path) -> None:
    script = (
        "import pathlib, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from modelway.system.documents import write_document;"
        "write_document(pathlib.Path(sys.argv[1]), 'x' * 100_000)"
    )
    target = tmp_path / "week.md"
    ran = processes.run(
        tmp_path / "journal.db",
        "-c",
        script,
        str(target),
        command=processes.PROGRAM[:1],
        limited=processes.with_files_up_to(4096),
    )
    assert ran.returncode == 1
    assert b"cannot be written (file too large)" in ran.stderr
    assert not target.exists()
