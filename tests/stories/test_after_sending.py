"""
A province replaces a letter that a district has passed on already, and one receiver is added:
every book, every copy of the tree and every line of the ledger, at its end.
"""

import pytest
from django.urls import reverse

from circulars.domain import approving, dispatching, endorsing, registering
from circulars.models import Dispatch, Expectation, Letter, OfficeCopy, RegisterEntry
from circulars.states import Order
from demo.acts import run_outbox
from offices.models import Kind
from tests import factories
from tests.factories import MONDAY
from tests.screens.work.task_screens import DUE, House
from tests.story import Person, clock, forms_of

pytestmark = pytest.mark.django_db
NEW_DUE = factories.at("2020-11-03", "00:00")
SIGN = ("do", "yes")


def at_screen(user) -> Person:
    return Person(user.username)


class World:
    """A province, two districts, an อบต. below the first; the letter has come down to it."""

    def __init__(self) -> None:
        self.house = House(districts=2)
        self.first, self.second = self.house.districts
        below = {"parent": self.first, "district": self.first, "province": self.house.province}
        self.local = factories.office("อบต. ต้นน้ำ", Kind.SAO, **below)
        self.staff = factories.Staff(self.first)
        self.local_staff = factories.Staff(self.local)
        self.house.delivered()
        run_outbox(MONDAY)
        self.at_first = OfficeCopy.objects.get(office=self.first)
        self.passed_on()

    def passed_on(self) -> None:
        copy, people = self.at_first, self.staff
        registering.register(copy, by=people.clerk, at=MONDAY)
        endorsing.endorse(copy, Order.FORWARD, by=people.officer, at=MONDAY)
        draft = copy.drafts.get()
        approving.submit(draft, by=people.officer, at=MONDAY)
        approving.pass_on(draft, by=people.reviewer, at=MONDAY)
        approving.sign(draft, by=people.signer, at=MONDAY)
        dispatching.dispatch(copy, by=people.officer, at=MONDAY)
        run_outbox(MONDAY)


def add(person: Person, copy, words: str, office) -> None:
    """Find an office by name on the page, tick it, and send the letter to it."""
    address = reverse("copy_add", args=[copy.pk])
    (form,) = forms_of(person.see("copy_add", copy.pk))
    form.fill("find", words)
    form.fill("reason", "ตกหล่น")
    (found,) = forms_of(person.client.post(address, {**form.values, "do": "find"}))
    found.fill("offices", [office.pk])
    assert person.client.post(address, found.values).status_code == 302


def correct(people, copy, **words) -> Letter:
    """The whole way of a corrected letter, on its pages."""
    officer = at_screen(people.officer)
    officer.do("copy_replace", copy.pk, reason="กำหนดผิด")
    officer.do("task_draft", copy.pk, press=("do", "submit"), **words)
    at_screen(people.reviewer).do("task_review", copy.pk, press=SIGN)
    at_screen(people.signer).do("task_sign", copy.pk, press=SIGN)
    officer.do("task_dispatch", copy.pk)
    return Dispatch.objects.filter(copy=copy, adds_to=None).latest("pk").letter


def book(office, *, received: bool) -> list[tuple]:
    lines = RegisterEntry.objects.filter(book__office=office, copy__isnull=not received)
    rows = lines.order_by("number").values_list("number", "number_printed", "note", "voided_at")
    return list(rows)


def tree(circular) -> list[tuple]:
    copies = OfficeCopy.objects.filter(circular=circular).order_by("pk")
    return [
        (
            one.office.name,
            one.letter.number_printed if one.letter else "",
            one.state,
            one.parent.office.name if one.parent else "",
            bool(one.reminds_id),
            one.due_at,
        )
        for one in copies.select_related("office", "letter", "parent__office")
    ]


def ledger(copy) -> list[tuple]:
    lines = Expectation.objects.filter(asker=copy).order_by("office__code")
    return [
        (one.office_name, one.copy.letter.number_printed, one.due_at, one.is_open)
        for one in lines.select_related("copy__letter")
    ]


def standing(letter) -> str:
    page = at_screen(letter.signed_by).client.get(reverse("letter_check", args=[letter.check_code]))
    return page.context["found"].standing


def test_a_letter_that_was_passed_on_is_replaced_and_a_receiver_added():
    world = World()
    house, province = world.house, world.house.province
    third = factories.office("อำเภอที่ตกหล่น", Kind.DISTRICT, parent=province)
    factories.Staff(third)
    old = house.copy.dispatches.get().letter
    old_below = world.at_first.dispatches.get().letter

    with clock("2020-10-27 09:00"):
        add(at_screen(house.people.officer), house.copy, "ตกหล่น", third)
    with clock("2020-10-27 10:00"):
        new = correct(house.people, house.copy, due_at="2/11/63")
    with clock("2020-10-27 11:00"):
        beside = OfficeCopy.objects.get(letter=new, office=world.first)
        at_screen(world.staff.clerk).do("task_register", beside.pk)
        told = at_screen(world.staff.officer).text("copy", world.at_first.pk)
        behind = at_screen(house.people.officer).text("circular_tree", house.copy.pk)
    with clock("2020-10-27 13:00"):
        new_below = correct(world.staff, world.at_first)
    with clock("2020-10-27 14:00"):
        after = at_screen(world.staff.officer).text("copy", world.at_first.pk)
        ahead = at_screen(house.people.officer).text("circular_tree", house.copy.pk)

    assert [new.addressee, new_below.addressee] == [old.addressee, old_below.addressee]
    assert "หนังสือที่ส่งต่อไปจากหน่วยงานนี้ยังเป็นตามฉบับเดิม" in told
    assert "ข้างล่างยังใช้ฉบับเดิม" in behind
    assert "หนังสือที่ส่งต่อไปจากหน่วยงานนี้ยังเป็นตามฉบับเดิม" not in after
    assert "ข้างล่างยังใช้ฉบับเดิม" not in ahead
    day = "(27 ต.ค. 2563)"
    added_note = f"ส่งเพิ่ม: หัวหน้าอำเภอที่ตกหล่น {day}"
    replaced = f"มีฉบับใหม่แทน ที่ {new.number_printed} {day}"
    assert book(province, received=False) == [
        (1, old.number_printed, f"{added_note} · {replaced}", None),
        (2, new.number_printed, f"แทนที่ {old.number_printed} {day}", None),
    ]
    assert book(world.first, received=True) == [
        (1, old.number_printed, "", None),
        (2, new.number_printed, "", None),
    ]
    assert [row[:2] for row in book(world.first, received=False)] == [
        (1, old_below.number_printed),
        (2, new_below.number_printed),
    ]
    above, first, second = province.name, world.first.name, world.second.name
    assert tree(house.copy.circular) == [
        (above, house.copy.letter.number_printed, "reporting", "", False, DUE),
        (first, old.number_printed, "reporting", above, False, NEW_DUE),
        (second, old.number_printed, "superseded", above, False, DUE),
        ("อบต. ต้นน้ำ", old_below.number_printed, "superseded", first, False, NEW_DUE),
        (third.name, old.number_printed, "superseded", above, False, DUE),
        (first, new.number_printed, "registered", "", True, None),
        (second, new.number_printed, "arrived", above, False, NEW_DUE),
        (third.name, new.number_printed, "arrived", above, False, NEW_DUE),
        ("อบต. ต้นน้ำ", new_below.number_printed, "arrived", first, False, NEW_DUE),
    ]
    assert ledger(house.copy) == [
        (first, old.number_printed, NEW_DUE, True),
        (second, new.number_printed, NEW_DUE, True),
        (third.name, new.number_printed, NEW_DUE, True),
    ]
    assert [standing(one) for one in (old, new, old_below, new_below)] == [
        "replaced",
        "genuine",
        "replaced",
        "genuine",
    ]
