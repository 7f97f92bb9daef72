"""Pages that say nonsense about themselves: mended in the copy, refused, or told of."""

import io
import time

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pikepdf import Array, Name

from circulars.domain import registering
from circulars.models import FileRole, LetterFile, OfficeCopy
from papers.content import StampContent
from papers.errors import UploadRefused
from papers.pages import page_png
from papers.sandbox.geometry import PageFrame
from papers.stamp import stamp_pdf
from papers.upload import accept_upload
from tests import factories
from tests.keeping import built_once
from tests.papers import traps
from tests.papers.reading_pdf import png_size, word
from tests.papers.small import keep_small_pdf, small_pdf

A4 = (0, 0, 595.276, 841.89)
MALFORMED = {
    "rotated by half a quarter": ({"Rotate": 45}, (*A4, 0, 1)),
    "rotated by more": ({"Rotate": 200}, (*A4, 180, 1)),
    "rotated back": ({"Rotate": -90}, (*A4, 270, 1)),
    "rotated by a name": ({"Rotate": Name.x}, (*A4, 0, 1)),
    "no sheet": ({"MediaBox": Array([0, 0, 0, 0])}, (*A4, 0, 1)),
    # qpdf puts the American sheet there before we look.
    "a sheet of one number": ({"MediaBox": Array([7])}, (0, 0, 612, 792, 0, 1)),
    "a name in the crop box": ({"CropBox": Array([Name.a, 0, 1, 1])}, (*A4, 0, 1)),
    "a crop box beside the sheet": ({"CropBox": Array([900, 900, 999, 999])}, (*A4, 0, 1)),
    "a crop box upside down": (
        {"CropBox": Array([500, 700, 100, 100])},
        (100, 100, 500, 700, 0, 1),
    ),
    "a unit of nothing": ({"UserUnit": 0}, (*A4, 0, 1)),
    "a unit with a name": ({"UserUnit": Name.x}, (*A4, 0, 1)),
    "a trim box of nothing": ({"TrimBox": Array([1, 1, 1, 1])}, (*A4, 0, 1)),
    "no content": ({"Contents": Name.x}, (*A4, 0, 1)),
    "no resources": ({"Resources": Name.x}, (*A4, 0, 1)),
}
STAMPS = [StampContent("จังหวัดทดสอบ", "6848", "22 ต.ค. 2563")]
ODD_SIZE = "หน้ากระดาษในไฟล์ PDF เล็กหรือใหญ่ผิดปกติ จึงแสดงไม่ได้ โปรดสแกนใหม่ หรือพิมพ์เป็น PDF ขนาด A4"


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.mark.parametrize(("entries", "frame"), MALFORMED.values(), ids=MALFORMED)
def test_nonsense_is_mended_in_the_copy_and_not_in_the_original(entries, frame):
    data = traps.page_with(**entries)

    accepted = accept_upload(data, "a.pdf", limit_mb=1)

    assert accepted.original_bytes == data
    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        page = document.pages[0]
        seen = PageFrame.of(page)
        box = [float(edge) for edge in page.cropbox]
        turn, unit = int(page.obj.get("/Rotate", 0)), float(page.obj.get("/UserUnit", 1))
        trimmed = "/TrimBox" in page.obj
    found = (seen.left, seen.bottom, seen.right, seen.top, seen.rotation, seen.unit)
    assert found == pytest.approx(frame)
    assert (min(box[0], box[2]), max(box[1], box[3])) == pytest.approx((frame[0], frame[3]))
    assert (turn % 360, unit, trimmed) == (frame[4], frame[5], False)


def test_a_sound_page_stays_as_it_is():
    entries = {"Rotate": 90, "CropBox": Array([50, 100, 550, 800]), "UserUnit": 2}

    accepted = accept_upload(traps.page_with(**entries), "a.pdf", limit_mb=1)

    with pikepdf.open(io.BytesIO(accepted.pdf_bytes)) as document:
        page = document.pages[0].obj
        kept = {key: page[f"/{key}"] for key in entries}
        assert kept == entries


@pytest.mark.parametrize(("entries", "frame"), MALFORMED.values(), ids=MALFORMED)
def test_a_letter_kept_before_pages_were_mended_is_stamped(entries, frame):
    stamped = stamp_pdf(traps.page_with(**entries), STAMPS)

    wide = frame[2] - frame[0] if frame[4] in {0, 180} else frame[3] - frame[1]
    high = frame[3] - frame[1] if frame[4] in {0, 180} else frame[2] - frame[0]
    assert png_size(page_png(stamped, 1, 1240)) == (1240, pytest.approx(1240 * high / wide, abs=1))
    assert word(stamped, "6848").top > 8


@pytest.mark.parametrize("box", [[0, 0, 1, 1], [0, 0, 600, 3], [0, 0, 1_000_000_000, 842]])
def test_a_dot_and_a_street_are_refused(box):
    with pytest.raises(UploadRefused) as refused:
        accept_upload(traps.page_with(MediaBox=Array(box)), "a.pdf", limit_mb=1)

    assert (str(refused.value), refused.value.field) == (ODD_SIZE, "file")


def test_every_page_is_looked_at():
    def edit(document):
        document.pages[2].obj.MediaBox = Array([0, 0, 1, 1])

    with pytest.raises(UploadRefused) as refused:
        accept_upload(small_pdf(3, edit=edit), "a.pdf", limit_mb=1)

    assert str(refused.value) == ODD_SIZE


@pytest.mark.django_db
def test_the_desk_refuses_a_trap_at_its_field_and_keeps_the_other_fields(staff, as_user):
    upload = SimpleUploadedFile("กับดัก.pdf", small_pdf(edit=traps.loop))
    fields = {"subject": "เรื่องทดสอบ", "issuer_name": "กรมทดสอบ", "letter_file": upload}
    fields["secrecy"] = "001"

    page = as_user(staff.clerk).post(reverse("register_new"), fields)

    form = page.context["form"]
    assert form.errors["letter_file"] == [
        "กับดัก.pdf: ไฟล์นี้เปิดอย่างปลอดภัยไม่ได้ โปรดสแกนใหม่ หรือพิมพ์เป็น PDF (Print to PDF) แล้วแนบอีกครั้ง"
    ]
    assert form["subject"].value() == "เรื่องทดสอบ"
    assert (OfficeCopy.objects.count(), LetterFile.objects.count()) == (0, 0)


def kept_letter(staff, data):
    """A registered letter with a file that an older version took in."""
    copy = factories.arrived(staff.office, by=staff.clerk, moment=timezone.now())
    keep_small_pdf(copy.letter, FileRole.ORIGINAL, data)
    file = keep_small_pdf(copy.letter, FileRole.READABLE, data)
    registering.register(copy, by=staff.clerk, at=timezone.now())
    return copy, file


@pytest.mark.django_db
@pytest.mark.parametrize("entries", [entries for entries, _ in MALFORMED.values()], ids=MALFORMED)
def test_a_malformed_letter_kept_from_before_can_be_read(entries, staff, as_user):
    copy, file = kept_letter(staff, traps.page_with(**entries))
    client = as_user(staff.clerk)

    picture = client.get(reverse("copy_page_image", args=[copy.pk, file.pk, 1]))
    stamped = client.get(reverse("copy_stamped", args=[copy.pk]))

    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert (stamped.status_code, stamped["Content-Type"]) == (200, "application/pdf")


@pytest.mark.django_db
def test_a_letter_that_cannot_be_shown_says_so_and_is_not_tried_at_every_look(staff, as_user):
    trap = small_pdf(edit=traps.nest(40))
    copy, file = kept_letter(staff, trap)
    client = as_user(staff.clerk)

    pdf = client.get(reverse("copy_stamped", args=[copy.pk]))
    picture = client.get(reverse("copy_page_image", args=[copy.pk, file.pk, 1]))
    started = time.monotonic()
    client.get(reverse("copy_stamped", args=[copy.pk]))
    client.get(reverse("copy_page_image", args=[copy.pk, file.pk, 1]))
    again = time.monotonic() - started

    original = copy.letter.files.get(role=FileRole.ORIGINAL)
    text = pdf.content.decode()
    assert (pdf.status_code, pdf["Content-Type"]) == (422, "text/html")
    assert "แสดงไฟล์นี้ไม่ได้เพราะไฟล์ผิดรูปแบบ โปรดขอไฟล์ใหม่จากผู้ส่ง" in text
    assert reverse("copy_file", args=[copy.pk, original.pk]) in text
    assert (picture.status_code, picture["Content-Type"]) == (422, "image/svg+xml")
    assert "แสดงหน้านี้ไม่ได้เพราะไฟล์ผิดรูปแบบ" in picture.content.decode()
    assert [answer["Cache-Control"] for answer in (pdf, picture)] == ["private, no-cache"] * 2
    assert again < 2
