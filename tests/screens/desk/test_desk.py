"""The Desk: what waits, one key a letter, the number large afterwards; choosing a desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from circulars.domain import registering
from circulars.models import BookKind, RegisterEntry
from offices.models import Kind, Role
from tests import factories
from tests.story import clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def province():
    return factories.office("จังหวัดทดสอบ", Kind.PROVINCE)


@pytest.fixture
def staff(province):
    return factories.Staff(province)


def waiting(staff, count, **fields):
    return [factories.arrived(staff.office, by=staff.clerk, **fields) for _number in range(count)]


def test_the_most_urgent_letter_comes_first(staff, as_user):
    waiting(staff, 1, subject="เรื่องปกติ")
    waiting(staff, 1, subject="เรื่องด่วน", urgency="002")
    waiting(staff, 1, subject="เรื่องด่วนที่สุด", urgency="004")

    page = as_user(staff.clerk).get(reverse("desk"))

    subjects = [copy.letter.subject for copy in page.context["rows"]]
    assert subjects == ["เรื่องด่วนที่สุด", "เรื่องด่วน", "เรื่องปกติ"]


def test_the_first_button_has_the_focus_and_posts_to_the_register(staff, as_user):
    copy = waiting(staff, 1)[0]

    text = as_user(staff.clerk).get(reverse("desk")).content.decode()

    assert f'formaction="{reverse("task_register", args=[copy.pk])}"' in text
    assert text.split().count("autofocus") == 1


def test_after_registering_the_number_stands_large_and_the_letter_is_gone(staff, as_user):
    copy = waiting(staff, 1)[0]
    client = as_user(staff.clerk)

    page = client.post(
        reverse("task_register", args=[copy.pk]), {"next": reverse("desk")}, follow=True
    )

    assert page.context["latest"] == RegisterEntry.objects.get(copy=copy)
    assert page.context["rows"] == []
    assert "data-taken>๑<" in page.content.decode()


def test_the_desk_of_another_office_shows_nothing_of_it(staff, as_user):
    waiting(staff, 2)
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))

    page = as_user(stranger.clerk).get(reverse("desk"))

    assert page.context["rows"] == []


def test_letters_for_the_house_lie_on_the_desk_of_its_reception(province, staff, as_user):
    reception = factories.office("กลุ่มอำนวยการ", Kind.DIVISION, parent=province)
    province.reception = reception
    province.save()
    clerk = factories.Staff(reception).clerk
    copy = factories.arrived(reception, by=clerk)

    page = as_user(staff.clerk).get(reverse("desk"))

    assert page.context["rows"] == [copy]


def test_a_supervisor_sees_the_desk_but_cannot_register(staff, as_user):
    waiting(staff, 1)

    page = as_user(staff.supervisor).get(reverse("desk"))

    assert not page.context["verdict"].allowed
    assert "disabled" in page.content.decode()


def count_queries(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_twenty_eight_letters_are_a_page_below_60_kilobytes(staff, as_user):
    waiting(staff, 35, subject="การสำรวจการนำโครงการพัฒนาหรือกิจกรรมสาธารณะจากแผนชุมชนมาบรรจุในแผนพัฒนา")

    page = as_user(staff.clerk).get(reverse("desk"))

    assert len(page.context["rows"]) == 28
    assert page.context["more"] == 7
    assert len(page.content) < 60_000


def test_a_person_chooses_the_desk_he_sits_at(province, staff, as_user):
    group = factories.office("กลุ่มงานหนึ่ง", Kind.DIVISION, parent=province)
    second = factories.post(staff.clerk, group, Role.OFFICER)
    client = as_user(staff.clerk)

    answer = client.post(reverse("sit_at"), {"post": second.pk})

    assert answer.url == reverse("my_work")
    assert client.get(reverse("profile")).context["desk_post"] == second


def test_nobody_sits_at_a_desk_that_is_not_his(staff, as_user):
    foreign = factories.Staff(factories.office("จังหวัดอื่น")).clerk.posts.get()
    client = as_user(staff.clerk)

    client.post(reverse("sit_at"), {"post": foreign.pk})

    assert client.get(reverse("desk")).context["desk_post"].office == staff.office


def test_a_person_without_a_post_is_told_whom_to_ask(as_user):
    page = as_user(factories.person()).get(reverse("desk"))

    assert page.status_code == 403
    assert "ผู้ดูแลบัญชี" in page.content.decode()


def test_the_side_bar_counts_what_waits(staff, as_user):
    waiting(staff, 4)

    page = as_user(staff.clerk).get(reverse("profile"))

    assert page.context["nav_counts"]["desk"] == 4


@pytest.mark.parametrize(
    ("role", "home"),
    [("clerk", "desk"), ("officer", "my_work"), ("signer", "my_work"), ("supervisor", "follow_up")],
)
def test_each_role_has_its_home(staff, as_user, role, home):
    answer = as_user(getattr(staff, role)).get(reverse("home"))

    assert answer.url == reverse(home)


def test_the_root_address_is_the_home_and_the_desk_has_its_own(staff, as_user):
    client = as_user(staff.supervisor)

    page = client.get("/")

    assert (page.status_code, page.url) == (302, reverse("follow_up"))
    assert reverse("desk") == "/desk/"
    assert 'class="wn-brand" href="/"' in client.get(reverse("desk")).text


def test_a_void_number_is_struck_out_and_the_letter_waits_again(staff, as_user):
    copy = waiting(staff, 1)[0]
    client = as_user(staff.clerk)
    client.post(reverse("task_register", args=[copy.pk]), {"next": reverse("desk")})
    entry = RegisterEntry.objects.get(copy=copy)

    client.post(reverse("register_void", args=[entry.pk]), {"reason": "ลงซ้ำ", "after": "again"})
    page = client.get(reverse("desk"))

    assert page.context["rows"] == [copy]
    book = client.get(reverse("register_book", args=[entry.book_id]))
    assert entry.book.kind == BookKind.RECEIVED
    assert "ยกเลิก: ลงซ้ำ" in book.content.decode()


def test_a_colleague_does_not_read_the_subject_of_a_secret_letter(staff, as_user):
    copy = factories.arrived(staff.office, by=staff.clerk, secrecy="002", subject="เรื่องลับของเรา")
    registering.register(copy, by=staff.clerk, at=timezone.now())

    text = as_user(staff.officer).get(reverse("desk")).content.decode()

    assert "เรื่องลับของเรา" not in text
    assert "หนังสือชั้นความลับ" not in text


def test_the_number_asked_for_stands_large_if_it_may_be_read_at_this_desk(staff, as_user):
    first, second, secret = waiting(staff, 3)
    of_his_own = registering.register(first, by=staff.clerk, at=timezone.now())
    of_a_colleague = registering.register(second, by=staff.officer, at=timezone.now())
    hidden = registering.register(secret, by=staff.officer, at=timezone.now())
    type(secret.circular).objects.filter(pk=secret.circular_id).update(secrecy="002")
    type(secret.letter).objects.filter(pk=secret.letter_id).update(secrecy="002")
    stranger = factories.Staff(factories.office("จังหวัดอื่น"))
    foreign = registering.register(waiting(stranger, 1)[0], by=stranger.clerk, at=timezone.now())
    client = as_user(staff.clerk)

    shown = {
        asked: client.get(reverse("desk"), {"received": asked}).context["latest"]
        for asked in (of_a_colleague.pk, hidden.pk, foreign.pk, "x", "")
    }

    assert shown == {
        of_a_colleague.pk: of_a_colleague,
        hidden.pk: of_his_own,
        foreign.pk: of_his_own,
        "x": of_his_own,
        "": of_his_own,
    }


def test_a_busy_day_is_counted_whole_and_its_first_number_is_found_again(staff, as_user):
    now = timezone.now()
    mine, *others = waiting(staff, 12)
    first = registering.register(mine, by=staff.officer, at=now)
    entries = [registering.register(copy, by=staff.clerk, at=now) for copy in others]

    desk = as_user(staff.officer).get(reverse("desk"))
    asked = as_user(staff.clerk).get(reverse("desk"), {"received": first.pk})
    nonsense = as_user(staff.clerk).get(reverse("desk"), {"received": "9" * 5000})

    assert [tile["number"] for tile in desk.context["tiles"]] == [0, 0, 12]
    newest = [line.entry for line in desk.context["lines"]]
    assert newest == sorted(entries, key=lambda entry: -entry.pk)[:10]
    assert (desk.context["latest"], asked.context["latest"]) == (first, first)
    assert nonsense.context["latest"] == entries[-1]


def test_enter_right_after_logging_in_takes_no_number(staff, as_user):
    waiting(staff, 1)
    client = as_user(staff.clerk)

    after_login = client.get(
        reverse("desk"), headers={"referer": "http://testserver/accounts/login/?next=/"}
    )

    assert "autofocus" not in after_login.text.split()


def take(client, copy):
    """Register ``copy`` from the desk; give the page that follows."""
    address = reverse("task_register", args=[copy.pk])
    return client.post(address, {"next": reverse("desk")}, follow=True)


def undo(client, entry):
    """Undo it; give the desk that follows, and what it says on top."""
    page = client.post(reverse("register_undo", args=[entry.pk]), follow=True)
    return page, [str(message) for message in page.context["messages"]]


def test_a_number_just_taken_goes_back_and_its_letter_waits_again(staff, as_user):
    copy = waiting(staff, 1)[0]
    client = as_user(staff.clerk)
    page = take(client, copy)
    entry = RegisterEntry.objects.get()

    after, told = undo(client, entry)

    copy.refresh_from_db()
    assert page.context["view"].may_undo
    assert told == ["เลิกทำแล้ว เลข ๑ คืนเข้าทะเบียน หนังสือรอลงรับอีกครั้ง"]
    # Nobody writes a number on the paper that does not stand any more.
    assert (after.context["latest"], after.context["lines"]) == (None, [])
    assert (copy.receipted_at, list(after.context["rows"])) == (None, [copy])
    book = client.get(reverse("register_book", args=[entry.book_id]))
    assert "ไม่มีรายการ" in book.text
    assert client.get(reverse("register_void", args=[entry.pk])).status_code == 404


def test_a_number_with_a_later_one_stays_struck_out(staff, as_user):
    letters = waiting(staff, 2)
    client = as_user(staff.clerk)
    for copy in letters:
        take(client, copy)
    first = RegisterEntry.objects.get(number=1)

    after, told = undo(client, first)

    assert told == ["เลิกทำแล้ว แต่มีการลงเลขถัดไปแล้ว เลข ๑ จึงยกเลิกไว้ในทะเบียน หนังสือรอลงรับอีกครั้ง"]
    assert [line.entry.number for line in after.context["lines"]] == [2, 1]


def test_an_undo_that_comes_too_late_says_what_to_do(staff, as_user):
    copy = waiting(staff, 1)[0]
    client = as_user(staff.clerk)
    with clock("2020-10-27 09:00:00"):
        take(client, copy)
    entry = RegisterEntry.objects.get()

    with clock("2020-10-27 09:00:16"):
        _page, told = undo(client, entry)

    entry.refresh_from_db()
    assert told == ["เลิกทำไม่ทันแล้ว ถ้าลงผิดให้ยกเลิกเลขนี้พร้อมเหตุผลในทะเบียน"]
    assert entry.voided_at is None


def test_after_ten_seconds_or_by_who_may_not_void_the_number_is_not_offered_back(staff, as_user):
    letters, offered = waiting(staff, 2), []
    with clock("2020-10-27 09:00:00"):
        for person, copy in zip((staff.officer, staff.clerk), letters, strict=True):
            client = as_user(person)
            client.post(reverse("task_register", args=[copy.pk]), {"next": reverse("desk")})
            offered.append(client.get(reverse("desk")).context["view"].may_undo)
    with clock("2020-10-27 09:00:11"):
        offered.append(client.get(reverse("desk")).context["view"].may_undo)

    assert offered == [False, True, False]
