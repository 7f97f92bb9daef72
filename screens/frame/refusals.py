"""A refusal of the domain, shown where it belongs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied

from circulars.errors import CircularError
from circulars.policies import Verdict


def add_refusal(form: Any, refusal: CircularError) -> None:
    """Show a refusal at its field, or above the form."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


def require(allowed: Verdict) -> None:
    """Turn a verdict into a 403 with its reason, for pages that have no form to show it on."""
    if not allowed.allowed:
        raise PermissionDenied(allowed.reason)
