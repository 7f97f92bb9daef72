"""One letter through four offices: what each writes is what the one above it has asked."""

from dataclasses import replace

import pytest

from circulars.domain import approving, dispatching, drafting, endorsing, registering
from circulars.domain.content import content_of
from circulars.domain.prewriting import asks_to_answer
from circulars.letters.building import draft_print, draw_draft
from circulars.models import OfficeCopy
from circulars.states import Order
from offices.models import Kind
from survey.domain import asking
from survey.questionnaires import READY
from tests import factories
from tests.factories import MONDAY
from tests.papers.reading_pdf import copied, squeezed
from thai.deadlines import due_at_on

pytestmark = pytest.mark.django_db

PLAN = "ได้ประกาศใช้แผนป้องกันภัยแล้ง พ.ศ. ๒๕๗๐"
FROM_MINISTRY = (
    f"ด้วยกระทรวงมหาดไทย{PLAN}\n\nในการนี้ ขอให้หน่วยงานดำเนินการตามแผนในส่วนที่เกี่ยวข้อง และรายงานผล "
    "ภายในวันที่ ๑๕ ธันวาคม ๒๕๖๓\n\nจึงเรียนมาเพื่อทราบ"
)
DUE = due_at_on(factories.at("2020-12-10").date())


class Country:
    """A ministry's department, a province with a town beside its districts, and those below."""

    def __init__(self) -> None:
        self.ministry = factories.office("กระทรวงมหาดไทย", Kind.MINISTRY)
        self.department = factories.office(
            "กรมส่งเสริมการปกครองท้องถิ่น", Kind.DEPARTMENT, parent=self.ministry
        )
        self.province = factories.office("จังหวัดบึงกาฬ", Kind.PROVINCE)
        self.district = self._in_province("อำเภอเซกา", Kind.DISTRICT)
        self._in_province("เทศบาลเมืองบึงกาฬ", Kind.TOWN)
        for name, kind in (
            ("เทศบาลตำบลท่าสะอาด", Kind.SUBDISTRICT_MUNICIPALITY),
            ("องค์การบริหารส่วนตำบลโสกก่าม", Kind.SAO),
        ):
            below = {"parent": self.district, "district": self.district}
            self._in_province(name, kind, **below)

    def _in_province(self, name, kind, **fields):
        fields.setdefault("parent", self.province)
        return factories.office(name, kind, province=self.province, **fields)

    def received(self, house, **letter):
        """The letter of somebody outside, and those who work on it."""
        staff = factories.Staff(house)
        return factories.arrived(house, by=staff.clerk, **letter), staff


def drafted(copy, staff, **more):
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=staff.officer, at=MONDAY, **more)
    return copy.drafts.get()


def sent(draft, staff):
    """Judged, signed and sent; the worker has laid it on the desks below."""
    approving.submit(draft, by=staff.officer, at=MONDAY)
    approving.pass_on(draft, by=staff.reviewer, at=MONDAY)
    approving.sign(draft, by=staff.signer, at=MONDAY)
    sending = dispatching.dispatch(draft.copy, by=staff.officer, at=MONDAY)
    dispatching.fan_out(sending.pk, at=MONDAY)


def copy_at(office):
    return OfficeCopy.objects.get(office=office)


def written(draft):
    return content_of(draft.latest).body.split("\n\n")


def test_the_request_of_the_ministry_comes_to_the_smallest_office_word_by_word():
    country = Country()
    copy, at_department = country.received(
        country.department,
        issuer_name="ปลัดกระทรวงมหาดไทย",
        number_printed="มท 0211.6/ว 6001",
        body=FROM_MINISTRY,
        due_at=DUE,
    )
    draft = drafted(copy, at_department)

    assert written(draft) == [
        f"ด้วยกรมส่งเสริมการปกครองท้องถิ่นได้รับแจ้งจากกระทรวงมหาดไทยว่า {PLAN}",
        "กรมส่งเสริมการปกครองท้องถิ่นพิจารณาแล้ว จึงขอความร่วมมือจังหวัดดำเนินการตามแผนในส่วนที่เกี่ยวข้อง และรายงานผล "
        "ภายในวันที่ ๑๐ ธันวาคม ๒๕๖๓",
        "จึงเรียนมาเพื่อโปรดพิจารณา",
    ]

    cause, wish, closing = written(draft)
    own = wish.replace(
        "ดำเนินการตามแผนในส่วนที่เกี่ยวข้อง", "แจ้งเทศบาลและองค์การบริหารส่วนตำบลในพื้นที่สำรวจแหล่งน้ำ"
    )
    words = replace(content_of(draft.latest), body=f"{cause}\n\n{own}\n\n{closing}")
    officer = at_department.officer
    drafting.save_version(draft, words, by=officer, at=MONDAY)
    asking.ask(copy.circular, copy=copy, by=officer, at=MONDAY, blueprint=READY["community_plan"])
    asks = asks_to_answer(copy.circular).strip()
    assert asks in written(draft)[1]
    sent(draft, at_department)

    at_province = factories.Staff(country.province)
    draft = drafted(copy_at(country.province), at_province, asks_answer=True)
    assert written(draft) == [
        f"ด้วยจังหวัดบึงกาฬได้รับแจ้งจากกรมส่งเสริมการปกครองท้องถิ่นว่า กระทรวงมหาดไทย{PLAN}",
        f"จังหวัดบึงกาฬพิจารณาแล้ว จึงให้อำเภอแจ้งเทศบาลและองค์การบริหารส่วนตำบลในพื้นที่สำรวจแหล่งน้ำ {asks} "
        "ภายในวันที่ ๑๐ ธันวาคม ๒๕๖๓ สำหรับเทศบาลเมืองบึงกาฬก็ให้ดำเนินการเช่นเดียวกัน",
        "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
    ]
    sent(draft, at_province)

    at_district = factories.Staff(country.district)
    draft = drafted(copy_at(country.district), at_district, asks_answer=True)
    assert written(draft) == [
        f"ด้วยอำเภอเซกาได้รับแจ้งจากจังหวัดบึงกาฬว่า กระทรวงมหาดไทย{PLAN}",
        f"อำเภอเซกาพิจารณาแล้ว จึงให้เทศบาลและองค์การบริหารส่วนตำบลสำรวจแหล่งน้ำ {asks} ภายในวันที่ ๑๐ ธันวาคม ๒๕๖๓",
        "จึงเรียนมาเพื่อพิจารณาดำเนินการต่อไป",
    ]
    paper = draft_print(draft, content_of(draft.latest))
    assert list(paper.paragraphs) == written(draft)
    assert paper.qr_url in paper.paragraphs[1]


def test_the_paper_shows_the_sentences_whole():
    country = Country()
    copy, staff = country.received(
        country.department,
        issuer_name="กระทรวงมหาดไทย",
        dated_printed="253 พฤศจิกายน 2563",
        number_printed="มท 0211.6/ว 6001",
        body=FROM_MINISTRY,
    )
    draft = drafted(copy, staff)

    drawn = copied(draw_draft(draft, content_of(draft.latest)).pdf)

    whole = [*written(draft), "สำเนาหนังสือกระทรวงมหาดไทย ที่ มท ๐๒๑๑.๖/ว ๖๐๐๑ ลงวันที่ ๒๕๓ พฤศจิกายน ๒๕๖๓"]
    assert [one for one in whole if squeezed(one) not in drawn] == []
