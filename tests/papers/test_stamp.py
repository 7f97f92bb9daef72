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
from tests.papers.small import small_pdf

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
    # Beneath the stamp there is no room for the choices: they stand to the left of it.
    receipt = "-งานบริหารทั่วไป-กลุ่มงานมาตรฐานกลุ่มงานส่งเสริมฯ-กลุ่มงานกฎหมาย-กลุ่มงานการเงิน"
    receipt += f"{stamp.office}เลขรับ6848วันที่22ต.ค.2563เวลา"
    assert copied(stamped) == copied(original) + receipt
    assert word(stamped, "6848").bottom < word(stamped, "กรมส่งเสริม").top
    assert stamp_pdf(original, [stamp]) == stamped


def page_with(*inked: tuple[int, int, int, int], size=(420, 594)) -> Image.Image:
    page = Image.new("L", size, 255)
    for box in inked:
        page.paste(0, box)
    return page


def test_blocks_avoid_ink_and_each_other():
    sheet = Sheet(ink_of(page_with((240, 76, 420, 300))), 210, 297)

    first, second = places([Block(), Block()], sheet)

    assert (first.right, first.top) == (8, 8)
    assert (second.right, second.top) == (62, 8)
    assert [sheet.cover(first), sheet.cover(second)] == [0, 0]


def test_the_first_stamp_looks_for_free_paper_in_the_whole_upper_part():
    # Text in the right half of the page from its upper edge on, and nothing on the left.
    sheet = Sheet(ink_of(page_with((200, 0, 420, 594))), 210, 297)

    [spot] = places([Block()], sheet)

    assert (sheet.cover(spot), spot.top, spot.right) == (0, 8, 112)


def test_choices_stand_beside_the_stamp_where_there_is_no_room_beneath():
    block = Block(((50, 47), (80, 25)))
    sheet = Sheet(ink_of(page_with((0, 76, 420, 594))), 210, 297)

    [spot] = places([block], sheet)
    [free] = places([block], Sheet(ink_of(page_with()), 210, 297))

    assert (spot.shape, spot.width, spot.right, spot.top) == (1, 80, 8, 8)
    assert (free.shape, free.right, free.top) == (0, 8, 8)


@pytest.mark.parametrize(("wide", "high"), [(50, 70), (300, 20), (25, 12)])
def test_a_stamp_on_a_slip_is_as_small_as_it_must_be(wide, high):
    sheet = Sheet(ink_of(page_with(size=(420, round(420 * high / wide)))), wide, high)

    [spot] = places([Block()], sheet)

    assert spot.width / spot.height == pytest.approx(2)
    assert min(spot.right, wide - spot.right - spot.width) >= 0
    assert min(spot.top, high - spot.top - spot.height) >= 0


@pytest.mark.parametrize(("wide", "high"), [(210, 297), (841, 1189), (1000, 3000)])
def test_a_poster_is_searched_in_as_many_steps_as_a_letter(wide, high):
    sheet = Sheet(ink_of(page_with(size=(1000, round(1000 * high / wide)))), wide, high)

    [first, second] = places([Block(), Block()], sheet)

    assert (first.right, first.top, second.right) == (8, 8, 8)
    assert 36 <= second.top <= 44


def test_a_dark_page_does_not_hide_the_stamp():
    dark = seen(stamp_pdf(blank(content=b"0.1 g -9 -9 700 900 re f"), [FIRST]))

    light = dark.convert("L").point(lambda dot: 255 * (dot > 230)).getbbox()

    assert tuple(round(edge / 4) for edge in light) == (152, 8, 202, 32)


def test_a_note_over_the_whole_page_lies_under_the_stamp():
    def note(document):
        form = document.make_stream(b"1 0.6 0.6 rg 0 0 600 850 re f")
        form.BBox = pikepdf.Array([0, 0, 595, 842])
        document.pages[0].obj.Annots = pikepdf.Array([
            document.make_indirect(pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, F=4, Contents="เก็บ",
                Rect=pikepdf.Array([0, 0, 595, 842]), AP=pikepdf.Dictionary(N=form),
            ))
        ])  # fmt: skip

    stamped = stamp_pdf(small_pdf(edit=note), [FIRST])

    with pikepdf.open(io.BytesIO(stamped)) as document:
        kept = str(document.pages[0].obj.Annots[0].Contents)
    page = seen(stamped)
    assert (kept, page.getpixel((400, 600))) == ("เก็บ", (255, 153, 153))
    assert page.crop((620, 40, 800, 120)).convert("L").getextrema()[1] == 255
