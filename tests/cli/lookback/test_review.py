import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import FRIDAY, define, make_journal, night, session_at, write
from modelway.services.loop.record import record
from modelway.services.session import Session

Run = Callable[..., Any]
ONE_DAY = timedelta(days=1)


@pytest.fixture
def written(modelway: Run, store: Path) -> Run:
    """Five of seven in the week of 9 November, two of two in this one."""
    make_journal(store, fill)
    return modelway


def fill(session: Session) -> None:
    define(session)
    write(session, {date(2026, 11, 9) + number * ONE_DAY: letter for number, letter in enumerate("DDFDDMD")})
    write(session, {FRIDAY - ONE_DAY: "D", FRIDAY: "D"})


def told(modelway: Run, *arguments: str) -> dict[str, Any]:
    envelope = json.loads(modelway("review", "--json", *arguments).out)
    assert envelope["schema"] == "modelway.review/2"
    data: dict[str, Any] = envelope["data"]
    return data


def test_an_empty_journal_can_be_looked_back_on(modelway: Run, store: Path) -> None:
    ran = modelway("review")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Next: modelway values define\n")
    assert told(modelway)["values"] == []
    assert not store.exists()


def test_a_new_target_judges_no_night_before_it(modelway: Run, store: Path) -> None:
    with session_at(store, "2026-11-09T21:00") as session:
        define(session)
    with session_at(store) as session:
        write(session, {date(2026, 11, 9) + number * ONE_DAY: "F" for number in range(7)})
        write(session, {FRIDAY: "D"})
    modelway("values", "edit", "honesty", "--target", "0.4")

    assert told(modelway, "--last")["values"][0]["verdict"] == "gap"
    assert "under its target of 80 % (0 of 7 nights): a gap." in " ".join(
        modelway("review", "--last").out.split()
    )
    month = told(modelway, "--month", "2026-11")["values"][0]
    assert month["verdict"] == "too_few"
    assert [(one["start"], one["target"], one["verdict"]) for one in month["targets"]] == [
        ("2026-11-01", 0.8, "gap"),
        ("2026-11-20", 0.4, "too_few"),
    ]
    for screen in (["review", "--month", "2026-11"], ["trends", "gaps"]):
        said = " ".join(modelway(*screen).out.split())
        assert "target 40 % (1 of 1 night): too few nights to tell (9 more like these will); before," in said
        assert "before, target 80 % (0 of 7 nights): a gap" in said


@pytest.mark.parametrize("how", [[], ["--plain"]])
def test_the_next_step_knows_of_a_practice_that_is_planned(
    modelway: Run, store: Path, how: list[str]
) -> None:
    with session_at(store) as session:
        define(session)
        write(session, {FRIDAY: "F"})
    assert modelway("review", *how).out.endswith("Next: modelway plan add honesty\n")
    modelway("plan", "add", "honesty", "--will", "say the number")
    assert modelway("review", *how).out.endswith("Next: modelway plan\n")


def test_this_week_is_told_in_words_and_figures(written: Run) -> None:
    ran = written("review")
    assert ran.code == 0
    assert ran.out.startswith("The week of 16–22 November 2026")
    data = told(written)
    assert data["period"] == {"start": "2026-11-16", "end": "2026-11-22"}
    assert data["coverage"] == {"journaled": 2, "nights": 5, "rest": 0, "rate": 0.4}


@pytest.mark.parametrize("arguments", [["--last"], ["--week", "2026-W46"], ["--week", "2026w46"]])
def test_a_past_week_is_named(written: Run, arguments: list[str]) -> None:
    honesty = told(written, *arguments)["values"][0]
    assert (honesty["demonstrated"], honesty["fell_short"], honesty["missed"]) == (5, 1, 1)
    assert (round(honesty["low"], 6), round(honesty["high"], 6)) == (0.226794, 0.979232)
    assert "5 of 7  71 % (23–98 %)" in written("review", *arguments).out


def test_the_week_starts_where_the_settings_say(written: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELWAY_WEEK_STARTS_ON", "sunday")
    assert told(written)["period"] == {"start": "2026-11-15", "end": "2026-11-21"}
    assert told(written, "--last")["period"] == {"start": "2026-11-08", "end": "2026-11-14"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--week", "2026-W54"], "is no week of 2026"),
        (["--week", "2026-W48"], "has not begun yet"),
        (["--week", "November"], "such as 2026-W47"),
        (["--week", "2026-W46", "--month", "2026-11"], "--week and --month name two periods"),
        (["--year", "2026", "--from", "yesterday"], "--year and --from name two periods"),
        (["--month", "2026"], "is no month: type one such as 2026-11, or this, or last."),
        (["--month", "2026-13"], "is no month: type one from 2026-01 to 2026-12."),
        (["--quarter", "2026-11"], "is no quarter: type one such as 2026-Q4"),
        (["--quarter", "2026-Q5"], "is no quarter: type one from 2026-Q1 to 2026-Q4."),
        (["--year", "2026-W47"], "is no year: type one such as 2026"),
        (["--year", "2027"], "has not begun yet"),
        (["--to", "yesterday"], "say where it begins with --from DAY"),
        (["--from", "2026-11-10", "--to", "2026-11-01"], "type the earlier day first"),
        (["--from", "2026-12-01"], "has not come yet"),
        (["--plain", "--json"], "exclude each other"),
        (["--markdown", "-", "--json"], "exclude each other"),
        (["--yes"], "or leave it out"),
        (["--json", "write"], "Put the options behind the word: modelway review write"),
        (["soon"], "“soon” is no period"),
    ],
)
def test_a_week_that_cannot_be_told_is_wrong_usage(written: Run, arguments: list[str], said: str) -> None:
    ran = written("review", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


@pytest.mark.parametrize(
    ("arguments", "period"),
    [
        (["--week", "this"], ("2026-11-16", "2026-11-22")),
        (["--week", "last"], ("2026-11-09", "2026-11-15")),
        (["--week", "2026-W46", "--last"], ("2026-11-02", "2026-11-08")),
        (["--month", "2026-11"], ("2026-11-01", "2026-11-30")),
        (["--month", "last"], ("2026-10-01", "2026-10-31")),
        (["--month", "this", "--last"], ("2026-10-01", "2026-10-31")),
        (["--quarter", "2026-q4"], ("2026-10-01", "2026-12-31")),
        (["--quarter", "this", "--last"], ("2026-07-01", "2026-09-30")),
        (["--year", "2026"], ("2026-01-01", "2026-12-31")),
        (["--year", "Last"], ("2025-01-01", "2025-12-31")),
        (["--from", "2026-11-10", "--to", "yesterday"], ("2026-11-10", "2026-11-19")),
        (["--from", "2026-11-10"], ("2026-11-10", "2026-11-20")),
        (["--from", "2026-11-11", "--to", "today", "--last"], ("2026-11-01", "2026-11-10")),
    ],
)
def test_any_period_can_be_named_and_the_one_before_it(
    written: Run, arguments: list[str], period: tuple[str, str]
) -> None:
    assert tuple(told(written, *arguments)["period"].values()) == period


def test_plain_says_it_in_sentences(written: Run) -> None:
    ran = written("review", "--plain")
    assert ran.out.startswith("The week of 16 to 22 November 2026, 2026-W47.\n")
    assert "Honesty: demonstrated on 2 of 2 nights, 100 %, likely between 11 % and 100 %." in ran.out
    assert not {"●", "─", "•"} & set(ran.out)


def test_markdown_goes_to_standard_output(written: Run) -> None:
    ran = written("review", "--last", "--markdown", "-")
    assert ran.out.startswith("# The week of 9–15 November 2026 (2026-W46)\n")
    assert "| Honesty | 5 of 7 " in ran.out
    assert "Next:" not in ran.out


def test_markdown_goes_to_a_private_file_that_is_replaced_only_with_yes(written: Run, tmp_path: Path) -> None:
    target = tmp_path / "week.md"
    ran = written("review", "--markdown", str(target))
    assert (ran.code, target.stat().st_mode & 0o777) == (0, 0o600)
    assert "only you can read that file." in " ".join(ran.out.split())
    target.write_text("mine")
    ran = written("review", "--markdown", str(target))
    assert (ran.code, target.read_text()) == (1, "mine")
    assert "add --yes to replace it." in ran.err
    assert written("review", "--markdown", str(target), "--yes").code == 0
    assert target.read_text().startswith("# The week of 16–22 November 2026")
    ran = written("review", "--markdown", str(tmp_path / "gone" / "week.md"))
    assert (ran.code, ran.out) == (3, "")


def test_what_is_shared_holds_no_evidence(modelway: Run, store: Path, tmp_path: Path) -> None:
    with session_at(store) as session:
        define(session)
        record(session, [night(FRIDAY, "D", texts={"1": "Told the board."}, plans={"1": "tell the team"})])
    for arguments in ([], ["--plain"], ["--json"], ["--markdown", "-"]):
        assert "Told the board." in modelway("review", *arguments).out or arguments == ["--json"]
        shared = modelway("review", "--share", *arguments).out
        assert "Told the board." not in shared
        assert "tell the team" in shared
    ran = modelway("review", "--share", "--markdown", str(tmp_path / "week.md"))
    assert "no word of yours but the names" in " ".join(ran.out.split())


# Writing about a week


def test_answers_are_handed_in_shown_and_given_back(written: Run) -> None:
    whole = {
        "week": "2026-W47",
        "intended": "To listen.",
        "happened": "I spoke.",
        "why": "",
        "next": "Sit down.",
        "focus": "courage",
    }
    ran = written("review", "write", "--from", "-", data=json.dumps(whole).encode())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith("Next: modelway plan add courage\n")
    assert told(written)["written"] == whole
    assert "To listen." in written("review").out
    assert written("undo").code == 0
    assert told(written)["written"] is None
    given_back = json.dumps(whole | {"next": None}).encode()
    assert (
        "Still open: What will I do next?" in written("review", "write", "--from", "-", data=given_back).out
    )


@pytest.mark.parametrize(
    ("arguments", "data", "code", "said"),
    [
        (["write"], b"", 2, "There is no terminal to ask in: hand your answers in with --from FILE"),
        (["write", "--from", "-", "--week", "2026-W47"], b"{}", 2, "leave --week out"),
        (["write", "--from", "-"], b"", 1, "standard input is empty"),
        (["write", "--from", "gone.json"], b"", 3, "gone.json cannot be read"),
        (["write", "--from", "-"], b'{"nxt": ""}', 1, "did you mean 'next'?"),
        (
            ["write", "--from", "-"],
            b'{"next": "a", "focus": "z"}',
            3,
            "In the week 2026-W47: There is no value",
        ),
        (["write", "--from", "-"], b'{"week": "2026-W48", "next": "a"}', 2, "has not begun yet"),
    ],
)
def test_what_cannot_be_taken_is_told(
    written: Run, arguments: list[str], data: bytes, code: int, said: str
) -> None:
    ran = written("review", *arguments, data=data)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert told(written)["written"] is None


def test_without_a_terminal_no_journal_is_made(modelway: Run, store: Path) -> None:
    assert modelway("review", "write").code == 2
    assert not store.exists()


def test_the_53rd_week_runs_into_the_new_year(modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2027-01-02T21:00")
    assert told(modelway)["period"] == {"start": "2026-12-28", "end": "2027-01-03"}
    assert told(modelway, "--week", "2026-W53") == told(modelway)
    assert "28 December 2026 – 3 January 2027" in modelway("review").out


@pytest.mark.parametrize(("letters", "verdict"), [("FFFF", "too_few"), ("FFFFF", "gap")])
def test_one_verdict_is_told_everywhere(
    modelway: Run, store: Path, tmp_path: Path, letters: str, verdict: str
) -> None:
    with session_at(store) as session:
        define(session, "Honesty")
        nights = {date(2026, 11, 16) + number * ONE_DAY: one for number, one in enumerate(letters)}
        write(session, nights)
    page = tmp_path / "page.html"
    modelway("review", "--html", str(page))
    month = modelway("review", "--month", "2026-11").out
    screens = [modelway("review", *how).out for how in ([], ["--plain"], ["--markdown", "-"])]
    screens += [month, modelway("trends", "gaps").out, modelway("explain", "gap", "honesty").out]
    screens.append(page.read_text("utf-8"))
    words = {"gap": "a gap", "too_few": "too few nights to tell"}
    for screen in screens:
        said = " ".join(screen.split())
        assert words[verdict] in said
        assert ("a gap" in said.replace("a gap only if", "")) is (verdict == "gap")
    gaps = json.loads(modelway("trends", "gaps", "--json").out)["data"]
    assert told(modelway)["values"][0]["verdict"] == verdict
    assert gaps["values"][0]["verdict"] == verdict


def test_a_target_changed_today_does_not_judge_last_month_anew(modelway: Run, store: Path) -> None:
    with session_at(store, "2026-10-01T21:00") as session:
        define(session)
    with session_at(store) as session:
        write(session, {date(2026, 10, 1) + number * ONE_DAY: "DF"[number % 2] for number in range(28)})
    before = told(modelway, "--month", "2026-10")
    assert before["values"][0]["verdict"] == "gap"
    modelway("values", "edit", "honesty", "--target", "0.4", "--importance", "3")
    assert told(modelway, "--month", "2026-10") == before
    assert "60 points" not in modelway("review", "--month", "2026-10").out
    explained = modelway("explain", "gap", "honesty", "--month", "2026-10").out
    assert "target of 80 %" in " ".join(explained.split())


def test_a_target_changed_within_the_period_is_told(modelway: Run, store: Path) -> None:
    with session_at(store, "2026-11-02T21:00") as session:
        define(session)
    with session_at(store) as session:
        write(session, {date(2026, 11, 2) + number * ONE_DAY: "D" for number in range(18)})
    modelway("values", "edit", "honesty", "--target", "0.4")
    for how in ([], ["--plain"], ["--markdown", "-"]):
        said = " ".join(modelway("review", "--month", "2026-11", *how).out.split())
        assert "target 40 % (0 of 0 nights): too few nights to tell; before," in said
    modelway("undo")
    assert "before," not in modelway("review", "--month", "2026-11").out
    assert json.loads(modelway("values", "show", "honesty", "--json").out)["data"]["earlier_aims"] == []
