"""How well scans are read: made letters in known fonts, scanned at three resolutions."""

import argparse
import time
from collections import Counter, defaultdict
from pathlib import Path

from stage import scanned_fields
from stage.scanned_fields import Outcome
from weasyprint import HTML

from papers.reading.as_data import as_data
from papers.reading.fields import read_fields
from papers.reading.letters import letters_of
from papers.reading.printed import Page
from papers.reading.reading import pages_of
from papers.reading.seen import from_plain
from papers.sandbox.scans import read_page
from scripts.reader import faces
from tests.papers.reading import random_letters, random_pages
from tests.papers.reading.scanning import Scanner

FONTS = Path(__file__).resolve().parents[1] / "var" / "fonts"
LAKSAMAN, LAKSAMAN_PT = faces.SYSTEM / "tlwg/Laksaman.ttf", 10.65
RESOLUTIONS = (150, 200, 300)
#: Name for CSS: file. The last three were kept out of training.
FAMILIES = {
    "Sarabun": "npm sarabun/400Regular",
    "Laksaman": "tlwg/Laksaman",
    "Garuda": "tlwg/Garuda",
    "Norasi": "tlwg/Norasi",
    "Loma": "tlwg/Loma",
    "Umpush": "tlwg/Umpush",
    "Taviraj": "npm taviraj/400Regular",
}


def file_of(place: str) -> Path:
    """The file of a font of Debian or, after ``npm``, of one that training fetched."""
    if not place.startswith("npm "):
        return faces.SYSTEM / f"{place}.ttf"
    package, _slash, style = place.removeprefix("npm ").partition("/")
    folder = FONTS / "node_modules" / "@expo-google-fonts" / package
    return min(folder.rglob(f"*_{style}.ttf"), default=folder)


def consonant(file: Path) -> float:
    """How high บ is in type of 100 dots."""
    _left, top, _right, bottom = faces.Face(file).of_size(100).getbbox("บ")
    return float(bottom - top)


def scan(letter: random_letters.RandomLetter, file: Path, dpi: int, seed: int) -> bytes:
    """``letter`` set in the font of ``file`` as large as 16-pt TH Sarabun, printed and scanned."""
    size = LAKSAMAN_PT * consonant(LAKSAMAN) / consonant(file)
    html = random_pages.page(letter, ("Tried",), {"Tried": size})
    face = f'@font-face {{ font-family: "Tried"; src: url("{file.as_uri()}") }}'
    drawn = HTML(string=html.replace("<style>", f"<style>{face}", 1)).write_pdf()
    return Scanner(dpi=dpi).scan(drawn, seed)


def pages(pdf: bytes) -> tuple[Page, ...]:
    """All pages as the sandbox reads them, without the way there and back."""
    count = len(pages_of(pdf))
    return tuple(from_plain(place, *read_page(pdf, place + 1)) for place in range(count))


def _outcomes(seed: int, file: Path, dpi: int, seconds: list[float]) -> list[Outcome]:
    letter = random_letters.make(seed)
    scanned = scan(letter, file, dpi, seed)
    started = time.process_time()
    read = pages(scanned)
    seconds.append((time.process_time() - started) / len(read))
    found = as_data(read_fields(letters_of(read)[0]))
    return list(scanned_fields.compared(letter.fields, found))


def main() -> None:
    """Read every letter in every font and show what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--letters", type=int, default=2, help="per font and resolution")
    parser.add_argument("--seed", type=int, default=9000)
    options = parser.parse_args()
    told: dict[str, Counter[str]] = defaultdict(Counter)
    seconds: list[float] = []
    for family, place in FAMILIES.items():
        file = file_of(place)
        if not file.is_file():
            print(f"{family} is not at hand: make reader fetches it")
            continue
        held = " (held out)" if family in faces.HELD_OUT else ""
        for number in range(options.letters * len(RESOLUTIONS)):
            seed, dpi = options.seed + number, RESOLUTIONS[number % len(RESOLUTIONS)]
            for kind, outcome, what in _outcomes(seed, file, dpi, seconds):
                for row in (f"{family}{held}", f"{dpi} dpi", "all"):
                    told[row][f"{kind} {outcome}"] += 1
                if outcome == "wrong":
                    print(f"wrong: {family} {dpi} dpi, letter {seed}: {what}")
    scanned_fields.show(told)
    print(f"{sum(seconds) / len(seconds):.2f} s of computing for a page")


if __name__ == "__main__":
    main()
