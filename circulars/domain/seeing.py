"""Who may know of a line of a register: of a secret letter only the people it names."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from circulars.errors import NotAllowed
from circulars.models import RegisterEntry, Secrecy
from offices.viewer import Actor, Viewer


def need_sight_of_line(who: Actor, entry: RegisterEntry, at: dt.datetime) -> None:
    """Raises NotAllowed; asks the database only of the line of a secret letter."""
    if entry.letter is None or entry.letter.secrecy == Secrecy.NORMAL:
        return
    if not RegisterEntry.objects.seen_by(Viewer.of(who, at)).filter(pk=entry.pk).exists():
        raise NotAllowed(_("ไม่พบเลขนี้ในทะเบียนที่ท่านเปิดดูได้"))
