from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, WIDTHS, assert_golden, rendered

from journals import FRIDAY, a_leaders_journal, define, night, session_at, write
from modelway.domain.loop.next_steps import JournalState
from modelway.domain.loop.nights import Outcome
from modelway.domain.loop.practices import PracticeOutcome
from modelway.exchange.night_file import read_nights
from modelway.services.loop import nights, values
from modelway.services.loop.record import record
from modelway.services.session import Session
from modelway.views.loop.nights import Shown, deleted, night_data, night_screen, nights_data, nights_screen
from modelway.views.screen.envelope import envelope
from modelway.views.screen.theme import UNICODE

THURSDAY = FRIDAY - timedelta(days=1)

at_every_width = pytest.mark.parametrize("width", WIDTHS)


STATE = JournalState()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.fixture
def session(store: Path) -> Iterator[Session]:
    with session_at(store) as opened:
        yield opened


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_list_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    found = nights.list_nights(session, limit=4)
    shown = nights_screen(found, FRIDAY, Shown(), STATE, glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/nights-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_night_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    record(session, [night(THURSDAY, note="Slept well.\n\nAna is back on Monday.")])
    shown = night_screen(nights.find_night(session, THURSDAY), FRIDAY, glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/night-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@at_every_width
def test_a_deleted_night_looks_as_agreed(session: Session, width: int) -> None:
    a_leaders_journal(session)
    shown = deleted(nights.delete(session, THURSDAY), glyphs=UNICODE, width=width)
    assert_golden(f"loop/night-deleted-{width}", rendered(shown, width, UNICODE))


def test_a_list_shows_only_the_answers_asked_for(session: Session) -> None:
    define(session)
    texts = {"1": "Said nothing.", "2": "Spoke first."}
    record(session, [night(FRIDAY, "FD", texts=texts)])
    found = nights.list_nights(session)
    honesty = values.find_named_value(session, "honesty")
    only_honesty = nights_screen(found, FRIDAY, Shown(value=honesty), STATE, glyphs=UNICODE, width=80).plain
    assert ("Said nothing." in only_honesty, "Spoke first." in only_honesty) == (True, False)
    shown = Shown(outcome=Outcome.DEMONSTRATED)
    only_shown = nights_screen(found, FRIDAY, shown, STATE, glyphs=UNICODE, width=80).plain
    assert ("Said nothing." in only_shown, "Spoke first." in only_shown) == (False, True)


def test_what_is_left_out_is_counted(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=number): "D" for number in range(5)})
    shown = nights_screen(
        nights.list_nights(session, limit=3), FRIDAY, Shown(), STATE, glyphs=UNICODE, width=80
    ).plain
    assert "3 of 5 nights" in shown
    assert "2 older nights not shown: --limit 5 shows all of them." in shown
    whole = nights_screen(nights.list_nights(session), FRIDAY, Shown(), STATE, glyphs=UNICODE, width=80).plain
    assert "not shown" not in whole


@pytest.mark.parametrize(
    ("shown", "said", "command"),
    [
        (Shown(), "Nothing is written yet.", "modelway journal"),
        (Shown(outcome=Outcome.MISSED), "No night fits that.", "modelway nights"),
    ],
)
def test_no_nights_lead_on(shown: Shown, said: str, command: str) -> None:
    screen = nights_screen(nights.NightList((), 0), FRIDAY, shown, STATE, glyphs=UNICODE, width=80).plain
    assert said in screen
    assert screen.endswith(f"Next: {command}")


def test_a_night_written_later_or_left_open_says_so(session: Session) -> None:
    define(session)
    late = FRIDAY - timedelta(days=4)
    write(session, {late: "DDD", FRIDAY: "D"})
    assert (
        "written on Fri 20 Nov"
        in night_screen(nights.find_night(session, late), FRIDAY, glyphs=UNICODE, width=80).plain
    )
    assert (
        "not finished"
        in night_screen(nights.find_night(session, FRIDAY), FRIDAY, glyphs=UNICODE, width=80).plain
    )


def test_a_night_that_is_not_finished_leads_to_what_is_still_open(session: Session) -> None:
    define(session)
    write(session, {THURSDAY: "D", FRIDAY: "D"})
    last_lines = [
        night_screen(nights.find_night(session, day), FRIDAY, glyphs=UNICODE, width=80).plain.splitlines()[-1]
        for day in (THURSDAY, FRIDAY)
    ]
    assert last_lines[0].endswith("Next: modelway journal --date 2026-11-19")
    assert last_lines[1].endswith("Next: modelway journal")


def test_an_old_answer_names_its_definition_as_an_earlier_one(store: Path, session: Session) -> None:
    honesty, *_ = define(session)
    write(session, {FRIDAY: "D"})
    with session_at(store, "2026-11-25T21:00") as later:
        values.change(later, honesty, later.command("values edit", "rewording"), definition="I say it early.")
        shown = night_screen(nights.find_night(later, FRIDAY), later.tonight, glyphs=UNICODE, width=80).plain
    assert "demonstrated · under an earlier definition" in shown


def test_words_are_no_markup_and_no_command_for_the_terminal(session: Session) -> None:
    define(session)
    text = "[red]\x1b[2J\x07 [/nothing] :smile:"
    record(session, [night(FRIDAY, "D", texts={"1": text}, note=text)])
    found = nights.list_nights(session)
    for shown in (
        nights_screen(found, FRIDAY, Shown(), STATE, glyphs=UNICODE, width=80),
        night_screen(found.nights[0], FRIDAY, glyphs=UNICODE, width=80),
    ):
        screen = rendered(shown, 80, UNICODE)
        assert "[red]\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER} [/nothing] :smile:" in screen
        assert "\x1b" not in screen


def test_a_very_long_answer_takes_one_line_of_a_list(session: Session) -> None:
    define(session)
    record(session, [night(FRIDAY, "D", texts={"1": "long " * 30_000})])
    shown = nights_screen(nights.list_nights(session), FRIDAY, Shown(), STATE, glyphs=UNICODE, width=80).plain
    assert max(len(line) for line in shown.splitlines()) == 80


def test_json_reads_back_as_the_nights_it_tells_of(session: Session) -> None:
    define(session)
    record(session, [night(THURSDAY, "DFN", texts={"1": "Told “them”.\n"}, plans={"courage": "speak first"})])
    drafts = [
        night(THURSDAY, "DFN", texts={"1": "Told “them”."}, plans={"courage": "speak first"}, note=""),
        night(FRIDAY, "M", reports={"courage": PracticeOutcome.KEPT}, note="Rain."),
    ]
    record(session, drafts[1:])
    found = nights.list_nights(session)
    read = read_nights(envelope("nights", nights_data(found)).encode(), "the list")
    assert [one.day for one in read] == [FRIDAY, THURSDAY]
    assert [(one.value, one.outcome, one.text) for one in read[1].reflections] == [
        ("honesty", Outcome.DEMONSTRATED, "Told “them”."),
        ("courage", Outcome.FELL_SHORT, ""),
        ("care-for-people", Outcome.NO_OPPORTUNITY, ""),
    ]
    assert [(one.value, one.will, one.due) for one in read[1].plans] == [("courage", "speak first", FRIDAY)]
    assert [(one.value, one.outcome) for one in read[0].reports] == [("courage", PracticeOutcome.KEPT)]
    assert list(night_data(found.nights[0])) == ["date", "note", "reflections", "reports", "plans"]
