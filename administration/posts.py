"""
Posts and actings, given and ended by an administrator of the office or of one above it.

A post with a power, or with secrets, waits for a second person. Nobody gives himself one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from administration.leaving import Heirs, pass_on_work
from administration.overlapping import warn_of_overlap
from administration.proposing import propose
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.errors import Invalid, NotAllowed
from circulars.models import EventKind
from circulars.policies import check_may_manage_accounts
from offices.models import Acting, ActingKind, Asked, Office, Post, Proposal, Role, User
from offices.models.post import POWERS


def _not_himself(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise NotAllowed(_("มอบหน้าที่ให้ตนเองไม่ได้ โปรดให้ผู้ดูแลบัญชีคนอื่นหรือของหน่วยเหนือดำเนินการ"))


@transaction.atomic
def give_post(
    user: User,
    office: Office,
    role: Role,
    *,
    by: User,
    at: dt.datetime,
    position: str = "",
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    handles_secret: bool = False,
) -> Post | Proposal:
    """
    Give ``user`` a role in ``office`` from a day to a day. Raises NotAllowed or Invalid.

    With a power or with secrets it is only proposed: a second person confirms it.
    """
    check_may_manage_accounts(by, office, at)
    _not_himself(by, user)
    wanted = {
        "role": str(role),
        "position": position.strip(),
        "starts_on": starts_on.isoformat(),
        "ends_on": ends_on.isoformat() if ends_on else None,
        "handles_secret": handles_secret,
    }
    if role in POWERS or handles_secret:
        check_post(user, office, role, starts_on, ends_on)
        return propose(user, office, Asked.POST, wanted, by=by, at=at)
    return enter_post(user, office, wanted, by=by, at=at)


def check_post(
    user: User, office: Office, role: Role, starts_on: dt.date, ends_on: dt.date | None
) -> None:
    """The days are in order, and he has no such post already. Raises Invalid."""
    _in_order(starts_on, ends_on)
    same = Post.objects.of(user).filter(office=office, role=role)
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise Invalid(_("มีหน้าที่นี้อยู่แล้ว ถ้าจะเปลี่ยนวันที่ ให้สิ้นสุดหน้าที่เดิมก่อน"), field="role")


def enter_post(
    user: User, office: Office, wanted: dict[str, Any], *, by: User | None, at: dt.datetime
) -> Post:
    """Write the post and its event, when who may has decided it; ``wanted`` as proposed."""
    days = {
        name: dt.date.fromisoformat(wanted[name]) if wanted[name] else None
        for name in ("starts_on", "ends_on")
    }
    role, starts_on = Role(wanted["role"]), days["starts_on"]
    assert starts_on is not None, "every post begins"
    check_post(user, office, role, starts_on, days["ends_on"])
    handles_secret = bool(wanted["handles_secret"])
    post = Post.objects.create(
        user=user,
        office=office,
        role=role,
        position=wanted["position"],
        starts_on=starts_on,
        ends_on=days["ends_on"],
        handles_secret=handles_secret,
    )
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=office,
        what="post_given",
        user=user.pk,
        role=str(role),
        handles_secret=handles_secret,
    )
    return post


@transaction.atomic
def end_post(
    post: Post, *, by: User, at: dt.datetime, ends_on: dt.date, heirs: Heirs | None = None
) -> Post:
    """
    Let a post end with ``ends_on`` (its last day). Its actings end with it, and the open
    letters that he looked after in it go to ``heirs``.

    An end is never put off: that would be a new post, which nobody gives himself.
    """
    hold(Post, [post.pk])
    post = Post.objects.select_related("office", "user").get(pk=post.pk)
    check_may_manage_accounts(by, post.office, at)
    if ends_on < post.starts_on:
        raise Invalid(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่มหน้าที่"), field="ends_on")
    if post.ends_on is not None and ends_on > post.ends_on:
        raise Invalid(_("หน้าที่นี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้มอบหน้าที่ใหม่"), field="ends_on")
    post.ends_on = ends_on
    post.save(update_fields=["ends_on"])
    later = post.actings.filter(Q(ends_on=None) | Q(ends_on__gt=ends_on), starts_on__lte=ends_on)
    later.update(ends_on=ends_on)
    given = pass_on_work([post], post.user, heirs, by=by, at=at, last_day=ends_on)
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=post.office,
        what="post_ended",
        user=post.user_id,
        role=post.role,
        given_on=given,
    )
    return post


@transaction.atomic
def give_acting(
    post: Post,
    kind: ActingKind,
    *,
    by: User,
    at: dt.datetime,
    for_position: str,
    by_order: str = "",
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    knows_overlap: bool = False,
) -> Acting:
    """
    Let the holder of a signer's post sign for a position that is not his.

    That another order names somebody for the same position on the same days is said first.
    """
    check_may_manage_accounts(by, post.office, at)
    _not_himself(by, post.user)
    _in_order(starts_on, ends_on)
    if post.role != Role.SIGNER:
        raise Invalid(_("การลงนามแทนให้ได้เฉพาะผู้มีหน้าที่ผู้ลงนาม"), field="post")
    if not knows_overlap:
        warn_of_overlap(post, for_position.strip(), starts_on, ends_on)
    acting = Acting.objects.create(
        post=post,
        kind=kind,
        for_position=for_position.strip(),
        by_order=by_order.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
    )
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=post.office,
        what="acting_given",
        user=post.user_id,
        acting=str(acting),
    )
    return acting


@transaction.atomic
def end_acting(acting: Acting, *, by: User, at: dt.datetime, ends_on: dt.date) -> Acting:
    """
    Let an acting order end with ``ends_on``, its last day: the principal is back.

    As with a post, an end is never put off. Raises NotAllowed or Invalid.
    """
    hold(Acting, [acting.pk])
    acting = Acting.objects.select_related("post__office").get(pk=acting.pk)
    check_may_manage_accounts(by, acting.post.office, at)
    if ends_on < acting.starts_on:
        raise Invalid(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), field="ends_on")
    if acting.ends_on is not None and ends_on > acting.ends_on:
        raise Invalid(_("การลงนามแทนนี้มีวันสิ้นสุดแล้ว ถ้าจะให้ต่อ ให้ตั้งใหม่ตามคำสั่งใหม่"), field="ends_on")
    acting.ends_on = ends_on
    acting.save(update_fields=["ends_on"])
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=acting.post.office,
        what="acting_ended",
        user=acting.post.user_id,
        acting=str(acting),
    )
    return acting


def _in_order(starts_on: dt.date, ends_on: dt.date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Invalid(_("วันสิ้นสุดต้องไม่ก่อนวันเริ่ม"), field="ends_on")
