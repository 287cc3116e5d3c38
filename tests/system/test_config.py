import errno
import os
import subprocess
import sys
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.periods import Weekday
from modelway.errors import BadSetting, ExitCode
from modelway.system.config import NAMES, Color, Glyphs, Settings, load_settings

HOME = {"HOME": "/home/ann"}
NO_FILE = Path("/nowhere/at/all/config.toml")

ALL_OF_THEM = """
day_ends_at = "02:30"
week_starts_on = "sunday"
color = "never"
glyphs = "ascii"
editor = "vim -n"
store = "~/leading/journal.db"
"""


@pytest.fixture
def config(tmp_path):
    """Writes a config file and gives its path."""

    def write(text: str | bytes) -> Path:
        file = tmp_path / "config.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return write


def refusal(environ, file, overrides) -> str:
    with pytest.raises(BadSetting) as refused:
        load_settings(environ, file, overrides)
    assert refused.value.exit_code is ExitCode.USAGE
    assert "\n" not in refused.value.sentence
    assert refused.value.sentence.endswith(".")
    return refused.value.sentence


class TestLayers:
    def test_without_any_setting_the_defaults_hold(self):
        assert load_settings({}, NO_FILE, {}) == Settings(
            day_ends_at=time(4),
            week_starts_on=Weekday.MONDAY,
            color=Color.AUTO,
            glyphs=Glyphs.AUTO,
            editor=None,
            store=None,
        )

    def test_the_file_sets_all_of_them(self, config):
        assert load_settings(HOME, config(ALL_OF_THEM), {}) == Settings(
            day_ends_at=time(2, 30),
            week_starts_on=Weekday.SUNDAY,
            color=Color.NEVER,
            glyphs=Glyphs.ASCII,
            editor="vim -n",
            store=Path("/home/ann/leading/journal.db"),
        )

    def test_the_environment_wins_over_the_file_and_options_over_both(self, config):
        file = config('day_ends_at = "01:00"\nglyphs = "ascii"\nweek_starts_on = "friday"')
        environ = {"MODELWAY_DAY_ENDS_AT": "02:00", "MODELWAY_GLYPHS": "unicode"}
        settings = load_settings(environ, file, {"day_ends_at": "03:00"})
        assert settings.day_ends_at == time(3)
        assert settings.glyphs is Glyphs.UNICODE
        assert settings.week_starts_on is Weekday.FRIDAY

    @pytest.mark.parametrize(
        ("name", "text", "value"),
        [
            ("day_ends_at", "3:05", time(3, 5)),
            ("day_ends_at", "00:00", time(0)),
            ("day_ends_at", "11:59", time(11, 59)),
            ("week_starts_on", "Saturday", Weekday.SATURDAY),
            ("color", "ALWAYS", Color.ALWAYS),
            ("glyphs", "ascii", Glyphs.ASCII),
            ("editor", "nano", "nano"),
            ("store", "~/j.db", Path("/home/ann/j.db")),
            ("store", "j.db", Path("j.db")),
        ],
    )
    def test_each_is_set_by_its_variable_and_by_its_option(self, name, text, value):
        by_variable = load_settings({**HOME, f"MODELWAY_{name.upper()}": text}, NO_FILE, {})
        by_option = load_settings(HOME, NO_FILE, {name: text})
        assert getattr(by_variable, name) == getattr(by_option, name) == value

    def test_an_option_that_was_not_given_and_an_empty_variable_change_nothing(self, config):
        overrides = dict.fromkeys(NAMES)
        environ = {**HOME, **{f"MODELWAY_{name.upper()}": "" for name in NAMES}}
        file = config(ALL_OF_THEM)
        assert load_settings(environ, file, overrides) == load_settings(HOME, file, {})

    def test_a_time_of_toml_needs_no_quotes(self, config):
        assert load_settings({}, config("day_ends_at = 02:30:00"), {}).day_ends_at == time(2, 30)

    def test_a_byte_order_mark_is_no_fault(self, config):
        assert load_settings({}, config(b'\xef\xbb\xbfcolor = "never"'), {}).color is Color.NEVER


class TestNoColor:
    def test_turns_auto_into_never(self):
        assert load_settings({"NO_COLOR": "1"}, NO_FILE, {}).color is Color.NEVER

    def test_counts_only_when_it_is_not_empty(self):
        assert load_settings({"NO_COLOR": ""}, NO_FILE, {}).color is Color.AUTO

    def test_yields_to_an_explicit_wish(self):
        assert load_settings({"NO_COLOR": "1"}, NO_FILE, {"color": "always"}).color is Color.ALWAYS


class TestColorsThatAreForced:
    @pytest.mark.parametrize(
        ("environ", "color"),
        [
            ({"FORCE_COLOR": "1"}, Color.ALWAYS),
            ({"FORCE_COLOR": ""}, Color.AUTO),
            ({"CLICOLOR_FORCE": "1"}, Color.ALWAYS),
            ({"CLICOLOR_FORCE": "0"}, Color.AUTO),
            ({"CLICOLOR": "0"}, Color.NEVER),
            ({"CLICOLOR": "0", "CLICOLOR_FORCE": "1"}, Color.ALWAYS),
            ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, Color.NEVER),
            ({"NO_COLOR": "1", "CLICOLOR_FORCE": "1"}, Color.NEVER),
        ],
    )
    def test_are_heard_unless_no_color_is_set(self, environ, color):
        assert load_settings(environ, NO_FILE, {}).color is color

    def test_yield_to_an_option(self):
        assert load_settings({"FORCE_COLOR": "1"}, NO_FILE, {"color": "never"}).color is Color.NEVER


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "text", "allowed"),
        [
            ("day_ends_at", "12:00", "a time before noon, from 00:00 to 11:59"),
            ("day_ends_at", "4", "a time before noon"),
            ("day_ends_at", "04:60", "a time before noon"),
            (
                "week_starts_on",
                "mo",
                "choose monday, tuesday, wednesday, thursday, friday, saturday or sunday",
            ),
            ("color", "blue", "choose auto, always or never"),
            ("glyphs", "emoji", "choose auto, unicode or ascii"),
            ("editor", "vi\x1b[2J", "write a command"),
            ("store", "~nobody-of-that-name/j.db", "write the path in full"),
        ],
    )
    def test_name_the_place_and_what_is_allowed(self, config, name, text, allowed):
        variable, option = f"MODELWAY_{name.upper()}", f"--{name.replace('_', '-')}"
        file = config(f'{name} = "{text}"'.replace("\x1b", "\\u001b"))
        for place, sentence in [
            (f"{name} in {file} is ", refusal({}, file, {})),
            (f"{variable} is ", refusal({variable: text}, NO_FILE, {})),
            (f"{option} is ", refusal({}, NO_FILE, {name: text})),
        ]:
            assert sentence.startswith(place)
            assert allowed in sentence
            assert sentence.isprintable()

    @pytest.mark.parametrize("name", NAMES)
    def test_an_empty_text_is_no_setting(self, config, name):
        assert f"{name} in" in refusal({}, config(f'{name} = " "'), {})
        assert "is empty" in refusal({}, NO_FILE, {name: ""})

    def test_a_wrong_one_is_told_even_where_another_wins(self, config):
        assert "color in" in refusal({}, config('color = "blue"'), {"color": "never"})

    def test_a_store_in_the_file_does_not_depend_on_the_folder_one_is_in(self, config):
        assert "starts with / or ~" in refusal({}, config('store = "journal.db"'), {})

    def test_a_store_cannot_hold_a_nul(self, config):
        assert "write the path" in refusal({}, config('store = "/a\\u0000b"'), {})

    @pytest.mark.parametrize("line", ["color = true", "day_ends_at = 4", "store = []", "[editor]"])
    def test_a_value_that_is_no_text(self, config, line):
        assert "is not text" in refusal({}, config(line), {})

    @pytest.mark.parametrize(
        ("line", "says"),
        [
            ('colour = "never"', "“colour” in"),
            ('colour = "never"', "did you mean color"),
            ('week-starts-on = "monday"', "did you mean week_starts_on"),
            (
                "[modelway]",
                "the settings are day_ends_at, evening_at, week_starts_on, color, glyphs, plain, "
                "editor, sync_auto and store",
            ),
        ],
    )
    def test_an_unknown_name(self, config, line, says):
        assert says in refusal({}, config(line), {})

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"color = never", "are not TOML: "),
            (b'color = "never', "(at end of document); correct it there."),
            (b"color\n", "line 1"),
            (b'color = "auto"\ncolor = "auto"', "are not TOML: "),
            (b"x = " + b"[" * 100_000, "nests too deeply"),
            (b"x = " + b"1" * 10_000, "too long a number"),
            (b'editor = "\xff\xfe"', "are not UTF-8"),
        ],
    )
    def test_a_file_that_is_no_toml(self, config, content, says):
        file = config(content)
        sentence = refusal({}, file, {})
        assert says in sentence
        assert str(file) in sentence

    def test_a_folder_in_its_place(self, tmp_path):
        assert f"{tmp_path} cannot be read (Is a directory)" in refusal({}, tmp_path, {})

    def test_a_file_that_may_not_be_read(self, config, monkeypatch):
        def denied(file: Path) -> bytes:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))

        monkeypatch.setattr(Path, "read_bytes", denied)
        assert "cannot be read (Permission denied)" in refusal({}, config(ALL_OF_THEM), {})

    def test_a_file_below_a_file_does_not_exist(self, config):
        assert load_settings({}, config("") / "config.toml", {}) == Settings()

    def test_a_missing_file_that_was_named(self):
        assert "does not exist" in refusal({"MODELWAY_CONFIG": str(NO_FILE)}, NO_FILE, {})

    def test_an_option_that_is_no_setting_is_a_fault_of_the_program(self):
        with pytest.raises(ValueError, match="no setting colour"):
            load_settings({}, NO_FILE, {"colour": "never"})

    @given(st.sampled_from(NAMES), st.text())
    def test_any_text_is_a_setting_or_refused(self, name, text):
        try:
            settings = load_settings(HOME, NO_FILE, {name: text})
        except BadSetting:
            return
        assert getattr(settings, name) is not None


def test_without_a_file_toml_is_not_imported():
    program = (
        "import sys\nfrom pathlib import Path\nfrom modelway.system.config import load_settings\n"
        "load_settings({}, Path('/nowhere/config.toml'), {'color': 'never'})\n"
        "sys.exit('tomllib' in sys.modules or 'difflib' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
