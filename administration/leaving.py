"""The open work of somebody who leaves a post, and who takes it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.handing_over import give_to
from circulars.domain.moving import lock
from circulars.errors import Invalid
from circulars.models import OfficeCopy
from circulars.policies import ORDERING_ROLES
from circulars.states import DraftState
from offices.models import Office, Post, User


@dataclass(frozen=True, slots=True)
class Heirs:
    """Who takes the work: one for all, or another for single letters; None is the unit."""

    everybody: User | None = None
    letters: Mapping[int, User | None] = field(default_factory=dict)

    def of(self, copy: OfficeCopy) -> User | None:
        return self.letters.get(copy.pk, self.everybody)


def open_work(user: User) -> list[OfficeCopy]:
    """Open letters that are his, and those without an officer whose draft he is writing."""
    writing = Q(
        officer=None,
        drafts__drafter=user,
        drafts__state__in=[DraftState.WRITING, DraftState.SENT_BACK],
    )
    copies = OfficeCopy.objects.open().filter(Q(officer=user) | writing).distinct()
    joined = copies.select_related("office", "holder__house", "letter", "circular")
    return list(joined.order_by("due_at", "pk"))


def left_work(posts: Iterable[Post], user: User, *, last_day: dt.date) -> list[OfficeCopy]:
    """What nobody would look after once ``user`` holds ``posts`` no more."""
    gone = {post.pk for post in posts}
    day = last_day + dt.timedelta(days=1)
    kept = Post.objects.of(user).held_on(day).filter(role__in=ORDERING_ROLES).exclude(pk__in=gone)
    places = [post.office for post in kept.select_related("office")]
    houses = {post.office.house_id_or_self for post in posts}
    return [
        copy
        for copy in open_work(user)
        if copy.office_id in houses and not any(_reaches(place, copy) for place in places)
    ]


def _reaches(place: Office, copy: OfficeCopy) -> bool:
    return place.house_id_or_self == copy.office_id and copy.holder.is_within(place)


def others_of(house: Office, user: User, day: dt.date) -> list[User]:
    """Who else of ``house`` reads letters."""
    posts = Post.objects.held_on(day).reading().filter(office__house=house).exclude(user=user)
    return list(User.objects.filter(pk__in=posts.values("user")))


def pass_on_work(
    posts: list[Post],
    user: User,
    heirs: Heirs | None,
    *,
    by: User,
    at: dt.datetime,
    last_day: dt.date,
) -> int:
    """
    Give on what ``user`` leaves behind with ``posts``. Returns how many letters.

    A post that goes on after today leaves nothing behind yet. Without a choice it is refused
    where somebody else of the house could be chosen; where nobody is left the letters wait
    at the unit.
    """
    today = timezone.localdate(at)
    if last_day > today:
        return 0
    left = left_work(posts, user, last_day=last_day)
    if left and heirs is None and any(others_of(copy.office, user, today) for copy in left):
        raise Invalid(
            _("%(name)s มีหนังสือค้าง %(count)s ฉบับ โปรดเลือกผู้รับงานต่อ หรือคืนให้หน่วย")
            % {"name": user.full_name, "count": len(left)},
            field="to",
        )
    for known in sorted(left, key=lambda copy: copy.pk):
        copy = lock(known)
        to = heirs.of(copy) if heirs else None
        # Somebody may have given it away while we waited for the row.
        if copy.officer_id == known.officer_id and to != copy.officer:
            give_to(copy, to, by=by, at=at, reason=_REASON)
    return len(left)


#: Thai in every language: it stands in the history of the letter.
_REASON = "ผู้ถือเรื่องเดิมสิ้นสุดหน้าที่"


def check_leaves_nothing(user: User) -> None:
    """Who holds open letters is let go post by post: there it is asked who takes them."""
    if left := open_work(user):
        raise Invalid(
            _("%(name)s มีหนังสือค้าง %(count)s ฉบับ โปรดสิ้นสุดหน้าที่ของผู้นี้ก่อน แล้วเลือกผู้รับงานต่อ")
            % {"name": user.full_name, "count": len(left)},
            field="is_active",
        )
