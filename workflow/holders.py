"""Who holds a letter that is waited for, and what was done about it: a page of rows at a time."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from circulars.domain.history import SEEN_FROM_ABOVE
from circulars.models import Event, EventKind, OfficeCopy, Share
from offices.models import Office, Post, Role, User

#: Who is asked at a desk if nobody holds the role whose step it is.
_AT_A_DESK = (Role.CLERK, Role.OFFICER, Role.SUPERVISOR)


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to telephone: a person with his post, or a desk where nobody sits."""

    name: str
    post: str
    phone: str


@dataclass(frozen=True, slots=True)
class Done:
    """What is known of one late letter: the last event, the last call, reminders so far."""

    last: Event | None = None
    call: Event | None = None
    reminders: int = 0


def joint_unit() -> Subquery:
    """Of each letter of a query: a joint unit whose words hold up its next order, if there is one."""
    awaited = Share.objects.awaited().filter(copy=OuterRef("pk"), copy__receipted_at__isnull=False)
    return Subquery(awaited.order_by("pk").values("unit")[:1])


def contacts_of(copies: Sequence[OfficeCopy], *, at: dt.datetime) -> dict[int, Contact]:
    """
    By copy: its officer, else who holds the role whose step waits (``step_role``), at the unit
    that holds the letter or in the house; else the unit itself. Where the words of a joint unit
    are awaited (``joint_unit``), it is asked and not the main one. One query.
    """
    units = {_unit_of(copy) for copy in copies} | {copy.office_id for copy in copies}
    officers = {copy.officer_id for copy in copies if copy.officer_id}
    held = (
        Post.objects.held_on(timezone.localdate(at))
        .reading()
        .filter(Q(office__in=units) | Q(user__in=officers) | _signing(copies))
        .select_related("user", "office")
        .order_by("office_id", "role", "pk")
    )
    by_house: dict[int, list[Post]] = defaultdict(list)
    for post in held:
        by_house[post.office.house_id_or_self].append(post)
    return {copy.pk: _contact(copy, by_house[copy.office_id]) for copy in copies}


def _signing(copies: Iterable[OfficeCopy]) -> Q:
    """Reviewers and signers may sit anywhere in the house."""
    roles = (Role.REVIEWER, Role.SIGNER)
    houses = {copy.office_id for copy in copies if vars(copy).get("step_role") in roles}
    return Q(role__in=roles, office__house__in=houses)


def _unit_of(copy: OfficeCopy) -> int:
    joint: int | None = vars(copy).get("joint_unit")
    return joint or copy.holder_id


def _contact(copy: OfficeCopy, posts: list[Post]) -> Contact:
    role = vars(copy).get("step_role") or Role.CLERK
    if copy.officer_id and role == Role.OFFICER:
        own = [post for post in posts if post.user_id == copy.officer_id]
        if own:
            return _person(own[0], copy)
    for wanted in (role, *_AT_A_DESK):
        fitting = [post for post in posts if post.role == wanted]
        # At the unit that holds it before anywhere else in the house.
        fitting.sort(key=lambda post: (post.office_id != _unit_of(copy), post.pk))
        if fitting:
            return _person(fitting[0], copy)
    return Contact("", copy.holder.label, copy.holder.phone or copy.office.phone)


def _person(post: Post, copy: OfficeCopy) -> Contact:
    user: User = post.user
    unit: Office = copy.holder
    phone = user.phone or post.office.phone or unit.phone or copy.office.phone
    return Contact(user.full_name, post.position or str(post.get_role_display()), phone)


def done_about(copies: Sequence[OfficeCopy]) -> dict[int, Done]:
    """By copy, what was done about it so far. Two queries."""
    events = (
        Event.objects.filter(copy__in=[copy.pk for copy in copies], kind__in=SEEN_FROM_ABOVE)
        .select_related("actor", "office")
        .order_by("copy_id", "kind", "-at", "-pk")
        .distinct("copy_id", "kind")
    )
    last: dict[tuple[int | None, bool], Event] = {}
    for event in sorted(events, key=lambda event: (event.at, event.pk)):
        last[event.copy_id, event.kind == EventKind.CALLED] = event
    reminders = _reminders(copies)
    return {
        copy.pk: Done(last.get((copy.pk, False)), last.get((copy.pk, True)), reminders[copy.pk])
        for copy in copies
    }


def _reminders(copies: Sequence[OfficeCopy]) -> dict[int, int]:
    """
    How often each was reminded. A reminder is an event of the sender's copy that names the
    late ones: offices when somebody pressed or wrote, copies by deadline when the clock did.
    """
    counted: dict[int, int] = defaultdict(int)
    senders = {copy.parent_id or copy.pk for copy in copies}
    told = Event.objects.filter(kind=EventKind.REMINDED, copy__in=senders)
    here = {copy.pk for copy in copies}
    sent_to = {(copy.parent_id, copy.office_id): copy.pk for copy in copies}
    for sender, data in told.values_list("copy_id", "data"):
        named = {pk for ids in data.get("due", {}).values() for pk in ids} & here
        named |= {sent_to.get((sender, office), 0) for office in data.get("offices", ())}
        for pk in named:
            counted[pk] += 1
    return counted
