"""Receipt stamps: upper right as the reader sees it, 5 x 2.5 cm, never on each other."""

import hashlib
import io
import subprocess
import tempfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from papers.content import StampContent
from papers.external import draw_external
from papers.placing import Block, Sheet, ink_of, places
from papers.sandbox.geometry import MM, PageFrame
from papers.stamp import stamp_pdf
from tests.papers import golden_letters
from tests.papers.reading_pdf import copied, word

GROUPS = ("งานบริหารทั่วไป", "กลุ่มงานมาตรฐาน", "กลุ่มงานส่งเสริมฯ", "กลุ่มงานกฎหมาย", "กลุ่มงานการเงิน")
FIRST = StampContent("สำนักงานส่งเสริมการปกครองท้องถิ่นจังหวัดบึงกาฬ", "6848", "22 ต.ค. 2563")
SECOND = StampContent("กลุ่มงานส่งเสริมและพัฒนาท้องถิ่น", "1612", "26 ต.ค. 2563", "15.47 น.", "3734")
INK = (26, 63, 174)


def blank(rotate: int = 0, crop=None, unit: float = 1, content: bytes = b"") -> bytes:
    """One empty page of 210 x 297 mm before rotation."""
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(210 * MM / unit, 297 * MM / unit))
        if rotate:
            page.obj.Rotate = rotate
        if crop:
            page.obj.CropBox = pikepdf.Array(crop)
        if unit != 1:
            page.obj.UserUnit = unit
        page.contents_add(content)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()


def seen(pdf: bytes) -> Image.Image:
    """The page upright, 4 dots to the millimetre, whatever its units (poppler obeys them all)."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.pdf").write_bytes(pdf)
        command = ["pdftoppm", "-cropbox", "-r", "101.6", "-png", "-singlefile", "a.pdf", "a"]
        subprocess.run(command, cwd=folder, check=True)
        return Image.open(io.BytesIO((Path(folder) / "a.png").read_bytes())).convert("RGB")


def blue_box(image: Image.Image) -> tuple[float, float, float, float]:
    """Distance right, distance top, width and height of the blue ink, in millimetres."""
    red, _green, blue = image.split()
    mask = Image.eval(red, lambda value: 255 if value < 150 else 0)
    assert Image.eval(blue, lambda value: 255 if value > 140 else 0).getbbox() is not None
    left, top, right, bottom = mask.getbbox()
    return tuple(
        round(edge / 4, 1) for edge in (image.width - right, top, right - left, bottom - top)
    )


NEAR = pytest.approx((8, 8, 50, 25), abs=0.6)


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_stamp_is_upright_at_the_upper_right_on_any_rotation(rotate):
    image = seen(stamp_pdf(blank(rotate), [FIRST]))

    assert blue_box(image) == NEAR


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_stamp_stands_in_the_corner_of_a_shifted_crop_box(rotate):
    image = seen(stamp_pdf(blank(rotate, crop=[50, 100, 550, 800]), [FIRST]))

    assert blue_box(image) == NEAR


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_stamp_is_five_centimetres_in_any_unit(rotate):
    pdf = stamp_pdf(blank(rotate, unit=2), [FIRST])

    with pikepdf.open(io.BytesIO(pdf)) as document:
        frame = PageFrame.of(document.pages[0])
    wide, high = (210, 297) if rotate == 0 else (297, 210)
    image = seen(pdf)
    scale = wide * 4 / image.width

    assert frame.seen_mm == (pytest.approx(wide), pytest.approx(high))
    assert tuple(edge * scale for edge in blue_box(image)) == NEAR


def test_careless_graphics_states_do_not_reach_the_stamp():
    open_state = blank(content=b"q 0.1 0 0 0.1 300 300 cm q")
    closed_twice = blank(content=b"Q Q")

    assert blue_box(seen(stamp_pdf(open_state, [FIRST]))) == NEAR
    assert blue_box(seen(stamp_pdf(closed_twice, [FIRST]))) == NEAR


def test_the_second_stamp_stands_below_or_beside_the_first():
    alone = copied(stamp_pdf(blank(), [SECOND]))
    both = stamp_pdf(blank(), [FIRST, SECOND])

    first, second = word(both, "6848"), word(both, "1612")

    assert alone == "กลุ่มงานส่งเสริมและพัฒนาท้องถิ่นเลขรับ1612(3734)วันที่26ต.ค.2563เวลา15.47น."
    assert (first.left, first.bottom < 33, second.top > 36) == (second.left, True, True)


def test_stamps_of_a_real_letter_lie_on_free_paper_and_the_original_stays():
    original = draw_external(golden_letters.DEPARTMENT).pdf
    before = hashlib.sha256(original).hexdigest()
    stamp = StampContent(FIRST.office, "6848", "22 ต.ค. 2563", choices=GROUPS, chosen=GROUPS[2])

    stamped = stamp_pdf(original, [stamp])

    assert hashlib.sha256(original).hexdigest() == before
    receipt = f"{stamp.office}เลขรับ6848วันที่22ต.ค.2563เวลา-งานบริหารทั่วไป-กลุ่มงานมาตรฐาน"
    receipt += "กลุ่มงานส่งเสริมฯ-กลุ่มงานกฎหมาย-กลุ่มงานการเงิน"
    assert copied(stamped) == copied(original) + receipt
    assert word(stamped, "6848").bottom < word(stamped, "กรมส่งเสริม").top
    assert stamp_pdf(original, [stamp]) == stamped


def test_blocks_avoid_ink_and_each_other():
    page = Image.new("L", (420, 594), 255)
    page.paste(0, (240, 76, 420, 300))
    sheet = Sheet(ink_of(page), 210, 297)
    blocks = [Block(25), Block(10, follows=True), Block(25)]

    stamp, choices, second = places(blocks, sheet)

    assert stamp == (8, 8)
    assert choices == (58, 28)
    assert second == (112, 8)
    assert [sheet.cover(choices, 10), sheet.cover(second, 25)] == [0, 0]
