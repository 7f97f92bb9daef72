"""A book at the end of a day or year: each number that stands out explained; and as a table."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from openpyxl import Workbook

from circulars.domain.explaining import explain
from circulars.models import INCOMING
from papers.register_book import columns
from screens.desk.register_rows import lines_for
from screens.desk.registers import BookMixin, span_of
from screens.frame.found_file import XLSX, cell_of
from thai.calendar import ERA

#: More rows are for no spreadsheet of an office; the largest yearly book known has some 70,000.
MOST_ROWS = 100_000
_BATCH = 500


class BookExplainedView(BookMixin, TemplateView):
    """What is void, waits, lapsed, was written late, or is missing: nothing is left unsaid."""

    template_name = "desk/book_explained.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        span = span_of(self.book.year, self.given.get("day"), self.given.get("month"))
        first, after = span or (None, None)
        told = explain(self.book, first=first, after=after)
        parts = [
            (_("ยกเลิก"), told.void),
            (_("จองไว้ ยังไม่ใช้"), told.waiting),
            (_("จองไว้แล้วไม่ได้ใช้"), told.lapsed),
            (_("ลงย้อนหลัง"), told.late),
        ]
        return super().get_context_data(
            **kwargs,
            book=self.book,
            form=self.filter,
            period=self.period,
            told=told,
            parts=[(name, lines_for(lines, self.viewer)) for name, lines in parts],
        )


class RegisterXlsxView(BookMixin, View):
    """The lines of the book as a table, oldest first, in the columns of form 13 or 14."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        made = Workbook(write_only=True)
        sheet = made.create_sheet(str(self.book.get_kind_display())[:31])
        sheet.freeze_panes = "A2"
        for place, width in enumerate((12, 14, 24, 14, 34, 34, 60, 34, 34)):
            sheet.column_dimensions["ABCDEFGHI"[place]].width = width
        for row in self.rows():
            sheet.append([cell_of(sheet, value) for value in row])
        file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the response
        made.save(file)
        file.seek(0)
        name = f"{self.book.get_kind_display()} {self.book.year + ERA}.xlsx"
        response = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
        response["Cache-Control"] = "private, no-cache"
        return response

    def rows(self) -> Iterator[list[Any]]:
        number, *others = columns(received=self.book.kind in INCOMING)
        yield [number, _("ลงวันที่ในทะเบียน"), *others]
        ids = list(self.entries.order_by("number").values_list("pk", flat=True)[:MOST_ROWS])
        for start in range(0, len(ids), _BATCH):
            part = self.entries.filter(pk__in=ids[start : start + _BATCH]).order_by("number")
            for line in lines_for(part, self.viewer):
                entry = line.entry
                yield [
                    entry.number if not entry.second_number else entry.number_text,
                    timezone.localdate(entry.entered_at),
                    entry.number_printed if line.open else "",
                    entry.dated or entry.dated_printed,
                    line.sender,
                    line.receiver,
                    line.subject,
                    line.action,
                    line.remark,
                ]
