"""
An อบต. asks its district, the district asks the province and is answered, and the books of all
three say so on every line: the office needs no second book.
"""

import pytest
import time_machine
from django.urls import reverse

from circulars.domain import approving
from circulars.models import OfficeCopy, RegisterEntry
from circulars.states import State
from demo.acts import run_outbox
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.screens.work.task_screens import address, draft_fields, logged_in

pytestmark = pytest.mark.django_db


class Three:
    """A province, its district, and an อบต. of that, each with its people and its code."""

    def __init__(self) -> None:
        self.province = self._office("จังหวัดบึงกาฬ", Kind.PROVINCE, "0023")
        below = {"parent": self.province, "province": self.province}
        self.district = self._office("อำเภอเซกา", Kind.DISTRICT, "0418", **below)
        inside = {"parent": self.district, "province": self.province, "district": self.district}
        self.local = self._office("อบต.โสกก่าม", Kind.SAO, "75001", **inside)
        self.staff = {
            one.pk: factories.Staff(one) for one in (self.province, self.district, self.local)
        }

    def _office(self, name, kind, code, **more):
        head = f"หัวหน้า{name}"
        given = {"number_letters": "บก", "number_code": code, "head_title": head, **more}
        return factories.office(name, kind, **given)

    def client(self, office, role="officer"):
        return logged_in(getattr(self.staff[office.pk], role))

    def start(self, office, subject):
        given = {"subject": subject, "urgency": "001", "secrecy": "001"}
        self.client(office).post(reverse("circular_new"), given)
        return OfficeCopy.objects.filter(office=office).order_by("-pk")[0]

    def reply(self, copy):
        self.client(copy.office).post(address("copy_reply", copy))
        return copy.replies.get()

    def send(self, copy, at, **fields):
        """Through the pages of the officer; the others judge and sign; the worker carries."""
        staff, draft = self.staff[copy.office_id], copy.drafts.get()
        body = draft.latest.body.replace("… (ให้ผู้ร่างเติม)", "มีผลตามที่แจ้ง") or "ขอเรียนถาม"
        given = {"body": body, "do": "submit", "as_circular": "", **fields}
        self.client(copy.office).post(address("task_draft", copy), draft_fields(draft, **given))
        approving.pass_on(draft, by=staff.reviewer, at=at)
        approving.sign(draft, by=staff.signer, at=at)
        self.client(copy.office).post(address("task_dispatch", copy), {})
        run_outbox(at)
        return OfficeCopy.objects.filter(letter__draft=draft).order_by("pk")[0]

    def register(self, copy):
        self.client(copy.office, "clerk").post(address("task_register", copy), {})
        return RegisterEntry.objects.get(copy=copy)

    def book(self, office, kind):
        book = office.books.get(kind=kind)
        return self.client(office, "clerk").get(reverse("register_book", args=[book.pk])).text


def test_letters_go_up_and_come_back_and_every_book_says_so():
    three = Three()
    with time_machine.travel(MONDAY, tick=False):
        asked = three.start(three.local, "ขอหารือการใช้รถบรรทุกน้ำ")
        at_district = three.send(asked, MONDAY, also=[three.district.pk], groups=[])
        three.register(at_district)
        # The district asks the province, and answers once it has been answered itself.
        passed_up = three.reply(at_district)
        at_province = three.send(passed_up, MONDAY, also=[three.province.pk])
        three.register(at_province)
    tuesday = MONDAY + DAY
    with time_machine.travel(tuesday, tick=False):
        answer = three.send(three.reply(at_province), tuesday)
        three.register(answer)
        back = three.send(three.reply(answer), tuesday, also=[three.local.pk])
        three.register(back)

    assert (at_district.office, at_province.office) == (three.district, three.province)
    assert (answer.office, back.office) == (three.district, three.local)
    numbers = RegisterEntry.objects.exclude(letter=None).order_by("pk")
    assert [(one.book.office.name, one.book.kind, one.number_printed) for one in numbers] == [
        ("อบต.โสกก่าม", "sent", "บก 75001/1"),
        ("อำเภอเซกา", "received", "บก 75001/1"),
        ("อำเภอเซกา", "sent", "บก 0418/1"),
        ("จังหวัดบึงกาฬ", "received", "บก 0418/1"),
        ("จังหวัดบึงกาฬ", "sent", "บก 0023/1"),
        ("อำเภอเซกา", "received", "บก 0023/1"),
        ("อำเภอเซกา", "sent", "บก 0418/2"),
        ("อบต.โสกก่าม", "received", "บก 0418/2"),
    ]
    assert "ตอบแล้ว ที่ บก ๐๔๑๘/๑ ลว. ๒๖/๑๐/๖๓" in three.book(three.district, "received")
    assert "ตอบแล้ว ที่ บก ๐๔๑๘/๒ ลว. ๒๗/๑๐/๖๓" in three.book(three.district, "received")
    assert "ตอบแล้ว ที่ บก ๐๐๒๓/๑ ลว. ๒๗/๑๐/๖๓" in three.book(three.province, "received")
    assert "ในระบบ ๑ แห่ง ๒๖/๑๐/๖๓" in three.book(three.local, "sent")
    own = OfficeCopy.objects.filter(letter=None)
    assert {copy.state for copy in own} == {State.FILED}
    cited = back.letter.references
    assert cited == ["หนังสือจังหวัดบึงกาฬ ที่ บก ๐๐๒๓/๑ ลงวันที่ ๒๗ ตุลาคม ๒๕๖๓"]
