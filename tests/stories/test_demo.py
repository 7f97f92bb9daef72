"""``manage.py demo``: every account finds something to do, and all rows agree."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from circulars.domain.numbering import number_clash
from circulars.domain.sealing import find_broken
from circulars.models import Event, EventKind, OfficeCopy, RegisterBook, RegisterEntry
from circulars.policies import DESK_ROLES
from demo import people
from offices.models import Kind, Office, Role, User
from offices.viewer import Viewer
from outbox.models import OutboxItem
from survey.models import ExpectedAnswer
from workflow.checking import disagreements
from workflow.desks import empty_desks
from workflow.inbox import desk, inbox
from workflow.steps import StepName

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything the command loads; made once, and taken back at the end."""
    from django.db import transaction

    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield timezone.now()
        transaction.set_rollback(True)


def work_of(username, at):
    """What waits for a person: names of steps, and "desk" for letters to be registered."""
    viewer = Viewer.of(User.objects.get(username=username), at)
    waiting = {StepName(step.name) for step in inbox(viewer)}
    posts = (post for post in viewer.posts if post.role in DESK_ROLES)
    lies = any(desk(viewer.sitting_at(str(post.pk))).exists() for post in posts)
    return waiting | ({"desk"} if lies else set())


@pytest.mark.parametrize(
    ("username", "step"),
    [
        ("moi-officer", StepName.DRAFT),
        ("moi-reviewer", StepName.REVIEW),
        ("moi-signer", StepName.SIGN),
        ("dla-clerk", "desk"),
        ("dla-plan", "desk"),
        ("dla-officer", StepName.REPORT),
        ("dla-reviewer", StepName.REVIEW),
        ("dla-signer", StepName.SIGN),
        ("bk-clerk", "desk"),
        ("bk-group", "desk"),
        ("bk-officer", StepName.ENDORSE),
        ("bk-officer", StepName.DRAFT),
        ("bk-officer", StepName.DISPATCH),
        ("bk-officer", StepName.REPORT),
        ("bk-reviewer", StepName.REVIEW),
        ("bk-signer", StepName.SIGN),
        ("seka-clerk", "desk"),
        ("seka-officer", StepName.ENDORSE),
        ("seka-reviewer", StepName.REVIEW),
        ("seka-signer", StepName.SIGN),
        ("sophisai-officer", StepName.REPORT),
        ("two-desks", "desk"),
        ("town-officer", StepName.ANSWER),
        ("sipana-answer", "desk"),
        ("so-answer", StepName.ANSWER),
        ("tumcharoen-answer", "desk"),
    ],
)
def test_every_account_finds_work(demo, username, step):
    assert step in work_of(username, demo)


def test_who_follows_sees_letters_and_who_administers_sees_none(demo):
    shown = {person.username: person for person in people.read(people.SHOWN)}
    sees = {
        name: OfficeCopy.objects.of(Viewer.of(User.objects.get(username=name), demo)).exists()
        for name, person in shown.items()
    }
    admins = {name for name, person in shown.items() if person.posts[0][1] == Role.ADMIN}

    assert {name for name, any_letter in sees.items() if not any_letter} == admins


def test_one_person_sits_at_two_desks(demo):
    posts = User.objects.get(username="two-desks").posts.values_list("office__code", flat=True)

    assert set(posts) == {"D3806", "D3807"}


def test_the_survey_of_today_is_open(demo):
    mine = ExpectedAnswer.objects.filter(office__code="L380351").order_by("id")

    assert [line.is_overdue(demo) for line in mine] == [True, False]


def test_every_letter_lies_with_somebody(demo):
    assert [str(one) for one in empty_desks(at=demo)] == []


def test_rows_agree(demo):
    assert list(disagreements()) == []
    assert list(find_broken()) == []
    assert not OutboxItem.objects.filter(done_at=None).exists()


def test_the_numbers_of_every_book_rise_with_the_time(demo):
    entries = RegisterEntry.objects.order_by("book", "number").values_list("book", "entered_at")
    by_book = {}
    for book, moment in entries:
        by_book.setdefault(book, []).append(moment)

    backwards = [book for book, moments in by_book.items() if moments != sorted(moments)]

    assert [str(RegisterBook.objects.get(pk=book)) for book in backwards] == []


def test_the_houses_of_the_demo_give_no_number_twice(demo):
    houses = Office.objects.filter(inside__kind=Kind.DIVISION).distinct()

    assert [house.name for house in houses if number_clash(house)] == []


def test_the_demo_is_loaded_only_once(demo):
    copies = OfficeCopy.objects.count()

    call_command("demo", "--if-empty")
    with pytest.raises(CommandError):
        call_command("demo")

    assert OfficeCopy.objects.count() == copies


def test_all_six_contradictions_of_the_real_paper_were_shown_and_accepted(demo):
    papers = Event.objects.filter(kind=EventKind.RECEIVED, data__has_key="accepted")
    said = [
        (one["kind"], one["typed"], one.get("held", ""))
        for event in papers.order_by("at")
        for one in event.data["accepted"]
    ]

    assert said == [
        ("cited_number", "มท ๐๔๑๐.๓/ว ๕๐๙๙", "มท ๐๘๑๐.๓/ว ๓๑๙๕"),
        ("cited_date", "๕ ตุลาคม ๒๕๖๓", "๑๕ ตุลาคม ๒๕๖๓"),
        # It is enclosed: its own addressee is the governor.
        ("addressee", "ผู้ว่าราชการจังหวัด ทุกจังหวัด", "นายอำเภอเซกา"),
        ("cited_number", "มท ๐๒๓๑ ๖/ว ๕๙๑๑", "มท ๐๒๑๑.๖/ว ๕๘๓๑"),
        ("cited_date", "๓๐ กันยายน ๒๕๖๓", "๒๙ กันยายน ๒๕๖๓"),
        ("odd_number", "มท ๐๒๓๑ ๖/ว ๕๙๑๑", ""),
        ("twin", "บก ๐๐๒๓.๓/ว ๓๑๖๕ ลงวันที่ ๒๕๓ ตุลาคม ๒๕๖๓", "บก 0023.3/ว 3165 ลงวันที่ ๒๘ ตุลาคม ๒๕๖๓"),
        ("link", "oth.me/QetKY", "oah.me/QetKY"),
        ("odd_date", "๒๕๓ ตุลาคม ๒๕๖๓", ""),
    ]
