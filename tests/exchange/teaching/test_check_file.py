"""A check as TOML: the shipped ones are sound, and a mistake is named by its line and its key."""

import pytest

from modelway.domain.teaching.checks import Check, Every, Kind, Unit
from modelway.errors import BadFile
from modelway.exchange.teaching.check_file import read_check
from modelway.system.check_files import find_check_files

SOUND = """title = "Calm"
source = "My own"
why = "Because haste costs."
every = "2 weeks"

[scale]
highest = 5
weak = 2

[[questions]]
key = "calm"
name = "Calm"
ask = "How calm was I?"
suggest = "Breathe."
practice = "breathe before I answer"

[[questions]]
key = "seen"
name = "Seen"
ask = "Was it seen?"
kind = "yes_no"
gate = true
"""


def read(text: str) -> Check:
    return read_check(text.encode(), "calm", "calm.toml", own=True)


def test_a_sound_file_is_read_whole() -> None:
    check = read(SOUND)

    assert (check.title, check.every, check.scale.highest) == ("Calm", Every(2, Unit.WEEKS), 5)
    assert [(one.key, one.kind, one.gate) for one in check.questions] == [
        ("calm", Kind.SCALE, False),
        ("seen", Kind.YES_NO, True),
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Calm"\n', "", "calm.toml, line 1, title: this key is missing"),
        ('every = "2 weeks"', 'every = "often"', "line 4, every: 'often' is no stretch of time"),
        ("highest = 5", "highest = 0", "line 7, highest: 0 is not above the lowest, 1"),
        ("weak = 2", "weak = 5", "line 8, weak: 5 leaves no answer on one side"),
        ('key = "calm"', 'key = "Calm"', "line 11, key: 'Calm' is no key"),
        ('key = "seen"', 'key = "calm"', "line 18, key: 'calm' is taken"),
        ('kind = "yes_no"', 'kind = "maybe"', "line 21, kind: 'maybe' is not known"),
        ('kind = "yes_no"\n', "", "line 21, gate: only a question with kind"),
        ('suggest = "Breathe."', "suggest = 3", "line 14, suggest: 3 is no text"),
        ('name = "Seen"', 'nam = "Seen"', "line 19, nam: this key is not known: did you mean name"),
        ('ask = "Was it seen?"\n', "", "line 17, ask: this key is missing"),
        ("gate = true", 'gate = true\nrests_on = ["care"]', "line 23, rests_on: there is no question 'care'"),
        ("gate = true", "gate = ", "calm.toml is not TOML: Invalid value (at line 22, column 8)"),
    ],
)
def test_a_mistake_is_named_by_its_line_and_its_key(old: str, new: str, said: str) -> None:
    assert old in SOUND
    with pytest.raises(BadFile) as refused:
        read(SOUND.replace(old, new))
    assert said in refused.value.sentence


def test_each_shipped_check_is_sound_and_every_weak_answer_leads_somewhere() -> None:
    files = [file for file in find_check_files({"HOME": "/nowhere"}) if not file.own]
    assert len(files) == 7
    for file in files:
        check = read_check(file.path.read_bytes(), file.name, file.name, own=False)
        by_key = {question.key: question for question in check.questions}
        for question in check.questions:
            leads = [question, *(by_key[key] for key in question.rests_on)]
            assert question.kind is Kind.WORDS or any(one.suggest for one in leads), question.key


def test_the_traits_that_carry_each_action() -> None:
    (file,) = (one for one in find_check_files({"HOME": "/nowhere"}) if one.name == "authentic-leader")
    check = read_check(file.path.read_bytes(), file.name, file.name, own=False)
    assert {one.key: one.rests_on for one in check.questions if one.rests_on} == {
        "model-the-culture": ("purpose", "values", "discipline"),
        "guide-strategy": ("purpose", "heart", "discipline"),
        "communicate-the-culture": ("heart", "relationships", "discipline"),
    }
