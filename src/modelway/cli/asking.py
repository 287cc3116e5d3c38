"""The questions of this terminal, as the leader's settings want them."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker

if TYPE_CHECKING:
    from modelway.services.session import Session


def asker_for(session: "Session") -> Asker:
    """The questions of this terminal, with the leader's editor behind Ctrl-O.

    Raises:
        Refused: no answer could be saved.
    """
    session.check_can_save()
    return Asker(color=session.settings.color.value, edit=_editor(session))


def _editor(session: "Session") -> Callable[[str], str]:
    from modelway.services.place import store_path
    from modelway.system.editor import edit
    from modelway.system.paths import runtime_folder

    folder = runtime_folder(os.environ) or store_path(session.settings, os.environ).parent
    return lambda text: edit(text, command=session.settings.editor, environ=os.environ, folder=folder)
