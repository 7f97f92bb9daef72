"""Searches that a person keeps under a name, for himself alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from circulars.domain.locking import take_turns
from circulars.errors import Invalid, WrongState
from circulars.models import SavedView
from offices.models import User
from offices.ordering import by_name

#: More than so many are a list to be searched itself.
MOST_VIEWS = 30
_LONGEST_NAME = 60
#: Whose turn it is to save: two windows of one person.
_SAVING = 8


def views_of(user: User) -> QuerySet[SavedView]:
    """The searches that ``user`` keeps, in the order of a Thai dictionary."""
    return SavedView.objects.filter(user=user, retired_at=None).order_by(by_name("name"), "pk")


@transaction.atomic
def save_view(name: str, *, asked: Mapping[str, str], by: User, at: dt.datetime) -> SavedView:
    """
    Keep what is ``asked`` under ``name``; under a name that he has, it is written anew.

    Raises Invalid without a name, when nothing is asked, or when there are too many.
    """
    take_turns(_SAVING, str(by.pk))
    words = _kept_text(" ".join(name.split()))
    if not words:
        raise Invalid(_("โปรดตั้งชื่อมุมมอง เช่น หนังสือด่วนของกรม"), field="name")
    if len(words) > _LONGEST_NAME:
        raise Invalid(_("ชื่อมุมมองยาวเกินไป โปรดใช้ไม่เกิน ๖๐ ตัวอักษร"), field="name")
    kept = {field: _kept_text(value) for field, value in asked.items() if _kept_text(value)}
    if not kept:
        raise Invalid(_("ยังไม่มีคำค้นหรือตัวกรองให้บันทึก โปรดค้นก่อน แล้วจึงบันทึกมุมมอง"), field="name")
    held = views_of(by)
    same = held.filter(name=words).first()
    if same is None and held.count() >= MOST_VIEWS:
        raise Invalid(_("บันทึกมุมมองได้ไม่เกิน ๓๐ รายการ โปรดเอารายการที่ไม่ใช้ออกก่อน"), field="name")
    if same is None:
        return SavedView.objects.create(user=by, name=words, asked=kept, saved_at=at)
    same.asked, same.saved_at = kept, at
    same.save(update_fields=["asked", "saved_at"])
    return same


def _kept_text(typed: str) -> str:
    """Without the one sign that the database cannot hold."""
    return typed.replace("\0", "")


@transaction.atomic
def retire_view(view: SavedView, *, by: User, at: dt.datetime) -> None:
    """Put a search away. Raises WrongState when it is not among those of ``by``."""
    if not views_of(by).filter(pk=view.pk).update(retired_at=at):
        raise WrongState(_("มุมมองนี้ถูกเอาออกไปแล้ว"))
