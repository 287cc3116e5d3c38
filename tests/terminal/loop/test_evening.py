"""The nightly loop in a real terminal: from defined values to a kept practice, left and taken up again."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import processes
from journals import define, make_journal, session_at
from modelway.domain.loop.drafts import ValueDraft
from modelway.errors import ExitCode
from modelway.services.loop import values
from terminal import Terminal

Start = Callable[..., Terminal]
NAMES = ("Honesty", "Courage", "Care for people")
VALUES = [
    {
        "name": "Honest communication",
        "definition": "I say what is so, early and plainly.",
        "behaviors": ["Name a risk in the meeting in which I first see it."],
    },
    {"name": "Courage", "definition": "I speak up early.", "behaviors": ["Raise the hard question."]},
    {"name": "Care", "definition": "People feel heard.", "behaviors": ["Ask one question first."]},
]
LIVED, WHICH, WHY = "that demonstrates", "Which was it?", "What happened?"
SATURDAY = "2026-11-21T21:00+01:00"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def defined(store: Path) -> None:
    make_journal(store, define)


@pytest.fixture
def planned(defined: None, store: Path) -> None:
    """A night that is through, with a plan for the next day."""
    processes.run(
        store,
        *("journal", "--lived", "1=Said it.", "--lived", "2=Asked.", "--missed", "3=Talked."),
        *("--plan", "3=When Ana speaks, I will listen"),
    )


@pytest.fixture
def start(store: Path) -> Iterator[Start]:
    """Starts a command in a terminal; `journal` unless another one is named."""
    with ExitStack() as terminals:

        def begin(*arguments: str, columns: int = 80, rows: int = 100, **environ: str) -> Terminal:
            command = [*processes.PROGRAM, *(arguments or ("journal",))]
            whole = processes.environment(store, **environ)
            return terminals.enter_context(Terminal(command, environ=whole, columns=columns, rows=rows))

        yield begin


def question(terminal: Terminal, *words: str) -> None:
    """Wait until the question that holds these words is the last one and waits for its answer."""

    def is_asked() -> bool:
        last = " ".join(terminal.text().split("\n\n")[-1].split())
        return last.endswith("Ctrl-C leave") and all(one in last for one in words)

    terminal.wait_until(is_asked, f"the question {' '.join(words)!r}")


def answer(terminal: Terminal, words: str, typed: str = "") -> None:
    question(terminal, *words.split(" … "))
    terminal.send(typed)
    terminal.send_key("enter")


def press(terminal: Terminal, words: str, key: str) -> None:
    question(terminal, words)
    terminal.send(key)


def replace(terminal: Terminal, words: str, typed: str) -> None:
    """Answer with other words than those that stand there."""
    question(terminal, words)
    terminal.send_key("ctrl-e", "ctrl-u")
    terminal.send(typed)
    terminal.send_key("enter")


def lived(terminal: Terminal, name: str, typed: str) -> None:
    answer(terminal, f"{LIVED} … {name}?", typed)


def skip_all_but_plan(terminal: Terminal) -> None:
    for name in NAMES:
        lived(terminal, name, "")
        press(terminal, WHICH, "n")


def shown(store: Path, day: str = "2026-11-20") -> Any:
    ran = processes.run(store, "nights", "show", day, "--json", MODELWAY_NOW=SATURDAY)
    return json.loads(ran.stdout)["data"]


def reflections(store: Path, day: str = "2026-11-20") -> list[tuple[str, str, str]]:
    return [(one["value"], one["outcome"], one["text"]) for one in shown(store, day)["reflections"]]


# The loop


def test_from_three_values_to_a_kept_practice(start: Start, store: Path) -> None:
    # Given three values,
    made = processes.run(
        store, "values", "define", "--from", "-", data=json.dumps({"values": VALUES}).encode()
    )
    assert made.returncode == ExitCode.DONE

    # when the first evening is killed after the second answer,
    first = start()
    first.wait_for("Evening of Friday 20 November")
    lived(first, "Honest communication", "Told the board that the launch slips.")
    lived(first, "Courage", "")
    press(first, WHICH, "m")
    answer(first, WHY, "Let the reorganisation pass.")
    question(first, "Care?")
    first.signal(signal.SIGKILL)
    assert first.wait() == -signal.SIGKILL

    # then it goes on with the third value, and plans what to do about the missed one.
    again = start()
    question(again, LIVED, "Care?")
    assert LIVED not in again.text().split("Care")[0]
    again.send("Heard Ana out.")
    again.send_key("enter")
    again.wait_for("Model the way tomorrow")
    answer(again, "When …", "the agenda turns to the reorganisation")
    answer(again, "I will …", "ask the question nobody asks")
    assert again.wait() == ExitCode.DONE
    closing = again.text()[again.text().rindex("Evening of") :].splitlines()
    assert closing[2:] == [
        "  ● You showed: Honest communication, Care",
        "  ○ A chance you missed: Courage",
        "",
        f"Tomorrow{'Courage':>72}",
        "  When the agenda turns to the reorganisation, I will ask the question nobody",
        "  asks.",
        "",
        "In the morning, see it again.  Next: modelway today",
    ]

    # When the next evening reports it as kept, and one value falls short,
    second = start(MODELWAY_NOW=SATURDAY)
    second.wait_for("You planned for today")
    press(second, "What became of it?", "k")
    answer(second, "A line on it", "It was less hard than I feared.")
    lived(second, "Honest communication", "Named the delay first.")
    lived(second, "Courage", "Asked it.")
    lived(second, "Care", "")
    press(second, WHICH, "f")
    answer(second, WHY, "Cut Tom short.")
    answer(second, "When …", "")
    answer(second, "I will …", "let Tom finish")
    assert second.wait() == ExitCode.DONE
    assert "✓ You kept your word: When the agenda turns" in second.text()

    # then both evenings are in the journal, word for word.
    assert shown(store) == {
        "date": "2026-11-20",
        "note": "",
        "reflections": [
            {
                "value": "honest-communication",
                "outcome": "demonstrated",
                "text": "Told the board that the launch slips.",
            },
            {"value": "courage", "outcome": "missed", "text": "Let the reorganisation pass."},
            {"value": "care", "outcome": "demonstrated", "text": "Heard Ana out."},
        ],
        "reports": [],
        "plans": [
            {
                "value": "courage",
                "when": "the agenda turns to the reorganisation",
                "will": "ask the question nobody asks",
                "due": "2026-11-21",
            }
        ],
    }
    saturday = shown(store, "2026-11-21")
    assert saturday["reports"] == [
        {"value": "courage", "outcome": "kept", "note": "It was less hard than I feared."}
    ]
    assert saturday["plans"] == [{"value": "care", "when": "", "will": "let Tom finish", "due": "2026-11-22"}]


@pytest.mark.usefixtures("defined")
def test_a_practice_that_was_not_kept_is_told_without_scolding(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--missed", "1=Waited.", "--plan", "1=When asked, I will say it")
    second = start(MODELWAY_NOW=SATURDAY)
    press(second, "What became of it?", "n")
    answer(second, "A line on it", "")
    skip_all_but_plan(second)
    answer(second, "keep practising", "")
    assert second.wait() == ExitCode.DONE
    assert "✗ Not kept this time: When asked, I will say it." in second.text()
    assert shown(store, "2026-11-21")["reports"] == [{"value": "honesty", "outcome": "not_kept", "note": ""}]


@pytest.mark.usefixtures("defined")
def test_a_good_evening_may_plan_to_go_on(start: Start, store: Path) -> None:
    terminal = start()
    for name in NAMES:
        lived(terminal, name, f"Lived {name}.")
    answer(terminal, "Is there something you will keep practising tomorrow?", "2 3")
    answer(terminal, "When …", "the plan comes up")
    answer(terminal, "I will …", "ask")
    answer(terminal, "When …", "Ana speaks")
    answer(terminal, "I will …", "listen")
    assert terminal.wait() == ExitCode.DONE
    assert [one["value"] for one in shown(store)["plans"]] == ["courage", "care-for-people"]


@pytest.mark.usefixtures("defined")
def test_of_several_that_fell_short_the_widest_gap_is_offered(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--date", "yesterday", "--lived", "2=Asked.", "--missed", "3=Waited.")
    terminal = start()
    lived(terminal, "Honesty", "Said it.")
    for name in NAMES[1:]:
        lived(terminal, name, "")
        press(terminal, WHICH, "f")
        answer(terminal, WHY, "Kept quiet.")
    answer(terminal, "Which one will you practise tomorrow? … Enter takes 2", "")
    answer(terminal, "When …", "")
    answer(terminal, "I will …", "ask first")
    assert terminal.wait() == ExitCode.DONE
    assert [one["value"] for one in shown(store)["plans"]] == ["care-for-people"]


# Leaving, and going on


@pytest.mark.usefixtures("defined")
def test_ctrl_c_keeps_the_answers_and_says_how_to_go_on(start: Start, store: Path) -> None:
    terminal = start()
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    terminal.send("half a line")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    left = "All answers so far are saved, and what you had typed is kept. Go on with: modelway journal"
    assert " ".join(terminal.text().split()).endswith(left)
    assert reflections(store) == [("honesty", "demonstrated", "Said it.")]


@pytest.mark.usefixtures("defined")
def test_an_earlier_night_says_how_to_go_on_with_it(start: Start) -> None:
    terminal = start("journal", "--date", "2026-11-10")
    terminal.wait_for("it is kept, and marked as backfilled")
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    assert "Go on with: modelway journal --date 2026-11-10" in terminal.text()


@pytest.mark.usefixtures("defined")
def test_a_night_left_while_it_is_changed_says_how_to_go_on_with_that(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--date", "2026-11-10", "--lived", "1=Said it.", "--lived", "2=Asked.")
    terminal = start("nights", "edit", "2026-11-10")
    question(terminal, "Honesty?", "> Said it.")
    assert "2026-11-10" not in terminal.text()
    assert "Tue 10 Nov" not in terminal.text()
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    left = "All answers so far are saved. Go on with: modelway nights edit 2026-11-10"
    assert terminal.screen()[-1] == left


@pytest.mark.usefixtures("defined")
def test_a_written_night_left_at_once_says_how_to_change_it(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--lived", "1=A.", "--lived", "2=B.", "--lived", "3=C.")
    terminal = start()
    question(terminal, "Change something?")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    left = "Nothing was changed. To change it later: modelway nights edit 2026-11-20"
    assert terminal.screen()[-1] == left


@pytest.mark.usefixtures("defined")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end_loses_no_answer(start: Start, store: Path, number: int) -> None:
    terminal = start()
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    terminal.signal(number)
    assert terminal.wait() == ExitCode.INTERRUPTED
    assert reflections(store) == [("honesty", "demonstrated", "Said it.")]


@pytest.mark.usefixtures("defined")
def test_a_closed_terminal_loses_no_answer(start: Start, store: Path) -> None:
    terminal = start()
    lived(terminal, "Honesty", "Said it.")
    lived(terminal, "Courage", "")
    press(terminal, WHICH, "f")
    question(terminal, WHY)
    terminal.send("half a line")
    terminal.wait_for("half a line")
    assert terminal.hang_up() == ExitCode.INTERRUPTED
    assert reflections(store) == [("honesty", "demonstrated", "Said it."), ("courage", "fell_short", "")]

    # What happened was not told yet, so the evening goes on there: Enter takes what was pressed.
    again = start()
    lived(again, "Courage", "")
    question(again, WHICH, "Enter I fell short")
    again.send_key("enter")
    replace(again, WHY, "Kept quiet.")
    question(again, "Care for people?")
    assert reflections(store)[1] == ("courage", "fell_short", "Kept quiet.")


@pytest.mark.usefixtures("defined")
@pytest.mark.parametrize("answers", range(6))
def test_killed_at_any_moment_it_keeps_what_was_answered(start: Start, store: Path, answers: int) -> None:
    steps: list[Callable[[Terminal], None]] = [
        lambda terminal: lived(terminal, "Honesty", "Said it."),
        lambda terminal: lived(terminal, "Courage", ""),
        lambda terminal: press(terminal, WHICH, "m"),
        lambda terminal: answer(terminal, WHY, "Kept quiet."),
        lambda terminal: lived(terminal, "Care for people", "Listened."),
        lambda terminal: answer(terminal, "When …", "asked"),
    ]
    kept = [0, 1, 1, 2, 2, 3]
    goes_on_with = ["Honesty?", "Courage?", "Courage?", "Courage?", "Care for people?", "When …"]
    terminal = start()
    for step in steps[:answers]:
        step(terminal)
    question(terminal, ["Honesty?", "Courage?", WHICH, WHY, "Care for people?", "When …"][answers])
    terminal.signal(signal.SIGKILL)
    terminal.wait()
    if answers:
        assert len(reflections(store)) == kept[answers]
    question(start(), goes_on_with[answers])


# Going back, and changing


@pytest.mark.usefixtures("defined")
def test_going_back_brings_the_question_before_with_its_answer_in_place(start: Start, store: Path) -> None:
    terminal = start()
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    terminal.send_key("ctrl-b")
    question(terminal, "Honesty?", "> Said it.")
    terminal.send(" Twice.")
    terminal.send_key("enter")
    question(terminal, "Courage?")
    assert reflections(store) == [("honesty", "demonstrated", "Said it. Twice.")]


@pytest.mark.usefixtures("defined")
def test_going_back_over_practices_leads_to_the_one_before(start: Start, store: Path) -> None:
    for number in (3, 1, 2):
        processes.run(store, "journal", "--plan", f"{number}=When asked, I will say it to {number}")
    terminal = start(MODELWAY_NOW=SATURDAY)
    for number in (1, 2):
        press(terminal, "What became of it?", "k")
        answer(terminal, "A line on it", f"told {number}")
    question(terminal, "What became of it?")
    assert "say it to 3" in terminal.text().split("\n\n")[-2]
    terminal.send_key("pageup")
    question(terminal, "What became of it?", "Enter kept")
    assert "say it to 2" in terminal.text().split("\n\n")[-2]
    terminal.send_key("enter")
    question(terminal, "A line on it", "> told 2")


@pytest.mark.usefixtures("defined")
def test_there_is_no_going_back_from_the_first_question(start: Start) -> None:
    terminal = start()
    question(terminal, "Honesty?")
    assert "back" not in terminal.text()


@pytest.mark.usefixtures("defined")
def test_going_back_within_an_answer_begins_it_anew(start: Start, store: Path) -> None:
    terminal = start()
    lived(terminal, "Honesty", "")
    press(terminal, WHICH, "f")
    question(terminal, WHY)
    terminal.send_key("ctrl-b")
    lived(terminal, "Honesty", "I did say it.")
    question(terminal, "Courage?")
    assert reflections(store) == [("honesty", "demonstrated", "I did say it.")]


@pytest.mark.usefixtures("defined")
def test_going_back_from_the_practice_keeps_its_first_half(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--missed", "1=Waited.", "--lived", "2=Asked.", "--lived", "3=Listened.")
    terminal = start()
    answer(terminal, "When …", "I am askd")
    question(terminal, "I will …")
    terminal.send("say")
    terminal.send_key("ctrl-b")
    replace(terminal, "When …", "I am asked")
    question(terminal, "I will …", "> say")
    terminal.send(" it")
    terminal.send_key("enter")
    assert terminal.wait() == ExitCode.DONE
    assert [(one["when"], one["will"]) for one in shown(store)["plans"]] == [("I am asked", "say it")]


@pytest.mark.usefixtures("defined")
def test_going_back_from_the_practice_leads_to_the_answers(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--missed", "1=Waited.", "--lived", "2=Asked.", "--lived", "3=Listened.")
    terminal = start()
    question(terminal, "When …")
    terminal.send_key("ctrl-b")
    question(terminal, "Care for people?", "> Listened.")


@pytest.mark.usefixtures("defined")
def test_a_practice_of_nothing_is_mended_where_it_stands(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--missed", "1=Waited.", "--lived", "2=Asked.", "--lived", "3=Listened.")
    terminal = start()
    answer(terminal, "When …", "")
    answer(terminal, "I will …", "...")
    terminal.wait_for("is empty: give it a word or two")
    terminal.send_key("ctrl-u")
    terminal.send("say it")
    terminal.send_key("enter")
    assert terminal.wait() == ExitCode.DONE
    assert [one["will"] for one in shown(store)["plans"]] == ["say it"]


@pytest.mark.usefixtures("defined")
def test_a_moment_in_place_of_the_action_is_mended_where_it_stands(start: Start, store: Path) -> None:
    processes.run(store, "journal", "--missed", "1=Waited.", "--lived", "2=Asked.", "--lived", "3=Listened.")
    terminal = start()
    answer(terminal, "When …", "")
    answer(terminal, "I will …", "when someone goes quiet")
    terminal.wait_for("put the moment behind")
    terminal.send_key("pageup")
    answer(terminal, "When …", "someone goes quiet")
    replace(terminal, "I will …", "I Ask her")
    assert terminal.wait() == ExitCode.DONE
    assert "When someone goes quiet, I will ask her." in terminal.text()


@pytest.mark.usefixtures("defined")
def test_a_finished_night_is_shown_and_left_as_it_is(start: Start, store: Path) -> None:
    processes.run(
        store, "journal", *("--lived", "1=Said it.", "--lived", "2=Asked.", "--no-opportunity", "3")
    )
    before = shown(store)
    terminal = start()
    question(terminal, "This night is written. Change something?")
    assert "  ● Honesty  demonstrated\n    Said it.\n  ● Courage  demonstrated\n" in terminal.text()
    terminal.send_key("enter")
    assert terminal.wait() == ExitCode.DONE
    assert shown(store) == before


@pytest.mark.usefixtures("planned")
def test_a_finished_night_can_be_changed(start: Start, store: Path) -> None:
    terminal = start()
    press(terminal, "Change something?", "y")
    question(terminal, "Honesty?", "> Said it.")
    terminal.send_key("enter")
    replace(terminal, "Courage?", "")
    press(terminal, WHICH, "m")
    answer(terminal, WHY, "Kept quiet.")
    lived(terminal, "Care for people", "")
    press(terminal, WHICH, "f")
    question(terminal, WHY, "> Talked.")
    terminal.send_key("enter")
    press(terminal, "Your plan: When Ana speaks, I will listen.", "c")
    question(terminal, "When …", "> Ana speaks")
    terminal.send_key("enter")
    answer(terminal, "I will …", " first")
    assert terminal.wait() == ExitCode.DONE
    assert reflections(store) == [
        ("honesty", "demonstrated", "Said it."),
        ("courage", "missed", "Kept quiet."),
        ("care-for-people", "fell_short", "Talked."),
    ]
    assert [one["will"] for one in shown(store)["plans"]] == ["listen first"]


@pytest.mark.usefixtures("planned")
def test_a_plan_whose_words_are_taken_away_is_no_plan_any_more(start: Start, store: Path) -> None:
    terminal = start()
    press(terminal, "Change something?", "y")
    for words in ("> Said it.", "> Asked."):
        question(terminal, words)
        terminal.send_key("enter")
    lived(terminal, "Care for people", "")
    press(terminal, WHICH, "m")
    question(terminal, WHY)
    terminal.send_key("enter")
    press(terminal, "Your plan: When Ana speaks, I will listen.", "c")
    question(terminal, "When …", "> Ana speaks")
    terminal.send_key("enter")
    replace(terminal, "I will …", "")
    question(terminal, "When …")
    assert shown(store)["plans"] == []
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED


# What it looks like


@pytest.mark.usefixtures("defined")
def test_after_midnight_it_says_which_night_it_is(start: Start) -> None:
    terminal = start(MODELWAY_NOW="2026-11-21T01:15+01:00")
    question(terminal, "Honesty?")
    assert "Evening of Friday 20 November" in terminal.text()
    assert "It is past midnight; this is still the night of the day before." in terminal.text()


@pytest.mark.usefixtures("defined")
@pytest.mark.parametrize("columns", [80, 40])
def test_wide_characters_and_emoji_are_kept_and_shown(start: Start, store: Path, columns: int) -> None:
    words = "田中さんに早く言った 🌱 naïve"
    terminal = start(columns=columns)
    lived(terminal, "Honesty", words)
    question(terminal, "Courage?")
    assert f"> {words}" in terminal.screen()
    terminal.send_key("ctrl-c")
    terminal.wait()
    assert reflections(store) == [("honesty", "demonstrated", words)]


@pytest.mark.usefixtures("defined")
def test_every_line_fits_forty_columns(start: Start) -> None:
    terminal = start(columns=40)
    for name in NAMES[:2]:
        lived(terminal, name, "Told the board that the launch slips, before they asked.")
    lived(terminal, NAMES[2], "")
    press(terminal, WHICH, "m")
    answer(terminal, WHY, "Talked.")
    answer(terminal, "When …", "Ana speaks in the weekly round of the team")
    answer(terminal, "I will …", "put the pen down and listen until she is done")
    assert terminal.wait() == ExitCode.DONE
    closing = terminal.text()[terminal.text().rindex("Evening of") :].splitlines()
    assert closing == [
        "Evening of Friday 20 November      saved",
        "─" * 40,
        "● You showed: Honesty, Courage",
        "○ A chance you missed: Care for people",
        "",
        "Tomorrow                 Care for people",
        "When Ana speaks in the weekly round of",
        "the team, I will put the pen down and",
        "listen until she is done.",
        "",
        "In the morning, see it again.",
        "Next: modelway today",
    ]


@pytest.mark.usefixtures("defined")
def test_no_color_sends_no_color(start: Start) -> None:
    terminal = start(NO_COLOR="1")
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    terminal.send_key("ctrl-c")
    terminal.wait()
    styles = {code for codes in re.findall(rb"\x1b\[([\d;]*)m", terminal.raw) for code in codes.split(b";")}
    assert styles <= {b"", b"0", b"1", b"2"}  # bold and dim at most


@pytest.mark.usefixtures("defined")
def test_what_was_written_cannot_steer_the_terminal(start: Start, store: Path) -> None:
    words = "[bold]x[/bold] \x1b[2Jgone\x07"
    processes.run(
        store, "journal", *("--lived", f"1={words}", "--no-opportunity", "2", "--no-opportunity", "3")
    )
    terminal = start()
    question(terminal, "Change something?")
    assert "[bold]x[/bold] �[2Jgone�" in terminal.text()
    terminal.send("y")
    question(terminal, "Honesty?")
    assert b"\x1b[2Jgone" not in terminal.raw


@pytest.mark.usefixtures("defined")
def test_markup_typed_as_an_answer_stays_text(start: Start, store: Path) -> None:
    terminal = start()
    lived(terminal, "Honesty", "[red]Said it.[/red]")
    question(terminal, "Courage?")
    assert "> [red]Said it.[/red]" in terminal.text()
    assert reflections(store)[0][2] == "[red]Said it.[/red]"


# A new leader


def define_one(terminal: Terminal, name: str) -> None:
    answer(terminal, "My own, from a blank page", "")
    answer(terminal, "What do you call it?", name)
    answer(terminal, f"What does {name} mean to you?", "I speak up early.")
    answer(terminal, f"How do you show {name}?", "Raise the hard question first")
    answer(terminal, "A second thing they would see", "")
    answer(terminal, f"In which role do you show {name} most?", "")


def test_a_leader_without_values_defines_them_and_begins_the_evening(start: Start, store: Path) -> None:
    terminal = start(rows=140)
    for name in NAMES:
        define_one(terminal, name)
    press(terminal, "You have 3 values", "n")
    terminal.wait_for("> no\n\nEvening of Friday 20 November\n")
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?")
    assert reflections(store) == [("honesty", "demonstrated", "Said it.")]


def test_a_value_that_was_begun_is_finished_before_the_evening(start: Start, store: Path) -> None:
    with session_at(store) as session:
        define(session, "Honesty")
        bare = ValueDraft("Courage", "I speak up early.", ())
        values.define(session, [bare], session.command("values define", "defining Courage"))
    left = start()
    question(left, "How do you show Courage?")
    assert left.screen()[0] == "One thing first. Courage still waits for its first behavior."
    left.send_key("ctrl-c")
    assert left.wait() == ExitCode.INTERRUPTED
    assert left.screen()[-1] == "All answers so far are saved. Go on with: modelway journal"

    terminal = start()
    answer(terminal, "How do you show Courage?", "Raise the hard question first")
    answer(terminal, "A second thing they would see", "")
    answer(terminal, "In which role do you show Courage most?", "")
    # No further value is asked for: the evening begins.
    terminal.wait_for("> leader\n\nEvening of Friday 20 November\n")
    lived(terminal, "Honesty", "Said it.")
    question(terminal, "Courage?", "that demonstrates")


def test_a_leader_who_leaves_before_there_are_values_is_told_how_to_go_on(start: Start) -> None:
    terminal = start()
    question(terminal, "My own, from a blank page")
    terminal.send_key("ctrl-c")
    assert terminal.wait() == ExitCode.INTERRUPTED
    assert terminal.screen()[-1].endswith("modelway values define")


def test_with_fewer_than_three_values_the_evening_says_how_many_are_missing(
    start: Start, store: Path
) -> None:
    with session_at(store) as session:
        define(session, "Honesty")
    terminal = start()
    question(terminal, "Honesty?")
    assert "2 more values make it three" in terminal.text()
