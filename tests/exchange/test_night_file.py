import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.domain.loop.drafts import NightDraft, PlanDraft, ReflectionDraft, ReportDraft
from modelway.domain.loop.nights import Night, Outcome, Reflection
from modelway.domain.loop.practices import Practice, PracticeOutcome
from modelway.domain.loop.texts import LONGEST_PRACTICE_PART, LONGEST_TEXT, clean_line, clean_text
from modelway.domain.loop.values import Definition, Role, Value
from modelway.errors import BadFile
from modelway.exchange.night_file import night_to_data, read_nights

FRIDAY = date(2026, 11, 20)
SATURDAY = date(2026, 11, 21)
EVENING = datetime(2026, 11, 20, 21, tzinfo=UTC)


def read(data: object) -> list[NightDraft]:
    return read_nights(json.dumps(data).encode(), "night.json")


def refusal(data: object) -> str:
    with pytest.raises(BadFile) as caught:
        read(data)
    return caught.value.sentence


def a_value(value_id: str, slug: str) -> Value:
    return Value(
        id=value_id,
        slug=slug,
        name=slug.title(),
        role=Role.LEADER,
        importance=10,
        target=0.8,
        position=0,
        defined_on=FRIDAY,
        retired_on=None,
        definitions=(Definition("d", FRIDAY, "", ("say it first",)),),
    )


VALUES = {"v1": a_value("v1", "honesty"), "v2": a_value("v2", "courage")}

WHOLE = {
    "date": "2026-11-20",
    "note": "A long day.",
    "reflections": [
        {"value": "honesty", "outcome": "demonstrated", "text": "Named the delay.\nTwice."},
        {"value": "courage", "outcome": "missed", "text": ""},
    ],
    "reports": [{"value": "honesty", "outcome": "partly", "note": "half of it"}],
    "plans": [{"value": "courage", "when": "the board asks", "will": "answer first", "due": "2026-11-21"}],
}
WHOLE_DRAFT = NightDraft(
    day=FRIDAY,
    note="A long day.",
    reflections=(
        ReflectionDraft("honesty", Outcome.DEMONSTRATED, "Named the delay.\nTwice."),
        ReflectionDraft("courage", Outcome.MISSED, ""),
    ),
    reports=(ReportDraft("honesty", PracticeOutcome.PARTLY, "half of it"),),
    plans=(PlanDraft("courage", "the board asks", "answer first", SATURDAY),),
)


@pytest.mark.parametrize(
    "data",
    [
        WHOLE,
        [WHOLE],
        {"nights": [WHOLE]},
        {"schema": "modelway.night/1", "data": WHOLE},
        {"schema": "modelway.nights/1", "data": {"nights": [WHOLE]}},
    ],
    ids=["a night", "a list", "an object", "an envelope of a night", "an envelope of nights"],
)
def test_a_night_is_read_in_every_shape(data: object) -> None:
    assert read(data) == [WHOLE_DRAFT]


def test_absent_keys_are_empty_and_an_absent_note_leaves_the_note_alone() -> None:
    assert read({"date": "2026-11-20"}) == [NightDraft(FRIDAY, note=None)]


def test_null_counts_as_absent() -> None:
    empty = {"date": "2026-11-20", "note": None, "reflections": None, "reports": None, "plans": None}
    assert read(empty) == [NightDraft(FRIDAY, note=None)]


def test_an_empty_note_is_an_empty_note() -> None:
    assert read({"date": "2026-11-20", "note": ""})[0].note == ""


def test_a_list_without_nights_holds_none() -> None:
    assert read({"schema": "modelway.nights/1", "data": {"nights": []}}) == []


def test_nights_come_in_the_order_of_the_file() -> None:
    assert [night.day for night in read([{"date": "2026-11-21"}, {"date": "2026-11-20"}])] == [
        SATURDAY,
        FRIDAY,
    ]


def test_a_plan_needs_no_cue_and_no_due_date() -> None:
    (night,) = read({"date": "2026-11-20", "plans": [{"value": "2", "when": " ", "will": " call Ana "}]})
    assert night.plans == (PlanDraft("2", "", "call Ana", None),)


def test_a_plan_may_be_due_on_its_own_night() -> None:
    (night,) = read({"date": "2026-11-20", "plans": [{"value": "a", "will": "b", "due": "2026-11-20"}]})
    assert night.plans[0].due == FRIDAY


def test_a_value_may_be_named_by_its_bare_number() -> None:
    (night,) = read({"date": "2026-11-20", "reports": [{"value": 2, "outcome": "kept"}]})
    assert night.reports == (ReportDraft("2", PracticeOutcome.KEPT),)


def test_two_practices_of_one_value_may_be_reported_in_one_night() -> None:
    kept, partly = {"value": "a", "outcome": "kept"}, {"value": "a", "outcome": "partly"}
    (night,) = read({"date": "2026-11-20", "reports": [kept, partly]})
    assert [report.outcome for report in night.reports] == [PracticeOutcome.KEPT, PracticeOutcome.PARTLY]


REFLECTION = {"value": "honesty", "outcome": "demonstrated"}
PLAN = {"value": "honesty", "will": "ask first"}
NIGHT = "In night.json, the night of 2026-11-20"


def friday(**fields: object) -> dict[str, object]:
    return {"date": "2026-11-20", **fields}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            friday(reflections=[REFLECTION, {"value": "courage", "outcome": "great"}]),
            f"{NIGHT}, reflections[1].outcome is 'great': "
            "use demonstrated, fell_short, missed or no_opportunity.",
        ),
        (
            friday(reflections=[{"value": "courage", "outcome": None}]),
            f"{NIGHT}, reflections[0].outcome is missing: "
            "use demonstrated, fell_short, missed or no_opportunity.",
        ),
        (
            friday(reflections=[{"outcome": "missed"}]),
            f"{NIGHT}, reflections[0].value is missing: "
            'use the short name or the number of a value, such as "honesty".',
        ),
        (
            friday(reflections=[{"value": True, "outcome": "missed"}]),
            f"{NIGHT}, reflections[0].value is true: "
            'use the short name or the number of a value, such as "honesty".',
        ),
        (
            friday(reflections=[{"value": " ", "outcome": "missed"}]),
            f"{NIGHT}, reflections[0].value is empty: give it a word or two.",
        ),
        (
            friday(reflections=[REFLECTION, {"value": "HONESTY", "outcome": "missed"}]),
            f"{NIGHT}, reflections[1].value names 'HONESTY' a second time: "
            "keep one reflection for each value.",
        ),
        (
            friday(reflections=[{**REFLECTION, "text": 5}]),
            f'{NIGHT}, reflections[0].text is 5: use a text in quotes, such as "".',
        ),
        (
            friday(reflections=[{**REFLECTION, "text": "one\ntwo\0"}]),
            f"{NIGHT}, reflections[0].text holds a NUL character on line 2: take it out.",
        ),
        (
            friday(reflections=[{**REFLECTION, "text": "\ud800"}]),
            f"{NIGHT}, reflections[0].text holds something that is not text on line 1: "
            "type it again, or save it as UTF-8.",
        ),
        (
            friday(reflections=[{**REFLECTION, "text": "x" * 2_000_001}]),
            f"{NIGHT}, reflections[0].text has 2,000,001 characters: shorten it to 2,000,000 or fewer.",
        ),
        (
            friday(reflections=[{**REFLECTION, "txt": ""}]),
            f"{NIGHT}, reflections[0] has the key 'txt', which is not known: did you mean 'text'?",
        ),
        (
            friday(reflections="none"),
            f"{NIGHT}, reflections is 'none': use a list in square brackets, such as [].",
        ),
        (
            friday(reflections=["honesty"]),
            f"{NIGHT}, reflections[0] is 'honesty': use an object in curly brackets, "
            'such as {"value": "honesty", "outcome": "demonstrated"}.',
        ),
        (
            friday(reports=[{"value": "honesty", "outcome": "demonstrated"}]),
            f"{NIGHT}, reports[0].outcome is 'demonstrated': use kept, partly, not_kept or no_chance.",
        ),
        (
            friday(plans=[{**PLAN, "due": "2026-11-19"}]),
            f"{NIGHT}, plans[0].due is '2026-11-19': use the night's own date, 2026-11-20, or a later one.",
        ),
        (
            friday(plans=[{**PLAN, "due": "tomorrow"}]),
            f"{NIGHT}, plans[0].due is 'tomorrow': use a date such as 2026-11-20.",
        ),
        (
            friday(plans=[{"value": "honesty"}]),
            f'{NIGHT}, plans[0].will is missing: use a text in quotes, such as "a few words".',
        ),
        (
            friday(plans=[{**PLAN, "when": "x" * 301}]),
            f"{NIGHT}, plans[0].when has 301 characters: shorten it to 300 or fewer.",
        ),
        (
            friday(plans=[{**PLAN, "will": "one\ntwo"}]),
            f"{NIGHT}, plans[0].will runs over more than one line: put it on one line.",
        ),
        (
            friday(mood=5),
            f"{NIGHT} has the key 'mood', which is not known: use date, note, reflections, reports or plans.",
        ),
        (
            friday(PLANS=[]),
            f"{NIGHT} has the key 'PLANS', which is not known: did you mean 'plans'?",
        ),
        (
            friday(reports=[{"value": "honesty", "outcome": "kept", "text": ""}]),
            f"{NIGHT}, reports[0] has the key 'text', which is not known: use value, outcome or note.",
        ),
        (
            friday(plans=[{**PLAN, "wen": "asked"}]),
            f"{NIGHT}, plans[0] has the key 'wen', which is not known: did you mean 'when'?",
        ),
        (friday(note=["a"]), f'{NIGHT}, note is a list: use a text in quotes, such as "".'),
        ({"note": ""}, "In night.json, the night, date is missing: use a date such as 2026-11-20."),
        (
            [friday(), {"date": "20.11.2026"}],
            "In night.json, night 2 of 2, date is '20.11.2026': use a date such as 2026-11-20.",
        ),
        (
            [friday(), friday(note="again")],
            f"{NIGHT} comes twice: put both into one, or take one of them out.",
        ),
        (
            [friday(), 7],
            "In night.json, night 2 of 2 is 7: "
            'use an object in curly brackets, such as {"date": "2026-11-20"}.',
        ),
        (
            "yes",
            "In night.json, the night is 'yes': "
            'use an object in curly brackets, such as {"date": "2026-11-20"}.',
        ),
        (
            {"schema": "modelway.review/1", "data": {}},
            "In night.json, schema is 'modelway.review/1': use modelway.night/1 or modelway.nights/1.",
        ),
        (
            {"schema": "modelway.night/1", "date": "2026-11-20"},
            "In night.json has the key 'date', which is not known: did you mean 'data'?",
        ),
        ({"nights": {}}, "In night.json, nights is an object: use a list in square brackets, such as []."),
        (
            {"nights": [], "note": ""},
            "In night.json has the key 'note', which is not known: use nights.",
        ),
    ],
)
def test_a_refusal_names_the_night_the_field_and_what_is_allowed(data: object, sentence: str) -> None:
    assert refusal(data) == sentence


@pytest.mark.parametrize(
    "written",
    ["20261120", "2026-W47-5", "2026-02-30", "2026-11-20T21:00", " 2026-11-20", "２０２６-11-20", 20261120],
)
def test_a_date_has_one_spelling(written: object) -> None:
    assert refusal({"date": written}).endswith(": use a date such as 2026-11-20.")


def test_a_long_or_odd_text_is_shown_short_and_safe() -> None:
    sentence = refusal(friday(reflections=[{"value": "a", "outcome": "\x1b[2J" + "x" * 1_000_000}]))
    assert "\x1b" not in sentence
    assert len(sentence) < 250


def test_nothing_of_a_file_is_returned_when_its_last_night_is_wrong() -> None:
    nights: list[object] = [{"date": f"2026-11-{day:02}"} for day in range(1, 30)]
    assert "the night of 2026-11-30, note is 0" in refusal([*nights, {"date": "2026-11-30", "note": 0}])


def test_a_night_is_written_in_the_shape_that_is_promised() -> None:
    night = Night(
        FRIDAY,
        "A long day.",
        EVENING,
        True,
        (
            Reflection("v1", "d", Outcome.DEMONSTRATED, "Named the delay.\nTwice."),
            Reflection("v2", "d", Outcome.MISSED, ""),
        ),
    )
    planned = [Practice("p2", "v2", FRIDAY, SATURDAY, "the board asks", "answer first")]
    reported = [
        Practice(
            "p1",
            "v1",
            FRIDAY - timedelta(1),
            FRIDAY,
            "asked",
            "say it",
            PracticeOutcome.PARTLY,
            "half of it",
            FRIDAY,
        )
    ]
    assert night_to_data(night, planned, reported, VALUES) == WHOLE


def test_what_was_skipped_is_left_out() -> None:
    night = Night(FRIDAY, "", EVENING, False, (Reflection("v1", "d", None, ""),))
    unreported = [Practice("p1", "v1", FRIDAY, FRIDAY, "", "say it")]
    assert night_to_data(night, [], unreported, VALUES) == {
        "date": "2026-11-20",
        "note": "",
        "reflections": [],
        "reports": [],
        "plans": [],
    }


TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=40)
TEXTS = TYPED.map(lambda text: clean_text(text, "a text", LONGEST_TEXT))
WILLS = LINES.map(lambda line: clean_line(f"x{line}", "a line", LONGEST_PRACTICE_PART))
DAYS = st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1))


@st.composite
def told_nights(draw: st.DrawFn) -> tuple[Night, list[Practice], list[Practice]]:
    day = draw(DAYS)
    outcomes = st.sampled_from([*Outcome, None])
    reflections = tuple(
        Reflection(value_id, "d", draw(outcomes), draw(TEXTS))
        for value_id in draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True))
    )
    value_ids = st.lists(st.sampled_from(sorted(VALUES)), max_size=3)
    planned = [
        Practice(
            "p",
            value_id,
            day,
            day + timedelta(draw(st.integers(0, 400))),
            draw(WILLS | st.just("")),
            draw(WILLS),
        )
        for value_id in draw(value_ids)
    ]
    reported = [
        Practice("p", value_id, day, day, "", "go", draw(st.sampled_from(PracticeOutcome)), draw(TEXTS), day)
        for value_id in draw(value_ids)
    ]
    return Night(day, draw(TEXTS), EVENING, True, reflections), planned, reported


@given(told_nights())
def test_what_is_written_reads_back_the_same(told: tuple[Night, list[Practice], list[Practice]]) -> None:
    night, planned, reported = told
    slugs = {value_id: value.slug for value_id, value in VALUES.items()}
    drafts = read(night_to_data(night, planned, reported, VALUES))
    assert drafts == [
        NightDraft(
            night.day,
            night.note,
            tuple(
                ReflectionDraft(slugs[one.value_id], one.outcome, one.text)
                for one in night.reflections
                if one.outcome
            ),
            tuple(ReportDraft(slugs[one.value_id], one.outcome, one.note) for one in reported if one.outcome),
            tuple(PlanDraft(slugs[one.value_id], one.when, one.will, one.due_on) for one in planned),
        )
    ]
