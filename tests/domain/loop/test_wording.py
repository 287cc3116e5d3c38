import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.loop.examples import EXAMPLE_VALUES
from modelway.domain.loop.vocabulary import (
    BEING,
    CUES,
    DEFAULT_EXAMPLE,
    INNER_STATES,
    REFUSALS,
    TOPICS,
    TRYING,
    VERBS,
)
from modelway.domain.loop.wording import (
    ABSOLUTE,
    COMPARED,
    INNER,
    MOST_USEFUL_FIRST,
    NEGATED,
    NO_VERB,
    QUALITY,
    TRIED,
    find_hints,
)

NAMES = {
    NEGATED: "negated",
    QUALITY: "quality",
    INNER: "inner",
    TRIED: "tried",
    ABSOLUTE: "absolute",
    COMPARED: "compared",
    NO_VERB: "no verb",
}
ALL_BEHAVIORS = [behavior for value in EXAMPLE_VALUES for behavior in value.behaviors]

MORE_WORDS = (
    *("always", "better", "more", "I", "I’m", "my", "will", "to", "the", "honest", "honestly", "respect"),
    *("listening", "listens", "meetings", ",", ".", "out", "loud", "team"),
)
some_words = sorted(VERBS | BEING | INNER_STATES | REFUSALS | TRYING | CUES | set(MORE_WORDS))


def found_in(behavior: str) -> list[str]:
    return [NAMES[hint.what] for hint in find_hints(behavior)]


@pytest.mark.parametrize(
    "behavior",
    [
        *ALL_BEHAVIORS,
        "Open each meeting with the one thing that went wrong",
        "Calm the room when voices rise",
        "Present the risks before the benefits",
        "Bring coffee to whoever worked late",
        "Reply to each question within a day",
        "Mention who had the idea",
        "Silence my phone before one-to-ones",
        "Think out loud when I weigh a hard choice",
        "Stop by every desk on Monday morning",
        "Stop the line when something looks unsafe",
        "Ask what would make the week better",
        "Have open office hours on Thursdays",
        "Show the open risks first",
        "Say what people never dare to say",
        "When someone disagrees, ask for the reason first",
        "When I am wrong, I say so in front of the team",
        "In meetings I let others speak first",
        "Before deciding, hear the two quietest people",
        "Doublecheck figures with the person who made them",
        "Address conflicts within a day",
        "Zuhören, bevor ich antworte",
        "毎日一人に感謝を伝える",
        "🙂",
        "",
        "  ",
        "3",
    ],
)
def test_a_strong_wording_is_left_alone(behavior):
    assert found_in(behavior) == []


@pytest.mark.parametrize(
    ("behavior", "found"),
    [
        ("be honest", ["quality"]),
        ("Being there for my team", ["quality"]),
        ("I am patient", ["quality", "no verb"]),
        ("I’m open to ideas", ["quality"]),
        ("Stay calm", ["quality"]),
        ("Show respect", ["quality"]),
        ("Show respect to others", ["quality"]),
        ("Act with integrity", ["quality"]),
        ("Communicate honestly", ["quality"]),
        ("Respect", ["quality", "inner"]),
        ("Honest communication with the team", ["no verb"]),
        ("Value people's time", ["inner"]),
        ("Understand what the team needs", ["inner"]),
        ("Care about each person", ["inner"]),
        ("Don't interrupt", ["negated"]),
        ("Don’t interrupt", ["negated"]),
        ("Do not interrupt", ["negated"]),
        ("Never raise my voice", ["negated"]),
        ("Avoid blame", ["negated"]),
        ("Stop interrupting people", ["negated"]),
        ("No phone in meetings", ["negated"]),
        ("I will not gossip", ["negated", "no verb"]),
        ("Try not to interrupt", ["negated", "tried"]),
        ("Try to listen", ["tried"]),
        ("Always try to be better", ["quality", "tried"]),
        ("Always thank people by name", ["absolute"]),
        ("Answer every question, and never later than Friday", ["absolute"]),
        ("Listen better", ["compared"]),
        ("Delegate more", ["compared"]),
        ("Listen to my team better", ["compared"]),
        ("Better meetings", ["compared", "no verb"]),
        ("I ask for two objections before we decide", ["no verb"]),
        ("Openly share what went wrong", ["no verb"]),
        ("Listening to my team", ["no verb"]),
        ("Listens to everyone in the room", ["no verb"]),
        ("Communication with everyone", ["no verb"]),
        ("My team hears it from me first", ["no verb"]),
        ("When someone disagrees, always try to ask for the reason", ["tried", "absolute"]),
    ],
)
def test_a_weak_wording_is_told_the_most_useful_first(behavior, found):
    assert found_in(behavior) == found


@pytest.mark.parametrize(
    ("behavior", "example"),
    [
        ("be honest", "Say what I know and what I do not know in every status meeting"),
        ("Stop interrupting people", "Let others finish their sentence before I speak"),
        ("Show respect", "Ask those who do the work for their view before I decide about it"),
        ("Try to listen", "Repeat back what I heard before I give my own view"),
        ("Be excellent", DEFAULT_EXAMPLE),
        ("Weekly review of practices", DEFAULT_EXAMPLE),
        ("Meeting notes for the team", "Ask one person a day what stands in their way"),
    ],
)
def test_the_example_is_about_the_same_thing(behavior, example):
    assert find_hints(behavior)[0].example == example


@pytest.mark.parametrize(
    ("behavior", "example"),
    [
        ("Always try to greet everyone by name", "Greet everyone by name"),
        ("I will ask for two objections.", "Ask for two objections."),
        ("Openly share what went wrong.", "Share what went wrong openly"),
        ("Listening to each person for five minutes", "Listen to each person for five minutes"),
        ("Admitted my mistakes in public", "Admit my mistakes in public"),
        ("When someone disagrees, try to ask for the reason", "When someone disagrees, ask for the reason"),
    ],
)
def test_the_leaders_own_words_are_kept_where_leaving_some_out_is_enough(behavior, example):
    assert find_hints(behavior)[0].example == example


@pytest.mark.parametrize("example", [DEFAULT_EXAMPLE, *(example for _, example in TOPICS)])
def test_every_example_is_strong_itself(example):
    assert find_hints(example) == []
    assert len(example) <= 80


def test_every_kind_of_weakness_has_its_place_and_is_told_on_one_line():
    assert set(NAMES) == set(MOST_USEFUL_FIRST)
    assert all(what.isprintable() and len(what) < 100 for what in MOST_USEFUL_FIRST)


@given(st.one_of(st.text(), st.lists(st.sampled_from(some_words), max_size=6).map(" ".join)))
def test_any_text_gets_at_most_two_hints_with_strong_examples(behavior):
    found = find_hints(behavior)
    assert len(found) <= 2
    assert len({hint.what for hint in found}) == len(found)
    assert all(find_hints(hint.example) == [] for hint in found)


class TestExampleValues:
    def test_there_are_six_by_different_names(self):
        assert [value.name for value in EXAMPLE_VALUES] == [
            "Honest communication",
            "Influence without force",
            "Integrity",
            "Empathy",
            "Respect by serving",
            "Authenticity",
        ]

    @pytest.mark.parametrize("value", EXAMPLE_VALUES, ids=lambda value: value.name)
    def test_each_is_defined_in_one_sentence_of_the_first_person(self, value):
        assert value.definition.startswith("I ")
        assert value.definition.count(".") == 1
        assert value.definition.endswith(".")
        assert len(value.behaviors) in (2, 3)

    @pytest.mark.parametrize("behavior", ALL_BEHAVIORS)
    def test_each_behavior_is_short_and_said_once(self, behavior):
        assert len(behavior) <= 80
        assert ALL_BEHAVIORS.count(behavior) == 1
