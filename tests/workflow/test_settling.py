"""A notice that asks for work settles by itself."""

import pytest

from circulars.domain import reporting
from circulars.domain.events import record
from circulars.models import EventKind
from offices.models import Kind
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from workflow.escalating import send_reminders
from workflow.models import Notice, NoticeKind
from workflow.notices import tell
from workflow.settling import supersede

pytestmark = pytest.mark.django_db

DUE = MONDAY + 5 * DAY


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))


@pytest.fixture
def copy(staff):
    return factories.arrived(staff.office, by=staff.clerk, due_at=DUE)


def asking(user):
    rows = Notice.objects.of(user).filter(settled_at=None).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_an_answer_ends_the_pressing_and_the_number_is_still_to_be_taken(staff, copy):
    tell([staff.clerk], NoticeKind.ARRIVED, copy, at=MONDAY, key="a")
    tell([staff.clerk], NoticeKind.OVERDUE, copy, at=DUE, key="b")

    reporting.note_answered(copy, at=DUE)
    record(EventKind.ANSWERED, by=staff.officer, at=DUE, copy=copy)

    assert asking(staff.clerk) == ["arrived"]


def test_an_answer_from_below_leaves_the_pressing(staff, copy):
    tell([staff.clerk], NoticeKind.OVERDUE, copy, at=DUE, key="b")

    record(EventKind.ANSWERED, by=staff.officer, at=DUE, copy=copy)

    assert asking(staff.clerk) == ["overdue"]


def test_each_rung_of_the_ladder_stands_in_for_the_one_before(staff, copy):
    for days in (2, 5, 8):
        send_reminders(at=MONDAY + days * DAY)

    assert asking(staff.clerk) == ["overdue"]
    assert Notice.objects.of(staff.clerk).count() == 3


def test_news_and_other_peoples_notices_stay(staff, copy):
    tell([staff.officer], NoticeKind.DUE, copy, at=MONDAY, key="a")
    tell([staff.clerk], NoticeKind.ANSWERED, copy, at=MONDAY, key="b")
    tell([staff.clerk], NoticeKind.OVERDUE, copy, at=DUE, key="c")

    assert supersede([copy.pk], at=DUE) == 0
