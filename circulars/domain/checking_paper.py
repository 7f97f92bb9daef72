"""Whoever holds a letter on paper asks whether it is genuine, and whether it still stands."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from circulars.domain.enclosing import newest
from circulars.models import Letter, Secrecy
from circulars.states import State

_BYTES = 12


class Standing(models.TextChoices):
    """What is said of a letter to somebody who has its code."""

    GENUINE = "genuine", _("หนังสือจริง และยังใช้อยู่")
    REPLACED = "replaced", _("หนังสือจริง แต่มีฉบับใหม่แทนแล้ว")
    RECALLED = "recalled", _("หนังสือจริง แต่ถูกเรียกคืนหรือยกเลิกแล้ว")
    UNKNOWN = "unknown", _("ไม่พบหนังสือของรหัสนี้")


@dataclass(frozen=True, slots=True)
class Checked:
    """
    ``letter``: what is printed on it may be compared, number, day and issuer; None of a secret
    one. ``instead``: the letter that stands in its place now.
    """

    standing: Standing
    letter: Letter | None = None
    instead: Letter | None = None


def new_code() -> str:
    """A code for a letter: sixteen characters that nobody guesses."""
    return secrets.token_urlsafe(_BYTES)


def check_address(letter: Letter) -> str:
    """What the QR for checking leads to; empty for a letter signed before there were codes."""
    if not letter.check_code:
        return ""
    address: str = settings.PUBLIC_ADDRESS + settings.PAGES["letter_check"].format(
        letter.check_code
    )
    return address


def check_paper(code: str) -> Checked:
    """What may be said of the letter with this code, to anybody: nothing of what it says."""
    letter = Letter.objects.select_related("circular").filter(check_code=code).first()
    if letter is None:
        return Checked(Standing.UNKNOWN)
    shown = letter if letter.circular.secrecy == Secrecy.NORMAL else None
    if _is_recalled(letter):
        return Checked(Standing.RECALLED, shown)
    now = newest(letter)
    if now != letter:
        return Checked(Standing.REPLACED, shown, now if shown else None)
    return Checked(Standing.GENUINE, shown)


def _is_recalled(letter: Letter) -> bool:
    """Its matter is cancelled, its signature was taken off, or everybody gave it back."""
    if letter.withdrawn_at is not None:
        return True
    outgoing = letter.entries.filter(copy=None)
    if outgoing.exists() and not outgoing.filter(voided_at=None).exists():
        return True
    copies = letter.copies.all()
    return copies.exists() and not copies.exclude(state=State.RECALLED).exists()
