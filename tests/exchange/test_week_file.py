import json

import pytest

from modelway.domain.lookback.week_review import Question, WeekDraft
from modelway.errors import BadFile
from modelway.exchange.week_file import read_week


def read(content: object) -> WeekDraft:
    return read_week(json.dumps(content).encode(), "week.json")


def test_a_whole_week_is_read() -> None:
    whole = {"week": "2026-W47", "intended": "a", "happened": "b\nc", "why": "", "next": "d", "focus": "hon"}
    assert read(whole) == WeekDraft(
        "2026-W47",
        {Question.INTENDED: "a", Question.HAPPENED: "b\nc", Question.WHY: "", Question.NEXT: "d"},
        "hon",
    )


def test_what_is_absent_or_null_is_left_out_and_an_empty_focus_is_none() -> None:
    assert read({"next": "d", "why": None, "focus": None}) == WeekDraft("", {Question.NEXT: "d"}, None)
    assert read({"focus": ""}) == WeekDraft("", {}, "")
    assert read({"focus": 2}) == WeekDraft("", {}, "2")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ([], 'In week.json, the week is a list: use an object in curly brackets, such as {"week"'),
        ({"nxt": "d"}, "has the key 'nxt', which is not known: did you mean 'next'?"),
        ({"next": 3}, 'In week.json, the week, next is 3: use a text in quotes, such as "".'),
        ({"focus": []}, "In week.json, the week, focus is a list: use the short name"),
        ({"week": 47, "next": "d"}, "In week.json, the week, week is 47: use a text in quotes"),
        ({"week": "2026-W47"}, "In week.json, the week, next is missing: use some words, or give another"),
        ({"next": "a\0"}, "In week.json, the week, next holds a NUL character"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(content: object, said: str) -> None:
    with pytest.raises(BadFile) as refused:
        read(content)
    assert said in refused.value.sentence
