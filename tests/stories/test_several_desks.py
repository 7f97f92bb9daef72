"""One letter at three desks at once: each registers, acts, and the main unit goes on with the words."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse

from circulars.models import OfficeCopy, Share
from circulars.states import State
from tests.circulars.several import Several
from tests.papers.reading_pdf import copied
from tests.story import Person, clock
from workflow.checking import disagreements

pytestmark = pytest.mark.django_db


class Desks:
    """The people of ``Several`` at their screens; the house has registered the letter."""

    def __init__(self) -> None:
        self.several = Several()
        self.copy = self.several.copy

    def at(self, staff, role) -> Person:
        return Person(getattr(staff, role).username)

    def page(self, staff, role="officer") -> str:
        """The words of the letter's page."""
        text = self.at(staff, role).text("copy", self.copy.pk)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))

    def picture(self, staff) -> str:
        """What the picture says to whoever does not see it."""
        text = self.at(staff, "officer").text("copy", self.copy.pk)
        return html.unescape(re.search(r'<desc id="flow-words">(.*?)</desc>', text)[1])

    def share(self, staff) -> Share:
        return self.several.share(staff)


def test_one_letter_at_three_desks():
    with clock("2020-10-26 10:00"):
        desks = Desks()
        several = desks.several
        units = {
            "to_unit": several.main.office.pk,
            "joint": [several.joint.office.pk],
            "informed": [several.informed.office.pk],
        }
        desks.at(several.house, "officer").do(
            "task_endorse",
            desks.copy.pk,
            order="assign",
            waits=True,
            words_due="28/10/63",
            text="โปรดพิจารณาและรายงาน",
            **units,
        )

    with clock("2020-10-26 11:00"):
        for staff in (several.main, several.joint, several.informed):
            clerk = desks.at(staff, "clerk")
            assert "เรื่องทดสอบ" in clerk.text("desk")
        desks.at(several.joint, "clerk").do("task_enter", desks.share(several.joint).pk)
        desks.at(several.informed, "clerk").do("task_enter", desks.share(several.informed).pk)
        desks.at(several.main, "clerk").do("task_register", desks.copy.pk)

    assert desks.picture(several.main) == (
        "กลุ่มหลัก (หลัก): ลงรับแล้ว; กลุ่มร่วม (ร่วม): ลงรับแล้ว ยังไม่เสร็จ; "
        "กลุ่มทราบ (เพื่อทราบ): ลงรับแล้ว ยังไม่เสร็จ; แล้วถึง “เกษียน/สั่งการ”; "
        "ขณะนี้รอ กลุ่มร่วม, กลุ่มทราบ"
    )
    assert "ไม่รอความเห็น" in desks.page(several.main)
    refused = desks.at(several.main, "officer").text("task_endorse", desks.copy.pk)
    assert "มีผู้ดำเนินการขั้นตอนนี้แล้ว ขณะนี้รอ “รอความเห็นหน่วยร่วม”" in refused

    with clock("2020-10-29 09:00"):
        late = desks.share(several.joint)
        assert late.is_overdue(dt.datetime.now(dt.UTC))
        assert not OfficeCopy.objects.get(pk=desks.copy.pk).is_overdue(dt.datetime.now(dt.UTC))
        officer = desks.at(several.joint, "officer")
        assert reverse("task_joint", args=[late.pk]) in officer.text("my_work")
        officer.do("task_joint", late.pk, text="เห็นควรอนุมัติ")
        desks.at(several.informed, "clerk").do("task_inform", desks.share(several.informed).pk)

    assert desks.picture(several.main) == (
        "กลุ่มหลัก (หลัก): ลงรับแล้ว; กลุ่มร่วม (ร่วม): ให้ความเห็นแล้ว; "
        "กลุ่มทราบ (เพื่อทราบ): รับทราบแล้ว; แล้วถึง “เกษียน/สั่งการ”; "
        "ขณะนี้รอ เกษียน/สั่งการ"
    )
    with clock("2020-10-29 10:00"):
        main = desks.at(several.main, "officer")
        assert "เห็นควรอนุมัติ" in main.text("task_endorse", desks.copy.pk)
        main.do("task_endorse", desks.copy.pk, order="file", text="ทราบ")
        sheet = copied(main.see("copy_sheet", desks.copy.pk).content)

    assert OfficeCopy.objects.get(pk=desks.copy.pk).state == State.FILED
    assert list(disagreements()) == []
    found = [sheet.index(words) for words in ("โปรดพิจารณาและรายงาน", "เห็นควรอนุมัติ", "รับทราบ")]
    assert found == sorted(found)
    assert "ในนามกลุ่มร่วม" in sheet


def test_what_was_chosen_is_kept_when_the_order_is_refused():
    with clock("2020-10-26 10:00"):
        desks = Desks()
        several = desks.several
        officer = desks.at(several.house, "officer")
        page = officer.client.get(reverse("task_endorse", args=[desks.copy.pk]))
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]
        unit = several.joint.office.pk
        sent = {
            "csrfmiddlewaretoken": token,
            "order": "assign",
            "joint": [unit],
            "informed": [unit],
            "text": "โปรดดู",
        }

        answer = officer.client.post(reverse("task_endorse", args=[desks.copy.pk]), sent)

    text = html.unescape(answer.content.decode())
    assert "กลุ่มร่วม อยู่ในคำสั่งนี้แล้ว โปรดให้หน่วยละบทบาทเดียว" in text
    assert '<details class="wn-more" open>' in text
    assert "โปรดดู" in text
    assert Share.objects.count() == 0


def test_a_unit_gives_its_share_back_and_the_house_takes_one_back():
    with clock("2020-10-26 10:00"):
        desks = Desks()
        several = desks.several
        several.order()
        joint, informed = desks.share(several.joint), desks.share(several.informed)
        desks.at(several.joint, "clerk").do("share_decline", joint.pk, reason="ไม่ใช่งานของกลุ่ม")
        desks.at(several.house, "officer").do("share_withdraw", informed.pk, reason="ไม่ต้องทราบแล้ว")

    page = desks.page(several.house)
    assert "กลุ่มร่วม ไม่รับเรื่อง" in page
    assert "ถอนเรื่องจาก กลุ่มทราบ" in page
    assert list(disagreements()) == []


def test_the_house_waits_no_longer():
    with clock("2020-10-26 10:00"):
        desks = Desks()
        several = desks.several
        several.order()
        several.register()
        desks.at(several.main, "officer").do("copy_go_on", desks.copy.pk, reason="เร่งด่วน")

    assert "ไม่รอความเห็นของ กลุ่มร่วม" in desks.page(several.main)
    assert reverse("task_endorse", args=[desks.copy.pk]) in desks.at(several.main, "officer").text(
        "my_work"
    )
