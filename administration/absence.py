"""Being away from a day to a day with a substitute, and being back before it is over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind, OfficeCopy
from circulars.policies import check_may_manage_accounts as check_manages
from circulars.policies import verdict
from offices.models import Absence, Post, Role, User
from offices.viewer import Actor, Viewer
from thai.dates import format_date
from thai.deadlines import deadline_text, due_at_on, last_day


def check_may_set_absence(by: Actor, user: User, at: dt.datetime) -> None:
    """He himself, a supervisor of one of his desks, or who manages accounts there."""
    by = Viewer.of(by, at)
    if by.user.pk == user.pk:
        return
    posts = Post.objects.of(user).held_on(by.day).select_related("office")
    for post in posts:
        manages = verdict(check_manages, by, post.office, at).allowed
        if manages or by.posts_at(post.office, [Role.SUPERVISOR]):
            return
    raise NotAllowed(
        _("ตั้งวันลาได้เฉพาะของตนเอง หรือโดยผู้บังคับบัญชาหรือผู้ดูแลบัญชีของหน่วยงานของ %(name)s")
        % {"name": user.full_name}
    )


def substitutes_of(user: User, day: dt.date) -> list[User]:
    """Who can open what lies at his desks: a reading post at one of them or above it."""
    return [
        person
        for person in User.objects.filter(pk__in=_near(user, day)).order_by("pk")
        if person.pk != user.pk
    ]


def _near(user: User, day: dt.date) -> set[int]:
    found: set[int] = set()
    for post in Post.objects.of(user).held_on(day).reading().select_related("office__house"):
        house = post.office.house or post.office
        inside = [path for path in post.office.lineage() if path.startswith(house.path)]
        held = Post.objects.held_on(day).reading().filter(office__path__in=inside)
        found |= set(held.values_list("user", flat=True))
    return found


def away_when_due(people: Iterable[int], due_at: dt.datetime | None) -> dict[int, str]:
    """Of ``people``, by their ids, who is away when ``due_at`` falls: a warning of each, no refusal."""
    if due_at is None:
        return {}
    away = Absence.objects.on(last_day(due_at)).filter(user__in=list(people))
    return {
        one.user_id: _(
            "%(name)s ไม่อยู่ในวันครบกำหนดตอบ (%(from)s ถึง %(to)s) งานและการเตือนจะถึง %(substitute)s ด้วย"
        )
        % {
            "name": one.user.full_name,
            "from": format_date(one.starts_on),
            "to": format_date(one.ends_on),
            "substitute": one.substitute.full_name,
        }
        for one in away.select_related("user", "substitute").order_by("pk")
    }


def due_while_away(absence: Absence) -> list[OfficeCopy]:
    """The letters of his that are due while he is away, soonest first."""
    first = due_at_on(absence.starts_on) - dt.timedelta(days=1)
    copies = OfficeCopy.objects.unanswered().filter(officer=absence.user)
    # A day is over with the first late moment; one with an hour is due before that.
    within = copies.filter(due_at__gt=first, due_at__lte=due_at_on(absence.ends_on))
    return list(within.select_related("letter", "circular").order_by("due_at", "pk"))


def warn_of_due(absence: Absence) -> str:
    """What to say of the deadlines that fall into ``absence``; empty if there are none."""
    due = due_while_away(absence)
    if not due:
        return ""
    return _("มีหนังสือครบกำหนดในวันลานี้ %(count)s ฉบับ ฉบับแรก%(due)s งานและการเตือนจะถึง %(name)s ด้วย") % {
        "count": len(due),
        "due": deadline_text(due[0].due_at) if due[0].due_at else "",
        "name": absence.substitute.full_name,
    }


@transaction.atomic
def set_absence(
    user: User,
    *,
    substitute: User,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User,
    at: dt.datetime,
    reason: str = "",
) -> Absence:
    """``user`` is away on these days. Raises NotAllowed, or Invalid with the field's name."""
    hold(User, [user.pk])
    check_may_set_absence(by, user, at)
    _check_days(user, starts_on, ends_on, today=timezone.localdate(at))
    _check_substitute(user, substitute, starts_on, ends_on)
    absence = Absence.objects.create(
        user=user,
        substitute=substitute,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip()[:200],
    )
    _record("absence_set", absence, by=by, at=at)
    return absence


def _check_days(user: User, starts_on: dt.date, ends_on: dt.date, *, today: dt.date) -> None:
    if ends_on < starts_on:
        raise Invalid(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), field="ends_on")
    if ends_on < today:
        raise Invalid(_("วันลาผ่านไปแล้ว โปรดกรอกวันตั้งแต่วันนี้เป็นต้นไป"), field="ends_on")
    if Absence.objects.filter(user=user).touching(starts_on, ends_on).exists():
        raise Invalid(_("มีวันลาที่ทับช่วงนี้อยู่แล้ว โปรดยกเลิกของเดิมก่อน"), field="starts_on")


def _check_substitute(user: User, substitute: User, starts_on: dt.date, ends_on: dt.date) -> None:
    if substitute.pk == user.pk:
        raise Invalid(_("ผู้ทำงานแทนต้องเป็นคนอื่น"), field="substitute")
    name = {"name": substitute.full_name}
    if substitute.pk not in _near(user, starts_on):
        raise Invalid(
            _("%(name)s ไม่มีหน้าที่ในหน่วยเดียวกันหรือหน่วยเหนือ จึงเปิดหนังสือแทนไม่ได้ โปรดเลือกผู้อื่น") % name,
            field="substitute",
        )
    if Absence.objects.filter(user=substitute).touching(starts_on, ends_on).exists():
        raise Invalid(_("%(name)s ลาในช่วงเดียวกัน โปรดเลือกผู้อื่น") % name, field="substitute")


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: User, at: dt.datetime) -> Absence:
    """He is back, or does not go: his work is his alone again. Raises NotAllowed, WrongState."""
    hold(Absence, [absence.pk])
    absence = Absence.objects.select_related("user", "substitute").get(pk=absence.pk)
    check_may_set_absence(by, absence.user, at)
    if absence.withdrawn_at is not None or absence.ends_on < timezone.localdate(at):
        raise WrongState(_("วันลานี้สิ้นสุดหรือยกเลิกไปแล้ว"))
    absence.withdrawn_at = at
    absence.save(update_fields=["withdrawn_at"])
    _record("absence_withdrawn", absence, by=by, at=at)
    return absence


def _record(what: str, absence: Absence, *, by: User, at: dt.datetime) -> None:
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        what=what,
        user=absence.user_id,
        substitute=absence.substitute_id,
        starts_on=absence.starts_on.isoformat(),
        ends_on=absence.ends_on.isoformat(),
    )
