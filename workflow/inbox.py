"""What waits for a person: open steps joined to what he may see, soonest deadline first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from circulars.models import Draft, OfficeCopy
from circulars.models.copy import OfficeCopyQuerySet
from circulars.policies import DESK_ROLES
from circulars.states import DraftState
from offices.models import Office, Post, Role, User
from workflow.flows import OfficeFlow
from workflow.models import Step, StepQuerySet
from workflow.steps import DESKS, DRAFT_STEPS, OFFICER_STEPS, StepName


@dataclass(frozen=True, slots=True)
class Counters:
    """For the badges: steps that wait, those of them overdue, and letters to be registered."""

    waiting: int = 0
    overdue: int = 0
    to_register: int = 0


def nodes(names: list[StepName]) -> list[object]:
    """The engine's nodes of these steps, as the column ``flow_task`` wants them."""
    return [getattr(OfficeFlow, name) for name in names]


def inbox(user: User, at: dt.datetime) -> StepQuerySet:
    """
    The open steps that ``user`` may take now, by his posts or as the officer of the copy.

    Registering waits on the desk (``desk``), not here. Once a copy has its officer, the
    officer's steps are shown to him alone, as long as he holds a post in its house. A drafter does not see his own draft's review
    where four eyes are required.
    """
    posts = _posts(user, at)
    units = _units(posts)
    officer = Q(process__copy__officer=user)
    theirs = Q(process__copy__officer=None) | officer | ~Q(Exists(_still_here(at)))
    mine = Q(flow_task__in=nodes(OFFICER_STEPS)) & officer
    for post in posts:
        names = _steps_of(Role(post.role))
        if names:
            here = _reach(post, names, units)
            mine |= here & (~Q(flow_task__in=nodes(OFFICER_STEPS)) | theirs)
    visible = OfficeCopy.objects.of(user, at).open()
    return (
        Step.objects.open()
        # The offices first and as plain numbers: so the partial index finds the few rows.
        .filter(office__in=[unit.pk for unit in units])
        .filter(mine, process__copy__in=visible.order_by().values("pk"))
        .exclude(flow_task=OfficeFlow.register)
        .exclude(_own_draft(user))
        .select_related(
            "office",
            "process__copy__office",
            "process__copy__holder",
            "process__copy__officer",
            "process__copy__letter",
            "process__copy__circular",
        )
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def desk(user: User, at: dt.datetime, *, office: Office | None = None) -> list[OfficeCopy]:
    """Letters that lie on the desks where ``user`` registers, oldest first; one desk if given."""
    return list(desk_of(user, at, office=office).for_lists().order_by("sent_at", "pk"))


def desk_of(user: User, at: dt.datetime, *, office: Office | None = None) -> OfficeCopyQuerySet:
    """The same as a query, to be counted or paged."""
    posts = [
        post
        for post in _posts(user, at)
        if post.role in DESK_ROLES and (office is None or post.office_id == office.pk)
    ]
    units = _units(posts)
    reach = {pk for post in posts for pk in _inside(post, units)}
    return OfficeCopy.objects.of(user, at).awaiting_receipt().filter(holder__in=reach)


def counters(user: User, at: dt.datetime) -> Counters:
    """Three numbers for the menu, in two counting queries."""
    counted = (
        inbox(user, at)
        .order_by()
        .aggregate(waiting=Count("pk"), overdue=Count("pk", filter=Q(due__lte=at)))
    )
    return Counters(**counted, to_register=desk_of(user, at).count())


def _posts(user: User, at: dt.datetime) -> list[Post]:
    held = Post.objects.of(user).held_on(timezone.localdate(at)).reading()
    return list(held.select_related("office"))


def _still_here(at: dt.datetime) -> QuerySet[Post]:
    """Posts of the copy's officer in its house; without one he has left, and others take over."""
    held = Post.objects.held_on(timezone.localdate(at)).reading()
    return held.filter(
        user=OuterRef("process__copy__officer"), office__house=OuterRef("process__copy__office")
    )


def _steps_of(role: Role) -> list[StepName]:
    return [name for name, desk_of_step in DESKS.items() if role in desk_of_step.roles]


def _units(posts: list[Post]) -> list[Office]:
    """Every house in which one of ``posts`` is held, with the units inside it."""
    houses = {post.office.house_id for post in posts}
    return list(Office.objects.filter(house__in=houses).only("pk", "path", "house"))


def _inside(post: Post, units: list[Office]) -> list[int]:
    """The office of the post and the units inside it, as far as its house goes."""
    office = post.office
    return [u.pk for u in units if u.house_id == office.house_id and u.is_within(office)]


def _reach(post: Post, names: list[StepName], units: list[Office]) -> Q:
    """A post reaches its office and the units inside; signing and answering, all the house."""
    house = post.office.house_id
    in_house = [name for name in names if DESKS[name].in_house]
    return Q(flow_task__in=nodes(names), office__in=_inside(post, units)) | Q(
        flow_task__in=nodes(in_house), office=house
    )


def _own_draft(user: User) -> Q:
    own = Draft.objects.filter(
        copy=OuterRef("process__copy"),
        drafter=user,
        state__in=[DraftState.REVIEW, DraftState.PASSED],
    )
    return Q(Exists(own), flow_task__in=nodes(DRAFT_STEPS), process__copy__office__four_eyes=True)
