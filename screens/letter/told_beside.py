"""What an office did or said beside the system, told as a story."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from circulars.models import EventKind, Said, Way
from papers.templatetags.thai import thai_digits

LOOKS_BESIDE: dict[str, tuple[str, str]] = {
    EventKind.LINK_MADE: ("qrcode", "info"),
    EventKind.LINK_REVOKED: ("ban", "wait"),
    EventKind.LINK_USED: ("key", "neutral"),
    EventKind.LINK_REFUSED: ("lock", "bad"),
    EventKind.LINK_FETCHED: ("download", "neutral"),
    EventKind.TOLD: ("message", "info"),
    EventKind.SUCCEEDED: ("transfer-in", "wait"),
}


def succeeded(data: dict[str, Any]) -> tuple[str, str]:
    """One office took over what lay at another."""
    return _("%(after)s รับช่วงจาก %(before)s") % data, data["reason"]


def told(data: dict[str, Any]) -> tuple[str, str]:
    """What was said and by which way; then by whom, with the number."""
    words = {"said": Said(data["said"]).label, "way": Way(data["way"]).label}
    more = (thai_digits(data["number"]), data["said_by"])
    return _("%(said)s (ทาง%(way)s)") % words, " ".join(filter(None, more))
