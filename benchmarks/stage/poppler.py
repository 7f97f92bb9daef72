"""Pages as another viewer shows them: poppler's tools, each with a limit of time."""

import io
import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image

_SECONDS = 60
_LONGEST_PX = 700


def drawn(pdf: bytes) -> Image.Image | None:
    """Page 1 in colour, 700 dots on its longer side; None when there is none to see."""
    picture = _run(
        ["pdftoppm", "-f", "1", "-l", "1", "-cropbox", "-scale-to", str(_LONGEST_PX)], pdf
    )
    if not picture:
        return None
    return Image.open(io.BytesIO(picture)).convert("RGB")


def opens(pdf: bytes) -> bool:
    """Does pdfium agree? Of a locked file poppler draws what it cannot read."""
    try:
        with pdfium.PdfDocument(pdf) as document:
            return len(document) > 0
    except pdfium.PdfiumError:
        return False


def words(pdf: bytes) -> list[str]:
    """The words of page 1, values of form fields among them."""
    return _run(["pdftotext", "-f", "1", "-l", "1"], pdf).decode(errors="replace").split()


def _run(command: list[str], pdf: bytes) -> bytes:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(pdf)
        target = [file.name, "-"] if command[0] == "pdftotext" else [file.name]
        try:
            done = subprocess.run([*command, *target], capture_output=True, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            return b""
    return done.stdout
