"""Certifying: what is frozen, what it needs, what a level above sees of it."""

import pytest

from circulars.errors import Invalid, WrongState
from circulars.models import Event, EventKind
from circulars.states import State
from survey.domain import certifying
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS, TOWN_HAS, answer_district, submit

pytestmark = pytest.mark.django_db

LATE = MONDAY + 6 * DAY


def test_certifying_freezes_the_totals_and_locks_the_answers(world):
    answer_district(world, "อำเภอก")

    certificate = certifying.certify(
        world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY, text="ถูกต้อง"
    )

    world.at_districts[0].refresh_from_db()
    totals = {row["key"]: row["total"] for row in certificate.totals["columns"]}
    assert certificate.missing == []
    assert (certificate.totals["expected"], certificate.totals["answered"]) == (3, 3)
    assert totals == {
        "has_community": "1",
        "budget_community": "500000.50",
        "has_village": "1",
        "budget_village": "1250000",
        "evaluated:yes": "1",
        "evaluated:no": "2",
    }
    assert world.at_districts[0].state == State.REPORTED
    with pytest.raises(WrongState):
        submit(world, "อบต. อำเภอก 1", HAS)


def test_certifying_with_somebody_missing_needs_a_reason(world):
    submit(world, "อบต. อำเภอก 1", HAS)
    copy, by = world.at_districts[0], world.district_staff[0].officer

    with pytest.raises(Invalid) as refusal:
        certifying.certify(copy, by=by, at=LATE)
    certificate = certifying.certify(copy, by=by, at=LATE, early_reason="ครบกำหนดแล้ว")

    assert refusal.value.field == "early_reason"
    assert certificate.missing == ["เทศบาลตำบลอำเภอก", "อบต. อำเภอก 2"]
    assert Event.objects.get(kind=EventKind.CERTIFIED).data["missing"] == certificate.missing


def test_a_province_sees_which_district_has_not_certified(world):
    answer_district(world, "อำเภอก")
    answer_district(world, "อำเภอข")
    submit(world, "เทศบาลเมืองหนึ่ง", TOWN_HAS)
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY)

    missing = certifying.missing_below(world.task, world.at_province)

    assert missing == ["อำเภอข (ยังไม่รับรองผล)"]
