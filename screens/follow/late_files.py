"""The late list as a file: the same rows, the same filter, whatever its length."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.generic import View
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from papers.templatetags.thai import thai_date_short
from screens.follow.late import LateMixin
from screens.frame.looks import look_of
from thai.deadlines import days_left, last_day
from thai.telephone import spaced
from workflow.holders import Contact, Done, contacts_of, done_about
from workflow.late import Held, late_below, rows_of

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: So many letters are asked for at once.
_BATCH = 500
#: A table program takes a cell that begins so for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class LateFileView(LateMixin, View):
    """Rows as plain values; each kind of file writes them in its own way."""

    mime = ""
    ending = ""

    def write(self, rows: Iterator[list[Any]]) -> bytes:
        raise NotImplementedError

    def get(self, request: HttpRequest) -> HttpResponse:
        response = HttpResponse(self.write(self._rows()), content_type=self.mime)
        name = f"{_('ใครเลยกำหนด')} {self.at:%Y-%m-%d}{self.ending}"
        response["Content-Disposition"] = content_disposition_header(True, name) or ""
        response["Cache-Control"] = "private, no-cache"
        return response

    def _rows(self) -> Iterator[list[Any]]:
        yield _heads()
        chosen = late_below(self.open_branches, self.wanted, at=self.at)
        ids = list(chosen.values_list("pk", flat=True))
        for start in range(0, len(ids), _BATCH):
            late = rows_of(ids[start : start + _BATCH], self.wanted)
            copies = list({held.copy.pk: held.copy for held in late}.values())
            contacts, done = contacts_of(copies, at=self.at), done_about(copies)
            for held in late:
                yield self._row(held, contacts[held.copy.pk], done[held.copy.pk])

    def _row(self, held: Held, contact: Contact, done: Done) -> list[Any]:
        line = held.line
        assert line.due_at is not None, "only what has a deadline is late"
        return [
            line.asker.circular.subject,
            line.province.name if line.province else "",
            line.district.name if line.district else "",
            line.office.name,
            contact.name,
            contact.post,
            spaced(contact.phone),
            str(look_of("delivery", held.stage).word),
            thai_date_short(held.since, "arabic"),
            thai_date_short(last_day(line.due_at), "arabic"),
            -days_left(line.due_at, self.at),
            str(done.last.get_kind_display()) if done.last else "",
            done.reminders,
            thai_date_short(done.call.at, "arabic") if done.call else "",
            done.call.data["note"] if done.call else "",
            held.copy.office.name,
        ]


def _heads() -> list[Any]:
    return [
        _("เรื่อง"),
        _("จังหวัด"),
        _("อำเภอ"),
        _("หน่วยงาน"),
        _("ผู้ถือเรื่อง"),
        _("ตำแหน่ง"),
        _("โทร."),
        _("ถึงขั้น"),
        _("ตั้งแต่"),
        _("กำหนดตอบ"),
        _("เลยมาแล้ว (วันปฏิทิน)"),
        _("เหตุการณ์ล่าสุด"),
        _("เตือนแล้ว (ครั้ง)"),
        _("โทรครั้งล่าสุด"),
        _("ได้ความว่า"),
        _("หนังสืออยู่ที่"),
    ]


class LateXlsxView(LateFileView):
    """One sheet with a frozen head; text stays text, numbers are numbers."""

    mime, ending = _XLSX, ".xlsx"

    def write(self, rows: Iterator[list[Any]]) -> bytes:
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("ใครเลยกำหนด"))
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()


def _cell(sheet: Any, value: object) -> Any:
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


class LateCsvView(LateFileView):
    """UTF-8 with its mark, so that a table program reads the Thai."""

    mime, ending = "text/csv; charset=utf-8", ".csv"

    def write(self, rows: Iterator[list[Any]]) -> bytes:
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerows([_harmless(value) for value in row] for row in rows)
        return text.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    """No cell is read as a formula."""
    formula = isinstance(value, str) and value.startswith(_FORMULA)
    return f"'{value}" if formula else value
