"""However the parts of a practice are typed, the sentence reads."""

import pytest

from modelway.domain.loop.phrasing import extract_action, extract_moment, starts_with_moment


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("I will say it.", "say it"),
        ("i'll say it", "say it"),
        ("I’ll say it", "say it"),
        ("I shall say it", "say it"),
        ("I ask", "ask"),
        ("I am the last to speak", "be the last to speak"),
        ("I'm the last to speak", "be the last to speak"),
        ("I do not interrupt", "not interrupt"),
        ("I won't interrupt", "not interrupt"),
        ("I will not interrupt", "not interrupt"),
        ("Call Ana", "call Ana"),
        ("I will Call Ana", "call Ana"),
        ("Let Ana finish…", "let Ana finish"),
        ("CC Ana on it", "CC Ana on it"),
        ("Ana anrufen", "Ana anrufen"),
        ("willingly wait", "willingly wait"),
        ("invite Ivo", "invite Ivo"),
        ("I can listen", "listen"),
        ("I'd ask first", "ask first"),
        (".NET review", ".NET review"),
        ("… and wait", "and wait"),
        ("I", ""),
        ("I will", ""),
        ("...", ""),
    ],
)
def test_an_action_follows_i_will(typed: str, reads: str) -> None:
    assert extract_action(typed) == reads
    assert extract_action(reads) == reads


@pytest.mark.parametrize(
    ("typed", "reads"),
    [
        ("When I am asked,", "I am asked"),
        ("whenever I am asked", "I am asked"),
        ("The agenda turns to money", "the agenda turns to money"),
        ("When Someone goes quiet", "someone goes quiet"),
        ("Ana speaks", "Ana speaks"),
        ("I speak", "I speak"),
        ("we meet and ask when it is due", "we meet and ask when it is due"),
        ("", ""),
    ],
)
def test_a_moment_follows_when(typed: str, reads: str) -> None:
    assert extract_moment(typed) == reads
    assert extract_moment(reads) == reads


@pytest.mark.parametrize(
    ("typed", "so"),
    [("when asked", True), ("Whenever asked", True), ("whenceforth go", False), ("ask", False)],
)
def test_a_moment_is_no_action(typed: str, so: bool) -> None:
    assert starts_with_moment(typed) == so
