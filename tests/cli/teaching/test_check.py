"""The checks from a file and as JSON: each one shipped, one of the leader's own, and six months of nights."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from journals import define, make_journal, session_at, write
from modelway.system.check_files import find_check_files

Run = Callable[..., Any]
SHIPPED = [file.name for file in find_check_files({"HOME": "/nowhere"})]
OWN = """title = "Calm"
source = "My own"
why = "Because haste costs."
every = "2 weeks"

[[questions]]
key = "calm"
name = "Calm"
ask = "How calm was I?"
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "modelway" / "checks"
    folder.mkdir(parents=True)
    (folder / "calm.toml").write_text(OWN, "utf-8")
    return folder / "calm.toml"


def data(ran: Any, schema: str) -> Any:
    told = json.loads(ran.out)
    assert told["schema"] == f"modelway.{schema}/1"
    return told["data"]


def answers(modelway: Run, name: str, score: int = 8) -> bytes:
    questions = data(modelway("check", "show", name, "--json"), "check")["questions"]
    given = {"scale": score, "yes_no": "yes", "words": None}
    told = [
        {"question": one["key"], "answer": given[one["kind"]], "text": f"So it was: {one['key']}."}
        for one in questions
    ]
    return json.dumps({"answers": told}).encode()


@pytest.mark.parametrize("name", SHIPPED)
def test_each_shipped_check_is_answered_from_a_file_and_given_back(modelway: Run, name: str) -> None:
    handed_in = answers(modelway, name)
    ran = modelway("check", "run", name, "--from", "-", data=handed_in)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.endswith(f"modelway check history {name}\n")

    told = data(modelway("check", "show", name, "--json"), "check")
    assert (told["last"], told["is_due"]) == ("2026-11-20", False)
    assert told["last_answers"]["answers"] == json.loads(handed_in)["answers"]
    again = json.dumps(told["last_answers"]).encode()
    assert modelway("check", "run", name, "--from", "-", data=again).code == 0
    assert modelway("check", "show", name).code == 0


def test_nothing_is_written_by_looking(modelway: Run, store: Path) -> None:
    assert "7 checks" in modelway("check").out
    assert "No check is finished yet" in modelway("check", "history").out
    assert not store.exists()


def test_the_course_of_a_check_and_undo(modelway: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment, score in (("2026-11-20T21:00", 5), ("2027-02-20T21:00", 8)):
        monkeypatch.setenv("MODELWAY_NOW", moment)
        given = answers(modelway, "five-practices", score)
        assert modelway("check", "run", "five", "--from", "-", data=given).code == 0
    assert "5 8   3 up" in modelway("check", "history", "five").out
    moved = data(modelway("check", "history", "--json"), "check-history")["checks"][0]["questions"][0]
    assert (moved["change"], [one["answer"] for one in moved["course"]]) == (3, [5, 8])
    assert "your answers to The five practices" in modelway("undo").out
    assert "3 up" not in modelway("check", "history", "five").out


def test_a_no_at_a_gate_stops_with_what_to_do_first(modelway: Run) -> None:
    stopped = {"answers": [{"question": "clear", "answer": "no"}]}
    ran = modelway("check", "run", "service-vision", "--from", "-", data=json.dumps(stopped).encode())
    assert "modelway vision edit" in " ".join(ran.out.split())
    late = {"answers": [*stopped["answers"], {"question": "goals", "answer": "yes"}]}
    ran = modelway("check", "run", "service-vision", "--from", "-", data=json.dumps(late).encode())
    assert (ran.code, ran.out) == (1, "")
    assert "goes on after the no to 'clear'" in ran.err


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"answers": []}, "has none to 'calm'"),
        ({"answers": [{"question": "calm", "answer": 11}]}, "answer is 11: use a whole number from 1 to 10"),
        ({"answers": [{"question": "clam", "answer": 1}]}, "answers[0].question is 'clam': use calm"),
        ({"check": "other", "answers": []}, "check is 'other': use \"calm\""),
        ({"date": "2026-11-21", "answers": []}, "use a day up to 2026-11-20"),
    ],
)
def test_what_a_file_has_wrong_is_named_and_nothing_saved(
    modelway: Run, own: Path, store: Path, told: Any, said: str
) -> None:
    ran = modelway("check", "run", "calm", "--from", "-", data=json.dumps(told).encode())
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert not store.exists()


def test_a_check_of_ones_own_is_listed_and_one_with_a_mistake_refused_by_its_line(
    modelway: Run, own: Path
) -> None:
    listed = data(modelway("check", "list", "--json"), "checks")["checks"]
    assert [one["name"] for one in listed if one["own"]] == ["calm"]

    own.write_text(OWN.replace('ask = "How calm', 'kind = "maybe"\nask = "How calm'), "utf-8")
    ran = modelway("check", "run", "calm", "--from", "-", data=b"{}")
    assert ran.code == 1
    assert f"{own}, line 9, kind: 'maybe' is not known" in ran.err
    ran = modelway("check", "list")
    assert (ran.code, "line 9, kind" in ran.err) == (0, True)
    assert "7 checks" in ran.out


def test_a_check_that_is_not_there(modelway: Run) -> None:
    ran = modelway("check", "show", "seven")
    assert ran.code == 3
    assert "choose one of authentic-leader" in ran.err


def test_six_months_of_nights_lead_to_the_commitment_with_the_record_beside_it(
    modelway: Run, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = date(2026, 5, 20)
    with session_at(store, "2026-11-19T22:00") as session:
        define(session)
        write(session, {first + timedelta(days=back): "DFN" for back in range(0, 180, 2)})
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-19T21:00")
    listed = data(modelway("check", "list", "--json"), "checks")["checks"]
    assert not next(one for one in listed if one["name"] == "commitment")["is_due"]

    monkeypatch.setenv("MODELWAY_NOW", "2026-11-20T21:00")
    told = data(modelway("check", "show", "commitment", "--json"), "check")
    assert (told["is_due"], told["due"]) == (True, "2026-11-20")
    assert told["record"] == {
        "start": "2026-05-20",
        "end": "2026-11-20",
        "journaled": 90,
        "nights": 184,
        "rest": 0,
        "kept": 0,
        "partly": 0,
        "not_kept": 0,
        "checks": 0,
    }
    ran = modelway("check", "run", "commitment", "--from", "-", data=answers(modelway, "commitment", 6))
    assert "90 of 184 nights written" in ran.out
    assert data(modelway("check", "show", "commitment", "--json"), "check")["due"] == "2027-05-20"


def test_a_purged_night_takes_the_checks_of_that_day_along(modelway: Run, store: Path) -> None:
    make_journal(store, define)
    modelway("check", "run", "lead-by", "--from", "-", data=answers(modelway, "lead-by-example"))
    ran = modelway("purge", "--night", "2026-11-20", "--yes")
    assert ran.code == 0, ran.err
    assert "No check is finished yet" in modelway("check", "history").out
    assert modelway("doctor").code == 0
    assert b"So it was" not in store.read_bytes()
