from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from journals import FRIDAY, a_leaders_journal, define, session_at, write
from modelway.domain.loop.drafts import ValueDraft
from modelway.services.loop import values
from modelway.services.loop.glance import glance
from modelway.services.session import Session
from modelway.views.loop.home import home_screen
from modelway.views.screen.plain import draw_in_words
from modelway.views.screen.theme import UNICODE


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with session_at(tmp_path / "journal.db") as opened:
        yield opened


def screen(session: Session, width: int = 80) -> str:
    return rendered(home_screen(glance(session), glyphs=UNICODE, width=width), width, UNICODE)


def last_line(screen: str) -> str:
    return screen.rstrip("\n").splitlines()[-1]


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_leaders_home_looks_as_agreed(session: Session, name: str, width: int) -> None:
    a_leaders_journal(session)
    shown = home_screen(glance(session), glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/home-{name}-{width}", rendered(shown, width, GLYPHS[name]))


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_a_new_machine_looks_as_agreed(session: Session, name: str, width: int) -> None:
    shown = home_screen(glance(session), glyphs=GLYPHS[name], width=width)
    assert_golden(f"loop/home-new-{name}-{width}", rendered(shown, width, GLYPHS[name]))


def test_each_value_has_its_count_of_opportunities(session: Session) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=number): "DFN" for number in range(1, 4)})
    lines = screen(session).splitlines()
    assert next(line for line in lines if "Honesty" in line).endswith("3 of 3")
    assert next(line for line in lines if "Courage" in line).endswith("0 of 3")
    assert next(line for line in lines if "Care" in line).endswith("–")


@pytest.mark.parametrize(
    ("letters", "said", "command"),
    [
        ("", "tonight is open", "Next: modelway journal"),
        ("D", "tonight is begun", "Next: modelway journal"),
        ("DDD", "tonight is written", "Next: modelway review"),
    ],
)
def test_the_last_line_is_the_next_command(session: Session, letters: str, said: str, command: str) -> None:
    define(session)
    write(session, {FRIDAY - timedelta(days=1): "D"} | ({FRIDAY: letters} if letters else {}))
    assert said in screen(session).splitlines()[0]
    assert last_line(screen(session)).endswith(command)


def test_in_the_morning_the_day_comes_first(tmp_path: Path) -> None:
    with session_at(tmp_path / "journal.db", "2026-11-20T07:30") as session:
        define(session)
        assert last_line(screen(session)).endswith("Next: modelway today")


def test_who_comes_back_is_welcome(session: Session) -> None:
    define(session)
    write(session, {date(2026, 11, 2): "D"})
    shown = " ".join(screen(session).split())
    assert "Welcome back. Your last night was Monday 2 November 2026" in shown
    assert "missed" not in shown


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (("Honesty",), "You have one value; two more make three"),
        (("Honesty", "Courage"), "You have two values; one more makes three"),
        (("Honesty", "Courage", "Care"), None),
    ],
)
def test_it_says_how_many_values_are_missing(
    session: Session, names: tuple[str, ...], said: str | None
) -> None:
    define(session, *names)
    shown = screen(session)
    assert (said or "Your first night is still to come") in shown
    assert ("three, enough" in " ".join(shown.split())) == (said is not None)


@pytest.mark.parametrize(
    ("definition", "behaviors", "said"),
    [
        ("", (), "Care still waits for its definition and its first behavior."),
        ("I listen.", (), "Care still waits for its first behavior."),
        ("", ("Ask before I tell",), "Care still waits for its definition."),
    ],
)
def test_it_says_what_a_value_still_waits_for(
    session: Session, definition: str, behaviors: tuple[str, ...], said: str
) -> None:
    define(session, "Honesty", "Courage")
    draft = ValueDraft("Care", definition, behaviors)
    values.define(session, [draft], session.command("values define", "defining Care"))
    assert f"{said}\n  Add to them with: modelway values define" in screen(session)


def test_with_all_values_retired_the_nights_are_not_forgotten(session: Session) -> None:
    (honesty,) = define(session, "Honesty")
    write(session, {FRIDAY - timedelta(days=1): "D"})
    values.retire(session, honesty)
    shown = screen(session)
    assert "Your nights are kept" in shown
    assert "Welcome to modelway" not in shown


def test_a_listener_is_told_each_value_in_a_sentence(session: Session) -> None:
    define(session, "Honesty", "Courage")
    write(session, {FRIDAY - timedelta(days=2): "DF", FRIDAY - timedelta(days=1): "MF"})

    told = draw_in_words(home_screen, glance(session), glyphs=UNICODE, width=80).plain

    assert "Honesty: demonstrated 1 of 2; missed on Thu 19 Nov." in told
    assert "Courage: demonstrated 0 of 2; fell short on Wed 18 Nov, Thu 19 Nov." in told
