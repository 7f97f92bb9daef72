"""What the survey is counted for, and its quarterly targets."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from survey.models.task import SurveyTask


class Indicator(models.Model):
    """
    A percentage: offices whose answer makes ``numerator`` true, of all who must answer.

    ``numerator`` is an expression in the language of the questions.
    """

    task = models.ForeignKey(SurveyTask, models.CASCADE, related_name="indicators")
    code = models.CharField(_("รหัส"), max_length=20, blank=True)
    name = models.CharField(_("ตัวชี้วัด"), max_length=500)
    numerator = models.CharField(_("นับหน่วยงานที่"), max_length=500)
    supporters = models.CharField(_("หน่วยงานสนับสนุน"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("ตัวชี้วัด")
        verbose_name_plural = _("ตัวชี้วัด")
        ordering = ["task_id", "id"]

    def __str__(self) -> str:
        return self.name


class QuarterTarget(models.Model):
    """
    The percentage to be reached by the end of a quarter, counted from the year's start.

    ``fiscal_year`` is CE (2021 for ปีงบประมาณ 2564, which began on 1 October 2020).
    """

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    fiscal_year = models.PositiveIntegerField(_("ปีงบประมาณ (ค.ศ.)"))
    quarter = models.PositiveSmallIntegerField(_("ไตรมาส"))
    percent = models.DecimalField(_("ร้อยละ"), max_digits=5, decimal_places=2)

    class Meta:
        verbose_name = _("ค่าเป้าหมายรายไตรมาส")
        verbose_name_plural = _("ค่าเป้าหมายรายไตรมาส")
        ordering = ["fiscal_year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "fiscal_year", "quarter"], name="one_target_per_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"
            ),
            models.CheckConstraint(
                condition=Q(percent__gte=0, percent__lte=100), name="a_target_is_a_percentage"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fiscal_year}/{self.quarter}: {self.percent}"
