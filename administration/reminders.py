"""When the people of a house are reminded of their deadlines: set by the house itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.events import record
from circulars.domain.locking import lock_house
from circulars.errors import Invalid
from circulars.models import EventKind, Urgency
from circulars.policies import check_may_set_office
from offices.models import Office, User
from workflow.models import ReminderRule
from workflow.rungs import Rungs, rungs_of

#: Nobody is told more often than this before, or after, one deadline.
MOST = 6
#: Further from a deadline than this nobody is reminded.
FURTHEST = 60


@transaction.atomic
def set_reminders(
    house: Office, rungs: Mapping[Urgency, Rungs], *, by: User, at: dt.datetime
) -> list[Urgency]:
    """
    Say for some urgencies when the people of ``house`` are reminded. Returns what changed.

    What was told already is not told again: a stage has its name by its days. Raises
    NotAllowed, or Invalid at "before_001", "after_001" …
    """
    lock_house(house)
    house = Office.objects.select_related("house").get(pk=house.house_id_or_self)
    check_may_set_office(by, house, at)
    standing = rungs_of(house)
    wanted = {urgency: _in_order(urgency, one) for urgency, one in rungs.items()}
    changed = [urgency for urgency, one in wanted.items() if one != _sorted(standing[urgency])]
    for urgency in changed:
        days = {"before": list(wanted[urgency].before), "after": list(wanted[urgency].after)}
        ReminderRule.objects.update_or_create(house=house, urgency=urgency, defaults=days)
    if changed:
        record(EventKind.ACCOUNT, by=by, at=at, office=house, what="reminders", changed=changed)
    return changed


def _sorted(rungs: Rungs) -> Rungs:
    """As a letter comes to them: the furthest before first."""
    return Rungs(tuple(sorted(set(rungs.before), reverse=True)), tuple(sorted(set(rungs.after))))


def _in_order(urgency: Urgency, rungs: Rungs) -> Rungs:
    if not rungs.after:
        raise Invalid(
            _("โปรดใส่อย่างน้อยหนึ่งวัน เพราะเรื่องที่เลยกำหนดต้องมีผู้ได้รับการเตือน"),
            field=f"after_{urgency}",
        )
    for name, days in (("before", rungs.before), ("after", rungs.after)):
        if len(set(days)) > MOST:
            raise Invalid(
                _("เตือนได้ไม่เกิน %(most)s ครั้ง โปรดเอาบางวันออก") % {"most": MOST},
                field=f"{name}_{urgency}",
            )
        if any(not 1 <= day <= FURTHEST for day in days):
            raise Invalid(
                _("จำนวนวันต้องอยู่ระหว่าง 1 ถึง %(furthest)s") % {"furthest": FURTHEST},
                field=f"{name}_{urgency}",
            )
    return _sorted(rungs)
