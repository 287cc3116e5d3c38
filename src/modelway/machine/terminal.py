"""The terminal of this process: opened past the streams, kept from echoing, and set as it was."""

import os
import sys
from contextlib import suppress
from typing import Any

if sys.platform == "win32":
    import ctypes
    import msvcrt

    # prompt_toolkit knows which of the consoles there it writes to.
    SPEAKS_VT100 = False
    LINES, ECHO = 0x2, 0x4

    class Terminal:
        """The console, opened for reading and writing; raises OSError where there is none."""

        def __init__(self) -> None:
            # These files of Python speak UTF-8, whatever the code page of the console.
            self._reading = open("CONIN$", "rb", buffering=0)  # noqa: PTH123, SIM115
            try:
                self._writing = open("CONOUT$", "wb", buffering=0)  # noqa: PTH123, SIM115
            except OSError:
                self._reading.close()
                raise
            self._before = attributes_of(self._reading)
            if self._before is None:
                self.close()
                raise OSError("this is no console")

        def silence(self) -> None:
            """Echo nothing from now on; what was typed before is gone."""
            while msvcrt.kbhit():
                msvcrt.getwch()
            assert self._before is not None
            set_attributes(self._reading, self._before & ~ECHO)

        def read(self, most: int) -> bytes:
            """What was typed; empty where the terminal is gone."""
            with suppress(OSError):
                return self._reading.read(most) or b""
            return b""

        def write(self, data: bytes) -> None:
            """Show a text in UTF-8, if the terminal is there still."""
            with suppress(OSError):
                self._writing.write(data)

        @property
        def encoding(self) -> str:
            """The encoding that `write` takes."""
            return "utf-8"

        def columns(self) -> int:
            """How wide it is; raises OSError where nobody knows."""
            return os.get_terminal_size(self._writing.fileno()).columns

        def close(self) -> None:
            """Set it as it was, and let it go."""
            if self._before is not None:
                set_attributes(self._reading, self._before)
            self._reading.close()
            self._writing.close()

    def attributes_of(stream: Any) -> int | None:
        """How the terminal of a stream is set; None where it is none."""
        mode = ctypes.c_ulong()
        with suppress(OSError, ValueError):
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
            if ctypes.WinDLL("kernel32").GetConsoleMode(handle, ctypes.byref(mode)):
                return mode.value
        return None

    def quiet(attributes: int) -> int:
        """The same without an echo and without waiting for the end of a line."""
        return attributes & ~(LINES | ECHO)

    def set_attributes(stream: Any, attributes: int) -> None:
        """Set the terminal of a stream; nothing happens where it is gone."""
        with suppress(OSError, ValueError):
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
            ctypes.WinDLL("kernel32").SetConsoleMode(handle, attributes)

else:
    import termios

    from modelway.machine import NO_TERMINAL_OF_OURS

    SPEAKS_VT100 = True
    LOCAL_FLAGS = 3

    class Terminal:
        """The terminal, opened for reading and writing; raises OSError where there is none."""

        def __init__(self) -> None:
            self._descriptor = os.open("/dev/tty", os.O_RDWR | NO_TERMINAL_OF_OURS)
            try:
                self._before = termios.tcgetattr(self._descriptor)
            except termios.error:
                os.close(self._descriptor)
                raise OSError("this is no terminal") from None

        def silence(self) -> None:
            """Echo nothing from now on; what was typed before is gone."""
            silent = list(self._before)
            silent[LOCAL_FLAGS] &= ~termios.ECHO
            termios.tcsetattr(self._descriptor, termios.TCSAFLUSH, silent)

        def read(self, most: int) -> bytes:
            """What was typed; empty where the terminal is gone."""
            with suppress(OSError):
                return os.read(self._descriptor, most)
            return b""

        def write(self, data: bytes) -> None:
            """Show a text in the terminal's encoding, if the terminal is there still."""
            with suppress(OSError):
                os.write(self._descriptor, data)

        @property
        def encoding(self) -> str:
            """The encoding that `write` takes."""
            return sys.stderr.encoding or "ascii"

        def columns(self) -> int:
            """How wide it is; raises OSError where nobody knows."""
            return os.get_terminal_size(self._descriptor).columns

        def close(self) -> None:
            """Set it as it was, and let it go."""
            with suppress(termios.error):
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self._before)
            os.close(self._descriptor)

    def attributes_of(stream: Any) -> list[Any] | None:
        """How the terminal of a stream is set; None where it is none."""
        with suppress(termios.error):
            return termios.tcgetattr(stream)
        return None

    def quiet(attributes: list[Any]) -> list[Any]:
        """The same without an echo and without waiting for the end of a line."""
        changed = list(attributes)
        changed[LOCAL_FLAGS] &= ~(termios.ECHO | termios.ICANON)
        return changed

    def set_attributes(stream: Any, attributes: list[Any]) -> None:
        """Set the terminal of a stream; nothing happens where it is gone."""
        with suppress(termios.error):
            termios.tcsetattr(stream, termios.TCSANOW, attributes)
