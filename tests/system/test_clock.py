from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.days.dates import night_of
from modelway.errors import BadSetting
from modelway.system.clock import now


def test_it_is_now_on_the_local_clock():
    before = datetime.now(UTC)
    moment = now({})
    assert before <= moment <= datetime.now(UTC)
    assert moment.utcoffset() == before.astimezone().utcoffset()


def test_an_empty_variable_fixes_nothing():
    assert now({"MODELWAY_NOW": ""}) - now({}) < timedelta(seconds=5)


def test_a_variable_fixes_it_on_the_local_clock():
    moment = now({"MODELWAY_NOW": "2026-11-20T21:30"})
    assert moment.replace(tzinfo=None).isoformat() == "2026-11-20T21:30:00"
    assert moment == moment.replace(tzinfo=None).astimezone()


def test_a_fixed_moment_keeps_the_wall_clock_of_its_offset():
    moment = now({"MODELWAY_NOW": "2026-11-20 23:30:15+11:00"})
    assert moment.utcoffset() == timedelta(hours=11)
    assert night_of(moment) == date(2026, 11, 20)
    assert now({"MODELWAY_NOW": "2026-11-20T21:30Z"}).utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    "text",
    [
        "now",
        "2026-11-20",
        "20261120T2130",
        "2026-13-20T21:30",
        "2026-11-20T25:00",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(BadSetting) as refusal:
        now({"MODELWAY_NOW": text})
    assert f"MODELWAY_NOW is “{text}”" in refusal.value.sentence
    assert "such as 2026-11-20T21:30" in refusal.value.sentence


@given(st.text(min_size=1))
def test_any_text_is_an_aware_moment_or_refused(text):
    try:
        moment = now({"MODELWAY_NOW": text})
    except BadSetting:
        return
    assert moment.tzinfo is not None
