"""The page on which replies come in, and what can be done with one of them."""

import pytest
from django.urls import reverse

from circulars.domain import endorsing, registering
from circulars.domain.rounds import open_due
from circulars.models import AnsweredBy
from circulars.states import Order, State
from offices.models import Kind
from tests import factories
from tests.circulars.ledger_world import Country
from tests.factories import MONDAY, at
from tests.keeping import built_once, kept
from tests.survey.world import QuickWorld
from workflow import running
from workflow.steps import StepName, next_step

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("on_monday")]


@pytest.fixture
@built_once
def country() -> Country:
    country = Country()
    country.ask_all()
    country.send(country.copy(country.provinces[0]))
    return country


def page_of(client, copy, **query):
    return client.get(reverse("task_report", args=[copy.pk]), query)


def test_everybody_who_owes_a_reply_is_on_the_page(as_user, country):
    country.report(country.local("เมืองในจังหวัดก"), "ไม่เสียหาย")
    client = as_user(country.of(country.department).officer)

    page = page_of(client, country.top)

    view = page.context["view"]
    assert [tile["number"] for tile in view.tiles] == [8, 1, 7, 0, 0]
    assert [tab["count"] for tab in view.tabs] == [8, 7, 0, 1, 0]
    assert [(row.copy.office.name, row.tally.expected) for row in view.between] == [
        ("จังหวัดก", 4),
        ("จังหวัดข", 4),
    ]
    shown = [(line.office_name, line.look, line.held_by) for line in view.lines]
    assert shown[:3] == [
        ("เมืองในจังหวัดก", "on_time", ""),
        ("ทต.ในจังหวัดก", "not_reached", "อำเภอในจังหวัดก"),
        ("อบต.1 ในจังหวัดก", "not_reached", "อำเภอในจังหวัดก"),
    ]
    assert "ไม่เสียหาย" in page.content.decode()


@pytest.mark.parametrize(
    ("show", "count"), [("waiting", 7), ("answered", 1), ("overdue", 0), ("excused", 0), ("x", 8)]
)
def test_the_list_is_narrowed(as_user, country, show, count):
    country.report(country.local("เมืองในจังหวัดก"))
    client = as_user(country.of(country.department).officer)

    lines = page_of(client, country.top, show=show).context["view"].lines

    assert len(lines.object_list) == count


def test_another_house_sees_nothing_of_it(as_user, country):
    client = as_user(country.of(country.provinces[1]).officer)
    line = country.line(country.local("เมืองในจังหวัดก"))
    copy = country.copy(country.provinces[0])

    for name, args in [
        ("task_report", [copy.pk]),
        ("expected", [copy.pk]),
        ("expected_line", [copy.pk, line.pk]),
        ("expected_close", [copy.pk]),
        ("expected_line", [country.copy(country.provinces[1]).pk, line.pk]),
    ]:
        assert client.get(reverse(name, args=args)).status_code == 404


def test_a_reply_on_paper_is_taken_in_by_its_number(as_user, country):
    staff = country.of(country.department)
    copy = factories.arrived(country.department, by=staff.clerk, number_printed="กข 0023/55")
    registering.register(copy, by=staff.clerk, at=MONDAY)
    line = country.line(country.local("อบต.1 ในจังหวัดข"))
    client = as_user(staff.officer)
    address = reverse("expected_line", args=[country.top.pk, line.pk])

    wrong = client.post(address, {"act": "reply", "number": "๙๙", "note": "ก"})
    right = client.post(address, {"act": "reply", "number": "กข ๐๐๒๓/๕๕", "note": "ก"})

    form = wrong.context["view"].reply_form
    assert (form.errors["number"], form["note"].value()) == (
        ["ไม่พบหนังสือเลข ๙๙ ในทะเบียนรับของหน่วยงานนี้ โปรดลงทะเบียนรับหนังสือตอบก่อน"],
        "ก",
    )
    assert right.url == reverse("expected", args=[country.top.pk])
    line.refresh_from_db()
    assert line.answered_by == AnsweredBy.LETTER


def test_one_is_sent_back_and_one_excused(as_user, country):
    town = country.local("เมืองในจังหวัดก")
    country.report(town)
    client = as_user(country.of(country.department).officer)
    back = reverse("expected_line", args=[country.top.pk, country.line(town).pk])
    other = country.line(country.local("อบต.1 ในจังหวัดข"))
    excuse = reverse("expected_line", args=[country.top.pk, other.pk])

    silent = client.post(back, {"act": "return", "note": ""})
    client.post(back, {"act": "return", "note": "ขาดตาราง"})
    client.post(excuse, {"act": "excuse", "reason": "ยุบแล้ว"})
    unknown = client.post(back, {"act": "ลบ"})

    assert silent.context["view"].return_form.errors == {
        "note": ["โปรดเขียนว่าต้องแก้ไขอะไร ผู้ตอบจะเห็นข้อความนี้"]
    }
    assert country.line(town).is_returned
    other.refresh_from_db()
    assert (other.excuse, unknown.status_code) == ("ยุบแล้ว", 404)


def test_closing_early_asks_for_the_reason_and_keeps_what_was_typed(as_user, country):
    client = as_user(country.of(country.department).officer)
    address = reverse("expected_close", args=[country.top.pk])

    refused = client.post(address, {"note": "เท่าที่มี", "early_reason": ""})
    done = client.post(address, {"note": "เท่าที่มี", "early_reason": "เร่งด่วน"})

    form = refused.context["form"]
    assert form.errors == {"early_reason": ["ยังมีหน่วยงานที่ไม่ตอบ หากจะปิดก่อนครบ โปรดเขียนเหตุผล"]}
    assert form["note"].value() == "เท่าที่มี"
    country.top.refresh_from_db()
    assert (done.status_code, country.top.state) == (302, State.REPORTED)


def test_nothing_to_report_is_one_tap(as_user, country):
    town = country.local("เมืองในจังหวัดก")
    copy, staff = country.copy(town), country.of(town)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)
    running.start_case(copy)
    client = as_user(staff.officer)

    client.post(reverse("task_answer", args=[copy.pk]), {"note": "", "nil": "yes"})

    line = country.line(town)
    assert (line.answered_by, line.note) == (AnsweredBy.NIL, "ไม่มีข้อมูลที่จะรายงาน")


def test_a_report_without_words_says_what_is_missing(as_user, country):
    town = country.local("เมืองในจังหวัดก")
    copy, staff = country.copy(town), country.of(town)
    registering.register(copy, by=staff.clerk, at=MONDAY)
    endorsing.endorse(copy, Order.REPORT, by=staff.officer, at=MONDAY)
    client = as_user(staff.officer)

    page = client.post(reverse("task_answer", args=[copy.pk]), {"note": " "})

    assert page.context["form"].errors == {"note": ["โปรดเขียนผลการดำเนินการ ผู้ส่งจะได้ทราบ"]}


def test_the_sender_s_work_goes_on_until_the_replies_are_in(country):
    assert next_step(country.top) == StepName.REPORT
    assert country.top.state == State.REPORTING


MONTHLY = "ภายในวันที่ 5 ของทุกเดือน จำนวน 3 งวด"


@pytest.fixture
@built_once
def monthly() -> Country:
    """The first round is answered by one town, and the second one stands open."""
    country = Country()
    country.ask_all(deadline=MONTHLY)
    country.send(country.copy(country.provinces[0]))
    country.report(country.local("เมืองในจังหวัดก"))
    assert open_due(at=at("2020-12-01")) == 1
    return country


def test_the_newest_round_is_shown_and_an_earlier_one_can_be_chosen(as_user, monthly):
    client = as_user(monthly.of(monthly.department).officer)

    newest = page_of(client, monthly.top)
    first = page_of(client, monthly.top, round="1", show="answered")
    unknown = page_of(client, monthly.top, round="๙")

    shown = [(page.context["view"].round.number, page.context["view"].tally.answered)
             for page in (newest, first, unknown)]  # fmt: skip
    assert shown == [(2, 0), (1, 1), (2, 0)]
    assert "งวดที่ ๒/๓" in newest.content.decode()
    assert next(tab["url"] for tab in first.context["view"].tabs) == "?show=all&round=1"
    assert [line.round for line in first.context["view"].lines] == [1]


def test_an_office_is_excused_from_the_rounds_to_come_by_a_tick(as_user, monthly):
    line = monthly.line_of("เมืองในจังหวัดก", 2)
    client = as_user(monthly.of(monthly.department).officer)
    address = reverse("expected_line", args=[monthly.top.pk, line.pk])

    shown = client.get(address)
    client.post(address, {"act": "excuse", "reason": "ยุบแล้ว", "for_all": "on"})

    assert "งวดที่ ๒/๓" in shown.content.decode()
    line.refresh_from_db()
    assert (line.excuse, line.excused_for_all) == ("ยุบแล้ว", True)


def test_the_rounds_that_are_left_are_given_up_by_a_tick(as_user, monthly):
    client = as_user(monthly.of(monthly.department).officer)
    address = reverse("expected_close", args=[monthly.top.pk])

    shown = client.get(address)
    client.post(address, {"note": "", "early_reason": "พอแล้ว", "last": "on"})

    assert "งวดที่ ๒/๓" in shown.content.decode()
    stopped = monthly.top.rounds.exclude(stopped_at=None)
    assert list(stopped.values_list("number", flat=True)) == [3]


def test_board_and_letter_say_which_round_it_is(as_user, monthly):
    sender = as_user(monthly.of(monthly.department).officer)
    town = monthly.copy(monthly.local("เมืองในจังหวัดก"))

    board = sender.get(reverse("follow_up"))
    sent = sender.get(reverse("copy", args=[monthly.top.pk]))
    letter = as_user(monthly.of(town.office).officer).get(reverse("copy", args=[town.pk]))

    assert "งวดที่ ๒/๓" in " ".join(board.content.decode().split())
    assert [one["round"] for one in sent.context["sendings"]] == ["งวดที่ 2/3"]
    assert letter.context["round"] == "งวดที่ 2/3"
    assert "ถึงงวดที่ ๒/๓ กำหนดตอบภายในวันที่ ๕ ธันวาคม ๒๕๖๓" in sent.content.decode()


def test_the_page_of_a_whole_country_stays_small(as_user):
    country = Country()
    for number in range(76):
        here = factories.office(f"จังหวัดที่ {number}", parent=country.department)
        district = factories.office(f"อำเภอที่ {number}", Kind.DISTRICT, parent=here, province=here)
        below = {"parent": district, "district": district, "province": here}
        factories.office(f"องค์การบริหารส่วนตำบลที่ {number}", Kind.SAO, **below)
    country.ask_all()
    client = as_user(country.of(country.department).officer)

    page = page_of(client, country.top)
    second = page_of(client, country.top, part=4)

    view = page.context["view"]
    assert (view.tally.expected, view.between.paginator.count, len(view.between)) == (84, 78, 20)
    assert len(second.context["view"].between) == 18
    assert len(page.content) < 60_000


def test_where_only_a_survey_was_asked_its_answers_are_followed(as_user):
    world = kept(QuickWorld)
    client = as_user(world.province_staff.officer)

    page = client.get(reverse("expected", args=[world.at_province.pk]))

    assert page.status_code == 302
    assert page.url == reverse("task_report", args=[world.at_province.pk])
