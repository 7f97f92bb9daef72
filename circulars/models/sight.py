"""What a person may see. Every screen, API and file starts here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from circulars.models.circular import Secrecy
from circulars.models.register import RegisterEntry
from offices.models.office import Office
from offices.models.post import Post
from offices.models.user import User

if TYPE_CHECKING:
    from circulars.models.copy import OfficeCopyQuerySet


def reading_offices(user: User, at: dt.datetime) -> list[Office]:
    """Offices and units in which ``user`` holds a post that may read letters at ``at``."""
    posts = Post.objects.of(user).held_on(timezone.localdate(at)).reading()
    return list(Office.objects.filter(posts__in=posts).select_related("house").distinct())


def visible(copies: OfficeCopyQuerySet, user: User, at: dt.datetime) -> OfficeCopyQuerySet:
    """
    Copies ``user`` may open at ``at``.

    A post in the house itself, or in its reception, sees every copy of the house; a post
    in a unit sees what lies or has been registered in that unit or below it, and what he
    is the officer of. Secret copies
    are seen by named people only: the office's secret registrars (นายทะเบียนข้อมูลข่าวสารลับ),
    their officer, and who registered them.
    """
    allowed = Q(pk__in=[])
    for office in reading_offices(user, at):
        house = office.house or office
        house_wide = office.pk in (house.pk, house.reception_id)
        if house_wide:
            allowed |= Q(office=office.house_id)
            continue
        passed = RegisterEntry.objects.filter(
            copy=OuterRef("pk"), book__office__path__startswith=office.path
        )
        here = Q(holder__path__startswith=office.path) | Q(Exists(passed)) | Q(officer=user)
        allowed |= here & Q(office=office.house_id)
    registered_by_him = RegisterEntry.objects.filter(copy=OuterRef("pk"), entered_by=user)
    registrar = Post.objects.of(user).held_on(timezone.localdate(at)).reading()
    houses = registrar.filter(handles_secret=True).values("office__house")
    named = (
        Q(circular__secrecy=Secrecy.NORMAL)
        | Q(officer=user)
        | Q(office__in=houses)
        | Q(Exists(registered_by_him))
    )
    return copies.filter(allowed, named)
