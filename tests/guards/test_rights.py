"""
Nobody sees what is not his: every address of the project, asked for by every role of a
foreign office and by nobody.

A new address without a line in ``OURS``, ``OWN`` or ``PUBLIC`` fails the first test.
"""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import URLResolver

from circulars.models import OfficeCopy, RegisterEntry
from offices.models import Holiday, Post, Role, User
from survey.domain.linking import token_for
from survey.models import Answer
from tests import factories
from tests.guards.ours import SUBJECT, Ours
from tests.papers.small import keep_small_pdf
from workflow.account_mails import mail_token

pytestmark = pytest.mark.django_db

Kwargs = Callable[[Ours], dict[str, object]]


def copy_of(ours: Ours) -> dict[str, object]:
    return {"pk": ours.copy.pk}


def drafted_of(ours: Ours) -> dict[str, object]:
    return {"pk": ours.drafted.pk}


def leaf_of(ours: Ours) -> dict[str, object]:
    return {"pk": ours.leaf.pk}


def sent_file_of(ours: Ours) -> dict[str, object]:
    """A file of the letter that went out from our copy."""
    sending = ours.copy.dispatches.all()[0]
    return {"pk": ours.copy.pk, "file": keep_small_pdf(sending.letter).pk}


def nothing(_ours: Ours) -> dict[str, object]:
    return {}


def clerk_guide(_ours: Ours) -> dict[str, object]:
    return {"name": "clerk"}


#: Things of ours. A foreigner gets 404 or 403, by GET and by POST; nobody is asked to log in.
OURS: dict[str, Kwargs] = {
    **dict.fromkeys(
        [
            "copy",
            *("copy_opened", "copy_reply"),
            "copy_history",
            *("copy_stamped", "copy_sheet", "copy_go_on"),
            "task_register",
            "task_endorse",
            "task_answer",
            *("copy_hand_back", "copy_hand_over", "task_review", "task_sign", "task_dispatch"),
            *("copy_hold", "copy_resume"),
            *("dispatch_progress", "letter_pdf", "letter_docx", "circular_tree", "line_text"),
            *("remind", "reminder_pdf", "reminder_issue"),
            *("copy_unsign", "copy_after", "copy_add", "copy_replace", "copy_enclose"),
            *("copy_cancel", "recall_give", "recall_keep"),
            "survey_edit",
            "survey_withdraw",
            "task_report",
            *("rollup", "rollup_pdf", "rollup_xlsx", "rollup_csv", "rollup_json", "indicator"),
            "certify",
            *("expected", "expected_close", "copy_extend_all", "copy_repair", "time_ask"),
            "survey_preview",
            "survey_question_new",
        ],
        copy_of,
    ),
    **dict.fromkeys(
        [
            "copy_correct",
            "task_draft",
            "draft_cancel",
            "draft_back",
            "draft_recipients",
            "draft_versions",
            "draft_preview",
            "draft_pdf",
            "draft_docx",
        ],
        drafted_of,
    ),
    **dict.fromkeys(
        ["task_enter", "task_joint", "task_inform", "share_decline", "share_withdraw"],
        lambda o: {"pk": o.share},
    ),
    "reminder_letter": lambda o: {"pk": o.copy.pk, "letter": o.reminder},
    **dict.fromkeys(
        [
            "copy_return",
            "copy_recall",
            "recall_drop",
            "copy_again",
            "copy_extend",
            "copy_extend_due",
            "copy_call",
            "time_decide",
            *("channel", "heard_sent", "heard_received", "heard_reported", "heard_time"),
            *("heard_returned", "heard_passed_on", "answer_for"),
        ],
        leaf_of,
    ),
    "slips": copy_of,
    "evidence": lambda o: {"pk": o.leaf.pk, "row": o.evidence},
    "expected_line": lambda o: {"pk": o.copy.pk, "line": o.owed},
    **dict.fromkeys(["answer_form", "answer_receipt"], lambda o: {"pk": o.expected.pk}),
    **dict.fromkeys(
        ["survey_question", "survey_question_move"],
        lambda o: {"pk": o.copy.pk, "question": o.task.questions.all()[0].pk},
    ),
    "collect_file": lambda o: {"pk": o.copy.pk, "line": o.expected.pk, "file": o.sent.pk},
    "answer_file": lambda o: {"pk": o.expected.pk, "file": o.sent.pk},
    "collect_answer": lambda o: {"pk": o.copy.pk, "line": o.expected.pk},
    "answer_by_link": lambda o: {"token": token_for(o.expected)},
    "answer_by_circular": lambda o: {"circular": o.copy.circular_id},
    "copy_take_out": sent_file_of,
    **dict.fromkeys(["survey_amend", "survey_closing"], lambda o: {"pk": o.task.copy_id}),
    "survey_wording": lambda o: {
        "pk": o.task.copy_id,
        "question": o.task.questions.all()[0].pk,
    },
    "copy_file": lambda o: {"pk": o.copy.pk, "file": o.file},
    "copy_page_image": lambda o: {"pk": o.copy.pk, "file": o.file, "page": 1},
    "draft_page": lambda o: {"pk": o.drafted.pk, "page": 1},
    "draft_file": lambda o: {"pk": o.drafted.pk, "file": o.draft_file},
    "letter_page": lambda o: {"pk": o.copy.pk, "page": 1},
    "tree_branch": lambda o: {"pk": o.copy.pk, "node": o.leaf.parent_id},
    "register_book": lambda o: {"pk": o.book.pk},
    "reading": lambda o: {"pk": o.reading},
    "reading_page": lambda o: {"pk": o.reading, "page": 1},
    **dict.fromkeys(["pile", "pile_next", "pile_table"], lambda o: {"pk": o.pile}),
    "frequent_edit": lambda o: {"pk": o.frequent},
    "copy_frequent": copy_of,
    "pile_page": lambda o: {"pk": o.pile, "page": 1},
    "pile_letter": lambda o: {"pk": o.pile, "letter": o.pile_letter},
    **dict.fromkeys(
        ["register_pdf", "register_xlsx", "register_explained"], lambda o: {"pk": o.book.pk}
    ),
    "register_entry": lambda o: {"pk": o.entry.pk},
    "register_file": lambda o: {"pk": o.hand_numbered.pk, "file": o.scan},
    "register_void": lambda o: {"pk": o.entry.pk},
    "register_undo": lambda o: {"pk": o.entry.pk},
    "office_settings_of": lambda o: {"pk": o.world.province.pk},
    "office_edit": lambda o: {"pk": o.world.province.pk},
    "unit_new": lambda o: {"pk": o.world.province.pk},
    "office_reorganise": lambda o: {"pk": o.world.province.pk},
    "office_close": lambda o: {"pk": o.world.province.pk},
    "post_end": lambda o: {"pk": o.person.pk, "post": o.person.posts.get().pk},
    "absence_of": lambda o: {"pk": o.person.pk},
    "absence_withdraw": lambda o: {"pk": o.absence.pk},
    "account_edit": lambda o: {"pk": o.person.pk},
    "mail_confirm": lambda o: {"token": mail_token(o.world.province_staff.officer)},
    "notice_read": lambda o: {"pk": o.notice.pk},
}

#: A person's own pages: a foreigner gets his own, and nothing of ours in it.
OWN: dict[str, Kwargs] = {
    **dict.fromkeys(
        [
            "desk",
            "home",
            "sit_at",
            "circular_list",
            *("search", "search_xlsx", "saved_views"),
            "registers",
            *("register_first", "register_number", "register_reserve"),
            *("office_settings", "reminders"),
            *("accounts", "proposals", "access", "sessions"),
            "account_new",
            *("holidays", "holiday_new", "holiday_import"),
            "profile",
            "calendar_link",
            "absence",
            "my_work",
            "register_new",
            *("register_check", "reading_ask", "reading_paste", "photos_arrange", "senders"),
            *("reading_part", "piles", "desk_table", "frequent", "frequent_new"),
            *("phrases", "address_book"),
            "circular_new",
            "follow_up",
            "overdue",
            "picture",
            "sign_queue",
            "overdue_xlsx",
            "overdue_csv",
            "notices",
            "notices_read",
            "answers",
        ],
        nothing,
    ),
}


def a_holiday(_ours: Ours) -> dict[str, object]:
    day = Holiday.objects.get_or_create(day=factories.MONDAY.date(), defaults={"name": "วันหยุด"})
    return {"pk": day[0].pk}


#: The same for everybody who has logged in: names and telephones of offices, the guides.
SHARED: dict[str, Kwargs] = {
    "office_tree": nothing,
    "office_tree_of": lambda o: {"pk": o.world.province.pk},
    **dict.fromkeys(["holiday_edit", "holiday_away"], a_holiday),
    "guide": nothing,
    "guide_of": clerk_guide,
}

#: Asked for by programs: the link itself, signed, is the right. And the pages of an office
#: without an account: signed, and behind a PIN; ``tests/screens/link`` attacks them.
PUBLIC = {
    *("healthz", "healthz_live", "healthz_ready", "calendar_feed", "letter_check"),
    *("link", "link_page", "link_file", "link_leave", "link_receipt", "link_report"),
    *("link_reply", "link_time", "link_return", "link_confirm", "link_answer", "link_answered"),
}

#: Screens of libraries; the administration is walked by a test of its own.
LIBRARIES = ("accounts/", "admin/")


def addresses(
    patterns: list[URLPattern | URLResolver] | None = None, before: str = ""
) -> Iterator[tuple[str, str]]:
    """Every (name, route) of the project, without the screens of libraries."""
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        route = before + str(pattern.pattern)
        if route.startswith(LIBRARIES):
            continue
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield pattern.name or "", route


def strangers() -> list[User]:
    """One person per role in an office that has nothing to do with ours."""
    office = factories.office("จังหวัดอื่น")
    people = []
    for role in Role:
        person = factories.person()
        factories.post(person, office, role)
        people.append(person)
    return people


def ask(client: Client, url: str) -> Iterator[tuple[str, int, str]]:
    """GET and POST; method, status, and the body as text."""
    for method in (client.get, client.post):
        answer = method(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        yield method.__name__, answer.status_code, body.decode("utf-8", "replace")


def test_every_address_has_a_line_in_the_table():
    known = {*OURS, *OWN, *SHARED, *PUBLIC}

    unknown = {name or route for name, route in addresses() if name not in known}
    gone = known - {name for name, _route in addresses()}

    assert (unknown, gone) == (set(), set())


def test_a_foreigner_of_any_role_finds_nothing_of_ours():
    ours, people = Ours(), strangers()
    leaks = []
    for person in people:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        for name, kwargs in OURS.items():
            for method, status, body in ask(client, reverse(name, kwargs=kwargs(ours))):
                if status not in (403, 404, 405) or SUBJECT in body:
                    leaks.append((name, method, status, str(person)))

    assert leaks == []
    assert unchanged(ours)


def status(answer) -> int:
    if answer.streaming:
        assert b"".join(answer.streaming_content)
    return answer.status_code


def people_of_ours(ours: Ours) -> list[User]:
    """Who sits at the desks that the addresses of ``OURS`` are about."""
    world, administrator = ours.world, factories.person()
    factories.post(administrator, world.province, Role.ADMIN)
    staff = world.province_staff
    leaf, sender = (
        Post.objects.filter(office=copy.office, role=Role.OFFICER)[0].user
        for copy in (ours.leaf, ours.leaf.parent)
    )
    asker = factories.person()
    factories.post(asker, ours.task.owner, Role.SIGNER)
    return [staff.officer, staff.clerk, leaf, sender, administrator, asker, ours.notice.user]


def test_the_same_addresses_open_for_somebody_of_ours():
    """Without this the test above could pass because an address leads nowhere at all."""
    ours = Ours()
    clients = []
    for person in people_of_ours(ours):
        clients.append(Client())
        clients[-1].force_login(person)
    dead = []
    for name, kwargs in OURS.items():
        url = reverse(name, kwargs=kwargs(ours))
        found = {status(client.get(url)) for client in clients}
        if 405 in found and not found & {200, 302}:
            found = {status(client.post(url)) for client in clients}
        if not found & {200, 204, 302}:
            dead.append((name, found))

    assert dead == []


def unchanged(ours: Ours) -> bool:
    """The foreigners' POSTs did nothing: state, entry and answer are as they were."""
    fresh = OfficeCopy.objects.get(pk=ours.copy.pk)
    entry = RegisterEntry.objects.get(pk=ours.entry.pk)
    answer = Answer.objects.get(pk=ours.answer.pk)
    return (
        fresh.state == ours.copy.state
        and entry.voided_at is None
        and answer.values == ours.answer.values
    )


def test_a_foreigners_own_pages_hold_nothing_of_ours():
    ours, people = Ours(), strangers()
    leaks = []
    for person in people:
        client = Client(raise_request_exception=False)
        client.force_login(person)
        for name, kwargs in {**OWN, **SHARED}.items():
            for method, status, body in ask(client, reverse(name, kwargs=kwargs(ours))):
                if status >= 500 or SUBJECT in body:
                    leaks.append((name, method, status, str(person)))
        found = client.get(reverse("search"), {"q": SUBJECT}).content.decode()
        if reverse("copy", args=[ours.copy.pk]) in found:
            leaks.append(("search", "get", 200, str(person)))

    assert leaks == []


def test_nobody_is_asked_to_log_in_everywhere():
    ours = Ours()
    client = Client(raise_request_exception=False)
    leaks = []
    for name, kwargs in {**OURS, **OWN, **SHARED}.items():
        for method, status, body in ask(client, reverse(name, kwargs=kwargs(ours))):
            if status not in (302, 403, 404, 405) or SUBJECT in body:
                leaks.append((name, method, status))

    assert leaks == []


def test_the_administration_opens_for_no_post_at_all():
    routes = ["offices/user/", "offices/office/", "outbox/outboxitem/", ""]
    statuses = set()
    for person in strangers():
        client = Client()
        client.force_login(person)
        statuses |= {client.get(f"/admin/{route}").status_code for route in routes}

    assert statuses == {302}
