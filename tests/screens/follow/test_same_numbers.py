"""What several screens say of one matter is one number, taken from the ledger."""

import pytest
from django.urls import reverse

from circulars.domain import counting, gathering
from circulars.domain.counting import Tally
from circulars.models import Duty
from circulars.states import Delivery
from tests.circulars.ledger_world import DUE, Country
from tests.factories import DAY, MONDAY

pytestmark = pytest.mark.django_db

LATER = DUE + DAY


@pytest.fixture
def country(time_machine) -> Country:
    """One of two provinces sent it on, and its district; one answered in time, one late."""
    country = Country()
    country.ask_all()
    at_province = country.copy(country.provinces[0])
    country.send(at_province)
    country.send(country.copy(country.districts[0]))
    country.report(country.local("อบต.1 ในจังหวัดก"))
    country.report(country.local("อบต.2 ในจังหวัดก"), at=LATER)
    who = {"by": country.of(country.provinces[0]).officer, "at": MONDAY}
    town = country.line(country.local("เมืองในจังหวัดก"))
    gathering.excuse(town, copy=at_province, reason="ไม่มีพื้นที่ประสบภัย", **who)
    time_machine.move_to(LATER, tick=False)
    return country


@pytest.fixture
def client_of(as_user, country):
    return as_user(country.of(country.department).supervisor)


def view_of(client, name, *args, **query):
    return client.get(reverse(name, args=args), query).context["view"]


def test_card_list_of_replies_levels_and_line_agree(client_of, country):
    branch = counting.branch(country.top, at=LATER)

    (card,) = view_of(client_of, "follow_up").rows
    replies = view_of(client_of, "task_report", country.top.pk)
    picture = view_of(client_of, "picture")

    assert branch == Tally(
        expected=7, not_reached=4, on_way=1, answered=2, on_time=1, late=1, overdue=5, excused=1
    )
    assert card.tally == replies.tally == branch
    assert [tile["number"] for tile in replies.tiles] == [7, 2, 4, 5, 1]
    levels = [level.tally for level in picture.levels if level.duty == Duty.ANSWER]
    assert sum(levels, start=Tally()) == picture.whole == branch
    assert (picture.line.answered, picture.line.expected) == (branch.answered, branch.expected)
    assert sum(row.counts[Delivery.NOT_REACHED] for row in picture.rows) == branch.not_reached


def test_late_letters_agree_and_say_whom_their_holders_keep_waiting(client_of):
    follow_up = view_of(client_of, "follow_up")
    late = view_of(client_of, "overdue")
    picture = view_of(client_of, "picture")

    (card,) = follow_up.rows
    assert follow_up.tiles[1]["number"] == card.late == late.page.paginator.count == 5
    assert sum(row.all_late for row in picture.rows) == card.tally.overdue == 5
    rows = [(row.held.line.office.name, row.held.copy.office.name) for row in late.rows]
    assert rows[0] == ("ทต.ในจังหวัดก", "ทต.ในจังหวัดก")
    assert [holder for _office, holder in rows[1:]] == ["จังหวัดข"] * 4


def test_the_page_says_so_in_words(client_of):
    card = " ".join(client_of.get(reverse("follow_up")).text.split())

    assert "ตอบแล้ว ๒ จาก ๗ แห่งที่ต้องตอบ (๒๘%)" in card
    assert "· ยังไม่ได้รับหนังสือ ๔ · ตอบเลยกำหนด ๑" in card
    assert card.count("เลยกำหนดทุกชั้นข้างล่าง ๕ แห่ง") == 1
