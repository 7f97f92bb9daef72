"""One recipient as the tree of its sender shows it, and those below it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from circulars.domain.deadlines import holidays_between
from circulars.domain.direct import Direct, direct
from circulars.domain.following import Hop, hops
from circulars.domain.replacing import corrections_beside, not_corrected
from circulars.models import OfficeCopy, Provenance, RegisterEntry, Said
from circulars.policies import DESK_ROLES
from circulars.states import State
from offices.dated import label_on
from offices.models import Post
from thai.deadlines import last_day
from thai.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class Node:
    """One recipient as the sender sees it: status only, never what was written inside."""

    copy: OfficeCopy
    hop: Hop
    number: str
    counts: Direct
    allowed: int
    late: bool
    reminder: OfficeCopy | None = None
    mail_refused: bool = False
    corrected: OfficeCopy | None = None
    to_correct: bool = False
    children: tuple[Node, ...] = ()

    @property
    def came_back(self) -> bool:
        """The letter lies with its sender again: it can be sent once more."""
        return self.copy.state in (State.RETURNED, State.RECALLED)

    @property
    def label(self) -> str:
        """The office as it was called when the letter was sent to it, and who stands for it."""
        copy = self.copy
        if copy.stands_for is not None:
            return f"{copy.stands_for.label} ({copy.office.label})"
        return label_on(copy.office, timezone.localdate(copy.sent_at))

    @property
    def has_children(self) -> bool:
        return bool(self.counts.sent)

    @property
    def tenths(self) -> int:
        """How much of its days is used, 0…10: for the bar beside the numbers."""
        return min(10, self.hop.used * 10 // self.allowed) if self.allowed else 0

    @property
    def passed_on(self) -> bool:
        """The clock runs elsewhere: answered, closed, or waiting for those below."""
        return self.copy.is_settled or bool(self.counts.awaited)


def grown(roots: Iterable[Node], below: Iterable[Node]) -> list[Node]:
    """``roots`` with everything of ``below`` hung where it belongs, at any depth."""
    by_parent: dict[int | None, list[Node]] = defaultdict(list)
    for node in below:
        by_parent[node.copy.parent_id].append(node)

    def whole(node: Node) -> Node:
        return replace(node, children=tuple(map(whole, by_parent[node.copy.pk])))

    return [whole(root) for root in roots]


def nodes_of(copies: list[OfficeCopy], *, at: dt.datetime) -> list[Node]:
    """The nodes of ``copies`` in their order: ten queries, however many."""
    ids = [copy.pk for copy in copies]
    counts = direct(ids, at=at)
    numbers = _numbers(ids)
    allowed = _allowed(copies)
    reminders = _last_reminders(ids)
    corrected = corrections_beside(ids)
    behind = not_corrected(corrected)
    refused = _mail_refused(copies, at=at)
    return [
        Node(
            copy=hop.copy,
            hop=hop,
            number=numbers.get(hop.copy.pk, ""),
            counts=counts.get(hop.copy.pk, Direct()),
            allowed=allowed.get(hop.copy.pk, 0),
            # Lateness belongs to the holder: not to whoever has passed the letter on.
            late=hop.copy.is_overdue(at) and not counts.get(hop.copy.pk, Direct()).awaited,
            reminder=reminders.get(hop.copy.pk),
            corrected=corrected.get(hop.copy.pk),
            to_correct=hop.copy.pk in behind,
            mail_refused=hop.copy.holder_id in refused and not hop.copy.is_settled,
        )
        for hop in hops(copies, at=at, counts=counts)
    ]


def _mail_refused(copies: list[OfficeCopy], *, at: dt.datetime) -> set[int]:
    """The offices that hold a letter and where mail to somebody at the desk comes back."""
    posts = Post.objects.held_on(timezone.localdate(at)).filter(
        office__in={copy.holder_id for copy in copies},
        role__in=DESK_ROLES,
        user__mail_refused_at__isnull=False,
    )
    return set(posts.values_list("office", flat=True))


def _numbers(ids: list[int]) -> dict[int, str]:
    """The first receipt of each copy: its house's own, or what that said beside the system."""
    told = Provenance.objects.filter(copy__in=ids, said=Said.RECEIVED).order_by("pk")
    numbers = dict(told.exclude(number="").values_list("copy", "number"))
    entries = RegisterEntry.objects.filter(copy__in=ids, voided_at=None).order_by("-pk")
    return numbers | {entry.copy_id: entry.number_text for entry in entries if entry.copy_id}


def _allowed(copies: list[OfficeCopy]) -> dict[int, int]:
    """Working days that each was given, from the day it was sent to its last good day."""
    spans = [
        (copy.pk, timezone.localdate(copy.sent_at), last_day(copy.due_at))
        for copy in copies
        if copy.due_at
    ]
    if not spans:
        return {}
    first = min(start for _pk, start, _end in spans)
    latest = max(end for _pk, _start, end in spans)
    off = holidays_between(first, max(first, latest))
    return {pk: max(0, working_days_between(start, end, off)) for pk, start, end in spans}


def _last_reminders(ids: list[int]) -> dict[int, OfficeCopy]:
    """The last reminder by letter that presses each of these copies, as it lies in its office."""
    found = (
        OfficeCopy.objects.filter(reminds__in=ids, letter__replaces=None)
        .select_related("letter")
        .order_by("pk")
    )
    return {one.reminds_id: one for one in found if one.reminds_id}
