"""Files that go with a letter: attached to its draft, and carried from the letter passed on."""

from __future__ import annotations

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from circulars.domain.drafting import lock_draft
from circulars.domain.events import record
from circulars.domain.received import IncomingFile
from circulars.draft_policies import need_draft
from circulars.errors import Invalid
from circulars.models import (
    Draft,
    DraftFile,
    EventKind,
    FileRole,
    Letter,
    LetterFile,
    Secrecy,
)
from circulars.models.letter import StoredFile
from circulars.policies import check_may_draft
from circulars.states import DraftState
from offices.models import User

#: Of a letter that is passed on, what people read goes with it, best first.
_READING = (FileRole.COMPOSED, FileRole.READABLE)
_WRITABLE = (DraftState.WRITING, DraftState.SENT_BACK)


@transaction.atomic
def attach(draft: Draft, incoming: IncomingFile, *, by: User, at: dt.datetime) -> DraftFile:
    """Add a file to what will be enclosed. Raises NotAllowed, WrongState, Invalid when it is secret."""
    draft = lock_draft(draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, *_WRITABLE)
    if draft.copy.circular.secrecy != Secrecy.NORMAL:
        raise Invalid(_("ไฟล์ของหนังสือชั้นความลับไม่เก็บในระบบ โปรดส่งสิ่งที่ส่งมาด้วยเป็นกระดาษ"), field="files")
    kept = DraftFile(
        draft=draft,
        name=incoming.name[:200],
        sha256=incoming.sha256,
        mime=incoming.mime,
        pages=incoming.pages,
        size=len(incoming.data),
        added_at=at,
        added_by=by,
    )
    kept.file.save(incoming.sha256, ContentFile(incoming.data))
    record(EventKind.DRAFTED, by=by, at=at, copy=draft.copy, attached=kept.name)
    return kept


@transaction.atomic
def detach(kept: DraftFile, *, by: User, at: dt.datetime) -> None:
    """Take a file out of a draft again; the event remembers it. Raises NotAllowed, WrongState."""
    draft = lock_draft(kept.draft)
    check_may_draft(by, draft.copy, at)
    need_draft(draft, *_WRITABLE)
    DraftFile.objects.filter(pk=kept.pk, draft=draft).delete()
    record(EventKind.DRAFTED, by=by, at=at, copy=draft.copy, detached=kept.name)


def enclose(draft: Draft, letter: Letter, *, at: dt.datetime) -> list[LetterFile]:
    """
    Give the signed ``letter`` its enclosures: the letter it passes on with all that came
    with that, then the files of the draft. The bytes are shared, never copied.
    """
    rows = [
        LetterFile(
            letter=letter,
            role=FileRole.ENCLOSURE,
            file=one.file.name,
            name=name,
            sha256=one.sha256,
            mime=one.mime,
            pages=one.pages,
            size=one.size,
            added_at=at,
            added_by=one.added_by,
        )
        for name, one in to_enclose(draft)
    ]
    return LetterFile.objects.bulk_create(rows)


def to_enclose(draft: Draft) -> list[tuple[str, StoredFile]]:
    """What would go with the letter if it were signed now, in order: names and bytes."""
    carried = _carried(newest(draft.copy.letter)) if draft.copy.letter else []
    return [*carried, *((one.name, one) for one in draft.files.all())]


def newest(letter: Letter) -> Letter:
    """The letter that stands in the place of ``letter`` now; itself, if none does."""
    while (later := Letter.objects.filter(replaces=letter).first()) is not None:
        letter = later
    return letter


def _carried(received: Letter) -> list[tuple[str, StoredFile]]:
    files = list(received.files.all())
    read = next((one for role in _READING for one in files if one.role == role), None)
    enclosures = [one for one in files if one.role == FileRole.ENCLOSURE]
    first = [(_title(received), read)] if read else []
    return [*first, *((one.name, one) for one in enclosures)]


def _title(letter: Letter) -> str:
    """The name under which the letter passed on is found among the enclosures."""
    number = letter.number_printed.replace("/", "-") or letter.subject[:60]
    return f"{number} {letter.issuer_name}"[:190] + ".pdf"
