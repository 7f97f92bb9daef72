"""Names of people and places, ranks and grades of urgency are not broken over two lines."""

import pytest

from circulars.letters.places import place_names
from offices.models import Kind
from papers.pdf import draw, lay_out, stylesheet
from papers.wrapping import keep_together
from tests.factories import office
from tests.papers.reading_pdf import copied_lines, words

PLACES = frozenset({"เซกา", "บึงโขงหลง", "บึงกาฬ", "พรเจริญ", "ศรีชมภู", "อุดรธานี", "หนองพันทา"})
LETTER = "@page{size:A4;margin:2cm 2cm 2cm 3cm}body{font-size:1rem}p{margin:0}"
NARROW = "@page{size:60mm 100mm;margin:5mm}body{font-size:1rem}p{margin:0;width:40mm}"


@pytest.mark.parametrize(
    "name",
    [
        "อ.เซกา",
        "นายอำเภอบึงโขงหลง",
        "ผู้ว่าราชการจังหวัดอุดรธานี",
        "ผู้ว่าราชการจังหวัด",
        "นายกเทศมนตรีเมืองบึงกาฬ",
        "ตำบลหนองพันทา",
        "พรเจริญ",
        "ศรีชมภู",
        "ด่วนมาก",
        "ด่วนที่สุด",
        "ที่ บก ๐๐๒๑/ว ๓๕๕",
        "พันตรี สมชาย ใจดี",
        "ว่าที่ ร้อยตรี สมชาย ใจดี",
        "ว่าที่ร้อยตรีหญิง สมหญิง ใจดี",
        "หม่อมหลวงปนัดดา ดิศกุล",
        "ดร.สมศักดิ์ รักชาติ",
        "นายเอก ณ อยุธยา",
        "๑ ม.ค. ๒๕๖๓",
    ],
)
def test_a_name_stays_on_one_line_wherever_the_line_ends(name):
    # Eighty places on the line, so that the end of a line comes at every letter of the name.
    texts = [f"{'ก' * length} {name} นั้น" for length in range(60, 100)]
    html = "".join(f"<p>{keep_together(text, PLACES)}</p>" for text in texts)

    lines = copied_lines(draw(lay_out(f'<html lang="th">{html}', [stylesheet("report"), LETTER])))

    assert [line for line in lines if name in line] == [line for line in lines if name[:4] in line]
    assert sum(name in line for line in lines) == len(texts)


def test_bare_names_are_kept_only_when_they_stand_alone():
    assert keep_together("อ.เซกา พรเจริญ (เซกา) ความเซกา", PLACES) == (
        '<span class="keep">อ.เซกา</span> <span class="keep">พรเจริญ</span> '
        '(<span class="keep">เซกา</span>) ความเซกา'
    )


def test_a_long_municipality_keeps_its_proper_name_only():
    assert keep_together("นายกองค์การบริหารส่วนตำบลหนองพันทา", PLACES) == (
        'นายกองค์การบริหารส่วน<span class="keep">ตำบลหนองพันทา</span>'
    )


def test_a_piece_wider_than_its_line_breaks_and_never_leaves_the_paper():
    text = keep_together(f"ว่าที่ ร้อยตรี {'กา' * 10} {'ขา' * 10} https://example.go.th/a b")

    pdf = draw(lay_out(f'<html lang="th"><p>{text}</p>', [stylesheet("report"), NARROW]))

    body = [word for word in words(pdf) if word.bottom < 90]
    assert max(word.right for word in body) <= 45.1


@pytest.mark.django_db
def test_the_names_come_from_the_offices_near_the_house():
    province = office("จังหวัดบึงกาฬ", Kind.PROVINCE)
    district = office("อำเภอเซกา", Kind.DISTRICT, parent=province, province=province)
    office("องค์การบริหารส่วนตำบลโซ่", Kind.SAO, parent=district, province=province)
    far = office("จังหวัดตราด", Kind.PROVINCE)
    office("เทศบาลเมืองตราดน้อย", Kind.TOWN, parent=far, province=far)

    assert place_names(province) == {"บึงกาฬ", "เซกา", "โซ่", "ตราด"}
    assert place_names(district) == {"บึงกาฬ", "เซกา", "โซ่", "ตราด"}
    assert place_names(far) == {"บึงกาฬ", "เซกา", "ตราด", "ตราดน้อย"}
