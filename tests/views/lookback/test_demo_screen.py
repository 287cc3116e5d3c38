"""The demo on one screen, as a leader sees it before the first word."""

from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from journals import session_at
from modelway.services.lookback.demo import scenes
from modelway.views.lookback.demo import demo_screen


@pytest.mark.parametrize(("name", "width"), APPEARANCES)
def test_the_demo_looks_as_agreed(name: str, width: int, demo_store: Path) -> None:
    with session_at(demo_store) as session:
        shown = scenes(session)
    screen = demo_screen(*shown, Path("/tmp/demo/journal.db"), glyphs=GLYPHS[name], width=width)
    assert_golden(f"lookback/demo-{name}-{width}", rendered(screen, width, GLYPHS[name]))


@pytest.fixture(scope="module")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from modelway.services.lookback.demo import fill

    store = tmp_path_factory.mktemp("demo") / "journal.db"
    with session_at(store) as session:
        fill(session)
    return store
