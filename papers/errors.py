"""What a file is refused for, in one Thai sentence that says what to do next."""


class PaperError(Exception):
    """``str(error)`` is shown to the person; ``field`` says where."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


class UploadRefused(PaperError):
    """The file cannot be taken in."""


class Unreadable(PaperError):
    """A file that is kept cannot be shown; what came in is still there to be downloaded."""
