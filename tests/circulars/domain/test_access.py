"""The access log in the database: lines stay, months come and go."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from circulars.domain.access import drop_months, make_months, note_access
from circulars.models import AccessKind, AccessLine

pytestmark = pytest.mark.django_db


def test_a_line_is_neither_changed_nor_taken_away():
    note_access(AccessKind.CAME_IN, at=timezone.now(), by=None, name="a")
    for act in (lambda: AccessLine.objects.update(name="b"), AccessLine.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert AccessLine.objects.get().name == "a"


def test_months_are_made_ahead_and_dropped_whole_when_they_are_old():
    old = timezone.now() - dt.timedelta(days=800)
    made = make_months(at=old, ahead=0)
    again = make_months(at=old, ahead=0)
    before = (timezone.now() - dt.timedelta(days=400)).date()

    named = drop_months(before=before, dry=True)
    dropped = drop_months(before=before)

    assert made == again == named == dropped == [f"circulars_accessline_{old:%Y%m}"]
    assert drop_months(before=before) == []


def test_the_last_ninety_days_stay_whoever_asks():
    with pytest.raises(DatabaseError), transaction.atomic():
        drop_months(before=timezone.localdate())
