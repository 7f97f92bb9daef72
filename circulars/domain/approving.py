"""A draft's way to signature. The outgoing number is taken at signing, never before."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.capacities import SignerChoice, acting_choices
from circulars.domain.asking import asks_of
from circulars.domain.bundling import check_unchanged
from circulars.domain.content import content_of
from circulars.domain.deadlines import check_time_left
from circulars.domain.dispatching import dispatch
from circulars.domain.drafting import lock_draft
from circulars.domain.enclosing import enclose
from circulars.domain.events import record
from circulars.domain.freezing import way_of
from circulars.domain.issuing import enter_outgoing, keep_drawn, signed_letter
from circulars.domain.moving import move, move_draft
from circulars.domain.recipients import meant_by, outside_of
from circulars.domain.rounds import check_rounds
from circulars.domain.ruling import due_of
from circulars.draft_policies import (
    check_may_review,
    check_may_sign,
    check_may_take_draft_back,
    need_draft,
)
from circulars.errors import Invalid, NotAllowed
from circulars.models import (
    TO_NOBODY,
    Approval,
    ApprovalAct,
    Draft,
    DraftVersion,
    EventKind,
    Letter,
    OfficeCopy,
)
from circulars.policies import Verdict, check_is_sender, check_may_draft, verdict
from circulars.states import DraftState, State
from offices.models import Acting, Post, User
from offices.viewer import Actor


@transaction.atomic
def submit(draft: Draft, *, by: User, at: dt.datetime, comment: str = "") -> Draft:
    """
    Propose the draft for review.

    Raises Invalid when it has no recipients or no text, its deadline has passed, or what is no
    report comes again.
    """
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, DraftState.WRITING, DraftState.SENT_BACK)
    _check_recipients(draft)
    due_at = due_of(draft, at)
    if due_at is not None and due_at <= at:
        raise Invalid(
            _("กำหนดให้ผู้รับตอบผ่านไปแล้ว โปรดเลือกวันที่ยังมาไม่ถึง หรือเว้นว่างไว้ถ้าไม่กำหนด"), field="due_at"
        )
    check_rounds(draft, asks_of(draft))
    version = draft.latest
    if not version.body.strip():
        raise Invalid(_("หนังสือยังไม่มีข้อความ โปรดเขียนข้อความก่อนเสนอ"), field="body")
    _step(draft, version, ApprovalAct.SUBMITTED, DraftState.REVIEW, by=by, at=at, comment=comment)
    record(EventKind.SUBMITTED, by=by, at=at, copy=draft.copy, version=version.number)
    return draft


def _check_recipients(draft: Draft) -> None:
    """Somebody is written to, and nobody from whom this very letter came."""
    house, rule = draft.copy.office, draft.recipients
    meant = meant_by(draft)
    if not meant and not outside_of(house, rule) and draft.latest.kind not in TO_NOBODY:
        raise Invalid(
            _("ยังไม่ได้เลือกผู้รับ โปรดเลือกกลุ่มผู้รับ หรือเพิ่มหน่วยงานอย่างน้อยหนึ่งแห่ง"), field="recipients"
        )
    above = OfficeCopy.objects.filter(pk__in=way_of(draft.copy)[:-1], office__in=meant)
    if (back := above.select_related("office").order_by("pk").first()) is not None:
        raise Invalid(
            _("%(office)s มีหนังสือของเรื่องนี้อยู่แล้ว ถ้าจะตอบ ให้ใช้ “ตอบหนังสือ” ที่หน้าหนังสือ")
            % {"office": back.office.label},
            field="recipients",
        )


@transaction.atomic
def send_back(draft: Draft, *, by: User, at: dt.datetime, comment: str) -> Draft:
    """Give the draft back with a comment. Raises Invalid when there is no comment."""
    draft = lock_draft(draft)
    if draft.state == DraftState.PASSED:
        check_may_sign(by, draft, at)
    else:
        check_may_review(by, draft, at)
    if not comment.strip():
        raise Invalid(_("โปรดเขียนว่าต้องแก้ไขอะไร ผู้ร่างจะได้แก้ถูก"), field="comment")
    version = draft.latest
    _step(
        draft, version, ApprovalAct.SENT_BACK, DraftState.SENT_BACK, by=by, at=at, comment=comment
    )
    record(EventKind.SENT_BACK, by=by, at=at, copy=draft.copy, comment=comment.strip())
    return draft


@transaction.atomic
def take_draft_back(draft: Draft, *, by: User, at: dt.datetime) -> Draft:
    """The drafter has seen a mistake himself: the draft is his again, nobody has judged it."""
    draft = lock_draft(draft)
    check_may_take_draft_back(by, draft, at)
    _step(draft, draft.latest, ApprovalAct.TAKEN_BACK, DraftState.WRITING, by=by, at=at, comment="")
    record(EventKind.DRAFT_TAKEN_BACK, by=by, at=at, copy=draft.copy)
    return draft


@transaction.atomic
def pass_on(draft: Draft, *, by: User, at: dt.datetime, comment: str = "") -> Draft:
    """The reviewer finds the draft in order; it waits for signature."""
    draft = lock_draft(draft)
    check_may_review(by, draft, at)
    _step(draft, draft.latest, ApprovalAct.PASSED, DraftState.PASSED, by=by, at=at, comment=comment)
    record(EventKind.PASSED, by=by, at=at, copy=draft.copy, comment=comment.strip())
    return draft


def _step(
    draft: Draft,
    version: DraftVersion,
    act: ApprovalAct,
    state: DraftState,
    *,
    by: User,
    at: dt.datetime,
    comment: str,
) -> None:
    Approval.objects.create(
        draft=draft, version=version, act=act, by=by, at=at, comment=comment.strip()
    )
    move_draft(draft, state)


@transaction.atomic
def sign(
    draft: Draft,
    *,
    by: User,
    at: dt.datetime,
    acting: Acting | None = None,
    post: Post | None = None,
    late: bool = False,
    seen: str | None = None,
    confirmed: str = "",
) -> Letter:
    """
    Sign a passed draft: the letter comes into being with its number and its entry.

    ``acting`` is the form in which ``by`` signs for another; it must be valid that day.
    ``post`` says in which of his own posts, when he holds several here.
    ``late``: he knows that the deadline of the letter has passed. ``seen`` is the mark of the
    page on which he read it (``mark_of``). ``confirmed`` says how he proved once more that it
    is he ("password", "code"); the event keeps it.
    Number, day, the frozen PDF with its SHA-256 and the event come in this transaction, or none
    of them. Where its officer asked for it the letter goes out in the same act, in his name
    (``sent_at_once``). Raises NotAllowed, WrongState also when something has changed since he
    read it, Invalid when the deadline has passed unknown to him.
    """
    draft = lock_draft(draft)
    check_may_sign(by, draft, at)
    need_confirmed(confirmed)
    check_unchanged(draft, seen)
    check_time_left(due_of(draft, at), at, knowingly=late)
    choice = _capacity(draft, by, at, acting, post)
    version = draft.latest
    letter = _letter(draft, version, choice, by=by, at=at)
    enclosed = enclose(draft, letter, at=at)
    draft.letter = letter
    draft.signed_recipients = meant_by(draft)
    move(draft.copy, State.APPROVED, at=at)
    Approval.objects.create(draft=draft, version=version, act=ApprovalAct.SIGNED, by=by, at=at)
    move_draft(draft, DraftState.SIGNED)
    kept = keep_drawn(letter)
    record(
        EventKind.SIGNED,
        by=by,
        at=at,
        copy=draft.copy,
        number=letter.number_printed,
        letter=letter.pk,
        position=choice.label,
        sha256=kept.sha256,
        enclosed=[one.sha256 for one in enclosed],
        recipients=len(draft.signed_recipients),
        confirmed=confirmed,
    )
    if sent_at_once(draft, at=at).allowed and draft.sender is not None:
        dispatch(draft.copy, by=draft.sender, at=at, late=late)
    return letter


def need_confirmed(confirmed: str) -> None:
    """Raise NotAllowed when whoever signs has to prove who he is, and has not."""
    if settings.SIGN_CONFIRMATION and not confirmed:
        raise NotAllowed(
            _("โปรดพิมพ์รหัสผ่าน หรือรหัสจากแอปยืนยันตัวตน เพื่อยืนยันว่าท่านเป็นผู้ลงนาม"), field="proof"
        )


def sent_at_once(draft: Draft, *, at: dt.datetime, sender: Actor | None = None) -> Verdict:
    """
    Whether signing sends ``draft`` out as well: its officer asked for it and may send today.

    If he may not any more, the letter is signed and waits at the desk of those who may.
    ``sender`` is the same person with his posts, where they have been read already.
    """
    if draft.sender is None:
        return Verdict(False)
    return verdict(check_is_sender, sender or draft.sender, draft.copy, at)


def _capacity(
    draft: Draft, by: User, at: dt.datetime, acting: Acting | None, post: Post | None
) -> SignerChoice:
    choices = acting_choices(by, draft.copy, timezone.localdate(at))
    for choice in choices:
        if choice.acting == acting and post in (None, choice.post):
            return choice
    raise NotAllowed(_("คำสั่งให้ลงนามแทนไม่มีผลในวันนี้ โปรดเลือกฐานะผู้ลงนามใหม่"))


def _letter(
    draft: Draft, version: DraftVersion, choice: SignerChoice, *, by: User, at: dt.datetime
) -> Letter:
    house = draft.copy.office
    letter = Letter(
        **asdict(content_of(version)),
        circular=draft.copy.circular,
        issuer=house,
        issuer_name=house.name,
        unit=draft.unit,
        is_circular=draft.as_circular and version.kind not in TO_NOBODY,
    )
    enter_outgoing(signed_letter(letter, choice, at=at), draft.unit, by=by, at=at)
    return letter
