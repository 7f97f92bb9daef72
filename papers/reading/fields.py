"""The fields of a letter, found on its pages by the rules of its form."""

import re
from collections.abc import Sequence

from papers.reading.doubts import doubted
from papers.reading.ending import links_in, mails_in, owner_of, signer_of, telephones_in
from papers.reading.found import Found, Reading
from papers.reading.head import (
    as_day,
    day_of,
    issuer_of,
    memo_agency,
    number_of,
    secrecy_of,
    urgency_of,
)
from papers.reading.letter_text import (
    body_of,
    citations_in,
    deadlines_in,
    items_of,
    paragraphs_of,
    request_of,
)
from papers.reading.outline import Outline, outline
from papers.reading.overleaf import closing_of
from papers.reading.passage import Passage
from papers.reading.printed import Page
from papers.reading.rows import Row, rows_of
from papers.reading.signs import DayRead, NumberRead
from papers.reading.stamps import Stamp, stamps_of

_PAGE_NUMBER = re.compile(r"[-–—]?\s*[0-9๐-๙]{1,3}\s*[-–—]?$")
_NUMBER_TOP_MM, _FOOT_SHARE = 40.0, 0.85


def read_fields(pages: Sequence[Page]) -> Reading:
    """All that is printed in the fields of the letter on ``pages``; nothing else."""
    stamps = [stamp for page in pages for stamp in stamps_of(page)]
    rows = _letter_rows(pages, stamps)
    made = outline(rows)
    return doubted(_reading(pages, made, stamps))


def _letter_rows(pages: Sequence[Page], stamps: list[Stamp]) -> list[Row]:
    """The rows without stamps, page numbers and the words that announce the next page."""
    stamped = set().union(*(stamp.lines for stamp in stamps))
    rows = [row.without(stamped) for row in rows_of(pages)]
    return [row for row in rows if row is not None and not _is_furniture(row)]


def _is_furniture(row: Row) -> bool:
    numbered = row.box.top < _NUMBER_TOP_MM and _PAGE_NUMBER.match(row.text) and row.is_centred
    announced = row.text.startswith("/") and row.box.top > _FOOT_SHARE * row.page.height
    return bool(numbered or announced)


def _reading(pages: Sequence[Page], made: Outline, stamps: list[Stamp]) -> Reading:
    number, day = number_of(made), day_of(made)
    dated = day.day if day else None
    paragraphs = paragraphs_of(made.body, made.margin)
    listed = [*items_of(made.references), *items_of(made.enclosures)]
    signer, position, acting = signer_of(made)
    everything = _everything(made, paragraphs)
    phones, faxes = telephones_in(everything)
    return Reading(
        pages=tuple(pages),
        kind=_kind(made),
        urgency=urgency_of(made.head),
        secrecy=secrecy_of([*made.head, *made.end]),
        number=_number(number),
        day=as_day(day),
        subject=_text(made.subject),
        addressee=_text(made.addressee),
        references=tuple(citations_in(listed, paragraphs, number.reference.key if number else "")),
        enclosures=tuple(item.as_text() for item in items_of(made.enclosures)),
        deadlines=tuple(deadlines_in(paragraphs, dated)),
        signer=signer,
        signer_position=position,
        acting=acting,
        issuer=issuer_of(made, number),
        owner_unit=owner_of(made),
        phones=tuple(phones),
        links=tuple(links_in(everything, [code for page in pages for code in page.codes])),
        request=request_of(paragraphs),
        body=body_of(paragraphs),
        stamps=tuple(stamp.found for stamp in stamps),
        faxes=tuple(faxes),
        mails=tuple(mails_in(everything)),
        unread=_unread(day),
    )


def _everything(made: Outline, paragraphs: list[Passage]) -> list[Passage]:
    """The head, the text and the end of the letter, without the pages of its enclosures."""
    end = [row.passage for row in closing_of(made)]
    head = [row.passage for row in made.head]
    if made.kind == "memo":
        agency = memo_agency(made.head)
        head = [agency, *(one for one in head if one.text not in agency.text)]
    return [*head, *paragraphs, *end]


def _kind(made: Outline) -> Found[str]:
    if not made.kind_printed:
        return Found(made.kind, "", (), 1.0 if made.kind != "other" else 0.0)
    return made.kind_printed.found(made.kind)


def _text(parts: list[Passage]) -> Found[str] | None:
    whole = Passage.one_below_the_other(parts)
    return whole.as_text() if whole else None


def _number(read: NumberRead | None) -> Found[str] | None:
    if read is None:
        return None
    return read.passage.found(read.passage.as_text().value, why=read.why)


def _unread(day: DayRead | None) -> tuple[Found[str], ...]:
    if day is None or day.day is not None:
        return ()
    return (day.passage.found("day", why=day.why),)
