"""The fonts that lines are drawn in, found where Debian and npm put them."""

from dataclasses import dataclass, field
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

SYSTEM = Path("/usr/share/fonts/truetype")
#: Never trained on: what the reader does with a new font is measured on these.
HELD_OUT_DEBIAN, HELD_OUT_NPM = ("Loma", "Umpush"), ("Taviraj",)
HELD_OUT = HELD_OUT_DEBIAN + HELD_OUT_NPM
#: Debian families (package folder/file) and how often each is drawn.
DEBIAN = {
    "tlwg/Laksaman": 6,
    "tlwg/Laksaman-Bold": 3,
    "tlwg/Garuda": 4,
    "tlwg/Garuda-Bold": 1.5,
    "tlwg/Norasi": 5,
    "tlwg/Norasi-Bold": 2,
    "tlwg/Kinnari": 3,
    "tlwg/Kinnari-Bold": 1,
    "tlwg/Sawasdee": 2,
    "tlwg/Sawasdee-Bold": 1,
    "tlwg/Waree": 2,
    "tlwg/Waree-Bold": 1,
    "tlwg/TlwgTypist": 1.5,
    "tlwg/TlwgTypist-Bold": 1,
    "tlwg/TlwgTypo": 2,
    "tlwg/TlwgTypo-Bold": 1,
    "tlwg/TlwgMono": 1.5,
    "tlwg/TlwgMono-Bold": 0.5,
    "tlwg/TlwgTypewriter": 2,
    "tlwg/TlwgTypewriter-Bold": 1,
    "tlwg/Purisa": 2,
    "tlwg/Purisa-Bold": 1,
    "arundina/ArundinaSerif": 3,
    "arundina/ArundinaSerif-Bold": 1,
    "arundina/ArundinaSans": 2,
    "arundina/ArundinaSans-Bold": 1,
    "arundina/ArundinaSansMono": 1,
    "noto/NotoSansThai-Regular": 1,
    "noto/NotoSansThai-Bold": 0.5,
    "noto/NotoSerifThai-Regular": 2,
    "noto/NotoSerifThai-Bold": 1,
    "noto/NotoLoopedThai-Regular": 2,
    "noto/NotoLoopedThai-Bold": 1,
}
#: Families of npm (package of @expo-google-fonts/style) in the same measure.
NPM = {
    "sarabun/400Regular": 9,
    "sarabun/300Light": 2,
    "sarabun/500Medium": 3,
    "sarabun/600SemiBold": 2,
    "sarabun/700Bold": 3,
    "ibm-plex-sans-thai-looped/400Regular": 2,
    "ibm-plex-sans-thai-looped/700Bold": 1,
    "ibm-plex-sans-thai/400Regular": 0.7,
    "trirong/400Regular": 2,
    "trirong/700Bold": 1,
    "pridi/400Regular": 1,
    "niramit/400Regular": 1.5,
    "niramit/700Bold": 0.7,
    "k2d/400Regular": 1,
    "anuphan/400Regular": 0.7,
    "bai-jamjuree/400Regular": 1,
    "chakra-petch/400Regular": 0.7,
    "kanit/400Regular": 0.7,
    "prompt/400Regular": 0.7,
    "itim/400Regular": 1.5,
    "sriracha/400Regular": 1.5,
}
_NPM_SCOPE = Path("node_modules/@expo-google-fonts")
_TRIAL_SIZE = 100


@dataclass
class Face:
    """A font file; sizes are given by the height of its consonants, not in points."""

    path: Path
    _sizes: dict[int, ImageFont.FreeTypeFont] = field(default_factory=dict)
    _relative: float = 0.0
    _characters: frozenset[int] = frozenset()

    def covers(self, text: str) -> bool:
        """True when the font has every character; some Thai fonts have no Latin letters."""
        if not self._characters:
            with TTFont(self.path, lazy=True) as font:
                self._characters = frozenset(font.getBestCmap())
        return all(ord(character) in self._characters for character in text)

    def at(self, consonant: float) -> ImageFont.FreeTypeFont:
        """The font in which บ is ``consonant`` dots high. Fonts differ by 40 per cent."""
        if not self._relative:
            _left, top, _right, bottom = self.of_size(_TRIAL_SIZE).getbbox("บ")
            self._relative = (bottom - top) / _TRIAL_SIZE
        return self.of_size(max(12, round(consonant / self._relative)))

    def of_size(self, size: int) -> ImageFont.FreeTypeFont:
        """The font in ``size`` dots a line."""
        if size not in self._sizes:
            layout = ImageFont.Layout.RAQM
            self._sizes[size] = ImageFont.truetype(self.path, size, layout_engine=layout)
        return self._sizes[size]


@dataclass(frozen=True)
class Faces:
    """All fonts at hand with their weights, and the names of those that are not."""

    faces: tuple[Face, ...]
    weights: tuple[float, ...]
    missing: tuple[str, ...]


def find(fonts: Path) -> Faces:
    """The fonts of Debian and those that npm put under ``fonts``."""
    places: dict[str, tuple[Path | None, float]] = {}
    for name, weight in DEBIAN.items():
        file = SYSTEM / f"{name}.ttf"
        places[name] = (file if file.exists() else None, weight)
    for name, weight in NPM.items():
        package, _slash, style = name.partition("/")
        files = (fonts / _NPM_SCOPE / package).rglob(f"*_{style}.ttf")
        places[name] = (min(files, default=None), weight)
    found = [(Face(path), weight) for path, weight in places.values() if path]
    return Faces(
        tuple(face for face, _weight in found),
        tuple(weight for _face, weight in found),
        tuple(name for name, (path, _weight) in places.items() if path is None),
    )
