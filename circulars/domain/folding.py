"""What a letter is found by, folded once when it is written down."""

from __future__ import annotations

from circulars.models import Letter
from thai.searching import looked_in, looked_in_prose


def fold(letter: Letter) -> None:
    """
    Write on ``letter`` what a search looks in; saves nothing.

    Around the text: number, subject, people, offices with their short names, enclosures,
    and the day. The text itself with the letters it refers to, by their numbers.
    """
    enclosed = [str(one.get("text", "")) for one in letter.enclosures]
    offices = [office for office in (letter.issuer, letter.unit) if office is not None]
    named = [name for office in offices for name in (office.name, office.short_name)]
    signed = [letter.signer_name, letter.signer_position, letter.acting_for]
    number = f"{letter.number_printed} {letter.number_key}"
    texts = [letter.subject, letter.issuer_name, letter.addressee, *named, *signed, *enclosed]
    letter.folded = looked_in(number, *dict.fromkeys(filter(None, texts)), day=letter.dated)
    around = [*map(str, letter.references), *map(str, letter.copies_to), letter.contact]
    letter.folded_body = looked_in_prose("\n".join([letter.body, *around]))
