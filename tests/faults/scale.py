"""How much is tried: a little in every run of the tests, everything when all faults are asked for."""

import os

FULL = os.environ.get("MODELWAY_FAULTS") == "all"


def runs(full: int, short: int) -> int:
    """How often a fault is tried."""
    return full if FULL else short
