"""The nouns of the matters, one file each."""

from circulars.models.circular import Circular, Secrecy, Urgency
from circulars.models.copy import Channel, OfficeCopy
from circulars.models.dispatch import Dispatch
from circulars.models.draft import Approval, ApprovalAct, Draft, DraftFile, DraftVersion
from circulars.models.endorsement import Endorsement
from circulars.models.event import Event, EventKind, EventSeal
from circulars.models.letter import FileRole, Letter, LetterContent, LetterFile, LetterKind
from circulars.models.register import BookKind, RegisterBook, RegisterEntry

__all__ = [
    "Approval",
    "ApprovalAct",
    "BookKind",
    "Channel",
    "Circular",
    "Dispatch",
    "Draft",
    "DraftFile",
    "DraftVersion",
    "Endorsement",
    "Event",
    "EventKind",
    "EventSeal",
    "FileRole",
    "Letter",
    "LetterContent",
    "LetterFile",
    "LetterKind",
    "OfficeCopy",
    "RegisterBook",
    "RegisterEntry",
    "Secrecy",
    "Urgency",
]
