"""Settings of printed letters: their type, their lines, the emblem."""

from config import private
from config.environment import env, env_bool, env_float

__all__ = [
    "EMBLEM_FILE",
    "LETTER_FONT_DIR",
    "LETTER_FONT_NAME",
    "LETTER_FONT_SCALE",
    "LETTER_LINES_SET_OUT",
]

LETTER_FONT_DIR = env("LETTER_FONT_DIR", "/usr/share/fonts/truetype/tlwg")
LETTER_FONT_NAME = env("LETTER_FONT_NAME", "Laksaman")
LETTER_FONT_SCALE = env_float("LETTER_FONT_SCALE", 1.0)
# Lines go out to the right edge (ชิดขอบแบบไทย); no leaves it ragged.
LETTER_LINES_SET_OUT = env_bool("LETTER_LINES_SET_OUT", True)
EMBLEM_FILE = env("EMBLEM_FILE", str(private.VAR_DIR / "emblem.jpg"))
