"""The validator asks for the words of the person, too."""

import pytest
from django.core.exceptions import ValidationError

from administration.passwords import ThaiPasswordValidator
from offices.models import User


@pytest.mark.parametrize("password", ["bungkan2569", "Kittiphat2533"])
def test_what_is_guessed_first_is_refused_in_a_sentence(password):
    user = User(username="kittiphat.s", first_name="Kittiphat", last_name="S")

    with pytest.raises(ValidationError) as caught:
        ThaiPasswordValidator().validate(password, user)

    assert caught.value.messages == [
        "รหัสผ่านนี้เดาง่าย เพราะเป็นชื่อจังหวัด หน่วยงาน ชื่อคน ปี หรือแถวแป้นพิมพ์ โปรดใช้คำที่ไม่เกี่ยวกันสามคำขึ้นไป"
    ]


def test_others_are_taken():
    ThaiPasswordValidator().validate("น้ำใสไหลเย็น-77", None)
