"""An enclosure that is sent after its letter."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from circulars.domain.adding import sent_first
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.domain.noting import note_in_book
from circulars.domain.received import IncomingFile
from circulars.errors import Invalid, WrongState
from circulars.models import Event, EventKind, FileRole, LetterFile, OfficeCopy, Secrecy
from circulars.sent_policies import check_may_amend
from offices.models import User
from outbox import posting as outbox


@transaction.atomic
def enclose_later(
    copy: OfficeCopy, incoming: IncomingFile, *, by: User, at: dt.datetime, reason: str
) -> LetterFile:
    """
    Send a file after the letter that went out from ``copy``: every receiver finds it there.

    Who has registered the letter is told. Raises NotAllowed, WrongState, Invalid when the
    letter is secret or no reason is given.
    """
    copy = lock(copy)
    check_may_amend(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนว่าส่งไฟล์นี้เพิ่มเพราะอะไร ผู้รับจะได้เข้าใจ"), field="reason")
    if copy.circular.secrecy != Secrecy.NORMAL:
        raise Invalid(_("ไฟล์ของหนังสือชั้นความลับไม่เก็บในระบบ โปรดส่งสิ่งที่ส่งมาด้วยเป็นกระดาษ"), field="file")
    letter = sent_first(copy).letter
    kept = LetterFile(
        letter=letter,
        role=FileRole.ENCLOSURE,
        name=incoming.name[:200],
        sha256=incoming.sha256,
        mime=incoming.mime,
        pages=incoming.pages,
        size=len(incoming.data),
        added_at=at,
        added_by=by,
    )
    kept.file.save(incoming.sha256, ContentFile(incoming.data))
    note_in_book(letter, _("ส่งสิ่งที่ส่งมาด้วยเพิ่ม: %(name)s") % {"name": kept.name[:80]}, at=at)
    _record(copy, kept, words, by=by, at=at)
    return kept


@transaction.atomic
def take_out_later(
    copy: OfficeCopy, kept: LetterFile, *, by: User, at: dt.datetime, reason: str
) -> LetterFile:
    """
    Take a file that was sent later out again, as long as no receiver has registered the letter
    or passed it on with it. It stays as what was replaced.
    """
    copy = lock(copy)
    check_may_amend(by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ถอนไฟล์นี้"), field="reason")
    hold(LetterFile, [kept.pk])
    kept = LetterFile.objects.select_related("letter").get(pk=kept.pk)
    if kept not in later_enclosures(copy):
        raise WrongState(_("ไฟล์นี้ไม่ได้ส่งเพิ่มภายหลัง หรือถอนไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง"))
    since = Q(registered_at__gte=kept.added_at) | Q(forwarded_at__gte=kept.added_at)
    if OfficeCopy.objects.filter(since, letter=kept.letter).exists():
        raise WrongState(_("มีผู้รับที่ลงรับหรือส่งต่อพร้อมไฟล์นี้แล้ว จึงถอนไม่ได้ โปรดออกหนังสือฉบับแก้ไข"))
    kept.role = FileRole.REPLACED
    kept.save(update_fields=["role"])
    _record(copy, kept, words, by=by, at=at, taken_out=True)
    return kept


def later_enclosures(copy: OfficeCopy) -> list[LetterFile]:
    """What was sent after the letter that went out from ``copy``, oldest first."""
    letter = sent_first(copy).letter
    files = letter.files.filter(role=FileRole.ENCLOSURE)
    told = Event.objects.filter(copy=copy, kind=EventKind.ENCLOSED)
    ids = told.values_list("data__file", flat=True)
    return list(files.filter(pk__in=[pk for pk in ids if pk]).order_by("pk"))


def _record(
    copy: OfficeCopy,
    kept: LetterFile,
    reason: str,
    *,
    by: User,
    at: dt.datetime,
    taken_out: bool = False,
) -> None:
    event = record(
        EventKind.ENCLOSED,
        by=by,
        at=at,
        copy=copy,
        name=kept.name,
        file=kept.pk,
        sha256=kept.sha256,
        reason=reason,
        taken_out=taken_out,
    )
    payload = {"letter": kept.letter_id, "event": event.pk}
    outbox.post("amended", str(event.pk), at=at, payload=payload)
