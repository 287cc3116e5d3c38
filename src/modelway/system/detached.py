"""Work done behind a command that has ended: in a process of its own, which the terminal cannot end."""

import os
import signal
from collections.abc import Callable

HIGHEST_DESCRIPTOR = 1024


def run_detached(work: Callable[[], object]) -> None:
    """Have the work done by a process that outlives this one and its terminal; returns at once.

    It has a session of its own, reads nothing and says nothing; what goes wrong in it ends it alone. It knows
    what this process knows, such as the key of a protected journal.
    """
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        return
    try:
        os.setsid()
        # The first child ends at once, so that nobody has to wait for the second.
        if os.fork() == 0:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
            _let_go_of_the_terminal()
            work()
    finally:
        os._exit(0)


def _let_go_of_the_terminal() -> None:
    """Close all that was open, so that whoever reads the command's output finds its end."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    os.closerange(3, HIGHEST_DESCRIPTOR)
