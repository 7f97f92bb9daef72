"""A reading as plain data: what is certain, how certain, and apart from it what is not."""

import datetime as dt
from typing import Any

from papers.reading.found import Asked, Cited, Found, Reading, Received

_SINGLE = {
    "urgency": "urgency",
    "secrecy": "secrecy",
    "number": "number",
    "date": "day",
    "subject": "subject",
    "addressee": "addressee",
    "signer": "signer",
    "signer_position": "signer_position",
    "acting": "acting",
    "issuer": "issuer",
    "owner_unit": "owner_unit",
    "request": "request",
}
_MANY = (
    "references",
    "enclosures",
    "deadlines",
    "phones",
    "faxes",
    "mails",
    "links",
    "stamps",
)
#: In these a wrong character does harm: a doubtful one is no value.
_EXACT = {"number", "date", "references", "deadlines", "stamps", "phones", "faxes"}


def as_data(reading: Reading) -> dict[str, Any]:
    """
    ``fields``, ``confidence``, and under ``doubtful`` what is proposed but must be looked at.

    A number or a date that is doubtful is null, or left out of its list, in ``fields``.
    """
    fields: dict[str, Any] = {"kind": reading.kind.value}
    confidence: dict[str, float] = {"kind": round(reading.kind.confidence, 3)}
    doubtful: dict[str, list[dict[str, Any]]] = {}
    for name, attribute in _SINGLE.items():
        found = getattr(reading, attribute)
        every = [found] if found else []
        kept = _kept(name, every, doubtful)
        fields[name] = _plain(kept[0].value) if kept else None
        if every:
            confidence[name] = _least(every)
    for name in _MANY:
        every = getattr(reading, name)
        fields[name] = [_one(one) for one in _kept(name, every, doubtful)]
        if every:
            confidence[name] = _least(every)
    for one in reading.unread:
        name = "date" if one.value == "day" else one.value
        doubtful.setdefault(name, []).append({"printed": one.printed, "why": one.why_doubtful})
        confidence[name] = 0.0
    return {"fields": fields, "confidence": confidence, "doubtful": doubtful}


def _kept(
    name: str, every: list[Found[Any]], doubtful: dict[str, list[dict[str, Any]]]
) -> list[Found[Any]]:
    """What may stand as a value; the rest goes to ``doubtful`` with its reason."""
    kept = []
    for one in every:
        if name in _EXACT and one.is_doubtful:
            guess = {"value": _one(one), "printed": one.printed, "why": one.why_doubtful}
            doubtful.setdefault(name, []).append({**guess, "confidence": round(one.confidence, 3)})
        else:
            kept.append(one)
    return kept


def _least(every: list[Found[Any]]) -> float:
    return round(min(one.confidence for one in every), 3)


def _one(found: Found[Any]) -> Any:
    if isinstance(found.value, Asked):
        return {"phrase": found.printed, **_asked(found.value)}
    return _plain(found.value)


def _asked(asked: Asked) -> dict[str, Any]:
    """The day, with its hour if it has one; else the rule."""
    if asked.day is None:
        return {"rule": asked.rule}
    return {"date": asked.day.isoformat(), **({"rule": asked.rule} if asked.rule else {})}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Cited | Received):
        return {"number": value.number, "date": value.day.isoformat() if value.day else None}
    return value
