"""The form of endorsing: to whom a letter may be given."""

import pytest

from offices.models import Kind, Role
from screens.work.forms.endorsing import officers_of
from tests import factories
from tests.factories import MONDAY

pytestmark = pytest.mark.django_db


def test_officers_stand_in_the_order_of_a_thai_dictionary_with_where_they_sit():
    house = factories.office("จังหวัดทดสอบ", Kind.PROVINCE)
    unit = factories.office("กลุ่มงาน", Kind.DIVISION, parent=house)
    last = factories.post(factories.person("ขวัญ ใจดี"), house, Role.OFFICER)
    first = factories.post(factories.person("เกษม ใจดี"), unit, Role.CLERK, position="ธุรการ")
    factories.post(factories.person("กมล ใจดี"), house, Role.ADMIN)

    assert officers_of(house, MONDAY.date()) == [
        (first.user_id, "เกษม ใจดี · ธุรการ"),
        (last.user_id, "ขวัญ ใจดี · เจ้าของเรื่อง จังหวัดทดสอบ"),
    ]
