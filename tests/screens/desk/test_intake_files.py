"""Files of the intake form: held while the rest is put right, taken away, never of a secret letter."""

import io
import os
import time
import zipfile

import pikepdf
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from circulars.models import Event, FileRole, LetterFile, OfficeCopy
from tests import factories
from tests.keeping import built_once
from tests.papers.test_sandbox import stopped_helper
from tests.screens.desk.entering import THE_DAY, again, enter, held_files, letter, pdf, word
from tests.story import clock
from workflow.tasks import sweep_held_files

pytestmark = pytest.mark.django_db

SECRET = "ระบบไม่เก็บไฟล์ของหนังสือชั้นความลับ ให้เก็บตัวจริงกับนายทะเบียน"


@pytest.fixture(autouse=True)
def the_day():
    with clock(THE_DAY):
        yield


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def desk(as_user, staff):
    return as_user(staff.clerk)


def send_again(client, form, **changes):
    return client.post(reverse("register_new"), again(form, **changes))


def kept(role):
    return list(LetterFile.objects.filter(role=role).order_by("pk").values_list("name", flat=True))


def test_a_held_file_need_not_be_chosen_again(desk):
    refused = enter(desk, letter_file=pdf(), subject="")
    form = refused.context["form"]
    assert "subject" in form.errors
    assert form.held.name == "หนังสือ.pdf"

    enter(desk, held_file=form.data["held_file"])

    assert LetterFile.objects.filter(role=FileRole.ORIGINAL).get().name == "หนังสือ.pdf"


def test_a_forged_token_fetches_no_file(desk):
    refused = enter(desk, held_file="x:y:z")

    assert "letter_file" in refused.context["form"].errors
    assert OfficeCopy.objects.count() == 0


def test_another_persons_token_fetches_no_file(desk, staff, as_user):
    refused = enter(desk, letter_file=pdf(), subject="")
    token = refused.context["form"].data["held_file"]
    other = as_user(staff.officer)

    answer = enter(other, held_file=token)

    assert "letter_file" in answer.context["form"].errors


def test_good_enclosures_stay_when_a_neighbour_is_bad(desk):
    refused = enter(desk, enclosure_files=[pdf("a.pdf"), word("b.docx"), pdf("c.pdf")])
    form = refused.context["form"]
    assert [held.name for held in form.held_more] == ["a.pdf", "c.pdf"]
    assert form.errors == {"enclosure_files": ["b.docx: ไฟล์นี้เสียหาย เปิดไม่ได้ โปรดขอไฟล์ใหม่จากผู้ส่ง"]}

    send_again(desk, form)

    assert kept(FileRole.ENCLOSURE) == ["a.pdf", "c.pdf"]
    assert held_files() == []


def test_every_bad_enclosure_is_named(desk):
    refused = enter(
        desk, enclosure_files=[SimpleUploadedFile("ว่าง.pdf", b""), pdf("a.pdf"), word("b.docx")]
    )

    named = [error.split(":")[0] for error in refused.context["form"].errors["enclosure_files"]]
    assert named == ["ว่าง.pdf", "b.docx"]
    assert [held.name for held in refused.context["form"].held_more] == ["a.pdf"]


def test_a_held_letter_outlives_a_bad_one_in_its_place(desk):
    form = enter(desk, letter_file=pdf("ดี.pdf"), subject="").context["form"]

    refused = send_again(desk, form, subject="เรื่อง", letter_file=word())
    assert refused.context["form"].held.name == "ดี.pdf"
    send_again(desk, refused.context["form"])

    assert kept(FileRole.ORIGINAL) == ["ดี.pdf"]


def test_a_good_letter_takes_the_place_of_the_held_one(desk):
    form = enter(desk, letter_file=pdf("เก่า.pdf"), subject="").context["form"]

    again_refused = send_again(desk, form, letter_file=pdf("ใหม่.pdf"))
    assert len(held_files()) == 1
    send_again(desk, again_refused.context["form"], subject="เรื่อง")

    assert kept(FileRole.ORIGINAL) == ["ใหม่.pdf"]


def test_held_files_can_be_taken_away(desk):
    form = enter(
        desk, letter_file=pdf(), enclosure_files=[pdf("a.pdf"), pdf("b.pdf")], subject=""
    ).context["form"]
    out = [form.held.token, form.held_more[0].token]

    send_again(desk, form, subject="เรื่อง", drop_held=out)

    assert (kept(FileRole.ORIGINAL), kept(FileRole.ENCLOSURE)) == ([], ["b.pdf"])
    assert held_files() == []


def test_each_held_file_has_its_box(desk):
    shown = enter(desk, letter_file=pdf(), enclosure_files=[pdf("a.pdf")], subject="")

    form = shown.context["form"]
    for held in (form.held, *form.held_more):
        assert f'name="drop_held" value="{held.token}"' in shown.text


@pytest.mark.parametrize("secrecy", ["002", "003"])
def test_of_a_secret_letter_files_are_refused_aloud_and_nothing_is_held(desk, secrecy):
    refused = enter(desk, secrecy=secrecy, letter_file=pdf(), enclosure_files=[pdf("แนบ.pdf")])
    errors = refused.context["form"].errors
    assert {name: SECRET in said[0] for name, said in errors.items()} == {
        "letter_file": True,
        "enclosure_files": True,
    }
    assert (OfficeCopy.objects.count(), held_files()) == (0, [])
    assert "แนบไว้แล้ว" not in refused.text

    send_again(desk, refused.context["form"])

    assert OfficeCopy.objects.get().circular.secrecy == secrecy
    assert (LetterFile.objects.count(), held_files()) == (0, [])


def test_files_held_before_the_letter_was_called_secret_are_dropped(desk):
    form = enter(desk, letter_file=pdf(), subject="").context["form"]
    assert len(held_files()) == 1

    refused = send_again(desk, form, subject="เรื่อง", secrecy="002")

    assert SECRET in refused.context["form"].errors["letter_file"][0]
    assert held_files() == []


def test_top_secret_is_refused_and_no_byte_stays_on_the_disk(desk):
    form = enter(desk, letter_file=pdf(), subject="").context["form"]

    refused = send_again(desk, form, subject="เรื่อง", secrecy="004", enclosure_files=[pdf("a.pdf")])

    assert "ลับที่สุด" in refused.context["form"].errors["secrecy"][0]
    assert "แนบไว้แล้ว" not in refused.text
    assert (LetterFile.objects.count(), held_files()) == (0, [])


def test_abandoned_files_are_swept_after_a_day(desk):
    enter(desk, letter_file=pdf("ลืม.pdf"), subject="")
    enter(desk, letter_file=pdf("เพิ่งแนบ.pdf"), subject="")
    [forgotten, fresh] = held_files()
    for path, hours in ((forgotten, 24), (fresh, 23)):
        moment = time.time() - hours * 3600
        os.utime(default_storage.path(path), (moment, moment))

    assert sweep_held_files() == 1

    assert held_files() == [fresh]
    assert "workflow.tasks.sweep_held_files" in {
        one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()
    }


LOCKED = "ไฟล์ PDF มีรหัสผ่าน โปรดพิมพ์รหัสผ่านของไฟล์ในช่อง “รหัสผ่านของไฟล์” แล้วกดอีกครั้ง"
WRONG = "รหัสผ่านของไฟล์ไม่ถูกต้อง โปรดพิมพ์รหัสผ่านอีกครั้ง หรือขอไฟล์ที่ไม่มีรหัสจากผู้ส่ง"


def test_a_locked_letter_waits_for_its_password_which_is_kept_nowhere(desk):
    asked = enter(desk, letter_file=pdf("ธนาคาร.pdf", password="เลขบัตร1")).context["form"]
    assert (asked.errors["letter_file"], asked.locked) == ([f"ธนาคาร.pdf: {LOCKED}"], True)
    assert asked.held.name == "ธนาคาร.pdf"

    wrong = send_again(desk, asked, file_password="เลขบัตร2").context["form"]
    assert wrong.errors["letter_file"] == [f"ธนาคาร.pdf: {WRONG}"]
    send_again(desk, wrong, file_password="เลขบัตร1")

    files = {one.role: one for one in LetterFile.objects.all()}
    with files[FileRole.ORIGINAL].file.open("rb") as kept, pytest.raises(pikepdf.PasswordError):
        pikepdf.open(kept)
    with files[FileRole.READABLE].file.open("rb") as kept, pikepdf.open(kept) as read:
        assert not read.is_encrypted
    told = str(list(Event.objects.values_list("data", flat=True)))
    assert ("เลขบัตร1" in told, held_files()) == (False, [])


def test_a_dropped_letter_that_is_locked_is_held_and_its_password_asked_for(desk):
    panel = desk.post(reverse("reading_ask"), {"letter_file": pdf(password="x")})

    assert (panel.context["problems"], panel.context["locked"]) == ([f"หนังสือ.pdf: {LOCKED}"], True)
    enter(desk, held_file=panel.context["held"].token, file_password="x")

    assert kept(FileRole.ORIGINAL) == ["หนังสือ.pdf"]


def workbook(*more):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in ("[Content_Types].xml", "xl/workbook.xml", *more):
            package.writestr(name, "x")
    return target.getvalue()


def test_a_table_is_an_enclosure_and_is_handed_out_as_it_came(desk):
    table = workbook()
    enter(desk, enclosure_files=[SimpleUploadedFile("แบบสำรวจ.xlsx", table)])

    file = LetterFile.objects.get(role=FileRole.ENCLOSURE)
    copy = OfficeCopy.objects.get()
    given = desk.get(reverse("copy_file", args=[copy.pk, file.pk]))
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert (file.mime, given["Content-Type"], file.pages) == (kind, kind, 0)
    assert b"".join(given.streaming_content) == table


def test_files_inside_a_letter_become_its_enclosures_and_are_told_of(desk):
    document = pikepdf.new()
    document.add_blank_page()
    inside = {"ข้อมูล.xlsx": workbook(), "มาโคร.xlsx": workbook("xl/vbaProject.bin")}
    for name, data in inside.items():
        document.attachments[name] = pikepdf.AttachedFileSpec(document, data)
    target = io.BytesIO()
    document.save(target)

    answer = desk.post(
        reverse("register_new"),
        letter(letter_file=SimpleUploadedFile("แฟ้ม.pdf", target.getvalue())),
        follow=True,
    )

    assert (kept(FileRole.ORIGINAL), kept(FileRole.ENCLOSURE)) == (["แฟ้ม.pdf"], ["ข้อมูล.xlsx"])
    assert [str(one) for one in answer.context["messages"]][1:3] == [
        "ในไฟล์หนังสือมีไฟล์อยู่ข้างใน เก็บเป็นสิ่งที่ส่งมาด้วยแล้ว: ข้อมูล.xlsx",
        "ในไฟล์หนังสือมีไฟล์ที่ไม่เก็บแยก ยังอยู่ในต้นฉบับ – มาโคร.xlsx: "
        "ไฟล์มีแมโคร (คำสั่งที่ทำงานเอง) โปรดบันทึกเป็นชนิดที่ไม่มีแมโคร เช่น .xlsx หรือ .docx แล้วแนบอีกครั้ง",
    ]


def test_a_busy_machine_loses_no_file(desk, monkeypatch):
    with stopped_helper(monkeypatch):
        form = enter(desk, letter_file=pdf()).context["form"]
    monkeypatch.undo()
    assert form.errors["letter_file"] == [
        "หนังสือ.pdf: ระบบกำลังยุ่ง จึงยังเปิดไฟล์นี้ไม่ได้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่"
    ]

    send_again(desk, form)

    assert kept(FileRole.ORIGINAL) == ["หนังสือ.pdf"]
