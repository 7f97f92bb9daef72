"""Two people of one office at one answer: the later is told of the earlier, nothing is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from circulars.errors import Overtaken, WrongState
from circulars.models import Event, EventKind
from survey.domain import answering, checking
from survey.models import Answer, ExpectedAnswer
from tests import factories
from tests.factories import MONDAY
from tests.keeping import kept
from tests.races import meanwhile
from tests.survey.world import HAS, HAS_NOT, QuickWorld

NAME = "อบต. อำเภอก 1"
TOLD = (
    "สมชาย ใจดี ส่งคำตอบฉบับใหม่กว่าแล้ว (เลขใบรับ {task}-00001) ระหว่างที่ท่านกรอก "
    "สิ่งที่ท่านพิมพ์ยังอยู่ในหน้านี้ โปรดดูคำตอบนั้นก่อน ถ้าจะใช้ของท่านแทน ให้กดอีกครั้ง"
)


class Office:
    """An office with two people and the one line of the ledger that they answer."""

    def __init__(self) -> None:
        self.world = kept(QuickWorld)
        self.line = self.world.expected(NAME)
        self.somchai, self.somsri = (self._person(name) for name in ("สมชาย ใจดี", "สมศรี ใจงาม"))
        self.told = TOLD.format(task=self.line.task_id)

    def _person(self, name: str):
        user = factories.person(name)
        factories.post(user, self.line.office, "officer")
        return user

    def submits(self, typed, *, by=None, over: int | None = 0):
        by = by or self.somchai
        return lambda: answering.submit(self.line, typed, by=by, at=MONDAY, over=over)

    def drafts(self, typed, *, by=None, over: int | None = 0):
        by = by or self.somchai
        return lambda: answering.save_draft(self.line, typed, by=by, at=MONDAY, over=over)

    def posts(self, typed, *, by, base: object = 0, act: str = "submit"):
        client = Client()
        client.force_login(by)
        fields = {f"q-{name}": text for name, text in typed.items()}
        address = reverse("answer_form", args=[self.line.pk])
        return lambda: client.post(address, {**fields, "base": base, "act": act})

    def versions(self) -> list[tuple[int, str, str]]:
        rows = Answer.objects.filter(expected=self.line).order_by("version")
        return list(rows.values_list("version", "state", "typed__has_village"))


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def committed(transactional_db):
    """The same for two connections."""
    return Office()


def test_the_later_of_two_is_told_and_his_words_are_there(committed):
    page = meanwhile(committed.submits(HAS), committed.posts(HAS_NOT, by=committed.somsri))
    form = page.context["view"].form
    base = page.context["view"].base
    first = committed.versions()
    committed.posts(HAS_NOT, by=committed.somsri, base=base)()

    receipt = reverse("answer_receipt", args=[committed.line.pk])
    assert form.non_field_errors() == [committed.told]
    assert form["has_village"].value() == "no"
    assert f'href="{receipt}"' in page.text
    assert first == [(1, "submitted", "yes")]
    assert committed.versions() == [(1, "replaced", "yes"), (2, "submitted", "no")]


def test_the_same_answer_sent_twice_at_once_is_one(committed):
    act = committed.submits(HAS)

    again = meanwhile(act, act)

    assert committed.versions() == [(1, "submitted", "yes")]
    assert again == Answer.objects.get()
    assert Event.objects.filter(kind=EventKind.ANSWERED).count() == 1


def test_the_same_page_sent_twice_at_once_leads_to_the_one_receipt(committed):
    answer = meanwhile(committed.submits(HAS), committed.posts(HAS, by=committed.somchai))

    assert answer.url == reverse("answer_receipt", args=[committed.line.pk])
    assert committed.versions() == [(1, "submitted", "yes")]


def test_a_draft_that_is_saved_while_another_hands_in_is_told(committed):
    with pytest.raises(Overtaken) as refusal:
        meanwhile(committed.submits(HAS), committed.drafts(HAS_NOT, by=committed.somsri))

    assert str(refusal.value) == committed.told
    assert committed.versions() == [(1, "submitted", "yes")]


def test_two_who_save_a_draft_at_once_have_one(committed):
    meanwhile(committed.drafts(HAS), committed.drafts(HAS_NOT, by=committed.somsri))

    assert committed.versions() == [(1, "draft", "no")]


def test_a_page_sent_again_later_is_still_one(office):
    for _ in range(2):
        answer = office.posts(HAS, by=office.somchai)()

    assert answer.url == reverse("answer_receipt", args=[office.line.pk])
    assert office.versions() == [(1, "submitted", "yes")]


@pytest.mark.parametrize("typed", [HAS, HAS_NOT])
def test_the_same_words_of_another_person_are_not_taken_for_the_first(office, typed):
    office.submits(HAS)()

    with pytest.raises(Overtaken) as refusal:
        office.submits(typed, by=office.somsri)()

    assert (str(refusal.value), refusal.value.number) == (office.told, 1)


def test_other_words_of_the_same_person_are_not_taken_for_the_first(office):
    office.submits(HAS)()

    with pytest.raises(Overtaken) as refusal:
        office.submits(HAS_NOT)()

    assert str(refusal.value) == office.told


def test_who_has_the_answer_before_him_replaces_it(office):
    first = office.submits(HAS)()

    office.submits(HAS, over=first.pk)()

    assert office.versions() == [(1, "replaced", "yes"), (2, "submitted", "yes")]


def test_what_was_sent_back_is_not_handed_in_again_by_an_old_page(office):
    first = office.submits(HAS)()
    district, by = office.world.at_districts[0], office.world.district_staff[0].officer
    checking.return_answer(first, "แก้งบ", copy=district, by=by, at=MONDAY)

    with pytest.raises(Overtaken):
        office.submits(HAS)()
    office.submits(HAS, over=first.pk)()

    assert office.versions() == [(1, "replaced", "yes"), (2, "submitted", "yes")]


def test_a_draft_from_an_old_page_is_told_too(office):
    office.submits(HAS)()

    page = office.posts(HAS_NOT, by=office.somsri, act="draft")()

    assert page.context["view"].form.non_field_errors() == [office.told]
    assert page.context["view"].base == str(Answer.objects.get().pk)
    assert office.versions() == [(1, "submitted", "yes")]


@pytest.mark.parametrize("base", ["-1", "x", "999999"])
def test_a_page_that_shows_what_never_was_is_refused_and_comes_back_right(office, base):
    page = office.posts(HAS, by=office.somchai, base=base)()
    shown = page.context["view"]
    office.posts(HAS, by=office.somchai, base=shown.base)()

    assert shown.form.non_field_errors() == ["หน้านี้ไม่ตรงกับคำตอบที่มีอยู่ โปรดตรวจดู แล้วกดอีกครั้ง"]
    assert (shown.base, office.versions()) == ("0", [(1, "submitted", "yes")])


def test_a_refused_answer_is_kept_as_a_draft_over_what_it_was_typed_on(office):
    first = office.submits(HAS)()
    wrong = {**HAS, "budget_village": "ล้านหนึ่ง"}

    office.posts(wrong, by=office.somsri, base=first.pk)()

    assert office.versions() == [(1, "submitted", "yes"), (2, "draft", "yes")]
    assert Answer.objects.get(version=2).typed["budget_village"] == "ล้านหนึ่ง"


def test_an_answer_that_may_not_be_changed_is_neither_compared_nor_kept(office):
    ExpectedAnswer.objects.filter(pk=office.line.pk).update(
        excused_at=MONDAY, excused_by=office.somchai, excuse="ยุบรวม"
    )

    with pytest.raises(WrongState, match="ได้รับยกเว้น"):
        office.submits(HAS)()
