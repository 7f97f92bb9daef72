"""Two people of one office fill in one answer: neither writes over the other unseen."""

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from offices.models import Role
from survey.domain import answering
from survey.models import Answer
from tests import factories
from tests.survey.flood import FloodWorld

pytestmark = pytest.mark.django_db
NINE = dt.datetime(2020, 10, 27, 2, tzinfo=dt.UTC)


@pytest.fixture
def world():
    return FloodWorld()


@pytest.fixture
def other(line):
    person = factories.person()
    factories.post(person, line.office, Role.OFFICER)
    return person


class Page:
    """The form as somebody opened it at some minute past nine."""

    def __init__(self, user, line, minute):
        self.client, self.address = Client(), reverse("answer_form", args=[line.pk])
        self.client.force_login(user)
        self.read(self._at(minute, lambda: self.client.get(self.address)))

    def read(self, response):
        found = re.search(r'name="since" value="([^"]+)"', response.content.decode())
        self.since = found[1].replace("&#x2B;", "+") if found else ""
        return response

    def send(self, minute, act="draft", **words):
        sent = {"q-hit": "no", "base": "0", "since": self.since, "act": act, **words}
        return self._at(minute, lambda: self.client.post(self.address, sent))

    def _at(self, minute, do):
        with time_machine.travel(NINE + dt.timedelta(minutes=minute), tick=False):
            return do()


def hit(line):
    return answering.draft_of(line).typed.get("hit")


def test_a_draft_that_another_has_kept_since_is_not_written_over(line, officer, other):
    one, two = Page(officer, line, 0), Page(other, line, 1)
    one.send(2, **{"q-hit": "yes"})

    refused = two.read(two.send(3))

    assert refused.context["view"].sentence == (
        f"{officer.full_name} แก้ร่างคำตอบนี้เมื่อ 09.02 น. หลังท่านเปิดหน้านี้ จึงยังไม่บันทึกทับ "
        "สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ โปรดเปิดร่างนั้นในหน้าใหม่เพื่อดูก่อน ถ้าจะใช้ของท่านแทน ให้กดบันทึกหรือส่งอีกครั้ง"
    )
    assert refused.context["view"].typed["hit"] == "no"
    assert hit(line) == "yes"
    assert two.send(4).status_code == 302  # seen, and pressed once more
    assert hit(line) == "no"


def test_nor_is_an_answer_handed_in_over_it(line, officer, other):
    one, two = Page(officer, line, 0), Page(other, line, 1)
    one.send(2, **{"q-hit": "yes"})

    refused = two.send(3, act="submit")

    assert refused.status_code == 200
    assert [answer.state for answer in Answer.objects.filter(expected=line)] == ["draft"]


def test_one_person_goes_on_with_his_own_draft(line, officer):
    page = Page(officer, line, 0)

    codes = [page.send(minute).status_code for minute in (1, 2, 3)]

    assert codes == [302, 302, 302]


@pytest.mark.parametrize("since", ["", "gone", "2020-13-45T00:00:00+07:00", "2020-10-27T09:00:00"])
def test_a_page_that_says_no_moment_is_not_compared(line, officer, other, since):
    one, two = Page(officer, line, 0), Page(other, line, 1)
    one.send(2, **{"q-hit": "yes"})
    two.since = since

    assert two.send(3).status_code == 302
