"""How files come out that others made: the table of what is right, wrong, and refused wrongly."""

import argparse
import io
import json
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import pikepdf
from PIL import Image, ImageChops, ImageFilter, ImageOps
from pillow_heif import register_heif_opener
from stage import made_files, poppler

django.setup()

from papers.content import StampContent  # noqa: E402 - the programs' settings come first
from papers.errors import PaperError  # noqa: E402
from papers.stamp import stamp_pdf  # noqa: E402
from papers.upload import AcceptedFile, accept_upload  # noqa: E402

register_heif_opener()
GROUPS = ("งานบริหารทั่วไป", "กลุ่มงานมาตรฐาน", "กลุ่มงานกฎหมาย")
FIRST = StampContent("สำนักงานทดสอบ", "๔๗๑๑", "๒๘ พ.ย. ๒๕๖๙", choices=GROUPS, chosen=GROUPS[1])
SECOND = StampContent("กลุ่มงานมาตรฐาน", "๑๒", "๒๘ พ.ย. ๒๕๖๙", "๐๙.๐๐ น.")
#: Of the ink of the first page, how much may be missing before the copy is wrong.
MAY_BE_LOST = 0.03
#: Words that are missing, and the share of a stamp's ground that must be light.
WORDS_LOST, LEGIBLE = 0.02, 0.6
ON_INK = 0.02
NO_LETTER = (".doc", ".docx", ".xlsx", ".zip", ".txt", ".html")


@dataclass(slots=True)
class Outcome:
    """What became of one file; ``wrong`` names what is not as its sender sent it."""

    kind: str
    name: str
    refused: str = ""
    wrongly: bool = False
    wrong: list[str] = field(default_factory=list)
    on_ink: float = 0.0
    seconds: float = 0.0

    @property
    def column(self) -> str:
        if self.refused:
            return "refused wrongly" if self.wrongly else "refused rightly"
        return "wrong" if self.wrong else "right"


def tried(path: Path) -> Outcome:
    """Take in the file at ``path``, stamp it twice, and look at what came of it."""
    data = path.read_bytes()
    outcome = Outcome(path.parent.name, path.name)
    started = time.perf_counter()
    try:
        accepted = accept_upload(data, path.name, limit_mb=50)
    except PaperError as refusal:
        outcome.refused = str(refusal)
        outcome.wrongly = opens_elsewhere(data, path)
    else:
        look(outcome, accepted, data)
    outcome.seconds = time.perf_counter() - started
    return outcome


def opens_elsewhere(data: bytes, path: Path) -> bool:
    """Does a viewer show the file that was refused?"""
    if path.suffix.lower() in NO_LETTER:
        return False
    if b"%PDF-" in data[:1024]:
        return poppler.drawn(data) is not None and poppler.opens(data)
    return picture_of(data) is not None


def picture_of(data: bytes) -> Image.Image | None:
    """The picture upright, in grey; None when it is none."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            upright = ImageOps.exif_transpose(picture)
            if upright.mode.startswith("I"):
                return upright.convert("I").point(lambda dot: dot / 257).convert("L")
            layered = upright.convert("RGBA")
            paper = Image.new("RGBA", layered.size, "white")
            return Image.alpha_composite(paper, layered).convert("L")
    except Exception:  # noqa: BLE001 - whatever the library says of a broken picture
        return None


def look(outcome: Outcome, accepted: AcceptedFile, data: bytes) -> None:
    """Note what is missing in the copy, and how the stamps stand on it."""
    copy = poppler.drawn(accepted.pdf_bytes)
    if copy is None:
        outcome.wrong.append("the copy cannot be drawn")
        return
    source = data if accepted.mime == "application/pdf" else b""
    if source:
        compare_pdf(outcome, source, copy, accepted.pdf_bytes)
        untold(outcome, accepted, source)
    elif (picture := picture_of(data)) is not None and not alike(picture, copy):
        outcome.wrong.append("turned, mirrored or changed")
    look_at_stamps(outcome, accepted.pdf_bytes, copy)


def compare_pdf(outcome: Outcome, source: bytes, copy: Image.Image, rendition: bytes) -> None:
    before = poppler.drawn(source)
    if before is None:
        return
    if before.size != copy.size:
        outcome.wrong.append(f"size {before.size} became {copy.size}")
    lost = lost_ink(before, copy)
    if lost > MAY_BE_LOST:
        outcome.wrong.append(f"{lost:.0%} of the ink is missing")
    words, kept = Counter(poppler.words(source)), Counter(poppler.words(rendition))
    missing = sum((words - kept).values())
    if missing > WORDS_LOST * max(1, words.total()):
        outcome.wrong.append(f"{missing} of {words.total()} words are missing")


def lost_ink(before: Image.Image, after: Image.Image) -> float:
    """The share of dark dots of one page with nothing dark near them in the other."""
    ink = before.convert("L").point(lambda dot: 255 * (dot < 190))
    near = after.convert("L").filter(ImageFilter.MinFilter(3)).point(lambda dot: 255 * (dot < 215))
    missing = ImageChops.subtract(ink, near.resize(ink.size)).histogram()[255]
    return missing / max(150, ink.histogram()[255])


def alike(picture: Image.Image, page: Image.Image) -> bool:
    """Is what is seen on the page the picture, and the right way up?"""
    side = 48
    small = ImageOps.autocontrast(picture.resize((side, side)))
    box = ImageOps.invert(page.convert("L")).getbbox()
    wide, tall = picture.size
    across, down = page.size
    scale = min(across / wide, down / tall)
    left, top = (across - wide * scale) / 2, (down - tall * scale) / 2
    seen = page.convert("L").crop(
        (round(left), round(top), round(left + wide * scale), round(top + tall * scale))
    )
    if box is None:
        return sum(small.histogram()[:200]) == 0
    seen = ImageOps.autocontrast(seen.resize((side, side)))
    distance = sum(i * n for i, n in enumerate(ImageChops.difference(small, seen).histogram()))
    return distance / side**2 < 30


def untold(outcome: Outcome, accepted: AcceptedFile, source: bytes) -> None:
    """What lies in the file and is not told of."""
    # A right to fill in a form (UR) is signed by the maker of a program, not by the sender.
    signed = b"/ByteRange" in source and b"/UR" not in source
    if signed and not getattr(accepted, "signatures", ()):
        outcome.wrong.append("a signature is not told")
    try:
        with pikepdf.open(io.BytesIO(source)) as document:
            inside = len(document.attachments)
    except pikepdf.PdfError:
        return
    if inside and not getattr(accepted, "inside", ()):
        outcome.wrong.append(f"{inside} files inside are not told")


def look_at_stamps(outcome: Outcome, rendition: bytes, bare: Image.Image) -> None:
    try:
        one, two = stamp_pdf(rendition, [FIRST]), stamp_pdf(rendition, [FIRST, SECOND])
    except PaperError as refusal:
        outcome.wrong.append(f"not stamped: {refusal}")
        return
    stamped = poppler.drawn(one)
    if stamped is None or poppler.drawn(two) is None:
        outcome.wrong.append("the stamped page cannot be drawn")
        return
    box = (
        ImageChops.difference(stamped, bare).convert("L").point(lambda d: 255 * (d > 24)).getbbox()
    )
    if box is None:
        outcome.wrong.append("no stamp is seen")
        return
    ground = stamped.crop(box).convert("L").point(lambda dot: 255 * (dot > 160))
    if ground.histogram()[255] / (ground.width * ground.height) < LEGIBLE:
        outcome.wrong.append("the stamp cannot be read")
    under = bare.crop(box).convert("L").point(lambda dot: 255 * (dot < 190))
    outcome.on_ink = under.histogram()[255] / (under.width * under.height)


COLUMNS = ("right", "wrong", "refused rightly", "refused wrongly")


def table(outcomes: list[Outcome]) -> str:
    """Kind by kind how many came out how."""
    lines = ["| kind | tried | " + " | ".join(COLUMNS) + " | stamp on ink |", "|---" * 7 + "|"]
    for kind in [*sorted({one.kind for one in outcomes}), "all"]:
        mine = [one for one in outcomes if kind in (one.kind, "all")]
        counts = Counter(one.column for one in mine)
        on_ink = sum(one.on_ink > ON_INK for one in mine)
        cells = [len(mine), *(counts[column] for column in COLUMNS), on_ink]
        lines.append(f"| {kind} | " + " | ".join(map(str, cells)) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, nargs="?", help="its folders are the kinds; without it, made cases"
    )
    parser.add_argument("--outcomes", type=Path, help="write every outcome here, as JSON lines")
    chosen = parser.parse_args()
    with TemporaryDirectory() as made:
        if chosen.folder is None:
            made_files.write_all(Path(made))
        report(chosen.folder or Path(made), chosen.outcomes)


def report(folder: Path, kept: Path | None) -> None:
    """Try every file under ``folder``; ``kept`` gets each outcome as a line of JSON."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    outcomes = []
    for path in files:
        outcomes.append(tried(path))
        if kept:
            with kept.open("a") as lines:
                lines.write(json.dumps(asdict(outcomes[-1]), ensure_ascii=False) + "\n")
    print(table(outcomes))
    for one in outcomes:
        if one.column in ("wrong", "refused wrongly"):
            print(f"{one.kind}/{one.name}: {one.refused or '; '.join(one.wrong)}")


if __name__ == "__main__":
    main()
