"""The roll-up on paper."""

import pytest
from django.urls import reverse

from circulars.models import Office
from tests.circulars.reading_pdf import words

pytestmark = pytest.mark.django_db


def test_names_are_not_broken_on_paper(as_user, world):
    sao = "องค์การบริหารส่วนตำบลหนองพันทา"
    Office.objects.filter(name="อบต. อำเภอก 1").update(name=sao)
    Office.objects.filter(name="อำเภอก").update(name="อำเภอโซ่พิสัย")
    client = as_user(world.province_staff.officer)

    paper = words(client.get(reverse("rollup_pdf", args=[world.at_province.pk])).content)

    texts = [one.text for one in paper]
    assert (sao in texts, texts.count("โซ่พิสัย")) == (True, 4)
    assert max(one.right for one in paper) <= 297 - 15 + 0.1
