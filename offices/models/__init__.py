"""The ground nouns of everything: offices, people, posts."""

from offices.models.absence import Absence
from offices.models.attempt import Attempt
from offices.models.former import Change, Former
from offices.models.office import (
    LOCAL_GOVERNMENTS,
    MUNICIPALITIES,
    CircularSeries,
    Holiday,
    HolidayKind,
    Kind,
    Office,
)
from offices.models.post import Acting, ActingKind, Post, Role
from offices.models.proposal import Asked, Decided, Proposal
from offices.models.user import ScreenDigits, ScreenKeys, User

__all__ = [
    "LOCAL_GOVERNMENTS",
    "MUNICIPALITIES",
    "Absence",
    "Acting",
    "ActingKind",
    "Asked",
    "Attempt",
    "Change",
    "CircularSeries",
    "Decided",
    "Former",
    "Holiday",
    "HolidayKind",
    "Kind",
    "Office",
    "Post",
    "Proposal",
    "Role",
    "ScreenDigits",
    "ScreenKeys",
    "User",
]
