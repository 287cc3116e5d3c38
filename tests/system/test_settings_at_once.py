"""The settings of a prompt: read at once, they are what the whole way reads; where they cannot be, None."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from modelway.errors import BadSetting
from modelway.system.config import load_settings
from modelway.system.paths import config_file, default_store
from modelway.system.settings_at_once import marks_of_shells, simple_settings

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere everything is read")
LINES = st.sampled_from(
    [
        'store = "/data/mine.db"',
        'store = "~/mine.db"',
        'store = "mine.db"',
        'day_ends_at = "03:00"',
        "day_ends_at = 03:00:00",
        '  evening_at="20:15"   # earlier',
        'glyphs = "ascii"',
        "glyphs = 'ascii'",
        'glyphs = "as\\u0063ii"',
        'editor = "nano # not a comment"',
        'color = "never" and',
        "# store = 3",
        "",
        "[section]",
        '"store" = "/other.db"',
    ]
)


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / ".config" / "modelway").mkdir(parents=True)
    return {"HOME": str(tmp_path)}


@given(lines=st.lists(LINES, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_read_at_once_is_what_the_whole_way_reads(environ: dict[str, str], lines: list[str]) -> None:
    file = config_file(environ)
    file.write_text("\n".join(lines), "utf-8")
    at_once = simple_settings(environ)
    try:
        whole = load_settings(environ, file, {})
    except BadSetting:
        # Faults are for other commands to say; but what is no TOML must not be taken for it.
        assert at_once is None or not any(line in ("[section]", 'color = "never" and') for line in lines)
        return
    if at_once is not None:
        assert at_once["store"] == str(whole.store or default_store(environ))
        assert at_once.get("day_ends_at", "04:00") == f"{whole.day_ends_at:%H:%M}"
        assert at_once.get("evening_at", "21:30") == f"{whole.evening_at:%H:%M}"
        assert at_once.get("glyphs", "auto") == whole.glyphs


def test_simple_lines_are_read_at_once(environ: dict[str, str]) -> None:
    config_file(environ).write_text('# mine\n\nstore = "~/a.db"  # here\nevening_at = "20:15"\n', "utf-8")
    assert simple_settings(environ) == {"store": f"{environ['HOME']}/a.db", "evening_at": "20:15"}


def test_a_variable_wins_over_the_file(environ: dict[str, str]) -> None:
    config_file(environ).write_text('evening_at = "20:15"\n', "utf-8")
    found = simple_settings(environ | {"MODELWAY_EVENING_AT": "19:00", "MODELWAY_STORE": "/b.db"})
    assert found == {"store": "/b.db", "evening_at": "19:00"}


@pytest.mark.parametrize(
    "more",
    [{"HOME": ""}, {"HOME": "here"}, {"MODELWAY_STORE": "here.db"}, {"MODELWAY_CONFIG": "/not/there.toml"}],
)
def test_what_is_not_simple_is_left_to_the_whole_way(environ: dict[str, str], more: dict[str, str]) -> None:
    assert simple_settings(environ | more) is None


def test_a_file_that_is_none_is_not_waited_for(environ: dict[str, str]) -> None:
    import os

    os.mkfifo(config_file(environ))
    assert simple_settings(environ) is None


def test_what_was_said_is_remembered_where_states_are_kept(environ: dict[str, str]) -> None:
    assert marks_of_shells(environ) == f"{environ['HOME']}/.local/state/modelway"
    assert marks_of_shells(environ | {"XDG_STATE_HOME": "/state"}) == "/state/modelway"
