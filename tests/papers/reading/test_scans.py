"""Scanned pages, read behind the door with the weights that are shipped."""

import base64

import pytest
import segno

from papers.errors import Unreadable
from papers.reading.found import DOUBTFUL_BELOW
from papers.reading.printed import Box, Line, Page
from papers.reading.scanned import read_scan
from papers.reading.seen import from_plain
from tests.papers.reading.drawn_pages import page_pdf, ring
from tests.papers.reading.scanning import Scanner
from tests.papers.small import small_pdf

NUMBER, DAY = "ที่ มท ๐๘๑๐.๘/ว ๑๒๓๔", "๑๕ มกราคม ๒๕๖๘"
AGENCY = "กรมส่งเสริมการปกครองท้องถิ่น"
SUBJECT = "เรื่อง การสำรวจข้อมูลโครงการ"
MORE = [(30, 80 + 8 * row, "ขอความร่วมมือหน่วยงานรายงานผลการดำเนินงาน") for row in range(8)]
HEAD = [(30, 40, NUMBER), (110, 40, AGENCY), (95, 50, DAY), (30, 60, SUBJECT)]
#: Strokes and feathers as of an emblem, some of them as high as a letter.
EMBLEM = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" fill="none" stroke="#222">'
    + "".join(
        f'<path stroke-width="{2 + n % 3}" d="M{30 + 9 * n} {270 - 7 * (n % 5)}'
        f' q {6 + n % 4} -{18 + n % 7} {11 - n % 5} -{25 + n % 9} t 6 {14 + n % 3}"/>'
        for n in range(26)
    )
    + '<circle cx="150" cy="150" r="145" stroke-dasharray="9 7"/></svg>'
).encode()


def texts(page: Page) -> list[str]:
    return [line.text for line in page.lines]


def line_of(page: Page, text: str) -> Line:
    return next(line for line in page.lines if line.text == text)


@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_scanned_head_is_read_as_it_is_printed(dpi):
    page = read_scan(Scanner(dpi=dpi).scan(page_pdf(*HEAD), seed=dpi), 1)

    assert texts(page) == [NUMBER, AGENCY, DAY, SUBJECT]
    assert (page.number, round(page.width), round(page.height)) == (0, 210, 297)
    assert page.is_picture


@pytest.mark.parametrize("seed", [3, 4, 5])
def test_an_emblem_is_not_read_as_letters_and_leaves_the_office_beside_it_alone(seed):
    picture = base64.b64encode(EMBLEM).decode()
    drawn = f'<img style="position: absolute; left: 92mm; top: 15mm; height: 30mm" src="data:;base64,{picture}">'
    head = [(30, 40, NUMBER), (125, 40, AGENCY), (95, 53, DAY), (30, 62, SUBJECT)]

    page = read_scan(Scanner(dpi=200).scan(page_pdf(*head, more=drawn), seed=seed), 1)

    # What looked like a figure stays, doubted: a number may not lose one unnoticed.
    sure = [line for line in page.lines if line.confidence(0, len(line.text)) > 0.5]
    assert [line.text for line in sure] == [NUMBER, AGENCY, DAY, SUBJECT]
    others = [line.text for line in page.lines if line not in sure]
    assert [text for text in others if not any(char.isdecimal() for char in text)] == []


def test_lines_stand_where_they_are_printed():
    page = read_scan(Scanner(skew=0).scan(page_pdf(*HEAD), seed=1), 1)

    boxes = [tuple(map(round, vars(line.box).values())) for line in page.lines]
    word = line_of(page, SUBJECT).box_of(0, len("เรื่อง"))
    assert [(left, right) for left, _top, right, _bottom in boxes] == [
        (30, 68),
        (110, 156),
        (95, 125),
        (30, 75),
    ]
    assert (word.left, word.right) == pytest.approx((30, 37.5), abs=0.8)


def test_a_skewed_scan_knows_where_its_lines_lie_on_the_paper():
    turned = Page(0, 210, 297, (), turned=-1.0)

    assert turned.on_paper(Box(105, 100, 105, 110)) == Box(105, 100, 105, 110)
    right = turned.on_paper(Box(205, 100, 205, 110))
    assert (round(right.top, 2), round(right.bottom, 2)) == (98.25, 108.25)


@pytest.mark.parametrize(("quarters", "size"), [(1, (297, 210)), (2, (210, 297)), (3, (297, 210))])
def test_a_page_on_its_side_or_head_is_read_and_found_on_the_paper(quarters, size):
    lying = Scanner(skew=0, quarters=quarters).scan(page_pdf(*HEAD, *MORE), seed=6)

    page = read_scan(lying, 1)

    number = line_of(page, NUMBER)
    corners = {
        1: lambda box: (size[0] - box.bottom, box.left),
        2: lambda box: (size[0] - box.right, size[1] - box.bottom),
        3: lambda box: (box.top, size[1] - box.right),
    }
    expected = corners[page.quarters](number.box)
    on_paper = page.on_paper(number.box)
    assert (round(page.width), round(page.height)) == (210, 297)
    assert (on_paper.left, on_paper.top) == pytest.approx(expected, abs=0.5)


def test_clear_numbers_and_dates_are_certain():
    page = read_scan(Scanner().scan(page_pdf(*HEAD), seed=2), 1)

    number, day = line_of(page, NUMBER), line_of(page, DAY)
    assert number.confidence(4, len(NUMBER)) > DOUBTFUL_BELOW
    assert day.confidence(0, len(DAY)) > DOUBTFUL_BELOW


def test_what_a_ring_crosses_is_doubted_and_the_rest_is_not():
    crossed = page_pdf(*HEAD, more=ring(52, 32, 14))

    page = read_scan(Scanner(skew=0).scan(crossed, seed=3), 1)

    heads = [line for line in page.lines if line.box.top < 45 and line.box.left < 100]
    assert any(line.confidence(0, len(line.text)) < DOUBTFUL_BELOW for line in heads)
    assert line_of(page, DAY).confidence(0, len(DAY)) > DOUBTFUL_BELOW


def test_a_piece_with_more_ink_before_it_is_doubted_at_its_beginning():
    """A day whose first digit lies in another piece must not pass for a shorter one."""
    split = page_pdf((91, 50, "๒"), (95, 50, DAY), *HEAD[3:], more=ring(80, 45, 13))

    page = read_scan(Scanner(skew=0).scan(split, seed=4), 1)

    day = next(line for line in page.lines if line.text.endswith("มกราคม ๒๕๖๘"))
    assert day.confidence(0, len(day.text)) < DOUBTFUL_BELOW


def test_codes_are_read_and_are_no_text():
    address = "https://example.go.th/a?b=1"
    picture = base64.b64encode(segno.make(address, error="m").svg_inline(scale=3).encode()).decode()
    code = (
        f'<img style="position:absolute;left:30mm;top:200mm;width:20mm"'
        f' src="data:image/svg+xml;base64,{picture}">'
    )

    page = read_scan(Scanner(dpi=150).scan(page_pdf(*HEAD, more=code), seed=5), 1)

    assert page.codes == (address,)


def test_a_stamp_is_parted_at_its_dots():
    page = read_scan(Scanner().scan(page_pdf((30, 40, "เลขรับ........๕๓๑........")), seed=7), 1)

    assert texts(page) == ["เลขรับ", "๕๓๑"]
    assert page.lines[1].confidence(0, 3) > DOUBTFUL_BELOW


def test_a_page_that_is_not_there_is_said_to_be_absent():
    with pytest.raises(IndexError):
        read_scan(small_pdf(), 2)


def test_an_empty_page_has_no_lines():
    page = read_scan(small_pdf(), 1)

    assert (page.lines, page.codes) == ((), ())


@pytest.mark.parametrize(
    "change",
    [
        {"peaks": [3, 2]},
        {"peaks": [0, 99]},
        {"letters": "๑"},
        {"edges": [1.0]},
        {"frames": 999},
        {"text": "๑๒๓"},
        {"box": [1, 2]},
    ],
    ids=["order", "outside", "letters", "edges", "frames", "text", "box"],
)
def test_frames_that_do_not_fit_their_line_are_refused(change):
    line = {
        "text": "๑๒",
        "peaks": [0, 2],
        "letters": "๑๒",
        "frames": 4,
        "box": [1, 2, 3, 4],
        "height": 2.5,
        "edges": [1, 2, 3],
        "doubted": [],
    }
    head = {
        "width": 210,
        "height": 297,
        "turned": 0,
        "quarters": 0,
        "codes": [],
        "lines": [line | change],
    }

    with pytest.raises((ValueError, TypeError)):
        from_plain(0, head, bytes(2 * 4 * 3))


def test_a_damaged_file_is_unreadable():
    with pytest.raises(Unreadable):
        read_scan(b"%PDF-1.7 nothing", 1)
