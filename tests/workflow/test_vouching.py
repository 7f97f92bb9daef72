"""The damages of the record: each is found, and what people do by the rules is none."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils import timezone

from circulars.domain import registering, sealing
from circulars.models import Endorsement, Event, EventSeal, Letter, LetterFile, RegisterEntry
from offices.models import Kind, Role
from survey.models import Answer
from tests import factories
from tests.factories import MONDAY
from tests.keeping import kept
from tests.papers.small import keep_small_pdf
from tests.survey.world import QuickWorld, answer_all
from tests.tampering import tampering
from workflow import vouching
from workflow.verifying import find_wrong_files, tell_auditors

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def entry(staff):
    copy = factories.arrived(staff.office, by=staff.clerk)
    return registering.register(copy, by=staff.clerk, at=MONDAY)


def seal():
    vouching.vouch_for(at=timezone.now())
    sealing.seal_events(at=timezone.now())


def test_each_row_is_vouched_for_once(entry):
    made = [vouching.vouch_for(at=MONDAY), vouching.vouch_for(at=MONDAY)]

    assert made == [2, 0]
    assert list(vouching.find_changed()) == []


@pytest.mark.parametrize(
    ("model", "values", "word"),
    [
        (Letter, {"body": "เนื้อหาปลอม"}, "หนังสือ"),
        (Letter, {"number_printed": "มท 0001/1"}, "หนังสือ"),
        (RegisterEntry, {"subject": "เปลี่ยนแล้ว"}, "เลขทะเบียน"),
        (RegisterEntry, {"number": 77}, "เลขทะเบียน"),
    ],
)
def test_a_row_changed_by_force_is_named(entry, model, values, word):
    seal()
    row = model.objects.get()

    with tampering():
        model.objects.filter(pk=row.pk).update(**values)

    assert list(vouching.find_changed()) == [f"{word} {row.pk} ถูกแก้ไข"]


def test_rows_taken_away_by_force_are_named(entry):
    seal()
    with tampering():
        RegisterEntry.objects.filter(pk=entry.pk).delete()

    assert list(vouching.find_changed()) == [f"เลขทะเบียน {entry.pk} หายไป"]


def test_what_is_handed_in_is_vouched_for():
    answer_all(kept(QuickWorld))
    vouching.vouch_for(at=timezone.now())
    answer = Answer.objects.exclude(submitted_at=None)[0]

    with tampering():
        Answer.objects.filter(pk=answer.pk).update(values={"x": 1})
        Endorsement.objects.filter(pk=Endorsement.objects.first().pk).update(text="ปลอม")

    assert [one.split()[0] for one in vouching.find_changed()] == ["เกษียน", "คำตอบ"]


def test_striking_a_number_out_is_no_damage_and_a_change_after_it_is(staff, entry):
    seal()
    registering.void_entry(entry, by=staff.clerk, at=timezone.now(), reason="ลงซ้ำ")
    unvouched = list(vouching.find_changed())
    seal()
    after = list(vouching.find_changed())
    with tampering():
        RegisterEntry.objects.filter(pk=entry.pk).update(void_reason="เหตุผลอื่น")
    seal()

    assert unvouched == [f"เลขทะเบียน {entry.pk} ถูกแก้ไข"]
    assert after == []
    assert list(vouching.find_changed()) == [f"เลขทะเบียน {entry.pk} ถูกแก้ไข"]


def test_links_made_anew_without_the_key_are_named(entry, settings):
    seal()
    key, settings.SEAL_KEY = settings.SEAL_KEY, "another"
    with tampering():
        Event.objects.update(data={"forged": True})
        EventSeal.objects.all().delete()
    sealing._seal(timezone.now(), 5000)
    settings.SEAL_KEY = key

    assert len(list(sealing.find_broken())) >= Event.objects.count()


def test_plain_links_of_old_are_no_way_back(entry):
    seal()
    last = EventSeal.objects.order_by("position").last()
    event = Event.objects.get(pk=last.event_id)
    plain = sealing.digest(event, last.previous, keyed=False)
    with tampering():
        EventSeal.objects.filter(pk=last.pk).update(digest=plain, keyed=False)

    assert f"ตราผนึกลำดับ {last.position} ไม่ได้ใช้กุญแจ" in list(sealing.find_broken())


def test_an_end_that_was_cut_off_is_seen_by_the_head_outside(entry):
    seal()
    last = EventSeal.objects.order_by("position").last()
    with tampering():
        Event.objects.filter(pk=last.event_id).delete()
        last.delete()

    assert list(sealing.find_broken()) == [
        f"หัวของบันทึกลำดับ {last.position} ที่เก็บไว้นอกฐานข้อมูลไม่ตรงกับในฐานข้อมูล"
    ]


def test_bytes_that_were_changed_or_are_gone_are_named(entry, capsys):
    kept_file = keep_small_pdf(entry.letter)
    gone = keep_small_pdf(entry.letter)
    before = list(find_wrong_files())
    with Path(default_storage.path(kept_file.file.name)).open("ab") as stored:
        stored.write(b"x")
    default_storage.delete(gone.file.name)

    with pytest.raises(CommandError, match="ไฟล์ไม่ครบถ้วน พบ 2 แห่ง"):
        call_command("verify_files")

    assert before == []
    assert capsys.readouterr().out.splitlines() == [
        f"ไฟล์ {kept_file.pk} ไม่ตรงกับที่เก็บไว้ ({kept_file.file.name})",
        f"ไฟล์ {gone.pk} หายไปจากที่เก็บ ({gone.file.name})",
    ]
    assert LetterFile.objects.count() == 2


def test_the_auditors_are_told_at_night(entry, staff, mailoutbox):
    auditor = factories.person(email="auditor@example.org")
    factories.post(auditor, staff.office, Role.AUDITOR)
    seal()
    quiet = tell_auditors(at=timezone.now())
    with tampering():
        Letter.objects.update(body="เนื้อหาปลอม")

    found = tell_auditors(at=timezone.now())

    assert (quiet, found) == (0, 1)
    assert [mail.to for mail in mailoutbox] == [["auditor@example.org"]]
    assert "พบทั้งหมด 1 แห่ง" in mailoutbox[0].body
