"""`modelway journal` without a terminal: from options, from a file, from standard input."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, session_at
from modelway.domain.loop.nights import Night
from modelway.store.journal import Journal

Run = Callable[..., Any]
DAY = timedelta(days=1)


@pytest.fixture
def defined(modelway: Run, store: Path) -> Run:
    """The program, with three values defined."""
    make_journal(store, define)
    return modelway


def kept(store: Path, day: date = FRIDAY) -> Night:
    with Journal.open(store) as journal:
        night = journal.night(day)
    assert night is not None
    return night


def shown(modelway: Run, day: date = FRIDAY) -> Any:
    return json.loads(modelway("nights", "show", day.isoformat(), "--json").out)["data"]


# From options


def test_one_answer_is_saved_and_the_night_stays_open(defined: Run, store: Path) -> None:
    ran = defined("journal", "--lived", "honesty=Told the board first.")
    assert (ran.code, ran.err) == (0, "")
    assert [one.text for one in kept(store).reflections] == ["Told the board first."]
    assert not kept(store).finished
    assert ran.out == (
        "Evening of Friday 20 November"
        "                                              saved\n"
        f"{'─' * 80}\n"
        "  ● You showed: Honesty\n"
        "\n"
        "Some values are still open.  Next: modelway journal\n"
    )


def test_an_answer_that_gave_way_is_shown_and_undo_brings_it_back(defined: Run, store: Path) -> None:
    defined("journal", "--missed", "courage=I missed her signal.", "--note", "Long day.\nVery long.")
    ran = defined("journal", "--lived", "courage=Spoke first.", "--note", "")
    assert ran.out.splitlines()[2:] == [
        "  ● You showed: Courage",
        "",
        "  This took the place of what you had written:",
        "  • Courage, missed: I missed her signal.",
        "  • The note: Long day.…",
        "  modelway undo brings it back.",
        "",
        "Some values are still open.  Next: modelway journal",
    ]
    assert defined("undo").code == 0
    assert [one.text for one in kept(store).reflections] == ["I missed her signal."]
    assert kept(store).note == "Long day.\nVery long."


def test_nights_that_replace_answers_say_how_many(defined: Run) -> None:
    def handed_in(outcome: str) -> str:
        answers = [{"value": "1", "outcome": outcome}]
        nights = [{"date": f"2026-11-{day}", "reflections": answers} for day in (18, 19)]
        return " ".join(defined("journal", "--from", "-", data=json.dumps(nights).encode()).out.split())

    assert "took the place" not in handed_in("missed")
    assert "took the place" not in handed_in("missed")
    assert "took the place of 2 earlier answers; modelway undo" in handed_in("demonstrated")


def test_a_refusal_names_a_value_of_the_leaders_own(modelway: Run, store: Path) -> None:
    with session_at(store) as session:
        define(session, "Honest communication")
    ran = modelway("journal", "--lived", "Told the board first.")
    assert ran.code == 2
    assert ran.err.endswith("write for example honest-communication=I told them first.\n")


def test_every_option_has_its_place(defined: Run, store: Path) -> None:
    defined("journal", "--date", "yesterday", "--missed", "1", "--plan", "1=When I am asked, I will say it")
    for option in ("--partly", "--not-kept", "--no-chance", "--kept"):
        assert defined("journal", option, "honesty=In the morning.").code == 0
        assert shown(defined)["reports"][0]["outcome"] == option[2:].replace("-", "_")
    ran = defined(
        "journal",
        *("--lived", "1=Told them.", "--fell-short", "2=Kept quiet.", "--no-opportunity", "care"),
        *(
            "--plan",
            "2=When the plan comes up, I will ask.",
            "--plan",
            "2=Sit in front.",
            "--note",
            "A long day.",
        ),
    )
    assert ran.code == 0
    assert shown(defined) == {
        "date": "2026-11-20",
        "note": "A long day.",
        "reflections": [
            {"value": "honesty", "outcome": "demonstrated", "text": "Told them."},
            {"value": "courage", "outcome": "fell_short", "text": "Kept quiet."},
            {"value": "care-for-people", "outcome": "no_opportunity", "text": ""},
        ],
        "reports": [{"value": "honesty", "outcome": "kept", "note": "In the morning."}],
        "plans": [
            {"value": "courage", "when": "the plan comes up", "will": "ask", "due": "2026-11-21"},
            {"value": "courage", "when": "", "will": "sit in front", "due": "2026-11-21"},
        ],
    }
    assert kept(store).finished


def test_the_closing_screen_shows_strengths_then_gaps_then_tomorrow(defined: Run) -> None:
    defined(
        "journal", "--date", "yesterday", "--missed", "1=Waited.", "--plan", "1=When asked, I will say it"
    )
    ran = defined(
        "journal",
        *("--kept", "1", "--missed", "2=Kept quiet.", "--lived", "1=Told them.", "--no-opportunity", "3"),
        *("--plan", "2=When the plan comes up, I will ask."),
    )
    assert ran.out.splitlines()[2:] == [
        "  ● You showed: Honesty",
        "  ✓ You kept your word: When asked, I will say it.",
        "  ○ A chance you missed: Courage",
        "  – Nothing called for: Care for people",
        "",
        f"Tomorrow{'Courage':>72}",
        "  When the plan comes up, I will ask.",
        "",
        "In the morning, see it again.  Next: modelway today",
    ]


@pytest.mark.parametrize(
    ("typed", "day", "echo"),
    [
        ("today", FRIDAY, "Evening of Friday 20 November                                              saved"),
        (
            "yesterday",
            FRIDAY - DAY,
            "Evening of Thursday 19 November                                 yesterday, saved",
        ),
        ("fri", FRIDAY - 7 * DAY, f"Evening of Friday 13 November{'saved':>51}"),
        ("3 days ago", FRIDAY - 3 * DAY, "3 days ago, saved"),
        ("-3d", FRIDAY - 3 * DAY, "3 days ago, saved"),
        ("20 Nov 2025", date(2025, 11, 20), f"Evening of Thursday 20 November 2025{'saved':>44}"),
        ("2026-11-01", date(2026, 11, 1), f"Evening of Sunday 1 November{'saved':>52}"),
    ],
)
def test_a_day_is_understood_and_echoed(defined: Run, store: Path, typed: str, day: date, echo: str) -> None:
    ran = defined("journal", "--date", typed, "--lived", "1=Told them.")
    assert ran.code == 0
    assert echo in ran.out
    assert kept(store, day).reflections


def test_the_next_step_of_an_earlier_night_names_its_date(defined: Run) -> None:
    ran = defined("journal", "--date", "2026-11-10", "--lived", "1=Told them.")
    assert ran.out.endswith("Next: modelway journal --date 2026-11-10\n")


@pytest.mark.parametrize(
    ("day", "command"),
    [
        ("2026-11-20", "modelway review"),
        ("2026-11-16", "modelway review"),
        ("2026-11-15", "modelway review --week 2026-W46"),
    ],
)
def test_the_next_step_of_a_written_night_is_its_own_week(defined: Run, day: str, command: str) -> None:
    ran = defined("journal", "--date", day, "--lived", "1=A.", "--lived", "2=B.", "--lived", "3=C.")
    assert ran.out.endswith(f"Next: {command}\n")


def test_a_plan_for_today_leads_to_today(defined: Run) -> None:
    ran = defined(
        "journal",
        *(
            "--date",
            "yesterday",
            "--lived",
            "1=A.",
            "--lived",
            "2=B.",
            "--missed",
            "3=C.",
            "--plan",
            "3=Ask first",
        ),
    )
    assert "\nToday  " in ran.out
    assert ran.out.endswith("Next: modelway today\n")


def test_a_night_far_back_is_kept_and_marked(defined: Run, store: Path) -> None:
    assert defined("journal", "--date", "2026-10-01", "--lived", "1=Told them.").code == 0
    assert kept(store, date(2026, 10, 1)).backfilled


def test_a_note_alone_is_a_night(defined: Run, store: Path) -> None:
    assert defined("journal", "--note", "A long day.").code == 0
    assert kept(store).note == "A long day."


def test_the_store_may_be_named_before_or_behind_the_command(
    defined: Run, store: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with session_at(other) as session:
        define(session)
    assert defined("--store", str(other), "journal", "--lived", "1=Before.").code == 0
    assert defined("journal", "--lived", "2=Behind.", "--store", str(other)).code == 0
    assert [one.text for one in kept(other).reflections] == ["Before.", "Behind."]
    with Journal.open(store) as journal:
        assert journal.nights() == []


def test_words_are_no_markup_and_cannot_reach_the_terminal(defined: Run, store: Path) -> None:
    words = "[red]stop[/red] :smile: \x1b[31mred\x1b[0m \x9b31m \x07 [link=file:///]x[/]"
    ran = defined(
        "journal", "--color", "always", "--fell-short", f"1={words}", "--plan", "1=[bold]ask[/bold]"
    )
    assert ran.code == 0
    assert kept(store).reflections[0].text == words
    assert "[bold]ask[/bold]" in ran.out
    seen = defined("nights", "show", "today")
    assert "[red]stop[/red] :smile: " in seen.out
    assert "\x1b" not in seen.out
    assert "\x9b" not in seen.out


def test_a_hundred_thousand_characters_are_kept(defined: Run, store: Path) -> None:
    words = "wörter " * 14_286
    assert defined("journal", "--lived", f"1={words}").code == 0
    assert kept(store).reflections[0].text == words.strip()


# From a file


def ninety_nights() -> list[dict[str, object]]:
    """Honesty is shown on five nights of every seven."""
    return [
        {
            "date": (FRIDAY - number * DAY).isoformat(),
            "reflections": [
                {
                    "value": "honesty",
                    "outcome": "demonstrated" if number % 7 < 5 else "missed",
                    "text": f"{number}",
                },
                {"value": "courage", "outcome": "no_opportunity"},
            ],
        }
        for number in range(90)
    ]


def test_ninety_nights_from_a_file_and_the_weeks_figures(defined: Run, tmp_path: Path) -> None:
    file = tmp_path / "nights.json"
    file.write_text(json.dumps(ninety_nights()), "utf-8")
    ran = defined("journal", "--from", str(file))
    assert ran.code == 0
    assert ran.out == (
        "90 nights are recorded, from Sunday 23 August 2026 to Friday 20 November 2026.\n"
        "See your week.  Next: modelway review\n"
    )
    review = json.loads(defined("review", "--week", "2026-W46", "--json").out)["data"]
    honesty, courage = review["values"][:2]
    assert (honesty["demonstrated"], honesty["missed"], honesty["unanswered"]) == (5, 2, 0)
    assert honesty["rate"] == pytest.approx(5 / 7)
    assert honesty["low"] < 0.29 < 0.97 < honesty["high"]
    assert (courage["no_opportunity"], courage["rate"]) == (7, None)
    assert review["coverage"] == {"journaled": 7, "nights": 7, "rest": 0, "rate": 1.0}


def test_standard_input_is_a_file_too(defined: Run, store: Path) -> None:
    data = json.dumps(ninety_nights()[0]).encode()
    assert defined("journal", "--from", "-", data=data).code == 0
    assert kept(store).reflections


def test_a_night_comes_out_as_it_went_in_and_goes_in_again(defined: Run, store: Path, tmp_path: Path) -> None:
    defined(
        "journal", "--date", "yesterday", "--missed", "1=Waited.", "--plan", "1=When asked, I will say it"
    )
    defined("journal", "--kept", "1=Well.", "--lived", "2=Asked.\nTwice.", "--note", "A [red] day 🌱")
    out = defined("nights", "list", "--json").out
    other = tmp_path / "other.db"
    with session_at(other) as session:
        define(session)
    assert defined("--store", str(other), "journal", "--from", "-", data=out.encode()).code == 0
    assert defined("--store", str(other), "nights", "list", "--json").out == out


def test_a_file_brings_all_of_it_so_other_options_are_refused(defined: Run, tmp_path: Path) -> None:
    file = tmp_path / "night.json"
    file.write_text(json.dumps(ninety_nights()[0]), "utf-8")
    for options in (
        ["--date", "today"],
        ["--lived", "1=x"],
        ["--kept", "1"],
        ["--plan", "1=x"],
        ["--note", ""],
    ):
        ran = defined("journal", "--from", str(file), *options)
        assert (ran.code, ran.out) == (2, "")
        assert "leave the other options out" in ran.err


def test_the_night_after_midnight_is_the_night_before(
    defined: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-21T02:30")
    assert defined("journal", "--lived", "1=Told them.").code == 0
    assert kept(store, FRIDAY).reflections
