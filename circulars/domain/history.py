"""The whole way of a circular, as far as one of its offices may look."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from circulars.models import Dispatch, Event, EventKind, OfficeCopy

#: What is seen of an office that received the letter from here: how far it has come, and
#: nothing that was written inside it.
SEEN_FROM_ABOVE = (
    EventKind.OPENED,
    EventKind.REGISTERED,
    EventKind.DISPATCHED,
    EventKind.RETURNED,
    EventKind.RECALLED,
    EventKind.RECALL_ASKED,
    EventKind.EXTENDED,
    EventKind.REMINDED,
    EventKind.CALLED,
    EventKind.ANSWERED,
    EventKind.ANSWER_RETURNED,
    EventKind.CERTIFIED,
    EventKind.REPORTED,
)


def history_of(copy: OfficeCopy) -> QuerySet[Event]:
    """
    What happened to the circular of ``copy``, newest first, as its office may know it.

    All of its own copy; of those below it, and of the reminders they were sent, how far each has
    come; of the way down to it only
    that a letter was sent on, which the letter itself says. Nothing of a branch beside it.
    The caller has found ``copy`` among what the reader may see.
    """
    below = OfficeCopy.objects.below(copy).order_by().values("pk")
    pressed = OfficeCopy.objects.filter(reminds__in=below).order_by().values("pk")
    theirs = Q(copy__in=below) | Q(copy__in=pressed)
    seen = Q(copy=copy) | (theirs & Q(kind__in=SEEN_FROM_ABOVE)) | _sent_down_to(copy)
    events = Event.objects.filter(seen, circular=copy.circular_id)
    return events.select_related("actor", "office", "copy__letter").order_by("-at", "-pk")


def _sent_down_to(copy: OfficeCopy) -> Q:
    """The sendings through which the letter came here, one a level; no other of those offices."""
    way = [*ids_above(copy), copy.pk]
    came_by = Dispatch.objects.filter(copies__in=way).values_list("copy_id", "at")
    found = Q(pk__in=[])
    for sender, at in came_by:
        found |= Q(kind__in=[EventKind.DISPATCHED, EventKind.ADDED], copy=sender, at=at)
    return found


def ids_above(copy: OfficeCopy) -> Collection[int]:
    """The copies through which the letter came, from the first office down."""
    return [int(part) for part in copy.above.split(".") if part]
