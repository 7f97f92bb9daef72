"""The nouns of the matters, one file each."""

from circulars.models.access import AccessKind, AccessLine
from circulars.models.carriage import Carriage, SentBy
from circulars.models.channel import Channel
from circulars.models.circular import Circular, Secrecy, Urgency
from circulars.models.copy import OfficeCopy
from circulars.models.correspondent import Correspondent, CorrespondentKind
from circulars.models.dispatch import Dispatch
from circulars.models.draft import Approval, ApprovalAct, Ask, Draft, DraftFile, DraftVersion
from circulars.models.endorsement import Endorsement
from circulars.models.event import Event, EventKind, EventSeal, Vouch
from circulars.models.expectation import AnsweredBy, Duty, Expectation, What
from circulars.models.frequent import FrequentLetter
from circulars.models.letter import (
    TO_NOBODY,
    FileRole,
    Letter,
    LetterContent,
    LetterFile,
    LetterKind,
)
from circulars.models.link import Link, LinkVisit
from circulars.models.phrase import Phrase
from circulars.models.pile import Pile, PileFile, PileLetter
from circulars.models.provenance import Provenance, Said, Way
from circulars.models.reading import LetterReading, ReadingState
from circulars.models.register import (
    INCOMING,
    SECRET_BOOKS,
    WITH_YEAR,
    BookKind,
    RegisterBook,
    RegisterEntry,
)
from circulars.models.repair import Repair
from circulars.models.reservation import Reservation
from circulars.models.round import Round
from circulars.models.saved_view import SavedView
from circulars.models.search_text import SearchText
from circulars.models.share import OPEN_SHARES, Share, ShareRole, ShareState
from circulars.models.time_request import TimeRequest

__all__ = [
    "INCOMING",
    "OPEN_SHARES",
    "SECRET_BOOKS",
    "TO_NOBODY",
    "WITH_YEAR",
    "AccessKind",
    "AccessLine",
    "AnsweredBy",
    "Approval",
    "ApprovalAct",
    "Ask",
    "BookKind",
    "Carriage",
    "Channel",
    "Circular",
    "Correspondent",
    "CorrespondentKind",
    "Dispatch",
    "Draft",
    "DraftFile",
    "DraftVersion",
    "Duty",
    "Endorsement",
    "Event",
    "EventKind",
    "EventSeal",
    "Expectation",
    "FileRole",
    "FrequentLetter",
    "Letter",
    "LetterContent",
    "LetterFile",
    "LetterKind",
    "LetterReading",
    "Link",
    "LinkVisit",
    "OfficeCopy",
    "Phrase",
    "Pile",
    "PileFile",
    "PileLetter",
    "Provenance",
    "ReadingState",
    "RegisterBook",
    "RegisterEntry",
    "Repair",
    "Reservation",
    "Round",
    "Said",
    "SavedView",
    "SearchText",
    "Secrecy",
    "SentBy",
    "Share",
    "ShareRole",
    "ShareState",
    "TimeRequest",
    "Urgency",
    "Vouch",
    "Way",
    "What",
]
