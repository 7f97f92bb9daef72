"""The roll-up table on screen, as PDF and as a workbook; and the indicator's page."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from circulars.templatetags.thai import thai_digits
from circulars.thai.calendar import ERA
from survey.domain import progress
from survey.domain.indicators import Measure, measure
from survey.domain.rolling_up import Table, moment_of, roll_up
from survey.letters.rollup_pdf import MOST_ROWS, draw_rollup
from survey.letters.rollup_xlsx import write_rollup
from survey.models import Certificate
from survey.views.base import CopyMixin

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Above this the screen shows one province at a time.
MOST_ON_SCREEN = 400


class TableMixin(CopyMixin):
    """The table below this copy, or the part of it in ``?province=``."""

    @cached_property
    def table(self) -> Table:
        wanted = self.request.GET.get("province", "")
        province = int(wanted) if wanted.isdigit() and wanted.isascii() else None
        return roll_up(self.task, self.copy, province_id=province)

    @property
    def as_of(self) -> Any:
        return moment_of(self.task, self.copy)

    @cached_property
    def certificate(self) -> Certificate | None:
        rows = Certificate.objects.filter(copy=self.copy, withdrawn_at=None)
        return rows.select_related("by").first()


class RollupView(TableMixin, TemplateView):
    """The enclosure's own layout, with subtotals; silent offices stand in it too."""

    template_name = "survey/rollup.html"

    @property
    def folded(self) -> bool:
        """A table of the whole country shows its subtotals, province by province."""
        return len(self.table.rows) > MOST_ON_SCREEN

    @property
    def query(self) -> str:
        return f"?{self.request.GET.urlencode()}" if self.request.GET else ""

    @property
    def not_reached(self) -> int:
        return progress.not_reached(self.task, self.copy).count()


class RollupPdfView(TableMixin, View):
    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        if len(self.table.rows) > MOST_ROWS:
            sentence = _("ตารางยาวเกินกว่าจะพิมพ์ครั้งเดียว โปรดพิมพ์ทีละจังหวัด หรือใช้ไฟล์ Excel")
            return HttpResponse(sentence, status=400, content_type="text/plain; charset=utf-8")
        pdf = draw_rollup(self.table, self.copy, self.certificate, as_of=self.as_of)
        return _file(pdf, "application/pdf", "pdf", inline=True)


class RollupXlsxView(TableMixin, View):
    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        return _file(write_rollup(self.table), _XLSX, "xlsx")


def _file(data: bytes, mime: str, ending: str, *, inline: bool = False) -> HttpResponse:
    how = "inline" if inline else "attachment"
    return HttpResponse(
        data,
        content_type=mime,
        headers={"Content-Disposition": f'{how}; filename="rollup.{ending}"'},
    )


class IndicatorView(CopyMixin, TemplateView):
    """The percentages that the survey is counted for, against their quarterly targets."""

    template_name = "survey/indicator.html"

    @cached_property
    def measures(self) -> list[Measure]:
        return [measure(one, self.copy, at=self.at) for one in self.task.indicators.all()]

    @property
    def charts(self) -> list[dict[str, Any]]:
        return [{"measure": one, "data": _chart(one)} for one in self.measures]

    @property
    def not_reached(self) -> int:
        return progress.not_reached(self.task, self.copy).count()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not self.task.indicators.exists():
            raise Http404
        return super().get_context_data(**kwargs)


def _chart(measured: Measure) -> dict[str, Any]:
    """Percentages as numbers for drawing; the exact ones stand in the table beneath."""
    quarters = measured.quarters
    labels = [
        thai_digits(
            _("ไตรมาส %(quarter)s/%(year)s") % {"quarter": q.quarter, "year": q.fiscal_year + ERA}
        )
        for q in quarters
    ]
    percents = [q.rate.percent if q.rate else None for q in quarters]
    return {
        "labels": labels,
        "series": [
            {"name": _("ผลสะสม"), "values": [None if p is None else _number(p) for p in percents]}
        ],
        "unit": "%",
        "target": [_number(q.target) for q in quarters],
        "target_name": _("ค่าเป้าหมาย"),
    }


def _number(percent: Decimal) -> int | float:
    """For drawing: whole percents without a decimal point."""
    return int(percent) if percent == percent.to_integral_value() else float(percent)
