"""Photos in their order are one letter; each is kept as it came."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pillow_heif import register_heif_opener

from circulars.models import FileRole, LetterFile, LetterReading
from tests import factories
from tests.screens.desk.entering import THE_DAY, again, enter, held_files
from tests.story import clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
def desk(as_user):
    return as_user(factories.Staff(factories.office("จังหวัดทดสอบ")).clerk)


def photo(name, kind="JPEG", shade=200):
    register_heif_opener()
    target = io.BytesIO()
    Image.new("RGB", (120, 170), (shade, shade, shade)).save(target, kind)
    return SimpleUploadedFile(name, target.getvalue())


def ask(desk, *photos, held=""):
    sent = {"letter_file": photos, "held_file": held}
    return desk.post(reverse("reading_ask"), sent).context


def arrange(desk, held, move):
    return desk.post(reverse("photos_arrange"), {"held_file": held.token, "move": move}).context


def names(held):
    return [part.name for part in held.parts]


def kept(role):
    return list(
        LetterFile.objects.filter(role=role).order_by("pk").values_list("name", "mime", "pages")
    )


def test_photos_are_one_letter_and_are_moved_added_and_taken_away(desk):
    held = ask(desk, photo("1.jpg"), photo("2.heic", "HEIF"), photo("3.webp", "WEBP"))["held"]
    added = ask(desk, photo("4.png", "PNG"), held=held.token)["held"]
    down = arrange(desk, added, "0:down")["held"]
    up = arrange(desk, down, "3:up")["held"]
    out = arrange(desk, up, "1:out")["held"]

    assert [names(one) for one in (held, added, down, up, out)] == [
        ["1.jpg", "2.heic", "3.webp"],
        ["1.jpg", "2.heic", "3.webp", "4.png"],
        ["2.heic", "1.jpg", "3.webp", "4.png"],
        ["2.heic", "1.jpg", "4.png", "3.webp"],
        ["2.heic", "4.png", "3.webp"],
    ]
    reading = LetterReading.objects.first()
    entered = enter(desk, held_file=out.token, reading=reading.pk)

    assert entered.status_code == 302
    assert kept(FileRole.ORIGINAL) == [
        ("2.heic", "image/heic", 1), ("4.png", "image/png", 1), ("3.webp", "image/webp", 1),
    ]  # fmt: skip
    assert kept(FileRole.READABLE) == [("2.heic รวม 3 ภาพ.pdf", "application/pdf", 3)]


def test_the_last_photo_is_taken_away_and_nothing_is_held(desk):
    held = ask(desk, photo("1.webp", "WEBP"))["held"]

    assert arrange(desk, held, "0:out")["emptied"] is True
    assert arrange(desk, held, "7:up")["problems"] == ["ไฟล์ที่แนบไว้เดิมหมดอายุแล้ว โปรดแนบไฟล์อีกครั้ง"]


def test_a_photo_that_is_none_is_named_and_its_neighbours_stay(desk):
    answer = ask(desk, photo("1.jpg"), SimpleUploadedFile("2.jpg", b"\xff\xd8\xff no"))

    assert answer["problems"] == [
        "2.jpg: รับเฉพาะไฟล์ PDF หรือภาพ (JPEG, PNG, TIFF, HEIC, WebP, BMP) โปรดเลือกไฟล์ใหม่"
    ]
    assert names(answer["held"]) == ["1.jpg"]


def test_without_the_script_photos_wait_with_the_form_too(desk):
    form = enter(desk, letter_file=[photo("1.jpg"), photo("2.jpg")], subject="").context["form"]
    sent = again(form, subject="เรื่อง", letter_file=[photo("3.jpg")])

    assert desk.post(reverse("register_new"), sent).status_code == 302
    assert [name for name, _mime, _pages in kept(FileRole.ORIGINAL)] == ["1.jpg", "2.jpg", "3.jpg"]
    assert held_files() == []


def test_more_photos_than_a_letter_has_are_refused(desk):
    assert ask(desk, *[photo(f"{n}.jpg") for n in range(61)])["problems"] == [
        "หนังสือหนึ่งฉบับแนบภาพได้ไม่เกิน 60 ภาพ โปรดสแกนเป็น PDF แทน"
    ]
