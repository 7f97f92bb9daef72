"""What a letter asks of its receivers, and of whom: said by its writer, or read off it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from circulars.domain.expecting import is_carried
from circulars.errors import Invalid
from circulars.models import Ask, Draft, OfficeCopy, What
from offices.models import LOCAL_GOVERNMENTS, Kind
from thai.request import Request, request_in

#: What the text asks for, in the words of the ledger.
_READ = {
    Request.REPORT: What.REPLY,
    Request.RECEIPT: What.ACKNOWLEDGE,
    Request.ACTION: What.ACT,
    Request.NOTHING: None,
}
#: Who may be said to owe it in the end, by the kind of the office that asks.
OWING_KINDS: dict[str, tuple[Kind, ...]] = {
    Kind.MINISTRY: (Kind.PROVINCE, Kind.DISTRICT, *sorted(LOCAL_GOVERNMENTS)),
    Kind.DEPARTMENT: (Kind.PROVINCE, Kind.DISTRICT, *sorted(LOCAL_GOVERNMENTS)),
    Kind.PROVINCE: (Kind.DISTRICT, *sorted(LOCAL_GOVERNMENTS)),
    Kind.DISTRICT: (),
}


def asked_by(
    copy: OfficeCopy, said: str, *, subject: str, body: str, has_deadline: bool
) -> What | None:
    """
    What the letter of ``copy`` asks; None when it asks nothing of its own.

    What is already asked from above, or by a survey, goes on with the letter and is not asked twice. Otherwise a letter
    with a deadline asks for a report, whatever its words: something is awaited on that day.
    """
    if said == Ask.NOTHING:
        return None
    if said != Ask.TEXT:
        return What(said)
    if is_carried(copy):
        return None
    if has_deadline:
        return What.REPLY
    return _READ[request_in(subject, body)]


def asks_of(draft: Draft) -> What | None:
    """The same for a draft as it stands."""
    words = draft.latest
    has_deadline = draft.due_at is not None or draft.deadline is not None
    return asked_by(
        draft.copy,
        draft.asks,
        subject=words.subject,
        body=words.body,
        has_deadline=has_deadline,
    )


def check_owed_by(house_kind: str, kinds: list[str]) -> None:
    """Raise Invalid when an office of this kind has nobody of ``kinds`` below it to ask."""
    if set(kinds) - set(OWING_KINDS.get(house_kind, ())):
        raise Invalid(_("เลือกได้เฉพาะประเภทหน่วยงานที่อยู่ใต้หน่วยงานของท่าน"), field="owed_by")
