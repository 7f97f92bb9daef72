"""What an office beside the system has passed on reaches those below it."""

import pytest

from circulars.domain import passing_on, telling
from circulars.errors import Invalid, WrongState
from circulars.models import Expectation, OfficeCopy
from circulars.states import Delivery
from demo.acts import run_outbox
from tests.circulars.half_on_paper import BY_LINK, BY_PHONE, HalfOnPaper
from tests.factories import MONDAY
from workflow.checking import disagreements

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> HalfOnPaper:
    return HalfOnPaper()


def test_what_a_district_sent_on_paper_reaches_those_below_it(world):
    copy = world.at_districts[1]
    with pytest.raises(WrongState, match="ทำไม่ได้ เพราะหนังสือฉบับนี้อยู่ในสถานะ “รอลงรับ” แล้ว"):
        passing_on.pass_on_for(copy, voice=world.heard(copy), at=MONDAY, number="9")
    telling.confirm_receipt(copy, voice=world.heard(copy), at=MONDAY)
    with pytest.raises(Invalid, match="โปรดกรอกที่ของหนังสือที่หน่วยงานนั้นส่งต่อ"):
        passing_on.pass_on_for(copy, voice=world.heard(copy), at=MONDAY, number=" ")

    sending = passing_on.pass_on_for(
        copy, voice=world.heard(copy), at=MONDAY, number="บก 0418/ว 9", dated="26 ต.ค. 2563"
    )
    run_outbox(MONDAY)

    below = OfficeCopy.objects.filter(dispatch=sending)
    channels = dict(below.values_list("office__name", "channel"))
    assert channels == {
        "เทศบาลตำบลอำเภอข": "system", BY_LINK: "paper", BY_PHONE: "paper",
    }  # fmt: skip
    assert set(below.values_list("letter__number_printed", flat=True)) == {"บก 0418/ว 9"}
    copy.refresh_from_db()
    assert copy.delivery == Delivery.FORWARDED
    assert not Expectation.objects.filter(copy=None).exists()
    assert list(disagreements(OfficeCopy.objects.filter(pk=copy.pk))) == []
