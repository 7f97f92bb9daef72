"""A letter of ours gets its number and its line in the outgoing book."""

import datetime as dt

import pytest

from circulars.capacities import SignerChoice
from circulars.domain.issuing import enter_outgoing, signed_letter
from circulars.models import BookKind, Circular, Letter, RegisterEntry
from offices.models import CircularSeries, Kind, Role
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return factories.office("จังหวัดทดสอบ", number_letters="บก", number_code="0023")


@pytest.fixture
def signer(house):
    user = factories.person("สมชาย ใจดี", rank="พันเอก")
    return factories.post(user, house, Role.SIGNER, position="รองผู้ว่าราชการจังหวัด")


def a_letter(house, signer, **fields):
    circular = Circular.objects.create(
        subject="เรื่อง", owner=house, started_at=MONDAY, started_by=signer.user
    )
    return Letter(
        circular=circular, issuer=house, issuer_name=house.name, subject="เรื่อง",
        addressee="นายอำเภอ", **fields,
    )  # fmt: skip


def test_a_signature_says_who_in_which_capacity_and_when(house, signer):
    order = factories.acting(signer, "ผู้ว่าราชการจังหวัด")

    letter = signed_letter(a_letter(house, signer), SignerChoice(signer, order), at=MONDAY)

    assert (letter.signer_name, letter.signer_rank) == ("สมชาย ใจดี", "พันเอก")
    assert letter.signer_position == "รองผู้ว่าราชการจังหวัด"
    assert (letter.acting_kind, letter.acting_for) == ("on_behalf", "ผู้ว่าราชการจังหวัด")
    assert (letter.signed_by, letter.signed_at, letter.dated) == (
        signer.user,
        MONDAY,
        dt.date(2020, 10, 26),
    )


def test_in_his_own_post_nobody_is_acted_for(house, signer):
    letter = signed_letter(a_letter(house, signer), SignerChoice(signer, None), at=MONDAY)

    assert (letter.acting_kind, letter.acting_for, letter.composed_here) == ("", "", True)


def enter(house, signer, unit, **fields):
    letter = a_letter(house, signer, **fields)
    signed_letter(letter, SignerChoice(signer, None), at=MONDAY)
    return enter_outgoing(letter, unit, by=signer.user, at=MONDAY)


def test_circulars_have_a_book_of_their_own_unless_the_office_shares_one(house, signer):
    first = enter(house, signer, house, is_circular=True)
    second = enter(house, signer, house, is_circular=False)
    house.circular_series = CircularSeries.SHARED
    house.save()
    third = enter(house, signer, house, is_circular=True)

    assert [one.number_printed for one in (first, second, third)] == [
        "บก 0023/ว 1",
        "บก 0023/1",
        "บก 0023/ว 2",
    ]
    assert [one.book.kind for one in (first, second, third)] == [
        BookKind.CIRCULAR,
        BookKind.SENT,
        BookKind.SENT,
    ]


def test_a_unit_that_issues_nothing_takes_its_number_from_the_house(house, signer):
    unit = factories.office(
        "สำนักงานจังหวัด", Kind.DIVISION, parent=house, issues_numbers=False, number_letters="",
        number_code="0023.3",
    )  # fmt: skip

    entry = enter(house, signer, unit, is_circular=False)

    assert (entry.number_printed, entry.book.office) == ("บก 0023.3/1", house)
    assert RegisterEntry.objects.values_list(
        "from_text", "to_text", "subject", "dated", "entered_at"
    ).get() == ("สำนักงานจังหวัด", "นายอำเภอ", "เรื่อง", dt.date(2020, 10, 26), MONDAY)
