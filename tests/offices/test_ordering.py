"""The order of names: the database's and Python's are one, that of a Thai dictionary."""

import pytest

from offices.models import Kind, Office
from offices.ordering import by_name
from tests import factories
from thai.text import sort_key

pytestmark = pytest.mark.django_db

IN_ORDER = [
    *("กระบี่", "แก่งคอย", "ขอนแก่น", "เขาค้อ", "จันทบุรี", "เชียงใหม่", "เซกา", "แซงบาดาล", "โซ่พิสัย"),
    *("ตราด", "น้ำโสม", "บึงกาฬ", "ปากคาด", "เพชรบุรี", "โพนพิสัย", "แม่ริม", "หางดง", "ไอร์ปาแย"),
]


def test_leading_vowels_stand_after_their_consonants():
    for name in reversed(IN_ORDER):
        factories.office(name, Kind.DISTRICT)

    found = Office.objects.filter(name__in=IN_ORDER).order_by(by_name("name"))

    assert [office.name for office in found] == IN_ORDER


def test_python_sorts_as_the_database_does():
    words = ["ขาว", "ข่าว", "ข้าว", "ขาวจัด", "ข้าวเก่า", "เก่า", "แก่", "โก", "ไก่", "ใกล้", "ก่อน", "การ"]
    for word in words:
        factories.office(word, Kind.DISTRICT)

    found = Office.objects.filter(name__in=words).order_by(by_name("name"))

    assert [office.name for office in found] == sorted(words, key=sort_key)
