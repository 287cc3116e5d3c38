"""`modelway config`: the settings as a leader sees and changes them."""

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import processes

Run = Callable[..., Any]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "modelway" / "config.toml"


@pytest.fixture
def with_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets an editor that runs a line of Python on `text` and saves it."""

    def use(line: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(
            "import sys, pathlib\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
            f"{line}\nfile.write_text(text, 'utf-8')\n",
            "utf-8",
        )
        monkeypatch.setenv("MODELWAY_EDITOR", shlex.join([sys.executable, str(script)]))

    return use


class TestLooking:
    def test_every_setting_is_listed_with_where_it_comes_from(
        self, modelway: Run, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file.parent.mkdir()
        file.write_text('evening_at = "20:15"\n', "utf-8")
        monkeypatch.setenv("MODELWAY_GLYPHS", "ascii")
        ran = modelway("--color", "never", "config")
        assert (ran.code, ran.err) == (0, "")
        lines = " ".join(ran.out.split())
        assert "evening_at = 20:15 from your file" in lines
        assert "glyphs = ascii from MODELWAY_GLYPHS" in lines
        assert "color = never from --color" in lines
        assert "day_ends_at = 04:00 by default" in lines
        assert ran.out.endswith("Next: modelway config edit\n")

    def test_as_data(self, modelway: Run, file: Path) -> None:
        answer = json.loads(modelway("config", "list", "--json").out)
        assert answer["schema"] == "modelway.settings/1"
        assert answer["data"]["file"] == str(file)
        store = answer["data"]["settings"][-1]
        assert (store["name"], store["from"], store["place"]) == ("store", "variable", "MODELWAY_STORE")

    def test_no_color_is_named_where_it_speaks(self, modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NO_COLOR", "1")
        assert json.loads(modelway("config", "get", "color", "--json").out)["data"]["place"] == "NO_COLOR"

    def test_one_value_and_nothing_else(self, modelway: Run) -> None:
        assert modelway("config", "get", "evening_at").out == "21:30\n"

    def test_the_file_is_named_even_where_it_is_wrong(self, modelway: Run, file: Path) -> None:
        file.parent.mkdir()
        file.write_text("no toml", "utf-8")
        assert modelway("config", "path").out == f"{file}\n"
        assert modelway("config").code == 2


class TestChanging:
    def test_a_setting_holds_from_the_next_command_on(self, modelway: Run, file: Path) -> None:
        ran = modelway("config", "set", "evening_at", "20:15")
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("Next: modelway config unset evening_at\n")
        assert modelway("config", "get", "evening_at").out == "20:15\n"
        again = modelway("config", "set", "evening_at", "20:45")
        assert again.out.endswith("Next: modelway config set evening_at 20:15\n")

    def test_a_setting_taken_out_and_back(self, modelway: Run, file: Path) -> None:
        modelway("config", "set", "editor", "vim -n")
        gone = modelway("config", "unset", "editor")
        assert gone.out.endswith("Next: modelway config set editor 'vim -n'\n")
        assert 'editor = "vim' not in file.read_text("utf-8")

    def test_what_was_never_set_can_be_unset(self, modelway: Run, file: Path) -> None:
        ran = modelway("config", "unset", "color")
        assert (ran.code, ran.err) == (0, "")
        assert "is not set" in ran.out
        assert not file.exists()

    def test_a_variable_that_wins_is_named(self, modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("MODELWAY_GLYPHS", "unicode")
        ran = modelway("config", "set", "glyphs", "ascii")
        assert "MODELWAY_GLYPHS is set in this shell, and wins over the file." in ran.out

    @pytest.mark.parametrize("command", [["get"], ["unset"], ["set"]])
    def test_a_name_that_does_not_exist_is_told_the_nearest(self, modelway: Run, command: list[str]) -> None:
        value = ["never"] if command == ["set"] else []
        ran = modelway("config", *command, "colour", *value)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "“colour” is no setting: did you mean color.\n"

    def test_a_wrong_value_changes_nothing(self, modelway: Run, file: Path) -> None:
        ran = modelway("config", "set", "color", "-nevr")
        assert ran.code == 2
        assert "did you mean never?" in ran.err
        assert not file.exists()

    def test_a_wrong_line_can_be_set_right_or_taken_out(self, modelway: Run, file: Path) -> None:
        file.parent.mkdir()
        file.write_text('colour = "never"\nglyphs = "emoji"\n', "utf-8")
        first = modelway("config", "set", "glyphs", "ascii")
        assert first.code == 0
        assert "colour" in first.err
        assert modelway("config", "unset", "colour").err == ""
        assert file.read_text("utf-8") == 'glyphs = "ascii"\n'

    def test_words_straight_behind_it_name_the_way(self, modelway: Run) -> None:
        ran = modelway("config", "evening_at")
        assert ran.code == 2
        assert "modelway config get evening_at" in ran.err


class TestEditing:
    def test_without_a_file_every_setting_is_told(
        self, modelway: Run, file: Path, with_editor: Callable[[str], None]
    ) -> None:
        with_editor(
            "assert file.name == 'config.toml' and text.count(' Allowed: ') == 9; text += 'color=\"never\"'"
        )
        ran = modelway("config", "edit")
        assert (ran.code, ran.err) == (0, "")
        assert modelway("config", "get", "color").out == "never\n"
        assert file.read_text("utf-8").endswith('color="never"\n')

    def test_nothing_changed_writes_no_file(
        self, modelway: Run, file: Path, with_editor: Callable[[str], None]
    ) -> None:
        with_editor("pass")
        assert modelway("config", "edit").out.startswith("Nothing was changed.")
        assert not file.exists()

    def test_a_slip_changes_nothing(
        self, modelway: Run, file: Path, with_editor: Callable[[str], None]
    ) -> None:
        with_editor("text = 'colour = \"never\"'")
        ran = modelway("config", "edit")
        assert (ran.code, ran.out) == (2, "")
        assert "did you mean color" in ran.err
        assert not file.exists()

    def test_a_file_that_is_wrong_can_be_mended(
        self, modelway: Run, file: Path, with_editor: Callable[[str], None]
    ) -> None:
        file.parent.mkdir()
        file.write_text("color = never\n", "utf-8")
        with_editor("text = text.replace('never', '\"never\"')")
        assert modelway("config", "edit").code == 0
        assert file.read_text("utf-8") == 'color = "never"\n'


def test_the_program_that_keeps_comments_is_loaded_for_a_change_alone(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom modelway.cli.running import run\ncode = run(sys.argv[1:])\n"
        "print(code, 'tomlkit' in sys.modules, file=sys.stderr)\n"
    )
    for command, loaded in ((["list"], "False"), (["set", "color", "never"], "True"), (["list"], "False")):
        done = processes.run(
            tmp_path / "journal.db", "-c", script, "config", *command, command=processes.PROGRAM[:1]
        )
        assert done.stderr.decode().split() == ["0", loaded]
