import os
import subprocess
import sys
from pathlib import Path

import pytest

from modelway.errors import BadSetting
from modelway.system import paths
from modelway.system.paths import config_file, default_store, expanded, home, runtime_folder

SHOW = "from modelway.system.paths import *; import sys; print(config_file(), default_store(), sep='\\n')"
AS_PLATFORMDIRS = (
    "import platformdirs; print(platformdirs.user_config_path('modelway') / 'config.toml',"
    " platformdirs.user_data_path('modelway') / 'journal.db', sep='\\n')"
)

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")


def printed(program: str, **environ: str) -> list[str]:
    ran = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, check=True)
    return os.fsdecode(ran.stdout).splitlines()


@on_linux
def test_both_lie_in_the_home_folder():
    environ = {"HOME": "/home/ann"}
    assert config_file(environ) == Path("/home/ann/.config/modelway/config.toml")
    assert default_store(environ) == Path("/home/ann/.local/share/modelway/journal.db")


@on_linux
def test_xdg_folders_come_first():
    environ = {"HOME": "/home/ann", "XDG_CONFIG_HOME": "/etc/ann", "XDG_DATA_HOME": "/data/ann"}
    assert config_file(environ) == Path("/etc/ann/modelway/config.toml")
    assert default_store(environ) == Path("/data/ann/modelway/journal.db")


@on_linux
@pytest.mark.parametrize(
    "environ",
    [
        {"HOME": "/home/ann"},
        {"HOME": "/home/ann", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d/e"},
        {"HOME": "/home/ann", "XDG_CONFIG_HOME": "relative", "XDG_DATA_HOME": ""},
        {"HOME": "relative"},
        {"HOME": ""},
        {},
    ],
)
def test_linux_answers_as_platformdirs_does(environ):
    assert printed(SHOW, **environ) == printed(AS_PLATFORMDIRS, **environ)


@on_linux
def test_linux_does_not_import_platformdirs():
    program = f"{SHOW}; print('platformdirs' in sys.modules)"
    assert printed(program, HOME="/home/ann")[-1] == "False"


def test_a_mac_keeps_both_where_macs_do():
    pretend = "import sys; sys.platform = 'darwin'; "
    support = "/Users/ann/Library/Application Support/modelway"
    assert printed(pretend + SHOW, HOME="/Users/ann") == [f"{support}/config.toml", f"{support}/journal.db"]


def test_a_variable_names_another_config_file():
    environ = {"HOME": "/home/ann", "MODELWAY_CONFIG": "~/mine.toml"}
    assert config_file(environ) == Path("/home/ann/mine.toml")
    assert config_file({"MODELWAY_CONFIG": "here.toml"}) == Path("here.toml")


@on_linux
def test_an_empty_variable_names_none():
    assert config_file({"HOME": "/home/ann", "MODELWAY_CONFIG": ""}).name == "config.toml"


@pytest.mark.parametrize(
    ("text", "path"),
    [("~", "/home/ann"), ("~/a/b.db", "/home/ann/a/b.db"), ("/a/~/b", "/a/~/b"), ("a b", "a b")],
)
def test_a_tilde_is_the_home_folder(text, path):
    assert expanded(text, {"HOME": "/home/ann"}) == Path(path)


def test_an_unknown_home_is_refused():
    with pytest.raises(BadSetting, match="~nobody-of-that-name/x names no home folder"):
        expanded("~nobody-of-that-name/x", {"HOME": "/home/ann"})


def test_without_any_home_folder_the_sentence_asks_for_one(monkeypatch):
    def no_account() -> Path:
        raise KeyError("uid not found")

    monkeypatch.setattr(paths, "home_of_account", no_account)
    with pytest.raises(BadSetting, match="set HOME"):
        home({})


def test_the_folder_in_memory_is_taken_while_it_is_the_users_alone(tmp_path):
    tmp_path.chmod(0o700)
    assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("mode", [0o755, 0o770])
def test_a_folder_in_memory_that_others_may_enter_is_not_taken(tmp_path, mode):
    tmp_path.chmod(mode)
    assert runtime_folder({"XDG_RUNTIME_DIR": str(tmp_path)}) is None


@pytest.mark.parametrize("named", ["", "run", "/nowhere/at/all"])
def test_without_a_folder_in_memory_there_is_none(named):
    assert runtime_folder({"XDG_RUNTIME_DIR": named}) is None
