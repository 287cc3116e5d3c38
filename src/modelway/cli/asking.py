"""The questions of this terminal, as the leader's settings want them."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Left
from modelway.cli.opening import is_interactive
from modelway.cli.output import say
from modelway.errors import Interrupted, UsageError

if TYPE_CHECKING:
    from modelway.services.place import Place
    from modelway.services.session import Session

NOTHING_CHANGED = "Nothing was changed."


def asker_for(session: "Session") -> Asker:
    """The questions of this terminal, with the leader's editor behind Ctrl-O.

    Raises:
        Refused: no answer could be saved.
    """
    session.check_can_save()
    return Asker(color=session.settings.color.value, edit=_editor(session))


@contextmanager
def asking(session: "Session | Place") -> Iterator[Asker]:
    """The questions of this terminal; who leaves has changed nothing.

    Raises:
        Refused: nothing could be changed.
    """
    session.check_can_save()
    try:
        with Asker(color=session.settings.color.value) as asker:
            yield asker
    except Left as left:
        raise Interrupted(NOTHING_CHANGED) from left


def confirmed(session: "Session | Place", question: str, *, yes: bool) -> bool:
    """Whether it may be done: `--yes` says so, a terminal is asked; a no is confirmed in a sentence.

    Raises:
        UsageError: neither is there.
    """
    if yes:
        return True
    if not is_interactive():
        raise UsageError("There is no terminal to ask in: add --yes if you mean it.")
    with asking(session) as asker:
        agreed = asker.confirm(question, back=False)
    if not agreed:
        say(NOTHING_CHANGED)
    return agreed


def _editor(session: "Session") -> Callable[[str], str]:
    from modelway.services.place import store_path
    from modelway.system.editor import edit
    from modelway.system.paths import runtime_folder

    folder = runtime_folder(os.environ) or store_path(session.settings, os.environ).parent
    return lambda text: edit(text, command=session.settings.editor, environ=os.environ, folder=folder)
