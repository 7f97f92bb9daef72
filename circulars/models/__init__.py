"""The nouns of the domain, one file each."""

from circulars.models.circular import Circular, Secrecy, Urgency
from circulars.models.copy import Channel, OfficeCopy
from circulars.models.dispatch import Dispatch
from circulars.models.draft import Approval, ApprovalAct, Draft, DraftFile, DraftVersion
from circulars.models.endorsement import Endorsement
from circulars.models.event import Event, EventKind, EventSeal
from circulars.models.letter import FileRole, Letter, LetterContent, LetterFile, LetterKind
from circulars.models.office import (
    LOCAL_GOVERNMENTS,
    MUNICIPALITIES,
    CircularSeries,
    Holiday,
    Kind,
    Office,
)
from circulars.models.outbox import OutboxItem
from circulars.models.post import Acting, ActingKind, Post, Role
from circulars.models.register import BookKind, RegisterBook, RegisterEntry
from circulars.models.user import ScreenDigits, User

__all__ = [
    "LOCAL_GOVERNMENTS",
    "MUNICIPALITIES",
    "Acting",
    "ActingKind",
    "Approval",
    "ApprovalAct",
    "BookKind",
    "Channel",
    "Circular",
    "CircularSeries",
    "Dispatch",
    "Draft",
    "DraftFile",
    "DraftVersion",
    "Endorsement",
    "Event",
    "EventKind",
    "EventSeal",
    "FileRole",
    "Holiday",
    "Kind",
    "Letter",
    "LetterContent",
    "LetterFile",
    "LetterKind",
    "Office",
    "OfficeCopy",
    "OutboxItem",
    "Post",
    "RegisterBook",
    "RegisterEntry",
    "Role",
    "ScreenDigits",
    "Secrecy",
    "Urgency",
    "User",
]
