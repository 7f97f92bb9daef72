"""Lines of a register book as they are shown and printed: day by day, secrets masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from circulars.domain.registering import check_voidable
from circulars.models import RegisterEntry, Secrecy
from circulars.policies import verdict
from offices.models import Office
from offices.viewer import Viewer
from papers.content import RegisterRow
from papers.templatetags.thai import thai_date, thai_date_register, thai_moment
from screens.desk.register_acts import Done, acts_upon
from screens.frame.books import books_of_desks, readable_books
from screens.frame.finding import numbered, receipted, written
from thai.calendar import ERA, MONTHS, local_day
from thai.dates import format_date
from thai.digits import to_arabic, to_thai


@dataclass(frozen=True, slots=True)
class Line:
    """One entry, and whether this reader may read what the letter is about."""

    entry: RegisterEntry
    open: bool
    done: Sequence[Done] = ()

    @property
    def subject(self) -> str:
        if not self.open:
            return _("(หนังสือชั้นความลับ)")
        reservation = self.entry.reservation
        if self.entry.letter_id is None and reservation is not None:
            return _("(จองเลข) %s") % reservation.reason
        return self.entry.subject

    @property
    def sender(self) -> str:
        return self.entry.from_text if self.open else ""

    @property
    def receiver(self) -> str:
        return self.entry.to_text if self.open else ""

    @property
    def action(self) -> str:
        """What the clerk wrote, and after it what the system knows to have been done."""
        if not self.open:
            return ""
        return " · ".join(filter(None, [self.entry.action, *map(str, self.done)]))

    @property
    def note(self) -> str:
        """The remark, or why the number was struck out."""
        if not self.open:
            return ""
        return self.entry.void_reason if self.entry.voided_at else self.plain_note

    @property
    def plain_note(self) -> str:
        """The remark of a line that stands, and what is out of the ordinary about its number."""
        entry = self.entry
        told = [entry.note]
        if entry.waits and entry.reservation is not None:
            told.append(_("ใช้ภายใน %s") % thai_date_register(entry.reservation.use_by))
        if entry.typed_at is not None:
            told.append(
                _("ลงย้อนหลังเมื่อ %(day)s: %(why)s")
                % {"day": thai_date_register(local_day(entry.typed_at)), "why": entry.late_reason}
            )
        return " · ".join(filter(None, told))

    @property
    def remark(self) -> str:
        """The column หมายเหตุ, in words alone."""
        return _("ยกเลิก: %s") % self.note if self.entry.voided_at else self.note

    @property
    def time_words(self) -> str:
        """Day and time of the line; the day alone where no time was noted."""
        entry = self.entry
        return thai_moment(entry.entered_at) if entry.time_known else thai_date(self.day)

    @property
    def day(self) -> dt.date:
        return timezone.localdate(self.entry.entered_at)

    @property
    def voidable(self) -> bool:
        """May the number still be struck out? Needs what ``check_voidable`` needs."""
        return verdict(check_voidable, self.entry).allowed

    def printed(self, *, with_day: bool = True) -> RegisterRow:
        """
        In the columns of forms 13 and 14; ask with Thai active, for paper is Thai.

        ``with_day`` False when the heading of the form names the one day already.
        """
        entry = self.entry
        void = entry.voided_at is not None
        dated = format_date(entry.dated, style="register") if entry.dated else entry.dated_printed
        return RegisterRow(
            number=to_thai(entry.number_text),
            reference=to_thai(entry.number_printed) if self.open else "",
            dated=to_thai(dated),
            sender=to_thai(self.sender),
            receiver=to_thai(self.receiver),
            subject=to_thai(self.subject),
            action=to_thai(self.action),
            note=to_thai(self.remark),
            void=void,
            day=day_words(self.day) if with_day else "",
        )


def lines_for(entries: Iterable[RegisterEntry], viewer: Viewer) -> list[Line]:
    """
    The entries as ``viewer`` may read them. Of a secret letter only its number is shown,
    except to the people named on it and the house's secret registrars. Needs ``letter``,
    ``copy`` and the book's office joined.
    """
    rows = list(entries)
    done = acts_upon(rows)
    return [
        Line(entry, _is_plain(entry) or _is_named(entry, viewer), done.get(entry.pk, ()))
        for entry in rows
    ]


def _is_plain(entry: RegisterEntry) -> bool:
    return entry.letter is None or entry.letter.secrecy == Secrecy.NORMAL


def _is_named(entry: RegisterEntry, viewer: Viewer) -> bool:
    officer = entry.copy.officer_id if entry.copy else None
    named = viewer.user.pk in (entry.entered_by_id, officer)
    return named or entry.book.office.house_id in viewer.secret_houses


def day_words(day: dt.date) -> str:
    """The heading of one day's lines, as forms 13 and 14 have it."""
    return f"วันที่ {to_thai(day.day)} เดือน {MONTHS[day.month - 1]} พ.ศ. {to_thai(day.year + ERA)}"


def by_day(lines: Iterable[Line]) -> list[tuple[dt.date, list[Line]]]:
    """Lines under the day they were entered on, in the order given."""
    return [(day, list(group)) for day, group in groupby(lines, key=lambda line: line.day)]


def readable_entry(viewer: Viewer, pk: int) -> RegisterEntry:
    """A line of such a book, joined as for ``check_voidable``. Raises Http404: there is none."""
    entries = RegisterEntry.objects.in_book().seen_by(viewer).with_passed_on()
    joined = entries.select_related(
        "book__office__house", "copy__holder", "letter__unit__house", "reservation", "answers__book"
    )
    # Who wrote a line of the secret book may strike it out, though the book is not his.
    his_own = Q(entered_by=viewer.user, book__in=books_of_desks(viewer))
    return get_object_or_404(joined, Q(book__in=readable_books(viewer)) | his_own, pk=pk)


def reads_books_of(viewer: Viewer, unit: Office) -> bool:
    """Whether the books of ``unit`` are among ``readable_books``."""
    inside = any(unit.path.startswith(one.path) for one in viewer.units)
    return inside or unit.house_id_or_self in viewer.whole_houses


def matching(entries: QuerySet[RegisterEntry], text: str) -> QuerySet[RegisterEntry]:
    """Entries that have ``text``, in Thai or Arabic digits, in number, letter or people."""
    plain = to_arabic(text.strip())
    if not plain:
        return entries
    wanted = written(text, "letter__")
    if (receipt := receipted(text)) is not None:
        wanted |= receipt
    for spelling in {plain, to_thai(plain)}:
        for column in ("number_printed", "subject", "from_text", "to_text", "action", "note"):
            wanted |= Q(**{f"{column}__icontains": spelling})
    return entries.filter(wanted).exclude(~Q(letter__secrecy=Secrecy.NORMAL), letter__isnull=False)


def nearest_first(text: str) -> list[Case]:
    """
    The order of a search in a book, to go before any other: the line with just this
    receipt number, then letters with just this number. Empty when ``text`` is neither.
    """
    asked = (receipted(text), numbered(text, "letter__"))
    whens = [When(q, then=Value(place)) for place, q in enumerate(asked) if q is not None]
    return [Case(*whens, default=Value(len(asked)))] if whens else []
