"""Files that are sent for an answer."""

import io

import pytest
from PIL import Image

from circulars.errors import Invalid
from survey.domain import attaching
from survey.models import AnswerFile, Question
from tests import factories

pytestmark = pytest.mark.django_db
IMAGE = Question(type="image", name="photo")
SOUND = Question(type="audio", name="sound")


def picture():
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(target, "PNG")
    return target.getvalue()


def sent(line, officer, question, name, data):
    return attaching.attach(line, question, name, data, by=officer, at=factories.MONDAY)


def test_a_picture_is_kept_as_it_came(line, officer):
    row = sent(line, officer, IMAGE, "น้ำ.png", picture())

    assert (row.name, row.mime, row.size) == ("น้ำ.png", "image/png", len(picture()))
    with row.file.open() as kept:
        assert kept.read() == picture()


def test_a_sound_is_told_by_its_beginning(line, officer):
    assert sent(line, officer, SOUND, "a.mp3", b"ID3" + b"\0" * 20).mime == "audio/mpeg"


REFUSED = [
    (IMAGE, ("a.txt", b"words"), "ข้อนี้ให้แนบภาพ ไฟล์ “a.txt” ไม่ใช่ภาพ โปรดเลือกใหม่"),
    (
        SOUND,
        ("a.txt", b"words"),
        "ไฟล์นี้ไม่ใช่เสียงหรือวิดีโอที่รับได้ โปรดส่งไฟล์ .mp3 .m4a .wav .ogg .mp4 หรือ .webm",
    ),
]


@pytest.mark.parametrize(("question", "file", "sentence"), REFUSED)
def test_what_the_question_does_not_take_is_refused(line, officer, question, file, sentence):
    with pytest.raises(Invalid) as refusal:
        sent(line, officer, question, *file)

    assert str(refusal.value) == sentence
    assert AnswerFile.objects.count() == 0


def test_an_answer_has_a_largest_number_of_files(line, officer, monkeypatch):
    monkeypatch.setattr(attaching, "MOST_FILES", 1)
    sent(line, officer, IMAGE, "a.png", picture())

    with pytest.raises(Invalid) as refusal:
        sent(line, officer, IMAGE, "b.png", picture())

    assert str(refusal.value) == "แนบไฟล์ได้ไม่เกิน 1 ไฟล์ต่อหนึ่งคำตอบ"
