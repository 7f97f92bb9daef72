"""
Two people for what would make somebody another: one asks, another of those who may confirms.

The address of who signs, keeps secrets or manages accounts, a post with such powers, and a
link for the password to an address nobody has confirmed. Administrators of the office or
above it decide, and supervisors of the house; who asked, and the person himself, do not.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.errors import Invalid, NotAllowed, WrongState
from circulars.models import EventKind
from circulars.policies import check_may_manage_accounts, need
from offices.models import Asked, Decided, Office, Post, Proposal, Role, User
from offices.viewer import Actor, Viewer
from outbox import posting as outbox


def is_powerful(user: User, day: dt.date) -> bool:
    """Whether two people must agree on what concerns his account."""
    return Post.objects.of(user).powerful(day).exists()


def propose(
    user: User,
    office: Office,
    asked: Asked,
    values: dict[str, Any],
    *,
    by: User,
    at: dt.datetime,
) -> Proposal:
    """Ask a second person, within the act of the first; who may confirm is told by mail."""
    User.objects.select_for_update().get(pk=user.pk)
    waiting = Proposal.objects.filter(user=user, asked=asked, decided=Decided.WAITING)
    if asked == Asked.POST:
        waiting = waiting.filter(office=office, values__role=values["role"])
    if waiting.exists():
        raise Invalid(_("มีรายการนี้รอผู้ยืนยันอยู่แล้ว โปรดให้ผู้อื่นยืนยันหรือไม่ยืนยันก่อน"), field=_FIELD[asked])
    proposal = Proposal.objects.create(
        user=user,
        office=office,
        asked=asked,
        # What the second person is shown is what he confirms.
        values={**values, "email": user.email},
        asked_by=by,
        asked_at=at,
    )
    _record("proposed", proposal, by=by, at=at)
    day = timezone.localdate(at)
    others = set(deciding_posts(office, day).values_list("user", flat=True)) - {by.pk, user.pk}
    told = {"proposal": proposal.pk, "people": sorted(others)}
    outbox.post("account_proposed", str(proposal.pk), at=at, payload=told)
    return proposal


_FIELD = {Asked.MAIL: "email", Asked.POST: "role", Asked.LINK: "email"}


def _record(what: str, proposal: Proposal, *, by: User, at: dt.datetime) -> None:
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=proposal.office,
        what=what,
        user=proposal.user_id,
        proposal=proposal.pk,
        asked=proposal.asked,
        role=proposal.values.get("role", ""),
    )


def check_may_decide(who: Actor, proposal: Proposal, at: dt.datetime) -> None:
    """Say of a proposal that it shall not be: whoever may confirm such, or who asked."""
    _need_waiting(proposal)
    viewer = Viewer.of(who, at)
    if viewer.user.pk != proposal.asked_by_id:
        _need_confirmer(viewer, proposal.office, at)


def check_may_confirm(who: Actor, proposal: Proposal, at: dt.datetime) -> None:
    """Say that it shall be so: another than who asked, and than the person himself."""
    _need_waiting(proposal)
    viewer = Viewer.of(who, at)
    _need_confirmer(viewer, proposal.office, at)
    if viewer.user.pk in (proposal.asked_by_id, proposal.user_id):
        raise NotAllowed(_("ผู้ขอและเจ้าของบัญชียืนยันเองไม่ได้ โปรดให้ผู้ดูแลบัญชีหรือผู้บังคับบัญชาคนอื่นยืนยัน"))


def _need_waiting(proposal: Proposal) -> None:
    if proposal.decided != Decided.WAITING:
        raise WrongState(
            _("รายการนี้ “%(state)s” ไปแล้ว โปรดเปิดหน้านี้ใหม่อีกครั้ง")
            % {"state": proposal.get_decided_display()}
        )


def _need_confirmer(viewer: Viewer, office: Office, at: dt.datetime) -> None:
    try:
        check_may_manage_accounts(viewer, office, at)
    except NotAllowed:
        need(viewer, office, at, (Role.SUPERVISOR, Role.ADMIN))


def deciding_posts(office: Office, day: dt.date) -> QuerySet[Post]:
    """The posts whose holders may confirm what is proposed in ``office``."""
    above = Q(role=Role.ADMIN, office__path__in=office.lineage())
    boss = Q(
        role=Role.SUPERVISOR,
        office__path__in=office.lineage(),
        office__house_id=office.house_id_or_self,
    )
    return Post.objects.held_on(day).filter(above | boss)


def proposals_for(who: Viewer) -> QuerySet[Proposal]:
    """What waits for a second person where he may decide, or what he asked for himself."""
    mine = Q(asked_by=who.user)
    for post in who.posts:
        within = Q(office__path__startswith=post.office.path)
        if post.role == Role.ADMIN:
            mine |= within
        elif post.role == Role.SUPERVISOR:
            mine |= within & Q(office__house_id=post.office.house_id_or_self)
    waiting = Proposal.objects.filter(mine, decided=Decided.WAITING)
    return waiting.select_related("user", "office__house", "asked_by")


@transaction.atomic
def refuse_proposal(proposal: Proposal, *, by: User, at: dt.datetime) -> Proposal:
    """It shall not be, or who asked takes it back. Raises NotAllowed or WrongState."""
    proposal = lock_proposal(proposal)
    check_may_decide(by, proposal, at)
    return decide(proposal, Decided.REFUSED, by=by, at=at)


def lock_proposal(proposal: Proposal) -> Proposal:
    """The row of now, held until the act ends."""
    Proposal.objects.select_for_update().get(pk=proposal.pk)
    return Proposal.objects.select_related("user", "office__house").get(pk=proposal.pk)


def decide(proposal: Proposal, decided: Decided, *, by: User, at: dt.datetime) -> Proposal:
    """Write the decision and its event."""
    proposal.decided, proposal.decided_by, proposal.decided_at = decided, by, at
    proposal.save(update_fields=["decided", "decided_by", "decided_at"])
    _record(str(decided), proposal, by=by, at=at)
    return proposal
