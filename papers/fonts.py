"""
The typeface of letters: its name for CSS, and the size that equals TH Sarabun 16 pt.

Debian's Laksaman is TH Sarabun New on a larger body: 10.65 pt of it is 16 pt of the other.
"TH Sarabun …" is never named in CSS unless its own file is loaded: a rule of Debian's
font set-up would shrink the advances of Laksaman but not its outlines, and letters would
lie on each other.
"""

import base64
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont

SYSTEM_FONT = "Laksaman"
SYSTEM_SIZE_PT = 10.65
SARABUN_SIZE_PT = 16.0
_WEIGHTS = {"regular": "normal", "bold": "bold"}


@dataclass(frozen=True, slots=True)
class Typeface:
    """``family`` as CSS names it, ``size_pt`` of running text, ``faces`` as @font-face rules."""

    family: str
    size_pt: float
    faces: str = ""


def letter_typeface() -> Typeface:
    """
    The typeface of the settings.

    LETTER_FONT_NAME other than Laksaman is looked for in LETTER_FONT_DIR (regular and
    bold, .ttf or .otf); LETTER_FONT_SCALE multiplies the size, 1.0 for files on the
    16-pt body of TH Sarabun PSK, New and IT๙. Raises FileNotFoundError without a face.
    """
    name = settings.LETTER_FONT_NAME
    if name == SYSTEM_FONT:
        return Typeface(SYSTEM_FONT, SYSTEM_SIZE_PT * settings.LETTER_FONT_SCALE)
    files = _faces_of(name, Path(settings.LETTER_FONT_DIR))
    if "regular" not in files:
        raise FileNotFoundError(f"no font file of {name!r} in {settings.LETTER_FONT_DIR}")
    rules = "".join(_face_rule(path, _WEIGHTS[style]) for style, path in sorted(files.items()))
    return Typeface("LetterFace", SARABUN_SIZE_PT * settings.LETTER_FONT_SCALE, rules)


def _faces_of(name: str, folder: Path) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for path in sorted([*folder.glob("*.ttf"), *folder.glob("*.otf")]):
        with TTFont(path, lazy=True) as font:
            names = font["name"]
            if names.getBestFamilyName() == name:
                found.setdefault((names.getBestSubFamilyName() or "").lower(), path)
    return {style: path for style, path in found.items() if style in _WEIGHTS}


def _face_rule(path: Path, weight: str) -> str:
    data = base64.b64encode(path.read_bytes()).decode()
    return (
        f"@font-face{{font-family:LetterFace;font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{data})}}"
    )
