"""The manual: every command has its page, every shell example runs, and the screens are the program's."""

import re
from pathlib import Path

import pytest

from command_pages import load_pages, render_pages
from leader import being, surroundings, type_line, write_weeks
from screens import NARROW, WIDE, draw, talk
from test_docs import DOCS, ROOT

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
# What only two machines that wrote apart have, and what needs a database: tests/cli/together tries these.
NEEDING = re.compile(r"modelway sync (conflicts 1|\w+ postgresql:)")
PASSPHRASE = {
    "MODELWAY_PASSPHRASE_COMMAND": "pass show journal",
    "MODELWAY_NEW_PASSPHRASE_COMMAND": "pass show new",
}


def lines_to_run(text: str) -> list[str]:
    """The command lines of the shell's blocks, in their order, without their comments."""
    found = [
        re.split(r"\s# ", line)[0].strip().removeprefix(".venv/bin/")
        for language, block in BLOCK.findall(text)
        if language in ("", "sh")
        for line in block.splitlines()
    ]
    return [line for line in found if re.match(r"modelway( |$)", line)]


WITH_EXAMPLES = [path for path in DOCS if lines_to_run(path.read_text("utf-8"))]


@pytest.mark.usefixtures("few_rounds")
@pytest.mark.parametrize("path", WITH_EXAMPLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shell_example_runs_one_after_the_other(
    path: Path, leaders_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable, command in PASSPHRASE.items():
        monkeypatch.setenv(variable, command)
    failed = []
    for line in lines_to_run(path.read_text("utf-8")):
        shown = type_line(line)
        if "--yes" in shown.err:
            shown = type_line(f"{line} --yes")
        asks = shown.code in (1, 2) and ("terminal" in shown.err or "--from" in shown.err)
        # In this home lies a conflicted copy for the examples of an import, which doctor names.
        finds = shown.code == 1 and "Diverged copy" in shown.out
        if shown.code and not asks and not finds and not NEEDING.match(line):
            failed.append(f"{line}: {shown.code} {shown.err.strip()}")
    assert failed == []


def test_every_make_target_that_is_shown_exists() -> None:
    targets = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    shown = {
        target
        for path in DOCS
        for _, block in BLOCK.findall(path.read_text("utf-8"))
        for target in re.findall(r"^make (\w+)", block, re.MULTILINE)
    }
    assert shown
    assert shown <= targets


def test_every_command_has_its_place_in_the_reference() -> None:
    rendered = render_pages(load_pages())
    reference = "\n".join(rendered.values())

    for page in load_pages().values():
        if page.words:
            assert re.search(rf"^##? {re.escape(page.name)}$", reference, re.MULTILINE), page.name
        for example in page.examples:
            assert f"\n{example}\n" in reference
    assert all(f"({name}.md)" in rendered["index"] for name in rendered if name != "index")


def test_every_page_of_the_manual_is_reached_from_its_first() -> None:
    folder, reached, waiting = ROOT / "docs", set(), ["index"]
    while waiting:
        name = waiting.pop()
        if name in reached or name.startswith(("reference/commands", "decisions/")):
            continue
        reached.add(name)
        text = (folder / f"{name}.md").read_text("utf-8")
        for block in re.findall(r"```\{toctree\}\n(.*?)```", text, re.DOTALL):
            entries = [
                line for line in block.splitlines() if line and not line.startswith(":") and "*" not in line
            ]
            waiting += [str(Path(name).parent / entry) for entry in entries]
    ours = {str(path.relative_to(folder).with_suffix("")) for path in DOCS if folder in path.parents}
    assert ours - {"mutants"} == reached


@pytest.mark.parametrize("columns", [WIDE, NARROW])
def test_a_screen_is_drawn_as_it_is_shown_and_loads_nothing(leaders_home: Path, columns: int) -> None:
    picture, text = draw("modelway review --last", columns)

    assert text.splitlines()[0].startswith("The week of 9–15 November 2026")
    assert max(map(len, text.splitlines())) <= columns
    assert set(re.findall(r'(?:href|url|src)\W+https?:[^"\')]*', picture)) == set()
    assert picture == draw("modelway review --last", columns)[0]


def test_a_conversation_is_shown_as_it_stands_in_the_terminal(leaders_home: Path) -> None:
    said = talk("modelway plan add honest", ["I am asked", "say the number first"])

    assert "> I am asked" in said
    assert "When I am asked, I will say the number first." in said


def test_a_conversation_that_still_asks_is_no_conversation(leaders_home: Path) -> None:
    with pytest.raises(RuntimeError, match="still waits"):
        talk("modelway plan add honest", ["I am asked"])


def test_the_picture_of_the_readme_is_what_the_program_shows(tmp_path: Path) -> None:
    write_weeks(tmp_path)
    with being(surroundings(tmp_path), tmp_path):
        picture, _ = draw("modelway review --last")

    assert picture == (ROOT / "docs" / "pictures" / "week.svg").read_text("utf-8"), "make picture"
