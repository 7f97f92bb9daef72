"""Two people set the numbers of one house at the same moment: the second sees the first."""

import pytest
from django.urls import reverse

from administration import offices
from administration.loading import Planned, load_offices
from circulars.domain import approving, endorsing, numbering, registering
from circulars.errors import Invalid
from circulars.models import BookKind, Draft, RegisterEntry
from circulars.states import Order
from offices.models import Kind, Office, Role, User
from tests import factories
from tests.factories import MONDAY
from tests.keeping import built_once
from tests.races import meanwhile

pytestmark = pytest.mark.django_db(transaction=True)

CLASH = (
    "เลขของ กลุ่มงานสอง (ทด 0099.1) จะซ้ำกับ กลุ่มงานหนึ่ง "
    "หน่วยที่ออกเลขเองต้องมีรหัสในเลขที่หนังสือของตนเอง ไม่ซ้ำกับหน่วยอื่น เช่น 0023.4"
)


class House:
    """A province with two units and somebody who may set everything there."""

    def __init__(self) -> None:
        self.province = factories.office("จังหวัดทดสอบ", Kind.PROVINCE, number_code="0017")
        self.one, self.two = (self._unit(name) for name in ("กลุ่มงานหนึ่ง", "กลุ่มงานสอง"))
        self.by = factories.person()
        for role in (Role.ADMIN, Role.CLERK, Role.OFFICER, Role.REVIEWER, Role.SIGNER):
            factories.post(self.by, self.province, role)

    def _unit(self, name: str) -> Office:
        plain = {"number_letters": "", "number_code": "", "issues_numbers": False}
        return factories.office(name, Kind.DIVISION, parent=self.province, **plain)

    def issues(self, unit: Office, code: str = "0099.1"):
        """Let ``unit`` have books of its own under ``code``."""
        own = {"issues_numbers": True, "number_code": code}
        return lambda: offices.change_settings(unit, own, by=self.by, at=MONDAY)


@pytest.fixture
@built_once
def house():
    return House()


def refused(first, second) -> str:
    with pytest.raises(Invalid) as refusal:
        meanwhile(first, second)
    return str(refusal.value)


def issuing() -> set[str]:
    return set(Office.objects.filter(number_code="0099.1").values_list("name", flat=True))


def test_two_units_do_not_take_one_code(house):
    told = refused(house.issues(house.one), house.issues(house.two))

    assert (told, issuing()) == (CLASH, {"กลุ่มงานหนึ่ง"})


def test_two_units_may_take_two_codes(house):
    changed = meanwhile(house.issues(house.one), house.issues(house.two, "0099.2"))

    assert changed == ["issues_numbers", "number_code"]
    assert issuing() == {"กลุ่มงานหนึ่ง"}


def test_a_unit_is_not_opened_again_under_a_code_that_is_being_taken(house):
    house.issues(house.two)()
    Office.objects.filter(pk=house.two.pk).update(closed_on=MONDAY.date())
    again = Office.objects.get(pk=house.two.pk)

    told = refused(
        house.issues(house.one),
        lambda: offices.change_identity(again, {"closed_on": None}, by=house.by, at=MONDAY),
    )

    assert told == CLASH


def test_what_was_set_meanwhile_is_not_written_over_by_a_new_name(house):
    stale = Office.objects.get(pk=house.one.pk)

    meanwhile(
        house.issues(house.one),
        lambda: offices.change_identity(stale, {"name": "กองหนึ่ง"}, by=house.by, at=MONDAY),
    )

    house.one.refresh_from_db()
    assert (house.one.name, house.one.number_code) == ("กองหนึ่ง", "0099.1")


def test_an_emblem_that_is_being_set_is_not_written_over_by_a_new_name(house):
    stale = Office.objects.get(pk=house.one.pk)

    meanwhile(
        lambda: offices.set_emblem(house.one, b"jpeg", by=house.by, at=MONDAY),
        lambda: offices.change_identity(stale, {"name": "กองหนึ่ง"}, by=house.by, at=MONDAY),
    )

    stale.refresh_from_db()
    assert (stale.name, stale.emblem.name) == ("กองหนึ่ง", house.one.emblem.name)
    assert stale.emblem.name.startswith("emblems/")


def test_the_administration_sees_the_code_that_is_being_taken(house, client):
    client.force_login(User.objects.create_superuser("root", password="เวียน-1234"))
    address = reverse("admin:offices_office_change", args=[house.two.pk])
    shown = client.get(address).context["adminform"].form.initial
    fields = {name: value for name, value in shown.items() if value not in (None, False, "")}
    fields |= {"number_code": "0099.1", "issues_numbers": "on"}

    page = meanwhile(house.issues(house.one), lambda: client.post(address, fields))

    assert page.context["adminform"].form.errors == {"number_code": [CLASH]}
    assert issuing() == {"กลุ่มงานหนึ่ง"}


def test_the_administration_keeps_the_house_until_it_has_saved(house):
    house.two.number_code, house.two.issues_numbers = "0099.1", True

    def administration():
        offices.check_numbers_apart(house.two)
        house.two.save()

    told = refused(administration, house.issues(house.one))

    assert told == CLASH.replace("สอง", "-").replace("หนึ่ง", "สอง").replace("-", "หนึ่ง")
    assert issuing() == {"กลุ่มงานสอง"}


def test_a_table_is_not_loaded_beside_a_code_that_is_being_taken(house):
    plan = Planned(
        code=house.two.code,
        kind=Kind.DIVISION,
        name=house.two.name,
        head_title=house.two.head_title,
        parent=house.province.code,
        number_letters="ทด",
        number_code="0099.1",
    )
    Office.objects.filter(pk=house.two.pk).update(issues_numbers=True, number_code="")

    def load():
        return load_offices([plan], tick=bool)

    assert refused(house.issues(house.one), load) == CLASH


def test_two_units_of_one_name_are_one(house):
    def make():
        return offices.make_unit(house.province, by=house.by, at=MONDAY, name="กลุ่มงานใหม่")

    assert refused(make, make) == "มีหน่วยชื่อนี้อยู่แล้ว"
    assert Office.objects.filter(name="กลุ่มงานใหม่").count() == 1


def test_two_first_numbers_of_one_book_follow_each_other(house):
    def begin(first: int):
        return lambda: numbering.set_first_number(
            house.one, BookKind.SENT, 2020, first, by=house.by, at=MONDAY
        )

    book = meanwhile(begin(100), begin(500))

    assert (book.first_number, book.last_number) == (500, 499)


def signing(house, unit=None):
    """A letter (of ``unit``, with books of its own) that waits for its signature, and the act."""
    Office.objects.filter(pk=house.province.pk).update(four_eyes=False)
    copy = factories.arrived(house.province, by=house.by)
    factories.office("อำเภอหนึ่ง", Kind.DISTRICT, parent=house.province)
    registering.register(copy, by=house.by, at=MONDAY)
    endorsing.endorse(copy, Order.FORWARD, by=house.by, at=MONDAY)
    draft = copy.drafts.get()
    if unit is not None:
        Draft.objects.filter(pk=draft.pk).update(unit=unit)
    approving.submit(draft, by=house.by, at=MONDAY)
    approving.pass_on(draft, by=house.by, at=MONDAY)
    return lambda: approving.sign(draft, by=house.by, at=MONDAY)


def change_series(house):
    shared = {"circular_series": "shared"}
    return lambda: offices.change_settings(house.province, shared, by=house.by, at=MONDAY)


def test_the_series_of_a_letter_that_is_being_signed_is_not_changed(house):
    told = refused(signing(house), change_series(house))

    assert told == ("ปีนี้ออกเลข ว ไปแล้ว เปลี่ยนแบบเลขเวียนกลางปีเลขจะซ้ำ โปรดเปลี่ยนเมื่อขึ้นปีใหม่")


def test_a_letter_that_is_signed_while_the_series_changes_takes_the_new_one(house):
    meanwhile(change_series(house), signing(house))

    kinds = RegisterEntry.objects.exclude(book__kind="received").values_list(
        "book__kind", flat=True
    )
    assert list(kinds) == ["sent"]


def test_two_signers_wait_for_the_book_alone(house):
    house.issues(house.one)()
    first, second = signing(house, house.one), signing(house, house.one)
    elsewhere = signing(house)

    letter = meanwhile(first, second)

    assert letter.number_printed == "ทด 0099.1/ว 2"
    with pytest.raises(AssertionError, match="it did not wait: <Letter: ทด 0017/ว 1"):
        meanwhile(signing(house, house.one), elsewhere)
