"""The screens of completion."""

from pathlib import Path

import pytest
from rendering import APPEARANCES, GLYPHS, assert_golden, rendered

from modelway.system.prompting.completion import plan_completion
from modelway.views.prompting.completion import installed_screen, plan_screen, removed_screen

HOME = {"HOME": "/home/ada"}
BASH = plan_completion("bash", "modelway", HOME)._replace(
    script=Path("/home/ada/.local/share/modelway/completion.bash")
)
SCREENS = {
    "plan": lambda **screen: plan_screen(BASH, **screen),
    "installed": lambda **screen: installed_screen(BASH, **screen),
    "removed": lambda **screen: removed_screen(BASH, was_there=True, **screen),
}


@pytest.mark.parametrize(("signs", "width"), APPEARANCES)
@pytest.mark.parametrize("name", SCREENS)
def test_the_screens_look_as_agreed(name: str, signs: str, width: int) -> None:
    shown = SCREENS[name](glyphs=GLYPHS[signs], width=width)
    assert_golden(f"prompting/completion-{name}-{signs}-{width}", rendered(shown, width, GLYPHS[signs]))


def test_where_there_was_none_it_is_said() -> None:
    shown = removed_screen(BASH, was_there=False, glyphs=GLYPHS["unicode"], width=80)
    assert shown.plain.startswith("There was no completion for bash.")
