"""
People and their posts, managed by an administrator of the office or of one above it.

An administrator manages his branch and nobody else's, never gives himself a post, and
changes the account itself only of people whose every post lies in his branch.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.leaving import Heirs, check_leaves_nothing, pass_on_work
from administration.overlapping import warn_of_overlap
from circulars.domain.events import record
from circulars.domain.locking import hold
from circulars.errors import Invalid, NotAllowed
from circulars.models import EventKind
from circulars.policies import check_may_manage_accounts
from offices.models import Acting, ActingKind, Office, Post, Role, User
from offices.viewer import Actor, Viewer
from outbox import posting as outbox

FIELDS = ("title", "rank", "first_name", "last_name", "phone", "email", "is_active")


def check_may_change(by: Actor, user: User, at: dt.datetime) -> None:
    """The account itself: only when each open post of ``user`` lies in the branch of ``by``."""
    by = Viewer.of(by, at)
    today = timezone.localdate(at)
    held = Post.objects.of(user).select_related("office")
    posts = held.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    if not posts:
        _check_left_from(by, held.order_by("-ends_on", "-pk").first(), at)
    for post in posts:
        try:
            check_may_manage_accounts(by, post.office, at)
        except NotAllowed as refusal:
            raise NotAllowed(
                _("%(name)s มีหน้าที่ที่ %(office)s ด้วย จึงแก้ไขบัญชีจากที่นี่ไม่ได้ แก้ได้เฉพาะหน้าที่ในหน่วยงานของท่าน")
                % {"name": user.full_name, "office": post.office.label}
            ) from refusal
    if user.is_superuser:
        raise NotAllowed(_("บัญชีนี้เป็นของผู้ดูแลระบบ แก้ไขที่นี่ไม่ได้"))


def _check_left_from(by: Actor, last: Post | None, at: dt.datetime) -> None:
    """Who has left is looked after where he held his last post, and nowhere else."""
    if last is None:
        raise NotAllowed(_("บัญชีนี้เป็นของผู้ดูแลระบบ แก้ไขที่นี่ไม่ได้"))
    check_may_manage_accounts(by, last.office, at)


def _not_himself(by: User, user: User) -> None:
    if by.pk == user.pk:
        raise NotAllowed(_("มอบหน้าที่ให้ตนเองไม่ได้ โปรดให้ผู้ดูแลบัญชีคนอื่นหรือของหน่วยเหนือดำเนินการ"))


@transaction.atomic
def open_account(
    office: Office,
    role: Role,
    *,
    by: User,
    at: dt.datetime,
    username: str,
    position: str = "",
    starts_on: dt.date,
    **fields: str,
) -> User:
    """
    An account with its first post, without a password: the person sets one by mail.

    The mail goes out after commit. Raises NotAllowed, or Invalid with the field's name.
    """
    check_may_manage_accounts(by, office, at)
    if User.objects.filter(username__iexact=username).exists():
        raise Invalid(_("ชื่อผู้ใช้นี้มีแล้ว โปรดใช้ชื่ออื่น"), field="username")
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of an account: {sorted(unknown)}")
    user = User(username=username, **fields)
    user.set_unusable_password()
    user.save()
    record(
        EventKind.ACCOUNT,
        by=by,
        at=at,
        office=office,
        what="opened",
        user=user.pk,
        name=user.full_name,
    )
    give_post(user, office, role, by=by, at=at, position=position, starts_on=starts_on)
    _post_password_link(user, at)
    return user


def _post_password_link(user: User, at: dt.datetime) -> None:
    """The key in the link is made when the mail is: it stands in no row of ours."""
    outbox.post("set_password", f"{user.pk}:{at.isoformat()}", at=at, payload={"user": user.pk})


@transaction.atomic
def send_password_link(user: User, *, by: User, at: dt.datetime) -> None:
    """Mail ``user`` a link with which he sets his password. Raises NotAllowed or Invalid."""
    user = User.objects.select_for_update().get(pk=user.pk)
    check_may_change(by, user, at)
    if not user.email:
        raise Invalid(_("โปรดกรอกอีเมล เพื่อส่งลิงก์ตั้งรหัสผ่าน"), field="email")
    _post_password_link(user, at)
    record(EventKind.ACCOUNT, by=by, at=at, what="password_link", user=user.pk)


@transaction.atomic
def change_account(
    user: User, values: dict[str, object], *, by: User, at: dt.datetime
) -> list[str]:
    """Set some of ``FIELDS``. Returns what changed. Raises NotAllowed."""
    user = User.objects.select_for_update().get(pk=user.pk)
    check_may_change(by, user, at)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of an account: {sorted(unknown)}")
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if values.get("is_active") is False and user.is_active:
        check_leaves_nothing(user)
    if changed:
        for name in changed:
            setattr(user, name, values[name])
        if "email" in changed:
            user.mail_refused_at, user.mail_refusal = None, ""
        user.save(update_fields=[*changed, "mail_refused_at", "mail_refusal"])
        record(EventKind.ACCOUNT, by=by, at=at, what="changed", user=user.pk, changed=changed)
    return changed


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
) -> Post:
    """Give ``user`` a role in ``office`` from a day to a day. Raises NotAllowed or Invalid."""
    check_may_manage_accounts(by, office, at)
    _not_himself(by, user)
    _in_order(starts_on, ends_on)
    same = Post.objects.of(user).filter(office=office, role=role)
    if same.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on)).exists():
        raise Invalid(_("มีหน้าที่นี้อยู่แล้ว ถ้าจะเปลี่ยนวันที่ ให้สิ้นสุดหน้าที่เดิมก่อน"), field="role")
    post = Post.objects.create(
        user=user,
        office=office,
        role=role,
        position=position.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
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
