"""The tree blames the holder, names what it counts, and is searched instead of turned over."""

import pytest
from django.urls import reverse

from circulars.models import OfficeCopy
from offices.models import Kind, User
from screens.follow import tree as tree_screen
from tests import factories
from tests.factories import DAY, MONDAY
from tests.keeping import kept
from tests.screens.work.task_screens import House, address, logged_in
from tests.survey.world import QuickWorld

pytestmark = pytest.mark.django_db
LATE = MONDAY + 8 * DAY


@pytest.fixture
def world(time_machine):
    world = kept(QuickWorld)
    time_machine.move_to(LATE, tick=False)
    return world


def seen(world: QuickWorld, **wanted: object):
    client = logged_in(world.province_staff.supervisor)
    return client.get(address("circular_tree", world.at_province), wanted)


def words(page) -> str:
    return " ".join(page.text.split())


def test_who_has_passed_it_on_is_not_late_himself(world):
    nodes = seen(world).context["view"].page.object_list

    assert {node.copy.office.name: (node.late, node.passed_on) for node in nodes} == {
        "อำเภอก": (False, True),
        "อำเภอข": (False, True),
        "เทศบาลเมืองหนึ่ง": (True, False),
    }
    late = seen(world, show="late").context["view"].page.object_list
    assert [node.copy.office.name for node in late] == ["เทศบาลเมืองหนึ่ง"]


def test_tile_card_and_list_say_the_same_number(world):
    client = logged_in(world.province_staff.supervisor)
    follow_up = client.get(reverse("follow_up"))
    (card,) = follow_up.context["view"].rows
    tile = follow_up.context["view"].tiles[1]
    listed = client.get(card.late_url).context["view"].page.paginator.count
    tree = seen(world).context["view"].tiles[-1]

    assert (tile["number"], card.late, listed, tree["number"]) == (7, 7, 7, 7)
    assert tile["label"] == "คำตอบที่เลยกำหนด ทุกเรื่อง ทุกชั้นข้างล่าง"
    assert "เลยกำหนดทุกชั้นข้างล่าง ๗ แห่ง เป็นผู้รับโดยตรง ๑" in words(follow_up)
    assert "ให้ผู้รับตอบ" in words(follow_up)


def test_a_hop_shows_how_much_of_its_days_is_used(world):
    nodes = {node.copy.office.name: node for node in seen(world).context["view"].page.object_list}
    town, district = nodes["เทศบาลเมืองหนึ่ง"], nodes["อำเภอก"]

    assert (town.hop.used, town.allowed, town.tenths) == (6, 4, 10)
    assert (district.hop.used, district.allowed, district.tenths) == (0, 4, 0)


def test_calendar_days_are_named_beside_working_days(world):
    OfficeCopy.objects.filter(office=world.town).update(due_at=MONDAY - 2000 * DAY)

    text = words(seen(world))

    assert "เลยกำหนด ๒,๐๐๘ วัน" in text
    assert "วันที่ใช้นับวันทำการ เลยกำหนดนับวันปฏิทิน" in text


def test_an_office_is_found_at_any_depth_with_its_way(world):
    page = seen(world, q="อบต. อำเภอก")
    nodes = page.context["view"].page.object_list

    assert [(node.copy.office.name, node.copy.way) for node in nodes] == [
        ("อบต. อำเภอก 1", ["กรมหนึ่ง", "จังหวัดหนึ่ง", "อำเภอก"]),
        ("อบต. อำเภอก 2", ["กรมหนึ่ง", "จังหวัดหนึ่ง", "อำเภอก"]),
    ]


def test_one_copy_alone_is_shown(world):
    copy = world.expected("อบต. อำเภอข 1").copy

    nodes = seen(world, only=copy.pk).context["view"].page.object_list

    assert [node.copy for node in nodes] == [copy]
    assert list(seen(world, only=world.top.pk).context["view"].page.object_list) == []


def test_a_long_first_level_is_shown_by_area_first(world, monkeypatch):
    monkeypatch.setattr(tree_screen, "MOST_IN_A_ROW", 2)
    away = factories.office("หน่วยงานนอกจังหวัด", Kind.ENTERPRISE)
    parent = world.at_province
    OfficeCopy.objects.create(
        circular=parent.circular,
        letter=parent.letter,
        office=away,
        holder=away,
        parent=parent,
        above=parent.branch,
        sent_at=MONDAY,
        held_since=MONDAY,
    )

    view = seen(world).context["view"]
    one = seen(world, under=world.province.pk).context["view"]

    assert [(a.office, a.sent, a.answered, a.late) for a in view.areas] == [
        (world.province, 3, 0, 1)
    ]
    assert [node.copy.office for node in view.page.object_list] == [away]
    assert len(one.page.object_list) == 3
    assert seen(world, under=999_999).status_code == 404


def test_it_opens_whole_to_be_printed_unless_it_is_too_long(world, monkeypatch):
    opened = seen(world, open="1")
    nodes = {node.copy.office.name: node for node in opened.context["view"].page.object_list}
    monkeypatch.setattr(tree_screen, "MOST_OPENED", 5)
    closed = seen(world, open="1").context["view"].page.object_list

    assert [child.copy.office.name for child in nodes["อำเภอก"].children] == [
        "เทศบาลตำบลอำเภอก",
        "อบต. อำเภอก 1",
        "อบต. อำเภอก 2",
    ]
    assert "ดูหน่วยงานข้างล่าง" not in words(opened)
    assert [node.children for node in closed] == [(), (), ()]


def test_the_sender_sees_where_mail_to_the_desk_comes_back():
    house = House(2)
    house.dispatched()
    first, second = house.children()
    clerk, _other = (factories.Staff(child.office).clerk for child in (first, second))
    User.objects.filter(pk=clerk.pk).update(mail_refused_at=MONDAY, mail_refusal="550 no such user")

    page = logged_in(house.people.officer).get(address("circular_tree", house.copy))

    rows = page.context["view"].page.object_list
    assert [node.mail_refused for node in rows] == [True, False]
    assert page.text.count("อีเมลถึงผู้รับส่งไม่ถึง") == 1
