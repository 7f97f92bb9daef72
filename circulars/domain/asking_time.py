"""A receiver asks for more time; its sender grants it, or refuses with a reason."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.extending import Scope, extend
from circulars.domain.locking import hold
from circulars.domain.moving import lock
from circulars.domain.telling import attest
from circulars.errors import Invalid, WrongState
from circulars.models import EventKind, OfficeCopy, Said, TimeRequest
from circulars.sent_policies import check_may_ask_time, check_may_extend
from circulars.voices import Voice
from offices.models import User


@transaction.atomic
def ask_for_time(
    copy: OfficeCopy,
    until: dt.datetime,
    *,
    by: User,
    at: dt.datetime,
    reason: str,
    voice: Voice | None = None,
) -> TimeRequest:
    """
    Ask the sender of ``copy`` for a later deadline; ``until`` is the first late moment.

    With a ``voice`` it is said beside the system. Raises NotAllowed, WrongState when nothing is owed or a request waits already, Invalid
    without a reason or for a moment that is not later than the deadline.
    """
    copy = lock(copy)
    check_may_ask_time(voice or by, copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ขอขยายเวลา ผู้ส่งจะได้พิจารณา"), field="reason")
    if copy.due_at is None or until <= copy.due_at or until <= at:
        raise Invalid(_("กำหนดที่ขอต้องช้ากว่ากำหนดเดิมและยังไม่ผ่านไป"), field="until")
    if copy.time_requests.filter(decided_at=None).exists():
        raise WrongState(_("ขอขยายเวลาไว้แล้ว รอผู้ส่งพิจารณา"))
    if voice is not None:
        attest(copy, Said.ASKED_TIME, voice=voice, at=at)
    request = TimeRequest.objects.create(
        copy=copy, until=until, reason=words, asked_by=by, asked_at=at
    )
    record(EventKind.TIME_ASKED, by=by, at=at, copy=copy, until=until.isoformat(), reason=words)
    return request


@transaction.atomic
def grant(
    request: TimeRequest, *, by: User, at: dt.datetime, until: dt.datetime | None = None
) -> OfficeCopy:
    """
    Give the time that was asked for, or ``until``; those below the receiver get the same days more.

    Raises NotAllowed, also when it is more than the person's post may give, and WrongState
    when the request was decided or the office has answered meanwhile.
    """
    request = _locked(request)
    moment = until or request.until
    why = _("ตามที่ขอ: %(reason)s") % {"reason": request.reason}
    copy = extend(request.copy, moment, by=by, at=at, reason=why, scope=Scope.BRANCH)
    request.decided_at, request.decided_by, request.granted_until = at, by, moment
    request.save(update_fields=["decided_at", "decided_by", "granted_until"])
    return copy


@transaction.atomic
def refuse(request: TimeRequest, *, by: User, at: dt.datetime, reason: str) -> TimeRequest:
    """The deadline stays, and the receiver reads why. Raises as ``grant``, Invalid without a reason."""
    request = _locked(request)
    check_may_extend(by, request.copy, at)
    words = reason.strip()[:300]
    if not words:
        raise Invalid(_("โปรดเขียนเหตุผลที่ไม่ขยายเวลา ผู้รับจะได้อ่าน"), field="reason")
    request.decided_at, request.decided_by, request.answer = at, by, words
    request.save(update_fields=["decided_at", "decided_by", "answer"])
    record(EventKind.TIME_REFUSED, by=by, at=at, copy=request.copy, reason=words)
    return request


def _locked(request: TimeRequest) -> TimeRequest:
    copy = lock(request.copy)
    hold(TimeRequest, [request.pk])
    fresh = TimeRequest.objects.get(pk=request.pk)
    fresh.copy = copy
    if fresh.decided_at is not None:
        raise WrongState(_("คำขอนี้พิจารณาแล้ว"))
    return fresh
