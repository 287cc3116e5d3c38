"""Meeting the others by itself, behind what was written; what came of it is left to be told."""

from contextlib import ExitStack

from modelway.errors import ModelwayError
from modelway.services.place import Place
from modelway.services.sync_told import keep_told
from modelway.services.together.membership import opened
from modelway.services.together.sync import meet_others
from modelway.store.files.engine import is_there
from modelway.store.together.membership import read_membership
from modelway.store.together.turns import meeting_turn, next_turn
from modelway.store.transactions import Store


def sync_behind(place: Place) -> None:
    """Meet the others, if there are any; of many at once one meets, one waits, and the others need not.

    A failure is kept as a sentence that the next command says, and so is what was noticed.
    """
    try:
        if is_there(place.store):
            with opened(place, backed_up=True) as store:
                _sync_in_turn(place, store)
    except ModelwayError as error:
        keep_told(place, failure=error.sentence)
    except Exception as error:  # nobody sees what ends a process that nobody waits for
        keep_told(
            place, failure=f"modelway has a fault ({type(error).__name__}); run modelway sync to see it."
        )


def _sync_in_turn(place: Place, store: Store) -> None:
    membership = read_membership(store.connection)
    if membership is None or not membership.place:
        return
    with ExitStack() as waiting:
        if not waiting.enter_context(next_turn(place.store)):
            return
        with meeting_turn(place.store):
            waiting.close()
            met = meet_others(place, store)
    notices = [f"Erased here too, as on another machine: {what}." for what in met.purged]
    if met.backups:
        notices.append(f"Backups here still hold it: {', '.join(met.backups)}; see modelway backup list.")
    keep_told(place, notices=[*notices, *met.notices])
