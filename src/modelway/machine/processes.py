"""Processes: work behind a command, whether one runs, what asks one to end, and what a crash leaves of it."""

import os
import signal
import sys
from collections.abc import Callable

if sys.platform == "win32":
    # Ctrl-Break is what a window that closes sends.
    CLOSING = (signal.SIGBREAK, signal.SIGTERM)
    STILL_ACTIVE, MAY_ASK = 259, 0x1000

    def run_behind(work: Callable[[], object]) -> None:
        """Have the work done before the command ends: nothing can be begun there as a copy of this process.

        A process that began anew would lack the key of a protected journal.
        """
        work()

    def is_running(number: int) -> bool:
        """Whether there is a process of that number."""
        import ctypes

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = ctypes.c_void_p(kernel.OpenProcess(MAY_ASK, False, number))
        if not handle:
            return False
        code = ctypes.c_ulong()
        asked = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return bool(asked) and code.value == STILL_ACTIVE

    def keep_out_of_core_dumps() -> None:
        """Do nothing: Windows writes none, and what it sends after a crash is for its own settings."""

else:
    CLOSING = (signal.SIGHUP, signal.SIGTERM)
    HIGHEST_DESCRIPTOR = 1024

    def run_behind(work: Callable[[], object]) -> None:
        """Have the work done by a process that outlives this one and its terminal; returns at once.

        It has a session of its own, reads nothing and says nothing; what goes wrong in it ends it alone. It
        knows what this process knows, such as the key of a protected journal.
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

    def is_running(number: int) -> bool:
        """Whether there is a process of that number; raises OverflowError for what is none."""
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return True

    def keep_out_of_core_dumps() -> None:
        """Have a crash leave nothing of this process's memory on the disk."""
        from resource import RLIMIT_CORE, setrlimit

        setrlimit(RLIMIT_CORE, (0, 0))

    def _let_go_of_the_terminal() -> None:
        """Close all that was open, so that whoever reads the command's output finds its end."""
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        os.closerange(3, HIGHEST_DESCRIPTOR)
