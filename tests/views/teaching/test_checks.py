"""The screens of checks as a leader sees them: which are due, what the answers say, how they moved."""

from datetime import date
from pathlib import Path

import pytest
from rendering import GLYPHS, assert_golden, rendered

from modelway.domain.days.periods import Period
from modelway.domain.figures.coverage import Coverage
from modelway.domain.figures.follow_through import FollowThrough
from modelway.domain.teaching.checks import Answer, Check, Run, courses, find_standing
from modelway.domain.teaching.record import Record
from modelway.exchange.teaching.check_file import read_check
from modelway.system.check_files import SHIPPED
from modelway.views.teaching import check_history, checks

DAY = date(2026, 11, 20)


def shipped(name: str) -> Check:
    return read_check(Path(SHIPPED / f"{name}.toml").read_bytes(), name, name, own=False)


def run_of(check: Check, *scores: int, day: date = DAY) -> Run:
    keys = [question.key for question in check.questions]
    return Run(check.name, day, {key: Answer(score) for key, score in zip(keys, scores, strict=False)}, True)


@pytest.mark.parametrize(("glyphs", "width"), [("unicode", 80), ("ascii", 40)])
def test_the_list_has_those_that_are_due_first(glyphs: str, width: int) -> None:
    first_night = date(2026, 8, 1)
    standings = [
        find_standing(shipped("commitment"), None, first_night),
        find_standing(shipped("five-practices"), date(2026, 8, 15), first_night),
        find_standing(shipped("lead-by-example"), DAY, first_night),
    ]
    screen = checks.list_screen(standings, DAY, glyphs=GLYPHS[glyphs], width=width)
    assert_golden(f"teaching/checks-{glyphs}-{width}", rendered(screen, width, GLYPHS[glyphs]))


@pytest.mark.parametrize(("glyphs", "width"), [("unicode", 80), ("ascii", 40)])
def test_a_weak_action_names_the_trait_beneath_it(glyphs: str, width: int) -> None:
    check = shipped("authentic-leader")
    run = run_of(check, 8, 6, 9, 7, 8, 4, 8, 7)
    screen = checks.closing(check, run, None, glyphs=GLYPHS[glyphs], width=width)
    assert_golden(f"teaching/closing-{glyphs}-{width}", rendered(screen, width, GLYPHS[glyphs]))


def test_the_record_stands_beside_the_commitment() -> None:
    check = shipped("commitment")
    record = Record(Period(date(2026, 5, 20), DAY), Coverage(150, 184, 4), FollowThrough(40, 5, 5), 1)
    answers = {"set-out": Answer(None, "To listen."), "done": Answer(8), "next": Answer(None, "To ask.")}
    run = Run(check.name, DAY, answers, True)
    screen = checks.closing(check, run, record, glyphs=GLYPHS["unicode"], width=80)
    assert_golden("teaching/commitment-unicode-80", rendered(screen, 80, GLYPHS["unicode"]))


@pytest.mark.parametrize(("glyphs", "width"), [("unicode", 80), ("ascii", 40)])
def test_the_course_says_what_moved(glyphs: str, width: int) -> None:
    five, vision = shipped("five-practices"), shipped("service-vision")
    runs = [run_of(five, 5, 6, 7, 8, 4, day=date(2026, 5, 20)), run_of(five, 7, 6, 5, 8, 4)]
    gates = [run_of(vision, 0, day=date(2026, 5, 20)), run_of(vision, 1, 0)]
    told = [(five, courses(five, runs)), (vision, courses(vision, gates))]
    screen = check_history.history_screen(told, glyphs=GLYPHS[glyphs], width=width)
    assert_golden(f"teaching/history-{glyphs}-{width}", rendered(screen, width, GLYPHS[glyphs]))
