import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

THREE = {
    "values": [
        {
            "name": "Honesty",
            "definition": "I say what is so.",
            "behaviors": ["Name a delay the day I see it"],
        },
        {"name": "Courage", "definition": "I speak up.", "behaviors": ["Raise the hard question first"]},
        {"name": "Care", "definition": "I listen.", "behaviors": ["Ask before I give advice"]},
    ]
}


def as_file(folder: Path, content: object) -> str:
    path = folder / "values.json"
    path.write_text(json.dumps(content), "utf-8")
    return str(path)


@pytest.fixture
def with_three(modelway: Run) -> Run:
    assert modelway("values", "define", "--from", "-", data=json.dumps(THREE).encode()).code == 0
    return modelway


def listed(modelway: Run) -> list[dict[str, Any]]:
    assert modelway("values", "--json").out == modelway("values", "list", "--json").out
    data: list[dict[str, Any]] = json.loads(modelway("values", "list", "--json").out)["data"]["values"]
    return data


def names(modelway: Run) -> list[str]:
    return [value["name"] for value in listed(modelway)]


# Listing


def test_a_new_journal_says_how_to_begin_and_makes_no_file(modelway: Run, store: Path) -> None:
    ran = modelway("values")
    assert ran.code == 0
    assert ran.out.splitlines()[0].split() == ["Your", "values", "none", "yet"]
    assert ran.out.endswith("Next: modelway values define\n")
    assert not store.exists()


def test_values_alone_lists_them(with_three: Run) -> None:
    assert with_three("values").out == with_three("values", "list").out
    assert "1  Honesty" in with_three("values").out


def test_the_list_as_json_is_what_the_machine_interface_promises(with_three: Run) -> None:
    ran = with_three("values", "list", "--json")
    whole = json.loads(ran.out)
    assert whole["schema"] == "modelway.values/1"
    assert whole["data"]["values"][0] == {
        "number": 1,
        "slug": "honesty",
        "name": "Honesty",
        "definition": "I say what is so.",
        "role": "leader",
        "importance": 10,
        "target": 0.8,
        "behaviors": ["Name a delay the day I see it"],
        "defined_on": "2026-11-20",
        "retired_on": None,
    }
    assert ran.err == ""


def test_a_list_given_back_as_json_can_be_handed_in_elsewhere(
    with_three: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = with_three("values", "list", "--json").out
    monkeypatch.setenv("MODELWAY_STORE", str(tmp_path / "other.db"))
    assert with_three("values", "define", "--from", "-", data=before.encode()).code == 0
    assert with_three("values", "list", "--json").out == before


def test_show_tells_every_wording_with_its_date(with_three: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-23T21:00")
    with_three("values", "edit", "honesty", "--definition", "I say it early.")
    screen = with_three("values", "show", "1").out
    assert "in these words since Monday 23 November" in screen
    assert (
        screen.index("I say it early.")
        < screen.index("20–22 November 2026")
        < screen.index("I say what is so.")
    )
    whole = json.loads(with_three("values", "show", "hon", "--json").out)
    assert whole["schema"] == "modelway.value/1"
    assert whole["data"]["slug"] == "honesty"
    assert [(one["starts_on"], one["definition"]) for one in whole["data"]["versions"]] == [
        ("2026-11-20", "I say what is so."),
        ("2026-11-23", "I say it early."),
    ]


# Defining and adding


def test_fewer_than_three_are_fine_and_the_missing_ones_are_counted(modelway: Run) -> None:
    ran = modelway("values", "add", "--name", "Honesty", "--definition", "I say so.", "--behavior", "Say it")
    assert ran.code == 0
    assert "You have one value; two more make three" in ran.out


def test_an_added_value_takes_all_its_options(modelway: Run) -> None:
    modelway(
        *("values", "add", "--name", "Care", "--definition", "I listen.", "--behavior", "Ask"),
        *("--behavior", "Wait", "--role", "Team-Member", "--importance", "7", "--target", "75%"),
    )
    (value,) = listed(modelway)
    assert (value["role"], value["importance"], value["target"]) == ("team member", 7, 0.75)
    assert value["behaviors"] == ["Ask", "Wait"]


def test_a_value_may_begin_with_its_name_alone(modelway: Run) -> None:
    ran = modelway("values", "add", "--name", "Care")
    assert "Care still waits for its definition and its first behavior." in ran.out
    assert ran.out.endswith("Next: modelway values define\n")


def test_a_thought_on_the_wording_never_blocks(modelway: Run) -> None:
    ran = modelway("values", "add", "--name", "Care", "--definition", "I care.", "--behavior", "Be nice")
    assert ran.code == 0
    assert "A thought on the wording" in ran.out
    assert "For example:" in ran.out
    assert names(modelway) == ["Care"]


def test_a_good_wording_gets_no_lecture(with_three: Run) -> None:
    ran = with_three(
        "values", "add", "--name", "Hope", "--definition", "H", "--behavior", "Ask what went well"
    )
    assert "thought" not in ran.out


def test_a_sixth_value_says_why_fewer_are_practised_better(with_three: Run) -> None:
    for name in ("Four", "Five"):
        with_three("values", "add", "--name", name)
    refused = with_three("values", "add", "--name", "Six")
    assert refused.code == 1
    assert "fewer are practised better" in refused.err
    assert "modelway values add --beyond-five" in refused.err
    assert with_three("values", "add", "--name", "Six", "--beyond-five").code == 0
    assert len(listed(with_three)) == 6


def test_a_file_with_six_values_is_refused_whole(modelway: Run, tmp_path: Path) -> None:
    six = {"values": [{"name": f"Value {number}", "behaviors": ["Ask"]} for number in range(6)]}
    file = as_file(tmp_path, six)
    assert modelway("values", "define", "--from", file).code == 1
    assert listed(modelway) == []
    assert modelway("values", "add", "--from", file, "--beyond-five").code == 0
    assert len(listed(modelway)) == 6


def test_markup_in_a_leaders_words_is_shown_as_it_is(modelway: Run) -> None:
    modelway("values", "add", "--name", "[red]Anger[/red]", "--definition", "[bold]", "--behavior", ":smile:")
    screen = modelway("values").out
    assert "[red]Anger[/red]" in screen
    assert "[bold]" in screen
    assert ":smile:" in screen


def test_escape_characters_in_a_definition_never_reach_the_terminal(modelway: Run) -> None:
    modelway("values", "add", "--name", "Care", "--definition", "so\x1b[31m it is", "--behavior", "Ask")
    ran = modelway("values")
    assert "so\N{REPLACEMENT CHARACTER}[31m it is" in ran.out
    assert "\x1b" not in ran.out + modelway("values", "list", "--json").out


# Changing


def test_an_edit_changes_what_is_given_and_leaves_the_rest(with_three: Run) -> None:
    ran = with_three(
        "values", "edit", "courage", "--name", "Candour", "--role", "person", "--importance", "3"
    )
    assert ran.code == 0
    value = listed(with_three)[1]
    assert (value["name"], value["slug"], value["role"]) == ("Candour", "courage", "person")
    assert (value["importance"], value["definition"]) == (3, "I speak up.")


def test_a_new_wording_says_that_earlier_nights_keep_theirs(
    with_three: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELWAY_NOW", "2026-11-23T21:00")
    assert (
        "earlier nights keep"
        in with_three("values", "edit", "1", "--behavior", "Ask", "--behavior", "Tell").out
    )
    ran = with_three("values", "edit", "2", "--definition", "I speak up early.", "--correct")
    assert "earlier nights keep" not in ran.out
    versions = json.loads(with_three("values", "show", "2", "--json").out)["data"]["versions"]
    assert [version["definition"] for version in versions] == ["I speak up early."]


def test_a_value_is_retired_and_brought_back(with_three: Run) -> None:
    ran = with_three("values", "retire", "courage", "--yes")
    assert ran.code == 0
    assert "modelway undo" in ran.out
    assert "modelway values restore courage" in ran.out
    assert [(value["number"], value["name"]) for value in listed(with_three)] == [
        (1, "Honesty"),
        (2, "Care"),
        (None, "Courage"),
    ]
    assert listed(with_three)[2]["retired_on"] == "2026-11-20"
    assert "Courage, since Friday 20 November 2026" in with_three("values").out
    assert "Courage is back" in with_three("values", "restore", "courage").out
    assert names(with_three) == ["Honesty", "Care", "Courage"]


def test_retiring_a_value_can_be_undone(with_three: Run) -> None:
    with_three("values", "retire", "courage", "--yes")
    assert with_three("undo").code == 0
    assert names(with_three) == ["Honesty", "Courage", "Care"]


def test_a_value_moves_to_another_place(with_three: Run) -> None:
    ran = with_three("values", "move", "care", "1")
    assert ran.code == 0
    assert "1  Care" in ran.out
    assert names(with_three) == ["Care", "Honesty", "Courage"]


# Without a terminal


@pytest.mark.parametrize(
    ("arguments", "names_the_option"),
    [
        (["define"], "--from FILE"),
        (["add"], "--name TEXT"),
        (["edit", "1"], "--definition TEXT"),
        (["retire", "1"], "--yes"),
    ],
)
def test_without_a_terminal_the_options_are_named_and_nothing_is_written(
    with_three: Run, arguments: list[str], names_the_option: str, store: Path
) -> None:
    before = store.read_bytes()
    ran = with_three("values", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "There is no terminal to ask in" in ran.err
    assert names_the_option in ran.err
    assert store.read_bytes() == before


def test_a_conversation_that_cannot_be_held_makes_no_file(modelway: Run, store: Path) -> None:
    assert modelway("values", "define").code == 2
    assert not store.exists()


# What cannot be


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "patience"], 3, "There is no value “patience”: choose one of honesty, courage, care."),
        (["show", "4"], 3, "There is no value “4”"),
        (["show", "c"], 3, "“c” could be courage or care: type a letter more."),
        (["edit", "zeal", "--name", "Zest"], 3, "There is no value “zeal”"),
        (["retire", "zeal", "--yes"], 3, "There is no value “zeal”"),
        (["restore", "zeal"], 3, "There is no value “zeal”"),
        (["move", "zeal", "1"], 3, "There is no value “zeal”"),
        (["show", "x" * 100_000], 3, "There is no value “xxx"),
        (["show", "caf\udce9"], 3, "There is no value “caf?”"),
        (["restore", "care"], 1, "Care is not retired"),
        (["move", "care", "4"], 3, "choose a number from 1 to 3"),
        (["move", "care", "first"], 2, "not a valid int"),
        (["add", "--name", ""], 1, "The name of a value is empty: give it a word or two."),
        (["add", "--name", "HONESTY"], 1, "You have a value named Honesty"),
        (["add", "--name", "x" * 100_000], 1, "has 100,000 characters: shorten it to 60"),
        (["add", "--name", "bell\a"], 1, "holds a control character (U+0007): take it out."),
        (["add", "--name", "caf\udce9"], 1, "holds something that is not text"),
        (["add", "--definition", "Without a name."], 2, "add --name TEXT"),
        (["add", "--name", "Zeal", "--role", "boss"], 2, "choose leader, team member, person or partner."),
        (["add", "--name", "Zeal", "--importance", "11"], 2, "a whole number from 1 to 10"),
        (["add", "--name", "Zeal", "--target", "1.5"], 2, "a share from 0 to 1"),
        (["add", "--name", "Zeal", *["--behavior", "Ask"] * 4], 1, "one to 3 behaviors"),
        (["add", "--name", "Zeal", "--from", "-"], 2, "leave the other options out"),
        (["edit", "care", "--definition", " "], 1, "The definition is empty"),
        (["edit", "care", "--behavior", ""], 1, "A behavior is empty"),
        (["edit", "care", "--name", "courage"], 1, "You have a value named Courage"),
        (["define", "--from", "missing.json"], 3, "missing.json cannot be read"),
        (["define", "--from", "-"], 1, "standard input is empty"),
        (["define", "--from"], 2, "requires an argument"),
        (["polish"], 3, "There is no value “polish”"),
        (["edt", "care"], 2, "No such command 'edt'"),
    ],
)
def test_what_cannot_be_is_told_in_one_sentence_and_changes_nothing(
    with_three: Run, arguments: list[str], code: int, said: str
) -> None:
    before = with_three("values", "list", "--json").out
    ran = with_three("values", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert len(ran.err) < 320
    assert with_three("values", "list", "--json").out == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "standard input is not JSON"),
        (b"\xff\xfe", "standard input is not UTF-8"),
        (b"[]", "the outermost part is a list"),
        (b'{"values": []}', "There is no value in it"),
        (b'{"values": [{"name": "Zeal", "behaviors": []}]}', "behaviors is empty"),
        (b'{"values": [{"name": "Zeal", "behaviors": ["Ask"], "role": "boss"}]}', "role is 'boss'"),
        (b'{"values": [{"name": "Zeal", "behaviors": ["Ask"]}, {"behaviors": ["Ask"]}]}', "name is missing"),
        (
            b'{"values": [{"name": "Zeal", "behaviors": ["Ask"]}, {"name": "care", "behaviors": ["Ask"]}]}',
            "named Care",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused_whole(with_three: Run, content: bytes, said: str) -> None:
    ran = with_three("values", "define", "--from", "-", data=content)
    assert (ran.code, ran.out) == (1, "")
    assert said in ran.err
    assert names(with_three) == ["Honesty", "Courage", "Care"]


def test_a_store_that_is_no_journal_is_told_with_its_own_code(modelway: Run, store: Path) -> None:
    store.parent.mkdir()
    store.write_text("This is a shopping list.\n" * 100)
    store.chmod(0o600)
    for arguments in (["list"], ["add", "--name", "Care"]):
        ran = modelway("values", *arguments)
        assert (ran.code, ran.out) == (4, "")
        assert ran.err.count("\n") == 1
