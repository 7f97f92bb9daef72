"""What a person may see. Every screen, API and file starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from circulars.models.circular import Secrecy
from circulars.models.register import RegisterEntry
from offices.viewer import Viewer

if TYPE_CHECKING:
    from circulars.models.copy import OfficeCopyQuerySet


def visible(copies: OfficeCopyQuerySet, viewer: Viewer) -> OfficeCopyQuerySet:
    """
    Copies ``viewer`` may open.

    A post in the house itself, or in its reception, sees every copy of the house; a post
    in a unit sees what lies or has been registered in that unit or below it, and what he
    is the officer of. Secret copies
    are seen by named people only: the office's secret registrars (นายทะเบียนข้อมูลข่าวสารลับ),
    their officer, and who registered them.
    """
    # Houses as plain numbers: so the index on the office finds the rows.
    allowed = Q(office__in=list(viewer.whole_houses))
    for unit in viewer.units.values():
        passed = RegisterEntry.objects.filter(
            copy=OuterRef("pk"), book__office__path__startswith=unit.path
        )
        here = Q(holder__path__startswith=unit.path) | Q(Exists(passed)) | Q(officer=viewer.user)
        allowed |= here & Q(office=unit.house_id)
    registered_by_him = RegisterEntry.objects.filter(copy=OuterRef("pk"), entered_by=viewer.user)
    named = (
        Q(circular__secrecy=Secrecy.NORMAL)
        | Q(officer=viewer.user)
        | Q(office__in=viewer.secret_houses)
        | Q(Exists(registered_by_him))
    )
    return copies.filter(allowed, named)
