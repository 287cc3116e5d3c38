"""Whatever is typed or handed in: a planned exit code, a sentence, and no row changed by a failure."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import malformed
import pytest
from calling import away_from_home
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from scale import FULL, runs

PARTS = range(runs(4, 1))
TRIED = settings(
    max_examples=runs(2_500, 150),
    deadline=None,
    database=None,
    phases=(Phase.generate,),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[malformed.Journal]:
    store = tmp_path_factory.mktemp("malformed") / "data" / "journal.db"
    with away_from_home(store):
        yield malformed.Journal(store)


@pytest.mark.parametrize("part", PARTS)
def test_every_option_of_every_command(
    journal: malformed.Journal, part: int, record_property: Callable[[str, object], None]
) -> None:
    tried = 0

    @seed(part)
    @TRIED
    @given(malformed.calls(), malformed.files())
    def anything(arguments: list[str], data: bytes) -> None:
        nonlocal tried
        tried += 1
        journal.try_it(arguments, data)

    anything()
    record_property("runs", tried)


@pytest.mark.parametrize("part", PARTS)
def test_every_file_that_is_handed_in(
    journal: malformed.Journal, part: int, record_property: Callable[[str, object], None]
) -> None:
    tried = 0
    codes = set()

    @seed(part)
    @TRIED
    @given(st.sampled_from(malformed.SOURCES), malformed.files())
    def anything(source: list[str], data: bytes) -> None:
        nonlocal tried
        tried += 1
        codes.add(journal.try_it(source, data))

    anything()
    assert {0, 1} <= codes, "some are kept and some refused"
    record_property("runs", tried)


if FULL:
    # Where only a little is tried, hypothesis alone does it: atheris takes its time to set up.

    def test_every_file_that_a_fuzzer_thinks_of(
        tmp_path: Path, record_property: Callable[[str, object], None]
    ) -> None:
        if not find_spec("atheris"):
            pytest.skip("atheris is not installed; it is in the group “faults”")
        tried = 80_000
        tests = Path(malformed.__file__).parent
        done = subprocess.run(
            [sys.executable, tests / "fuzzing.py", tmp_path, str(tried)],
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(tests.parent)},
            timeout=3_000,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode(errors="replace")[-3_000:]
        record_property("runs", tried)
