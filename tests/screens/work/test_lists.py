"""My work, follow-up, the tree, notices; returning, recalling, extending."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circulars.domain import registering
from circulars.models import Event, OfficeCopy
from circulars.states import State
from offices.models import Kind
from screens.work.my_work import nearness
from tests import factories
from tests.circulars.ledger_world import Country
from tests.factories import DAY, MONDAY
from tests.keeping import built_once
from tests.screens.work.task_screens import House, address, logged_in
from workflow.models import Notice, NoticeKind

pytestmark = pytest.mark.django_db
MOST_BYTES = 60_000


@pytest.fixture
@built_once
def house():
    return House()


def queries(client, url, **headers):
    client.get(url, headers=headers)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        response = client.get(url, headers=headers)
    return response, len(caught)


def test_nearness_follows_the_bangkok_day():
    wednesday = factories.at("2020-10-28", "10:00")
    day = wednesday.date()
    moments = {
        "late": factories.at("2020-10-28", "10:00"),
        "today": factories.at("2020-10-29", "00:00"),
        "week": factories.at("2020-11-02", "00:00"),
        "later": factories.at("2020-11-03", "00:00"),
        "never": None,
    }

    assert {nearness(due, wednesday, day): due for due in moments.values()} == moments


def test_my_work_names_the_one_thing_to_do_next(house):
    house.registered()
    client = logged_in(house.people.officer)

    response = client.get(reverse("my_work"))

    (pile,) = response.context["view"].piles
    assert pile.key == "late"
    assert [(job.copy, job.label, job.url) for job in pile.jobs] == [
        (house.copy, "เกษียน/สั่งการ", address("task_endorse", house.copy))
    ]


def test_my_work_shows_nothing_of_another_office(house):
    house.registered()
    stranger = factories.Staff(factories.office("จังหวัดอื่น", Kind.PROVINCE)).officer

    response = logged_in(stranger).get(reverse("my_work"))

    assert response.context["view"].piles == []
    assert "เรื่องทดสอบ" not in response.text


def test_a_draft_that_came_back_says_so(house):
    house.in_review()
    logged_in(house.people.reviewer).post(
        address("task_review", house.copy), {"do": "send_back", "comment": "แก้วันที่"}
    )

    response = logged_in(house.people.officer).get(reverse("my_work"))

    assert response.context["view"].piles[0].jobs[0].label == "แก้ไขร่าง"


def test_my_work_is_filtered_by_words_and_kind(house):
    house.registered()
    other = factories.arrived(house.province, by=house.people.clerk, subject="แผนชุมชน")
    registering.register(other, by=house.people.clerk, at=MONDAY)
    client = logged_in(house.people.officer)

    found = client.get(reverse("my_work"), {"q": "แผนชุมชน"}).context["view"].page
    none = client.get(reverse("my_work"), {"kind": "sign"}).context["view"].page

    assert [step.process.copy for step in found] == [other]
    assert list(none) == []


def test_forty_rows_of_my_work_are_small_and_cost_the_same(house):
    client = logged_in(house.people.officer)
    house.registered()
    _page, few = queries(client, reverse("my_work"))
    for _number in range(45):
        copy = factories.arrived(house.province, by=house.people.clerk, due_at=MONDAY + 9 * DAY)
        registering.register(copy, by=house.people.clerk, at=MONDAY)

    response, many = queries(client, reverse("my_work"))

    assert len(response.context["view"].page) == 40
    assert many == few
    assert len(response.content) < MOST_BYTES


def test_the_supervisor_sees_how_far_each_circular_has_come(house):
    house.dispatched()
    first = house.children()[0]
    registering.register(first, by=factories.Staff(first.office).clerk, at=MONDAY + DAY)

    response = logged_in(house.people.supervisor).get(reverse("follow_up"))

    (sent,) = response.context["view"].rows
    assert (sent.counts.sent, sent.counts.registered, sent.counts.answered) == (3, 1, 0)


def test_the_overdue_list_names_who_holds_it_now(house):
    house.delivered()
    client = logged_in(house.people.supervisor)

    response = client.get(reverse("overdue"))

    late = response.context["view"].page
    assert [held.copy.office for held in late] == house.districts


def test_whoever_waits_for_others_is_not_late_himself():
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    client = logged_in(country.of(country.department).supervisor)

    late = client.get(reverse("overdue")).context["view"].page
    collecting = client.get(reverse("overdue"), {"duty": "collect"}).context["view"].page

    held = Counter(one.copy.office.name for one in late)
    assert held == {"เมืองในจังหวัดก": 1, "อำเภอในจังหวัดก": 3, "จังหวัดข": 4}
    assert list(collecting) == []


def test_overdue_is_drilled_down_by_area(house):
    for district in house.districts:
        district.province = house.province
        district.save()
    house.delivered()
    client = logged_in(house.people.supervisor)

    top = client.get(reverse("overdue")).context["view"]
    one = client.get(reverse("overdue"), {"under": house.districts[0].pk}).context["view"]

    assert {group.place.pk for group in top.groups} == {one.pk for one in house.districts}
    assert [held.copy.office for held in one.page] == [house.districts[0]]
    assert client.get(reverse("overdue"), {"under": "x"}).status_code == 404


def test_the_tree_shows_receipt_holder_and_days(house):
    house.dispatched()
    first = house.children()[0]
    registering.register(first, by=factories.Staff(first.office).clerk, at=MONDAY + DAY)

    response = logged_in(house.people.supervisor).get(address("circular_tree", house.copy))

    nodes = list(response.context["view"].page)
    assert [(node.number, node.hop.open, node.allowed) for node in nodes] == [
        ("1", True, 4),
        ("", True, 4),
        ("", True, 4),
    ]


def test_the_tree_is_filtered_to_the_silent(house):
    house.dispatched()
    first, *rest = house.children()
    OfficeCopy.objects.filter(pk=first.pk).update(
        state=State.REPORTED, answered_at=timezone.now(), closed_at=timezone.now()
    )
    client = logged_in(house.people.supervisor)

    response = client.get(address("circular_tree", house.copy), {"show": "silent"})

    assert [node.copy for node in response.context["view"].page] == rest


def test_a_branch_comes_alone_for_htmx_and_is_ours_only(house):
    house.dispatched()
    child = house.children()[0]
    other = factories.Staff(factories.office("ที่อื่น"))
    elsewhere = factories.arrived(other.office, by=other.clerk)
    client = logged_in(house.people.supervisor)
    url = reverse("tree_branch", args=[house.copy.pk, child.pk])

    part = client.get(url, headers={"HX-Request": "true"})
    page = client.get(url)
    foreign = client.get(reverse("tree_branch", args=[house.copy.pk, elsewhere.pk]))

    assert "<html" not in part.text
    assert child.office.name in page.text
    assert foreign.status_code == 404


def test_a_page_of_the_tree_is_small_and_costs_the_same():
    small, large = House(3), House(60)
    results = []
    for house in (small, large):
        house.dispatched()
        client = logged_in(house.people.supervisor)
        results.append(queries(client, address("circular_tree", house.copy)))

    (_few, asked_few), (many, asked_many) = results
    assert len(many.context["view"].page) == 44
    assert asked_many == asked_few
    assert len(many.content) < MOST_BYTES


def test_the_sender_reminds_exactly_the_silent(house):
    house.dispatched()
    first, second, third = house.children()
    clerks = {child.pk: factories.Staff(child.office).clerk for child in (first, second, third)}
    OfficeCopy.objects.filter(pk=first.pk).update(
        state=State.REPORTED, answered_at=timezone.now(), closed_at=timezone.now()
    )

    logged_in(house.people.supervisor).post(address("remind", house.copy))

    told = Notice.objects.filter(kind=NoticeKind.REMINDED, user__in=clerks.values())
    assert {notice.copy_id for notice in told} == {second.pk, third.pk}
    assert Event.objects.get(kind="reminded").data["count"] == 2


def test_the_printed_reminder_is_a_pdf(house):
    house.dispatched()

    response = logged_in(house.people.supervisor).get(address("reminder_pdf", house.copy))

    assert response.content[:5] == b"%PDF-"


def test_a_letter_to_the_wrong_office_goes_back_with_the_reason(house):
    house.dispatched()
    child = house.children()[0]
    client = logged_in(factories.Staff(child.office).clerk)

    empty = client.post(address("copy_return", child), {"reason": ""})
    client.post(address("copy_return", child), {"reason": "ส่งผิดอำเภอ"})

    child.refresh_from_db()
    assert "reason" in empty.context["form"].errors
    assert (child.state, child.return_reason) == (State.RETURNED, "ส่งผิดอำเภอ")


def test_the_sender_calls_a_copy_back(house):
    house.dispatched()
    child = house.children()[0]

    response = logged_in(house.people.officer).post(
        address("copy_recall", child), {"reason": "แนบผิดไฟล์"}
    )

    child.refresh_from_db()
    assert child.state == State.RECALLED
    assert response.url == address("circular_tree", house.copy)


def test_the_sender_gives_one_recipient_more_time(house):
    house.dispatched()
    first, second, _third = house.children()
    client = logged_in(house.people.supervisor)
    later = timezone.localdate() + dt.timedelta(days=30)

    refused = client.post(
        address("copy_extend", first), {"due_at": "31/10/63", "scope": "office", "reason": "ขอเลื่อน"}
    )
    client.post(
        address("copy_extend", first),
        {
            "due_at": f"{later.day}/{later.month}/{later.year + 543}",
            "scope": "office",
            "reason": "ขอเลื่อน",
        },
    )

    first.refresh_from_db()
    second.refresh_from_db()
    assert "due_at" in refused.context["form"].errors
    assert timezone.localdate(first.due_at) == later + dt.timedelta(days=1)
    assert second.due_at == MONDAY + 5 * DAY


@pytest.mark.parametrize("name", ["copy_recall", "copy_extend"])
def test_only_the_sender_reaches_a_sent_copy(house, name):
    house.dispatched()
    first, second, _third = house.children()
    neighbour = factories.Staff(second.office).officer

    assert logged_in(neighbour).get(address(name, first)).status_code == 404


def test_opening_a_notice_marks_it_and_leads_on(house):
    user = house.people.officer
    Notice.objects.all().delete()
    notice = Notice.objects.create(
        user=user,
        kind=NoticeKind.ASSIGNED,
        text="เรื่อง",
        url=reverse("my_work"),
        created_at=MONDAY,
        key="a",
    )
    client = logged_in(user)

    response = client.post(reverse("notice_read", args=[notice.pk]))

    notice.refresh_from_db()
    assert response.url == reverse("my_work")
    assert notice.read_at is not None


def test_another_persons_notice_does_not_exist(house):
    notice = Notice.objects.create(
        user=house.people.signer, kind=NoticeKind.SIGN, text="ลับ", created_at=MONDAY, key="b"
    )
    client = logged_in(house.people.officer)

    assert client.post(reverse("notice_read", args=[notice.pk])).status_code == 404
    assert "ลับ" not in client.get(reverse("notices")).text


def test_all_notices_are_marked_as_read(house):
    user = house.people.officer
    for number in range(3):
        Notice.objects.create(
            user=user, kind=NoticeKind.DUE, text="x", created_at=MONDAY, key=f"n{number}"
        )

    logged_in(user).post(reverse("notices_read"))

    assert not Notice.objects.of(user).unread().exists()


def test_notices_stand_letter_by_letter_and_what_is_done_says_so(house):
    user = house.people.officer
    Notice.objects.all().delete()
    for number, kind in enumerate([NoticeKind.ASSIGNED, NoticeKind.DUE]):
        Notice.objects.create(
            user=user, kind=kind, copy=house.copy, text="ก", created_at=MONDAY, key=f"k{number}"
        )
    page = logged_in(user).get(reverse("notices"))
    Notice.objects.update(settled_at=MONDAY)

    done = logged_in(user).get(reverse("notices"))

    (line,) = page.context["view"].lines
    assert (line.told.notice.kind, line.seen, line.done) == ("due", False, False)
    assert [one.kind for one in line.earlier] == ["assigned"]
    assert (done.context["view"].unread, done.context["view"].lines[0].done) == (0, True)
    assert "เสร็จแล้ว" in done.text
    assert "เสร็จแล้ว" not in page.text
