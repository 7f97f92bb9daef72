"""A corrected letter in the place of one that was sent; the old one stays, and says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from circulars.domain.adding import due_now, sent_first
from circulars.domain.content import Content, content_of
from circulars.domain.drafting import write_version
from circulars.domain.enclosing import newest, to_enclose
from circulars.domain.events import record
from circulars.domain.extending import move_deadlines
from circulars.domain.locking import hold
from circulars.domain.moving import lock, move
from circulars.domain.noting import note_in_book
from circulars.domain.prewriting import cite_letter
from circulars.errors import Invalid
from circulars.models import (
    Channel,
    Dispatch,
    Draft,
    DraftFile,
    EventKind,
    Expectation,
    FileRole,
    Letter,
    OfficeCopy,
)
from circulars.sent_policies import check_may_replace
from circulars.states import WITHDRAWN, State
from offices.models import User
from thai.wording.closings import before_closing

_SAME = ("recipients", "deadline", "asks", "owed_by", "as_circular")


@transaction.atomic
def begin_correction(copy: OfficeCopy, *, by: User, at: dt.datetime, reason: str) -> Draft:
    """
    Open the letter that went out from ``copy`` again as a draft: corrected, it goes the whole
    way to signature and takes a number of its own. Given up, all is as it was.

    Raises NotAllowed, WrongState, Invalid without a reason.
    """
    copy = lock(copy)
    check_may_replace(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าแก้ไขอะไร ผู้ลงนามและผู้รับจะได้ทราบ"), field="reason")
    first = sent_first(copy)
    letter, before = first.letter, first.letter.draft
    kept = {name: getattr(before, name) for name in _SAME}
    draft = Draft.objects.create(
        copy=copy,
        unit=before.unit,
        drafter=by,
        started_at=at,
        due_at=None if before.deadline else due_now(first),
        replaces=letter,
        **kept,
    )
    move(copy, State.DRAFTING, at=at)
    write_version(draft, _corrected(letter, copy), number=1, by=by, at=at)
    _take_files(draft, letter)
    record(
        EventKind.CORRECTING, by=by, at=at, copy=copy, reason=words, number=letter.number_printed
    )
    return draft


def _corrected(letter: Letter, copy: OfficeCopy) -> Content:
    """The words that were sent, with what it passes on as it is now, and what it takes the place of."""
    words = content_of(letter)
    body = before_closing(words.body.rstrip(), _instead(letter))
    received = copy.letter
    if received is None or (now := newest(received)) == received:
        return replace(words, body=body)
    old, new = cite_letter(received), cite_letter(now)
    bare = (old.removeprefix("สำเนา"), new.removeprefix("สำเนา"))
    return replace(
        words,
        body=body.replace(*bare),
        references=[one.replace(*bare) for one in words.references],
        enclosures=[
            {**one, "text": one.get("text", "").replace(old, new)} for one in words.enclosures
        ],
    )


def _instead(letter: Letter) -> str:
    cited = cite_letter(letter).removeprefix("สำเนา")
    return f"อนึ่ง ขอยกเลิก{cited} และขอให้ใช้หนังสือฉบับนี้แทน"


def _take_files(draft: Draft, letter: Letter) -> None:
    """What went with the letter and does not come by itself: attached then, or sent later."""
    carried = {one.sha256 for _name, one in to_enclose(draft)}
    sent = letter.files.filter(role=FileRole.ENCLOSURE).exclude(sha256__in=carried)
    passed_on = (
        {one.sha256 for one in draft.copy.letter.files.all()} if draft.copy.letter else set()
    )
    DraftFile.objects.bulk_create(
        DraftFile(
            draft=draft,
            file=one.file.name,
            name=one.name,
            sha256=one.sha256,
            mime=one.mime,
            pages=one.pages,
            size=one.size,
            added_at=one.added_at,
            added_by=one.added_by,
        )
        for one in sent
        if one.sha256 not in passed_on
    )


def holders_of(letter: Letter) -> list[OfficeCopy]:
    """The copies of ``letter`` in the tree that were not given back, in the order of the sending."""
    there = OfficeCopy.objects.filter(letter=letter, reminds=None).exclude(state__in=WITHDRAWN)
    return list(there.select_related("office").order_by("pk"))


def supersede(sending: Dispatch, old: Letter, *, by: User, at: dt.datetime) -> None:
    """
    Put the letter of ``sending`` in the place of ``old``, inside the act that sends it.

    Who has not registered the old one finds the new one in its place, and owes by it what he
    owed. Who has registered it keeps it, with all that was done below it, and gets the new one
    beside it: outside the tree, due never, so that nothing is counted twice.
    """
    letter = sending.letter
    letter.replaces = old
    letter.save(update_fields=["replaces"])
    copies = holders_of(old)
    hold(OfficeCopy, [one.pk for one in copies])
    fresh = [one for one in copies if one.state == State.ARRIVED and one.answered_at is None]
    kept = [one for one in copies if one not in fresh]
    for one in fresh:
        _close(one, letter, by=by, at=at)
    _lay_beside(sending, kept, at=at)
    for one in kept:
        record(EventKind.REPLACED, by=by, at=at, copy=one, **_told(letter))
    _move_deadline(sending, old, by=by, at=at)
    new_number = {"number": letter.number_printed}
    note_in_book(old, _("มีฉบับใหม่แทน ที่ %(number)s") % new_number, at=at)
    note_in_book(letter, _("แทนที่ %(number)s") % {"number": old.number_printed}, at=at)


def _told(letter: Letter) -> dict[str, Any]:
    return {"number": letter.number_printed, "letter": letter.pk}


def _close(copy: OfficeCopy, letter: Letter, *, by: User, at: dt.datetime) -> None:
    """Its office is reached by the new letter; until then the sender holds what it owes."""
    move(copy, State.SUPERSEDED, at=at)
    Expectation.objects.filter(copy=copy).update(copy=None, above=copy.above)
    Expectation.objects.filter(copy=None, above=copy.branch).update(above=copy.above)
    record(EventKind.REPLACED, by=by, at=at, copy=copy, **_told(letter))


def _lay_beside(sending: Dispatch, kept: list[OfficeCopy], *, at: dt.datetime) -> None:
    OfficeCopy.objects.bulk_create(
        OfficeCopy(
            circular_id=one.circular_id,
            letter=sending.letter,
            office=one.office,
            reminds=one,
            dispatch=sending,
            channel=Channel.SYSTEM if one.office.on_system else Channel.PAPER,
            holder_id=one.office.reception_id or one.office_id,
            sent_at=at,
            held_since=at,
        )
        for one in kept
    )


def _move_deadline(sending: Dispatch, old: Letter, *, by: User, at: dt.datetime) -> None:
    """A corrected deadline is that of those too who have the old letter."""
    before = sending.copy.dispatches.filter(letter=old, adds_to=None)[:1].get()
    was, now = due_now(before), sending.due_at
    if was is not None and now is not None and was != now:
        reason = _("ตามหนังสือฉบับแก้ไข ที่ %(number)s") % {"number": sending.letter.number_printed}
        move_deadlines(sending.copy, {was: now}, since=at, by=by, at=at, reason=reason)


def corrections_beside(ids: Collection[int]) -> dict[int, OfficeCopy]:
    """For each of these copies, the corrected letter that lies beside it; the newest."""
    found = OfficeCopy.objects.filter(reminds__in=list(ids), letter__replaces__isnull=False)
    rows = found.select_related("letter", "reminds").order_by("pk")
    return {one.reminds_id: one for one in rows if one.reminds_id}


def beside_of_copies() -> Subquery:
    """Of each letter of a query: the id of the corrected letter beside it, the newest."""
    beside = OfficeCopy.objects.filter(reminds=OuterRef("pk"), letter__replaces__isnull=False)
    return Subquery(beside.order_by("-pk").values("pk")[:1])


def not_corrected(beside: Mapping[int, OfficeCopy]) -> set[int]:
    """
    Of copies with a corrected letter beside them (``corrections_beside``), those whose own
    letter below still says what the old one said: sent before, and nothing sent in its place since.
    """
    if not beside:
        return set()
    sent = Dispatch.objects.filter(copy__in=list(beside), adds_to=None).order_by("pk")
    last = dict(sent.values_list("copy", "at"))
    return {pk for pk, one in beside.items() if pk in last and last[pk] < one.sent_at}
