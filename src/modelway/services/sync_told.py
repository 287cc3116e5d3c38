"""What a sync that ran by itself leaves to be told, once: why it failed, and what was noticed."""

import json
import os
from collections.abc import Iterable
from contextlib import suppress

from modelway.services.place import Place
from modelway.store.files.copying import make_private_file


def keep_told(place: Place, *, failure: str = "", notices: Iterable[str] = ()) -> None:
    """Leave a failure in place of an earlier one, which a success takes away, and add what was noticed."""
    _, earlier = _read(place)
    told = list(dict.fromkeys([*earlier, *notices]))
    with suppress(OSError):
        if not failure and not told:
            place.sync_told.unlink(missing_ok=True)
            return
        beside = place.sync_told.with_name(f"{place.sync_told.name}.{os.getpid()}")
        make_private_file(beside)
        beside.write_text(json.dumps({"failure": failure, "notices": told}, ensure_ascii=False), "utf-8")
        beside.replace(place.sync_told)


def take_told(place: Place) -> list[str]:
    """The sentences to be told now, the failure first."""
    failure, notices = _read(place)
    with suppress(OSError):
        place.sync_told.unlink()
    return [*([f"The last sync did not come about by itself: {failure}"] if failure else []), *notices]


def _read(place: Place) -> tuple[str, list[str]]:
    try:
        told = json.loads(place.sync_told.read_text("utf-8"))
        return str(told["failure"]), [str(one) for one in told["notices"]]
    except (OSError, ValueError, TypeError, KeyError):
        return "", []
