"""A setting is written into the file, and everything else in it stays as it was."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.errors import BadSetting, Refused
from modelway.system.config import NAMES, Settings, check_settings, read_setting
from modelway.system.known_settings import KNOWN, template
from modelway.system.settings_file import with_setting, write_settings

FILE = Path("/home/ann/.config/modelway/config.toml")
HOME = {"HOME": "/home/ann"}
MINE = """# my settings
color = "never"   # the office printer

# earlier on Fridays?
evening_at = "20:15"
"""


class TestChanging:
    def test_one_line_changes_and_every_comment_stays(self) -> None:
        assert with_setting(MINE, "color", "always", FILE) == MINE.replace("never", "always")

    def test_another_setting_goes_below(self) -> None:
        assert with_setting(MINE, "glyphs", "ascii", FILE) == MINE + 'glyphs = "ascii"\n'

    def test_a_setting_that_is_taken_out_takes_its_own_line(self) -> None:
        assert with_setting(MINE, "evening_at", None, FILE) == MINE.replace('evening_at = "20:15"\n', "")

    def test_a_new_file_says_what_it_is(self) -> None:
        text = with_setting("", "color", "never", FILE)
        assert text.startswith("# Settings of modelway")
        assert text.endswith('\n\ncolor = "never"\n')

    def test_a_file_that_does_not_end_its_last_line(self) -> None:
        changed = with_setting('color = "never"', "glyphs", "ascii", FILE)
        assert tomllib.loads(changed) == {"color": "never", "glyphs": "ascii"}

    def test_the_template_takes_a_setting(self) -> None:
        changed = with_setting(template(), "color", "never", FILE)
        assert changed.startswith(template().rstrip())
        assert tomllib.loads(changed) == {"color": "never"}

    def test_a_setting_goes_above_a_table_that_does_not_belong_there(self) -> None:
        changed = with_setting("[other]\nx = 1\n", "color", "never", FILE)
        assert tomllib.loads(changed) == {"color": "never", "other": {"x": 1}}

    def test_what_is_no_toml_is_left_alone(self) -> None:
        with pytest.raises(BadSetting, match="are not TOML"):
            with_setting("color = never", "color", "auto", FILE)

    @given(st.sampled_from(NAMES), st.text(), st.sampled_from(["", MINE, template(), "# no line end"]))
    def test_any_text_is_read_back_as_it_was_written(self, name: str, value: str, before: str) -> None:
        try:
            changed = with_setting(before, name, value, FILE)
        except Refused:
            return
        assert tomllib.loads(changed) == {**tomllib.loads(before), name: value}


class TestWriting:
    def test_folders_are_made_and_nobody_else_reads_it(self, tmp_path: Path) -> None:
        file = tmp_path / "a" / "b" / "config.toml"
        write_settings(file, MINE)
        assert file.read_text("utf-8") == MINE
        assert file.stat().st_mode & 0o777 == 0o600

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        kept, link = tmp_path / "kept.toml", tmp_path / "config.toml"
        kept.write_text("", "utf-8")
        link.symlink_to(kept)
        write_settings(link, MINE)
        assert link.is_symlink()
        assert kept.read_text("utf-8") == MINE

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("", "utf-8")
        with pytest.raises(Refused, match="make it, or name another file in MODELWAY_CONFIG"):
            write_settings(tmp_path / "file" / "config.toml", MINE)

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        with pytest.raises(Refused, match="cannot be written"):
            write_settings(tmp_path, MINE)
        assert list(tmp_path.iterdir()) == []


class TestWhatIsTold:
    def test_every_setting_is_told(self) -> None:
        assert tuple(known.name for known in KNOWN) == NAMES

    def test_the_template_sets_nothing_and_each_example_in_it_may_be_set(self) -> None:
        assert check_settings(template(), FILE, HOME) == Settings()
        examples = [line[2:] for line in template().splitlines() if " = " in line]
        assert len(examples) == len(NAMES)
        assert check_settings("\n".join(examples), FILE, HOME) != Settings()

    def test_the_manual_tells_the_same(self) -> None:
        manual = (Path(__file__).parents[2] / "docs" / "reference" / "settings.md").read_text("utf-8")
        for known in KNOWN:
            row = next(line for line in manual.splitlines() if line.startswith(f"| `{known.name}` |"))
            assert f"`{known.variable}`" in row
            assert known.default in row or known.name in ("editor", "store")


@pytest.mark.parametrize(
    ("name", "typed", "written"),
    [
        ("day_ends_at", "2:30", "02:30"),
        ("week_starts_on", "Sunday", "sunday"),
        ("color", " NEVER ", "never"),
        ("editor", " vim -n ", "vim -n"),
        ("store", "~/j.db", "~/j.db"),
    ],
)
def test_a_typed_setting_is_written_plainly(name: str, typed: str, written: str) -> None:
    assert read_setting(name, typed, FILE, HOME) == written


@pytest.mark.parametrize(
    ("name", "typed", "near"),
    [
        ("evening_at", "21.30", "21:30"),
        ("evening_at", "9", "09:00"),
        ("evening_at", "2130", "21:30"),
        ("day_ends_at", "4", "04:00"),
        ("color", "nevr", "never"),
        ("week_starts_on", "sonday", "sunday"),
    ],
)
def test_a_slip_of_the_pen_is_told_the_nearest(name: str, typed: str, near: str) -> None:
    with pytest.raises(BadSetting, match=rf"\(did you mean {near}\?\)"):
        read_setting(name, typed, FILE, HOME)
