import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from modelway.views.screen.envelope import envelope


def test_an_envelope_names_its_schema_and_holds_the_data() -> None:
    assert envelope("night", {"note": "müde 正直"}) == (
        '{\n  "schema": "modelway.night/1",\n  "data": {\n    "note": "müde 正直"\n  }\n}'
    )


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x7f", "\x9b", "\u2028", "\u202e", "\u2066"])
def test_what_a_terminal_may_obey_is_escaped(char: str) -> None:
    written = envelope("night", char)
    assert char not in written
    assert json.loads(written)["data"] == char


def test_joiners_stay_readable() -> None:
    assert "👩‍💻" in envelope("night", "👩‍💻")


def test_a_figure_that_is_no_number_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="Out of range float"):
        envelope("review", float("nan"))


@given(st.recursive(st.none() | st.text() | st.integers(), lambda inner: st.dictionaries(st.text(), inner)))
def test_the_data_reads_back_the_same(data: object) -> None:
    written = envelope("night", data)
    assert json.loads(written.encode()) == {"schema": "modelway.night/1", "data": data}
