"""What a person may see. Every screen, API and file starts here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from circulars.models.circular import Secrecy
from circulars.models.register import RegisterEntry
from circulars.models.share import Share, ShareState
from offices.viewer import Viewer

if TYPE_CHECKING:
    from circulars.models.copy import OfficeCopyQuerySet


def visible(copies: OfficeCopyQuerySet, viewer: Viewer) -> OfficeCopyQuerySet:
    """Copies ``viewer`` may open."""
    return copies.filter(seen_by(viewer))


def seen_by(viewer: Viewer, copy: str = "") -> Q:
    """
    What holds for a copy that ``viewer`` may open; ``copy`` leads to it ("process__copy__").

    A post in the house itself, or in its reception, sees every copy of the house; a post
    in a unit sees what lies or has been registered in that unit or below it, what an order
    has given it beside the main unit, and what he is the officer of. Secret copies are seen by named people only: the office's secret registrars (นายทะเบียนข้อมูลข่าวสารลับ),
    their officer, and who registered them.
    """
    entries = RegisterEntry.objects.filter(copy=OuterRef(f"{copy}pk"))
    shares = Share.objects.exclude(state=ShareState.WITHDRAWN).filter(copy=OuterRef(f"{copy}pk"))
    his_own = Q(**{f"{copy}officer": viewer.user})
    # Houses and units as plain numbers: so the indexes on them find the rows.
    allowed = Q(**{f"{copy}office__in": viewer.whole_houses})
    for unit, inside in viewer.units.items():
        passed = Exists(entries.filter(book__office__in=inside))
        shared = Exists(shares.filter(unit__in=inside))
        here = Q(**{f"{copy}holder__in": inside}) | Q(passed) | Q(shared) | his_own
        allowed |= here & Q(**{f"{copy}office": unit.house_id})
    named = (
        Q(**{f"{copy}circular__secrecy": Secrecy.NORMAL})
        | his_own
        | Q(**{f"{copy}office__in": viewer.secret_houses})
        | Q(Exists(entries.filter(entered_by=viewer.user)))
    )
    return allowed & named
