"""Finding letters: filters of the list, and the search in any writing of a number."""

import pytest
from django.urls import reverse
from django.utils import timezone

from circulars.domain import registering
from tests import factories
from tests.keeping import built_once

pytestmark = pytest.mark.django_db


@pytest.fixture
@built_once
def staff():
    return factories.Staff(factories.office("จังหวัดทดสอบ"))


@pytest.fixture
def letter(staff):
    return factories.arrived(
        staff.office,
        by=staff.clerk,
        number_printed="มท ๐๘๑๐.๓/ว ๓๑๙๕",
        subject="การสำรวจน้ำประปาหมู่บ้าน",
        issuer_name="กรมส่งเสริมการปกครองท้องถิ่น",
    )


@pytest.mark.parametrize(
    "words",
    [
        "3195",
        "๓๑๙๕",
        "มท0810.3/ว3195",
        "มท 0810.3 / ว. 3195",
        "สำรวจน้ํา",
        "กรมส่งเสริม",
        "น้ำประปา",
    ],
)
def test_a_letter_is_found_in_any_writing(letter, staff, as_user, words):
    factories.arrived(staff.office, by=staff.clerk, number_printed="กข 0001/7", issuer_name="กอง")

    page = as_user(staff.officer).get(reverse("search"), {"q": words})

    assert page.context["rows"] == [letter]
    assert page.context["near"] is False


def test_a_receipt_number_finds_its_letter(letter, staff, as_user):
    entry = registering.register(letter, by=staff.clerk, at=factories.MONDAY)

    page = as_user(staff.officer).get(reverse("search"), {"q": str(entry.number)})

    assert letter in page.context["rows"]


def test_a_misspelt_word_shows_what_is_near(letter, staff, as_user):
    page = as_user(staff.officer).get(reverse("search"), {"q": "สำรวจนำ้ประปาหมูบ้าน"})

    assert page.context["rows"] == [letter]


def test_another_office_finds_nothing(letter, as_user):
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))

    page = as_user(stranger.officer).get(reverse("search"), {"q": "3195"})

    assert page.context["rows"] == []


@pytest.mark.parametrize(
    "words", ["", "%", "_", "'; drop table", "\x01", "ว" * 200, "|", "(", "\\"]
)
def test_odd_words_are_only_words(letter, staff, as_user, words):
    page = as_user(staff.officer).get(reverse("search"), {"q": words})

    assert page.status_code == 200


def test_the_list_is_filtered_by_state_lateness_and_year(letter, staff, as_user):
    now = timezone.now()
    late = factories.arrived(staff.office, by=staff.clerk, moment=now, due_at=now)
    client = as_user(staff.officer)

    def found(**query):
        page = client.get(reverse("circular_list"), query)
        return list(page.context["page"].object_list)

    registering.register(letter, by=staff.clerk, at=factories.MONDAY)
    assert found() == [late, letter]
    assert found(state="arrived") == [late]
    assert found(state="registered") == [letter]
    assert found(overdue="on") == [late]
    assert found(year="2020") == [letter]
    assert found(q="๓๑๙๕") == [letter]


def test_a_page_of_letters_is_below_60_kilobytes(staff, as_user):
    for _number in range(40):
        factories.arrived(
            staff.office, by=staff.clerk, subject="การสำรวจการนำโครงการพัฒนามาบรรจุในแผนพัฒนา"
        )

    page = as_user(staff.clerk).get(reverse("circular_list"))

    assert len(page.context["page"].object_list) == 35
    assert len(page.content) < 60_000
