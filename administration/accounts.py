"""
Accounts of people, managed by an administrator of the office or of one above it.

An administrator manages his branch and nobody else's, and changes the account itself only of
people whose every post lies in his branch. He can not become the person: the address of who
has a power waits for a second person, a changed address is told to the old one and to the new
one, and no link for a password goes to an address that nobody but he has vouched for.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from administration.leaving import check_leaves_nothing
from administration.posts import give_post
from administration.proposing import is_powerful, propose
from circulars.domain.events import record
from circulars.errors import Invalid, NotAllowed
from circulars.models import EventKind
from circulars.policies import check_may_manage_accounts
from offices.models import Asked, Office, Post, Proposal, Role, User
from offices.viewer import Actor, Viewer
from outbox import posting as outbox

_NAMES = ("title", "rank", "first_name", "last_name", "employee_id", "phone")
FIELDS = (*_NAMES, "email", "is_active")


def check_may_change(by: Actor, user: User, at: dt.datetime) -> None:
    """The account itself: only when each open post of ``user`` lies in the branch of ``by``."""
    by = Viewer.of(by, at)
    today = timezone.localdate(at)
    held = Post.objects.of(user).select_related("office")
    posts = held.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    if not posts:
        _check_left_from(by, user, at)
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


def _check_left_from(by: Actor, user: User, at: dt.datetime) -> None:
    """
    Who has left is looked after where he held his last post, and nowhere else; who has not
    begun, where a post was asked for him.
    """
    posts, proposals = Post.objects.of(user), Proposal.objects.filter(user=user)
    last = posts.order_by("-ends_on", "-pk").first() or proposals.order_by("-pk").first()
    if last is None:
        raise NotAllowed(_("บัญชีนี้เป็นของผู้ดูแลระบบ แก้ไขที่นี่ไม่ได้"))
    check_may_manage_accounts(by, last.office, at)


def check_is_one_person(user: User, email: str, employee_id: str) -> None:
    """
    Nobody has a second account: neither address nor number belongs to another one.

    Two who ask at one moment are asked one after the other. Raises Invalid.
    """
    others = User.objects.exclude(pk=user.pk)
    with connection.cursor() as cursor:
        for key in sorted({email.casefold(), employee_id} - {""}):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [key])
    if email and others.filter(email__iexact=email).exists():
        raise Invalid(
            _("อีเมลนี้เป็นของบัญชีอื่นแล้ว หนึ่งคนมีบัญชีเดียว โปรดมอบหน้าที่ให้บัญชีเดิม หรือใช้อีเมลอื่น"), field="email"
        )
    if employee_id and others.filter(employee_id=employee_id).exists():
        raise Invalid(
            _("เลขประจำตัวนี้เป็นของบัญชีอื่นแล้ว หนึ่งคนมีบัญชีเดียว โปรดมอบหน้าที่ให้บัญชีเดิม"), field="employee_id"
        )


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
    user = enter_account(office, username=username, by=by, at=at, **fields)
    give_post(user, office, role, by=by, at=at, position=position, starts_on=starts_on)
    post_password_link(user, at)
    return user


def enter_account(
    office: Office, *, username: str, by: User | None, at: dt.datetime, **fields: str
) -> User:
    """Write the account and its event, when it is decided. Raises Invalid."""
    if User.objects.filter(username__iexact=username).exists():
        raise Invalid(_("ชื่อผู้ใช้นี้มีแล้ว โปรดใช้ชื่ออื่น"), field="username")
    unknown = set(fields) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of an account: {sorted(unknown)}")
    user = User(username=username, **fields)
    check_is_one_person(user, user.email, user.employee_id)
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
    return user


def post_password_link(user: User, at: dt.datetime) -> None:
    """The key in the link is made when the mail is: it stands in no row of ours."""
    outbox.post("set_password", f"{user.pk}:{at.isoformat()}", at=at, payload={"user": user.pk})


@transaction.atomic
def send_password_link(user: User, *, by: User, at: dt.datetime) -> Proposal | None:
    """
    Mail ``user`` a link with which he sets his password. Raises NotAllowed or Invalid.

    To an address that is not known to be his, when the account has been in use or has a
    power, it is only proposed: who could change the address could become the person.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    check_may_change(by, user, at)
    if not user.email:
        raise Invalid(_("โปรดกรอกอีเมล เพื่อส่งลิงก์ตั้งรหัสผ่าน"), field="email")
    if not is_his(user, at):
        return propose(user, seat_of(user, at), Asked.LINK, {}, by=by, at=at)
    post_password_link(user, at)
    record(EventKind.ACCOUNT, by=by, at=at, what="password_link", user=user.pk)
    return None


def is_his(user: User, at: dt.datetime) -> bool:
    """
    Whether a link for the password may go to his address: it is known to be his, or nothing
    can be won by it, since nobody has come in by the account yet and it has no power.
    """
    in_use = user.has_usable_password() or user.last_login is not None
    at_risk = in_use or is_powerful(user, timezone.localdate(at))
    return user.mail_confirmed_at is not None or not at_risk


def seat_of(user: User, at: dt.datetime) -> Office:
    """The office that decides over his account: of his newest post, the outermost first."""
    today = timezone.localdate(at)
    posts = Post.objects.of(user).select_related("office")
    here = posts.filter(Q(ends_on=None) | Q(ends_on__gte=today)).order_by("office__path")
    last = here.first() or posts.order_by("-ends_on", "-pk").first()
    return (last or Proposal.objects.select_related("office").filter(user=user).latest("pk")).office


@transaction.atomic
def change_account(
    user: User, values: dict[str, object], *, by: User, at: dt.datetime
) -> list[str]:
    """
    Set some of ``FIELDS``. Returns what changed. Raises NotAllowed or Invalid.

    The address of who has a power does not change yet: it is proposed to a second person.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    check_may_change(by, user, at)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise TypeError(f"not a field of an account: {sorted(unknown)}")
    changed = [name for name, value in values.items() if getattr(user, name) != value]
    if values.get("is_active") is False and user.is_active:
        check_leaves_nothing(user)
    _check_new(user, values, changed)
    if "email" in changed:
        changed.remove("email")
        _change_mail(user, str(values["email"]), by=by, at=at)
    if changed:
        for name in changed:
            setattr(user, name, values[name])
        user.save(update_fields=changed)
        record(EventKind.ACCOUNT, by=by, at=at, what="changed", user=user.pk, changed=changed)
    return changed


def _check_new(user: User, values: dict[str, object], changed: list[str]) -> None:
    new = {name: str(values[name]) if name in changed else "" for name in ("email", "employee_id")}
    check_is_one_person(user, new["email"], new["employee_id"])


def _change_mail(user: User, email: str, *, by: User, at: dt.datetime) -> None:
    if is_powerful(user, timezone.localdate(at)):
        propose(user, seat_of(user, at), Asked.MAIL, {"new": email}, by=by, at=at)
    else:
        enter_mail(user, email, by=by, at=at)


def enter_mail(
    user: User, email: str, *, by: User, at: dt.datetime, confirmed: bool = False
) -> None:
    """Set the address of a locked ``user``, tell it to the old one and to the new one."""
    check_is_one_person(user, email, "")
    old, user.email = user.email, email
    user.mail_refused_at, user.mail_refusal = None, ""
    user.mail_confirmed_at = at if confirmed else None
    user.save(update_fields=["email", "mail_refused_at", "mail_refusal", "mail_confirmed_at"])
    event = record(EventKind.ACCOUNT, by=by, at=at, what="mail_changed", user=user.pk)
    # The old address stands in no row that stays.
    told = {"user": user.pk, "by": by.pk, "old": old}
    outbox.post("mail_changed", str(event.pk), at=at, payload=told)


@transaction.atomic
def confirm_mail(user: User, email: str, *, at: dt.datetime) -> bool:
    """
    He has opened a link that only this address got: it is his.

    False when the address of the account is another by now, or is confirmed already.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.email != email or user.mail_confirmed_at is not None:
        return False
    user.mail_confirmed_at = at
    user.save(update_fields=["mail_confirmed_at"])
    record(EventKind.ACCOUNT, by=user, at=at, what="mail_confirmed", user=user.pk)
    return True
