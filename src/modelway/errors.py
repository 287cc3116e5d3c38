"""Every failure a leader can meet: one class, one sentence with its remedy, one exit code."""

from enum import IntEnum


class ExitCode(IntEnum):
    """The codes the machine interface promises."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    NOT_FOUND = 3
    STORE = 4
    INTERRUPTED = 130


class ModelwayError(Exception):
    """A failure told in one sentence: what was wrong, and what to do."""

    exit_code = ExitCode.FAILED

    @property
    def sentence(self) -> str:
        """The words for the screen."""
        return str(self)


class UsageError(ModelwayError):
    """The command was called in a way it cannot take."""

    exit_code = ExitCode.USAGE


class BadDate(UsageError):
    """A date that cannot be read, is ambiguous, or lies where it may not."""


class BadSetting(UsageError):
    """A setting with a value that is not allowed; the sentence names its place."""


class NotFound(ModelwayError):
    """No such value, night, practice or file."""

    exit_code = ExitCode.NOT_FOUND


class Refused(ModelwayError):
    """The command understood the wish and cannot grant it."""


class BadText(Refused):
    """A text that is too long, empty where it may not be, or no valid text."""


class BadFile(Refused):
    """A file that cannot be read as what it should be; the sentence names the place in it."""


class StoreError(ModelwayError):
    """The store cannot be opened or written: locked, newer, damaged, no room."""

    exit_code = ExitCode.STORE


class Damaged(StoreError):
    """The file of a journal or a backup cannot be read, or not to its end."""


class Locked(StoreError):
    """A protected file was not opened: nobody could be asked for its passphrase, or none fits."""


class Interrupted(ModelwayError):
    """The leader left a conversation; the sentence says what is kept and how to go on."""

    exit_code = ExitCode.INTERRUPTED
