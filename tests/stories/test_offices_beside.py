"""
A province of two districts: one on paper, its อปท. by link, by telephone and in the system; one
merged into its neighbour in mid-survey. The table, the rate and the certificate are exact, and say
by which way each answer came.
"""

import pytest

from administration.closing import close_office
from circulars.domain import links
from circulars.models import Way
from circulars.voices import Voice
from offices.models import Kind, Office, Role
from survey.domain import answering, certifying
from survey.domain.rolling_up import roll_up, ways_below
from survey.models import ExpectedAnswer
from tests import factories
from tests.circulars.half_on_paper import BY_LINK, BY_PHONE, HalfOnPaper, pass_on
from tests.factories import DAY, MONDAY
from tests.survey.world import HAS, HAS_NOT, TOWN_HAS, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> HalfOnPaper:
    return HalfOnPaper()


def test_the_table_and_the_certificate_say_by_which_way_each_answer_came(world):
    pass_on(world)
    for name, typed in (
        ("เทศบาลเมืองหนึ่ง", TOWN_HAS), ("เทศบาลตำบลอำเภอก", TOWN_HAS), ("เทศบาลตำบลอำเภอข", TOWN_HAS),
        ("อบต. อำเภอก 1", HAS),
    ):  # fmt: skip
        submit(world, name, typed)
    merged, into = (Office.objects.get(name=f"อบต. อำเภอก {n}") for n in "21")
    admin = factories.person()
    factories.post(admin, world.department, Role.ADMIN)
    close_office(
        merged, on=(MONDAY + DAY).date(), act="ประกาศ", successor=into, by=admin, at=MONDAY + DAY
    )
    line = world.expected(merged.name)
    successor = factories.person()
    factories.post(successor, into, Role.OFFICER)
    answering.submit(line, HAS_NOT, by=successor, at=MONDAY + DAY)
    by_link = world.expected(BY_LINK)
    link, pin = links.make_link(by_link.copy, by=world.province_staff.officer, at=MONDAY)
    visit = links.enter(link, pin, at=MONDAY)
    itself = Voice(links.speaker_of(by_link.office), by_link.copy, Way.LINK, visit=visit)
    answering.submit(by_link, HAS, by=itself.user, at=MONDAY, voice=itself)
    told = world.expected(BY_PHONE)
    heard = world.heard(told.copy)
    answering.submit(told, HAS_NOT, by=heard.user, at=MONDAY, voice=heard)

    table = roll_up(world.task, world.at_province)
    certifying.certify(world.at_districts[0], by=world.district_staff[0].officer, at=MONDAY + DAY)
    certificate = certifying.certify(
        world.at_province, by=world.province_staff.officer, at=MONDAY + DAY
    )

    assert (table.totals.expected, table.totals.answered) == (7, 7)
    assert {row.office: row.way for row in table.rows if row.way} == {
        BY_LINK: "link", BY_PHONE: "phone",
    }  # fmt: skip
    assert ways_below(world.task, world.at_province) == {"link": 1, "phone": 1}
    assert certificate.totals["ways"] == {"link": 1, "phone": 1}
    assert certificate.missing == []
    assert ExpectedAnswer.objects.counted().filter(office__kind=Kind.SAO).count() == 4
