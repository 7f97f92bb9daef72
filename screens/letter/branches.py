"""A letter at several desks at once: who has it, how far each unit is, and the picture of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from circulars import share_policies
from circulars.models import Endorsement, OfficeCopy, RegisterEntry, Share, ShareState
from circulars.policies import verdict
from offices.models import Office
from offices.viewer import Actor
from screens.frame.looks import SHARE_LOOKS, Look
from screens.frame.places import step_page
from screens.letter.act import Act
from workflow.steps import STEPS, StepName, step_of_share


@dataclass(frozen=True, slots=True)
class Branch:
    """
    One unit of an order. ``now``: the letter waits for this unit; ``joins``: what comes next waits
    for it, and so it does for the main unit.
    """

    unit: str
    role: str
    look: Look
    number: str = ""
    at: dt.datetime | None = None
    due: dt.datetime | None = None
    words: str = ""
    now: bool = False
    joins: bool = True
    late: bool = False


def fetched_shares(copy: OfficeCopy, *, any_: bool = True) -> list[Share]:
    """
    Every share that an order gave of ``copy``, oldest first, kept at the copy for whoever asks
    again. One query; none if there is not ``any_``.
    """
    related = ("unit__house", "from_unit__house", "order__to_unit", "receipt", "answer")
    wanted = Share.objects.select_related(*related) if any_ else Share.objects.none()
    prefetch_related_objects([copy], Prefetch("shares", wanted))
    shares = list(copy.shares.all())
    for share in shares:
        share.copy = copy
    return shares


def branches(
    copy: OfficeCopy,
    shares: Sequence[Share],
    entries: Sequence[RegisterEntry],
    waiting: StepName,
    *,
    at: dt.datetime,
) -> list[Branch]:
    """The units of the newest order that went to several: the main one first."""
    if not shares:
        return []
    newest = shares[-1].order_id
    these = [share for share in shares if share.order_id == newest]
    return [_main(copy, these[0], entries, waiting), *(_beside(share, at=at) for share in these)]


def _main(
    copy: OfficeCopy, share: Share, entries: Sequence[RegisterEntry], waiting: StepName
) -> Branch:
    unit = main_unit(share.order, share.from_unit)
    line = next(
        (one for one in entries if one.book.office_id == unit.pk and not one.voided_at), None
    )
    here = copy.holder_id == unit.pk
    return Branch(
        unit=unit.label,
        role=_("หลัก"),
        look=SHARE_LOOKS["main_registered" if line else ShareState.GIVEN],
        number=line.number_text if line else "",
        at=line.entered_at if line else None,
        now=here and waiting == StepName.REGISTER,
    )


def main_unit(order: Endorsement, from_unit: Office) -> Office:
    """Who holds the letter by this order."""
    return order.to_unit or from_unit


def _beside(share: Share, *, at: dt.datetime) -> Branch:
    done = share.state == ShareState.DONE
    key = f"{share.role}_done" if done else share.state
    return Branch(
        unit=share.unit.label,
        role=str(share.get_role_display()),
        look=SHARE_LOOKS[key],
        number=share.receipt.number_text if share.receipt else "",
        at=share.closed_at or (share.receipt.entered_at if share.receipt else None),
        due=share.due,
        words=share.answer.text if share.answer else share.reason,
        now=share.is_open,
        joins=share.awaited and share.state != ShareState.WITHDRAWN,
        late=share.is_overdue(at),
    )


def share_acts(
    copy: OfficeCopy, shares: Sequence[Share], who: Actor, waiting: StepName, at: dt.datetime
) -> list[Act]:
    """What ``who`` may do for a unit beside the main one, and for the main one that waits."""
    acts = []
    for share in shares:
        if share.is_open:
            acts += [act for act in _acts_of(share, who, at) if act.verdict.allowed]
    if waiting == StepName.WORDS:
        asked = verdict(share_policies.check_may_go_on, who, copy, at)
        page = reverse("copy_go_on", args=[copy.pk])
        acts.append(Act(_("ไม่รอความเห็น"), page, "player-play", asked, aside=True))
    return acts


def _acts_of(share: Share, who: Actor, at: dt.datetime) -> list[Act]:
    name = step_of_share(share)
    row, unit = STEPS[name], {"unit": share.unit.label}
    label = f"{row.button} ({share.unit.label})"
    own = Act(label, step_page(name, share.pk), row.icon, verdict(row.check, who, share, at))
    decline = verdict(share_policies.check_may_decline, who, share, at)
    withdraw = verdict(share_policies.check_may_withdraw, who, share, at)
    return [
        own,
        Act(
            _("ไม่รับเรื่อง (%(unit)s)") % unit,
            reverse("share_decline", args=[share.pk]),
            "arrow-back-up",
            decline,
            aside=True,
        ),
        Act(
            _("ถอนเรื่องจาก %(unit)s") % unit,
            reverse("share_withdraw", args=[share.pk]),
            "corner-up-left",
            withdraw,
            aside=True,
        ),
    ]


#: The picture is drawn for a telephone, and for the narrow column beside a letter: so wide, in
#: the units of its text.
WIDTH, ROW, GAP, TOP = 280, 44, 12, 40
_LEFT, _RIGHT, _RAIL = 30, 256, 272
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Box:
    """One unit, or what comes next, in the picture; ``y`` is its upper edge."""

    y: int
    title: str
    below: str
    tone: str
    now: bool
    joins: bool

    @property
    def middle(self) -> int:
        return self.y + ROW // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """The branches of one order, and the step to which those lead that are awaited."""

    order: str
    boxes: list[Box]
    last: Box
    words: str
    width: int = WIDTH
    left: int = _LEFT
    right: int = _RIGHT
    rail: int = _RAIL
    row: int = ROW

    @property
    def height(self) -> int:
        return self.last.y + ROW + 4

    @property
    def box_width(self) -> int:
        return self.right - self.left

    @property
    def first(self) -> Box:
        """The main unit."""
        return self.boxes[0]


def picture(found: Sequence[Branch], waiting: StepName) -> Picture | None:
    """Draw ``found``; None where the letter went to nobody beside its holder."""
    if not found:
        return None
    boxes = [
        Box(
            y=TOP + place * (ROW + GAP),
            title=_short(one.unit),
            below=f"{one.role} · {one.look.word}",
            tone="bad" if one.late else one.look.tone,
            now=one.now,
            joins=one.joins,
        )
        for place, one in enumerate(found)
    ]
    at_main = found[0].now
    next_step = StepName.ENDORSE if waiting in (StepName.WORDS, StepName.REGISTER) else waiting
    last = Box(
        y=TOP + len(boxes) * (ROW + GAP) + GAP,
        title=str(next_step.label),
        below=_("รอความเห็นหน่วยร่วม") if waiting == StepName.WORDS else _("ขั้นต่อไปของหน่วยหลัก"),
        tone="neutral",
        now=waiting not in (StepName.WORDS, StepName.END) and not at_main,
        joins=True,
    )
    return Picture(order=_("สั่งการถึงหลายหน่วย"), boxes=boxes, last=last, words=_told(found, last))


def _short(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1]}…"


def _told(found: Sequence[Branch], last: Box) -> str:
    """The picture in words, for whoever does not see it."""
    units = "; ".join(f"{one.unit} ({one.role}): {one.look.word}" for one in found)
    waiting = [one.unit for one in found if one.now] or ([last.title] if last.now else [])
    now = _("ขณะนี้รอ %(who)s") % {"who": ", ".join(waiting)} if waiting else _("ไม่มีขั้นที่รออยู่")
    return _("%(units)s; แล้วถึง “%(next)s”; %(now)s") % {
        "units": units,
        "next": last.title,
        "now": now,
    }
