"""The roll-up on paper."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from offices.models import Office
from survey.domain import certifying, checking
from tests.factories import DAY, MONDAY
from tests.papers.reading_pdf import copied, squeezed, words
from tests.survey.world import QuickWorld, answer_district

pytestmark = pytest.mark.django_db


def test_names_are_not_broken_on_paper(as_user):
    world = QuickWorld(forwarded=False)
    sao = "องค์การบริหารส่วนตำบลหนองพันทา"
    Office.objects.filter(name="อบต. อำเภอก 1").update(name=sao)
    Office.objects.filter(name="อำเภอก").update(name="อำเภอโซ่พิสัย")
    world._pass_down()
    client = as_user(world.province_staff.officer)

    paper = words(client.get(reverse("rollup_pdf", args=[world.at_province.pk])).content)

    texts = [one.text for one in paper]
    assert (sao in texts, texts.count("โซ่พิสัย")) == (True, 4)
    assert max(one.right for one in paper) <= 297 - 15 + 0.1


CHANGED = "ขณะรับรองตอบ ๓/๓ ตัวเลขในตารางนี้เปลี่ยนไปหลังการรับรอง จึงไม่ใช่ตัวเลขที่รับรอง"


def below(client, copy):
    """What stands below the table, on paper and in the workbook."""
    paper = client.get(reverse("rollup_pdf", args=[copy.pk])).content
    book = client.get(reverse("rollup_xlsx", args=[copy.pk])).content
    sheet = load_workbook(io.BytesIO(book)).active
    column = [row[0] for row in sheet.iter_rows(values_only=True) if row[0]]
    return copied(paper), "\n".join(map(str, column))


def test_a_certificate_vouches_only_for_the_figures_it_froze(as_user, world):
    copy, staff = world.at_districts[0], world.district_staff[0]
    answer_district(world, "อำเภอก")
    certifying.certify(copy, by=staff.officer, at=MONDAY)
    client = as_user(staff.officer)
    before = below(client, copy)

    line = world.expected("อบต. อำเภอก 2")
    line.current.state = "returned"
    line.current.save(update_fields=["state"])
    checking.excuse(
        line, "ยุบรวมแล้ว", copy=world.at_province, by=world.province_staff.officer, at=MONDAY + DAY
    )
    after = below(client, copy)

    assert ["รับรองโดย" in words for words in (before[1], after[1])] == [True, True]
    assert [CHANGED in words for words in (before[1], after[1])] == [False, True]
    assert [squeezed(CHANGED) in words for words in (before[0], after[0])] == [False, True]


def test_the_paper_says_whom_the_letter_has_not_reached(as_user):
    world = QuickWorld(forwarded=False)
    world._sent(world.top, [world.province])
    world.at_province = world.copy_of(world.province)
    world._sent(world.at_province, [*world.districts, world.town])

    paper, book = below(as_user(world.province_staff.officer), world.at_province)

    sentence = "มีหน่วยงานอีก ๖ แห่งที่หนังสือยังไปไม่ถึง โดยนับอยู่ในจำนวนที่ต้องตอบด้วย"
    assert (sentence in book, squeezed(sentence) in paper) == (True, True)
