"""A line of a secret letter is known to the people it names."""

import pytest

from circulars.domain import registering
from circulars.domain.seeing import need_sight_of_line
from circulars.errors import NotAllowed
from circulars.models import RegisterEntry
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def test_who_entered_it_sees_it_and_a_colleague_does_not():
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    copy = factories.arrived(staff.office, by=staff.clerk, secrecy="002")
    registering.register(copy, by=staff.clerk, at=MONDAY)
    entry = RegisterEntry.objects.select_related("letter").get()

    need_sight_of_line(staff.clerk, entry, MONDAY)
    with pytest.raises(NotAllowed) as caught:
        need_sight_of_line(staff.officer, entry, MONDAY)

    assert str(caught.value) == "ไม่พบเลขนี้ในทะเบียนที่ท่านเปิดดูได้"
