"""What a file is refused for, in one Thai sentence that says what to do next."""

#: Codes of a refusal after which the file is kept: a password opens it, or another try.
LOCKED, BUSY = "locked", "busy"


class PaperError(Exception):
    """``str(error)`` is shown to the person; ``field`` says where, ``code`` what would help."""

    def __init__(self, message: str, *, field: str | None = None, code: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.code = code


class UploadRefused(PaperError):
    """The file cannot be taken in."""


class Busy(PaperError):
    """Nothing is wrong with the file: the machine did not come to it in time."""


class Unreadable(PaperError):
    """A file that is kept cannot be shown; what came in is still there to be downloaded."""
