"""What a copy is found by follows every act, and stands for what was there before."""

import importlib

import pytest
from django.apps import apps
from django.db import connection

from circulars.domain import endorsing, handing_over, registering
from circulars.domain.search_text import texts_of, write_texts
from circulars.models import Letter, SearchText
from circulars.states import Order
from offices.models import Kind, Role
from tests import factories
from tests.circulars.several import Several
from tests.factories import MONDAY
from tests.screens.work.task_screens import House
from thai.searching import words_of

pytestmark = pytest.mark.django_db


def finds(copy, typed: str) -> bool:
    text = SearchText.objects.get(copy=copy).text
    return all(any(way in text for way in ways) for ways in words_of(typed))


def test_a_copy_has_no_words_of_its_own_before_it_is_registered():
    house = House(1)

    assert not SearchText.objects.filter(copy=house.copy).exists()
    assert finds(house.registered(), "ด้วยมีเรื่องทดสอบ")


def test_what_is_done_with_a_letter_is_found():
    house = House(1)
    unit = factories.office("กลุ่มงานคลัง", Kind.DIVISION, parent=house.province, short_name="กค.")
    inside = factories.Staff(unit)
    copy = house.copy
    entry = registering.register(
        copy, by=house.people.clerk, at=MONDAY, action="มอบด่วน", note="ครบ"
    )
    endorsing.endorse(
        copy, Order.ASSIGN, by=house.people.officer, at=MONDAY, text="ให้ตรวจสอบ งบ", to_unit=unit
    )
    second = registering.register(copy, by=inside.clerk, at=MONDAY, second_number="3734")

    for typed in (
        *("มอบด่วน", "ครบ", "ตรวจสอบงบ", "กลุ่มงานคลัง", "กค.", "3734"),
        *(str(entry.number), str(second.number), house.people.officer.first_name),
    ):
        assert finds(copy, typed), typed


def test_the_words_of_a_joint_unit_are_found():
    several = Several()
    several.order()
    several.enter(several.joint)

    several.answer(several.joint, "เห็นควรชะลอโครงการ")

    assert finds(several.letter, "ชะลอโครงการ กลุ่มร่วม")


def test_the_numbers_of_the_whole_chain_are_found():
    house = House(1)
    house.dispatched()
    sent = Letter.objects.get(dispatches__copy=house.copy)
    (child,) = house.children()
    below = factories.Staff(child.office)
    registering.register(child, by=below.clerk, at=MONDAY)

    assert finds(house.copy, house.copy.letter.number_printed)
    assert finds(house.copy, sent.number_printed)
    assert finds(child, sent.number_printed)
    assert finds(child, house.copy.letter.number_printed)


def test_who_has_it_now_is_found_and_who_had_it_is_not():
    house = House(1)
    drafting = house.drafting()
    other = factories.person("ทองใบ")
    factories.post(other, house.province, Role.OFFICER)

    handing_over.hand_over(drafting.copy, to=other, by=house.people.clerk, at=MONDAY, reason="ลา")

    assert finds(drafting.copy, "ทองใบ")


def test_a_number_that_went_back_is_found_no_more():
    house = House(1)
    entry = registering.register(
        house.copy, by=house.people.clerk, at=MONDAY, second_number="987654"
    )

    registering.undo_entry(entry, by=house.people.clerk, at=MONDAY)

    assert not finds(house.copy, "987654")


def test_writing_it_again_changes_nothing():
    house = House(1)
    house.dispatched()
    before = list(SearchText.objects.order_by("pk").values_list("pk", "house", "text"))

    write_texts([(house.copy.pk, house.province.pk)])

    assert list(SearchText.objects.order_by("pk").values_list("pk", "house", "text")) == before
    assert before == [(house.copy.pk, house.province.pk, texts_of([house.copy.pk])[house.copy.pk])]


def test_letters_that_came_before_are_found_like_those_of_today():
    house = House(1)
    house.dispatched()
    (child,) = house.children()
    registering.register(child, by=factories.Staff(child.office).clerk, at=MONDAY)
    letters = list(Letter.objects.order_by("pk").values_list("folded", "folded_body"))
    texts = list(SearchText.objects.order_by("pk").values_list("pk", "house", "text"))
    SearchText.objects.all().delete()
    Letter.objects.update(folded="", folded_body="")

    migration = importlib.import_module("circulars.migrations.0025_search_text")
    with connection.schema_editor() as editor:
        migration.fold_again(apps, editor)
        migration.write_texts(apps, editor)

    assert list(Letter.objects.order_by("pk").values_list("folded", "folded_body")) == letters
    assert list(SearchText.objects.order_by("pk").values_list("pk", "house", "text")) == texts
