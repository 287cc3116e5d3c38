from pathlib import Path

import pytest

from modelway.system.time_zone import zone_name


@pytest.mark.parametrize(
    ("named", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":America/New_York", "America/New_York"),
        ("/usr/share/zoneinfo/Asia/Kolkata", "Asia/Kolkata"),
        ("CET-1CEST", ""),
        ("../../etc/passwd", ""),
        ("Nowhere/Land", ""),
    ],
)
def test_what_the_variable_names_if_there_is_such_a_zone(named: str, zone: str) -> None:
    assert zone_name({"TZ": named}) == zone


@pytest.mark.parametrize("kind", ["", "posix/"])
def test_else_what_the_system_is_set_to(tmp_path: Path, kind: str) -> None:
    link = tmp_path / "localtime"
    link.symlink_to(f"/usr/share/zoneinfo/{kind}Europe/Berlin")
    assert zone_name({}, link) == "Europe/Berlin"


def test_nothing_where_the_system_does_not_say(tmp_path: Path) -> None:
    assert zone_name({}, tmp_path / "localtime") == ""
