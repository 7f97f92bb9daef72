"""What waits for a person: open steps joined to what he may see, soonest deadline first."""

from __future__ import annotations

from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from circulars.models import Draft, OfficeCopy, Secrecy, Share, ShareState
from circulars.models.copy import OPEN, ROW, OfficeCopyQuerySet
from circulars.models.share import ShareQuerySet
from circulars.models.sight import seen_by
from circulars.states import DraftState
from offices.models import Absence, Post, User
from offices.viewer import Viewer, house_of, id_of
from workflow.flows import OfficeFlow, nodes
from workflow.ladder import inherited_by, left_desks
from workflow.models import Step, StepQuerySet, aside_on
from workflow.steps import DRAFT_STEPS, OFFICER_STEPS, STEPS, StepName

_JOINED = ("office", "holder", "officer", "letter", "circular")
_SHOWN = (
    "flow_task",
    "due",
    "finished",
    "held_until",
    "hold_reason",
    "office__name",
    "office__short_name",
    "process_id",
    "share_id",
)


def desk(viewer: Viewer) -> OfficeCopyQuerySet:
    """
    The letters that wait for their number on the desk at which ``viewer`` sits, and those of
    units in which nobody is left to register them.
    """
    here = OfficeCopy.objects.of(viewer).awaiting_receipt().exclude(letter=None)
    return here.filter(Q(holder__in=viewer.desk_units) | Q(holder__in=left_desks(viewer)))


def shares_at_desk(viewer: Viewer) -> ShareQuerySet:
    """
    The same of units beside the main one: shares of orders that wait for a number here.
    """
    given = Share.objects.filter(state=ShareState.GIVEN).filter(seen_by(viewer, "copy__"))
    return given.filter(Q(unit__in=viewer.desk_units) | Q(unit__in=left_desks(viewer)))


def inbox(viewer: Viewer) -> StepQuerySet:
    """The steps of ``steps_of`` that are not put aside today."""
    return steps_of(viewer).exclude(aside_on(viewer.day))


def steps_of(viewer: Viewer) -> StepQuerySet:
    """
    The open steps that ``viewer`` may take now, by his posts or as the officer of the copy;
    and those that have come to him because nobody else is left (``ladder``).

    Registering waits on the desk (``desk``), not here. Once a copy has its officer, the
    officer's steps are shown to him alone, as long as he holds a post in its house. A drafter
    does not see his own draft's review where four eyes are required.
    """
    officer = Q(process__copy__officer=viewer.user)
    theirs = Q(process__copy__officer=None) | officer | ~Q(Exists(_still_here(viewer)))
    of_officer = Q(flow_task__in=nodes(OFFICER_STEPS))
    officer |= Q(process__copy__officer__in=standing_in_for(viewer))
    his = (of_officer & officer) | (_reach(viewer) & (~of_officer | theirs))
    his &= ~_own_draft(viewer.user)
    his |= inherited_by(viewer, "process__copy") & (~of_officer | theirs)
    his |= _secret(viewer) & (~of_officer | theirs)
    return (
        Step.objects.open()
        # The offices first and as plain numbers: so the partial index finds the few rows.
        .filter(office__in=_offices(viewer))
        .filter(his, seen_by(viewer, "process__copy__"))
        # A unit beside the main one has its share to do, even if the main unit is through.
        .filter(Q(process__copy__state__in=OPEN) | Q(share__isnull=False))
        .exclude(flow_task__in=[OfficeFlow.register, OfficeFlow.enter])
        .select_related(*(f"process__copy__{one}" for one in _JOINED), "office")
        .only(*_SHOWN, *(f"process__copy__{column}" for column in ROW))
        .order_by(F("due").asc(nulls_last=True), "pk")
    )


def standing_in_for(viewer: Viewer) -> QuerySet[Absence, int]:
    """Whose work is his too today, because they are away."""
    away = Absence.objects.on(viewer.day).filter(substitute=viewer.user)
    return away.order_by().values_list("user", flat=True)


def _offices(viewer: Viewer) -> set[int]:
    """The houses in which he may read, and their units: no step of his waits elsewhere."""
    houses = {house_of(post).pk for post in viewer.reading}
    return {id_of(path) for house in houses for path in viewer.houses[house]}


def _still_here(viewer: Viewer) -> QuerySet[Post]:
    """Posts of the copy's officer in its house; without one he has left, and others take over."""
    held = Post.objects.held_on(viewer.day).reading()
    return held.filter(
        user=OuterRef("process__copy__officer"), office__house=OuterRef("process__copy__office")
    ).order_by()


def _secret(viewer: Viewer) -> Q:
    """Of a secret letter only registrars may be left, whatever their roles."""
    house = Q(process__copy__office__in=viewer.secret_houses)
    return house & ~Q(process__copy__circular__secrecy=Secrecy.NORMAL)


def _steps_of(roles: set[str]) -> list[StepName]:
    return [name for name, row in STEPS.items() if roles & set(row.told)]


def _reach(viewer: Viewer) -> Q:
    """A post reaches its office and the units inside; signing and answering, all the house."""
    mine = Q(pk__in=[])
    for _office, some in groupby(viewer.reading, key=lambda post: post.office_id):
        posts = list(some)
        names = _steps_of({post.role for post in posts})
        in_house = [name for name in names if STEPS[name].in_house]
        mine |= Q(flow_task__in=nodes(names), office__in=viewer.reach(posts[0]))
        mine |= Q(flow_task__in=nodes(in_house), office=house_of(posts[0]))
    return mine


def _own_draft(user: User) -> Q:
    own = Draft.objects.filter(
        copy=OuterRef("process__copy"),
        drafter=user,
        state__in=[DraftState.REVIEW, DraftState.PASSED],
    )
    return Q(Exists(own), flow_task__in=nodes(DRAFT_STEPS), process__copy__office__four_eyes=True)
