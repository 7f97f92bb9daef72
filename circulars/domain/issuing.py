"""A letter of ours gets its number and its line in the outgoing book."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from circulars.capacities import SignerChoice
from circulars.domain.checking_paper import new_code
from circulars.domain.folding import fold
from circulars.domain.late_entry import Late, find_number
from circulars.domain.locking import share_house
from circulars.domain.numbering import number_in, numbering_office, outgoing_book
from circulars.domain.received import number_key
from circulars.models import FileRole, Letter, LetterFile, RegisterEntry
from offices.models import Office, Post, User
from outbox.registry import tell

#: What is told inside the act that signs: the letter, which is then drawn and kept.
SIGNED = "letter_signed"


def signed_letter(letter: Letter, choice: SignerChoice, *, at: dt.datetime) -> Letter:
    """Write on ``letter`` who signed it, in which capacity and when."""
    post: Post = choice.post
    letter.dated = timezone.localdate(at)
    letter.signer_name, letter.signer_rank = post.user.full_name, post.user.rank
    letter.signer_position = post.position
    letter.acting_kind = choice.acting.kind if choice.acting else ""
    letter.acting_for = choice.acting.for_position if choice.acting else ""
    letter.composed_here = True
    letter.signed_at, letter.signed_by = at, post.user
    letter.check_code = new_code()
    return letter


def enter_outgoing(
    letter: Letter,
    unit: Office,
    *,
    by: User,
    at: dt.datetime,
    late: Late | None = None,
    number: int | None = None,
    **written: Any,
) -> RegisterEntry:
    """
    Take the number of a signed letter of ``unit``, save it and enter it in the book.

    ``number`` and ``late``: given by hand, see ``late_entry.find_number``; ``written`` are
    further columns of the line. Call it inside the transaction of the act: a rollback gives the
    number back.
    """
    # A series that is being changed may not give one more number meanwhile.
    share_house(unit)
    office = numbering_office(unit)
    kind = outgoing_book(
        office, as_circular=letter.is_circular, kind=letter.kind, secrecy=letter.secrecy
    )
    entry = RegisterEntry(
        entered_at=at,
        entered_by=by,
        dated=letter.dated,
        from_text=unit.name,
        to_text=letter.addressee,
        subject=letter.subject,
        **written,
    )
    find_number(entry, office, kind, at=at, late=late, number=number)
    as_circular = letter.is_circular
    letter.number_printed = number_in(entry.book, unit, entry.number, as_circular=as_circular)
    letter.number_key, _circular = number_key(letter.number_printed)
    fold(letter)
    letter.save()
    entry.letter, entry.number_printed = letter, letter.number_printed
    entry.save()
    return entry


def keep_drawn(letter: Letter) -> LetterFile:
    """
    Draw a signed letter and keep it, inside the transaction of the act: as it is signed, so it
    goes out, whatever becomes of the letterhead. Gives the kept PDF with its SHA-256.
    """
    tell(SIGNED, letter)
    return letter.files.get(role=FileRole.COMPOSED)
