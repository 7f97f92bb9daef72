"""The ground nouns of everything: offices, people, posts."""

from offices.models.absence import Absence
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
from offices.models.user import ScreenDigits, User

__all__ = [
    "LOCAL_GOVERNMENTS",
    "MUNICIPALITIES",
    "Absence",
    "Acting",
    "ActingKind",
    "Change",
    "CircularSeries",
    "Former",
    "Holiday",
    "HolidayKind",
    "Kind",
    "Office",
    "Post",
    "Role",
    "ScreenDigits",
    "User",
]
