"""Addresses that lead an office straight to its own form."""

from __future__ import annotations

from django.core import signing

from survey.models import ExpectedAnswer

_SALT = "survey.answer"


def token_for(expected: ExpectedAnswer) -> str:
    """A token bound to one line of the ledger; it opens nothing without a log-in."""
    return signing.Signer(salt=_SALT).sign(str(expected.pk))


def line_of(token: str) -> int | None:
    """The line that ``token`` was made for; None when it is not one of ours."""
    try:
        return int(signing.Signer(salt=_SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
