"""The questions of this terminal, as the leader's settings want them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from modelway.cli.ask import Asker, Edit, Left
from modelway.cli.opening import is_interactive
from modelway.cli.output import say, transcript
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
    from modelway.services.drafts import Drafts

    session.check_can_save()
    return Asker(
        color=session.settings.color.value,
        plain=session.settings.plain == "yes",
        edit=_editor(session),
        drafts=Drafts(session),
        transcript=transcript,
    )


def left_with(left: Left, saved: str, go_on: str) -> Interrupted:
    """What is said when a conversation was left: what is `saved`, what is kept, and how to `go_on`."""
    if left.not_kept:
        saved += f", but not what you were typing ({left.not_kept.rstrip('.')})"
    elif left.kept:
        saved += ", and what you had typed is kept"
    return Interrupted(f"{saved}. Go on with: {go_on}")


@contextmanager
def asking(session: "Session", go_on: str) -> Iterator[Asker]:
    """Ask questions whose answers are saved together; leaving early changes nothing.

    Args:
        session: Whose journal keeps a half-written answer.
        go_on: The command that asks the same again.

    Raises:
        Refused: nothing could be changed.
        Interrupted: the leader left.
    """
    try:
        with asker_for(session) as asker:
            yield asker
    except Left as left:
        if left.kept or left.not_kept:
            raise left_with(left, NOTHING_CHANGED.rstrip("."), go_on) from left
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
    session.check_can_save()
    try:
        with Asker(color=session.settings.color.value, plain=session.settings.plain == "yes") as asker:
            agreed = asker.confirm(question, back=False)
    except Left as left:
        raise Interrupted(NOTHING_CHANGED) from left
    if not agreed:
        say(NOTHING_CHANGED)
    return agreed


def _editor(session: "Session") -> Edit:
    from modelway.services.place import store_path
    from modelway.system.editor import edit
    from modelway.system.paths import runtime_folder

    folder = runtime_folder(os.environ) or store_path(session.settings, os.environ).parent
    command = session.settings.editor
    return lambda text, wait: edit(text, command=command, environ=os.environ, folder=folder, wait=wait)
