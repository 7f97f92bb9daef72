"""The order of names: that of a Thai dictionary, whatever the database itself sorts by."""

from __future__ import annotations

from django.db.models import OrderBy
from django.db.models.functions import Collate

#: ICU's Thai: a leading vowel after its consonant, tones only between equal words.
THAI = "th-x-icu"


def by_name(path: str, *, nulls_last: bool = False) -> OrderBy:
    """Order by the name that ``path`` leads to."""
    return OrderBy(Collate(path, THAI), nulls_last=nulls_last or None)
