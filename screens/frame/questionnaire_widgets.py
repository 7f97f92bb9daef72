"""The fields of a questionnaire, by the type of the question."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from survey.models import Question, QuestionType
from survey.models.question_types import FILED
from survey.xlsform.values import ACKNOWLEDGED

#: Files come beside the other fields, under the same path.
FILE_PREFIX = "f"
Pairs = list[tuple[str, str]]
_ACCEPT = {
    QuestionType.IMAGE: "image/*",
    QuestionType.AUDIO: "audio/*",
    QuestionType.VIDEO: "video/*",
    QuestionType.FILE: "",
}
_MOST_RADIOS = 11


class FilesInput(forms.CheckboxSelectMultiple):
    """The files that were sent, each with a tick that keeps it, and a place to send more."""

    def __init__(self, *, kept: Mapping[str, str], path: str, accept: str) -> None:
        super().__init__(choices=list(kept.items()))
        self.path, self.accept = path, accept

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        wanted = [str(one) for one in (value if isinstance(value, list) else [value]) if one]
        self.choices = [(mark, text) for mark, text in self.choices if mark in wanted]
        kept = super().render(name, wanted, attrs, renderer) if self.choices else ""
        return format_html(
            '{}<input type="file" class="form-control" name="{}-{}" accept="{}" multiple'
            ' aria-label="{}">',
            *(kept, FILE_PREFIX, self.path, self.accept, _("เลือกไฟล์")),
        )


class RankInput(forms.Widget):
    """A list for each place in the order; without a script, and in any browser."""

    def __init__(self, choices: Pairs) -> None:
        super().__init__()
        self.choices = choices

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        given = [str(one) for one in (value if isinstance(value, list) else [value]) if one]
        return format_html_join(
            "",
            '<select class="form-select" name="{}" aria-label="{}">{}</select>',
            (
                (name, _("อันดับ %(n)s") % {"n": place + 1}, self._options(given, place))
                for place in range(len(self.choices))
            ),
        )

    def _options(self, given: list[str], place: int) -> SafeString:
        wanted = given[place] if place < len(given) else ""
        blank = ("", _("อันดับ %(n)s") % {"n": place + 1})
        return format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            (
                (key, SafeString(" selected") if key == wanted else "", label)
                for key, label in [blank, *self.choices]
            ),
        )


def widget_for(
    question: Question, choices: Pairs, *, path: str, files: Mapping[str, str]
) -> forms.Widget:
    """``choices`` are (name, label); ``files`` the marks and names of those that were sent."""
    kind = QuestionType(question.type)
    if kind in FILED:
        return FilesInput(kept=files, path=path, accept=_ACCEPT[kind])
    if kind == QuestionType.RANK:
        return RankInput(choices)
    if kind == QuestionType.RANGE:
        return _scale(question)
    if kind == QuestionType.SELECT_ONE and "minimal" in question.appearance:
        return forms.Select(choices=[("", "—"), *choices])
    if kind == QuestionType.SELECT_ONE:
        return forms.RadioSelect(choices=choices)
    if kind == QuestionType.SELECT_MULTIPLE:
        return forms.CheckboxSelectMultiple(choices=choices)
    if kind == QuestionType.ACKNOWLEDGE:
        return forms.CheckboxInput(attrs={"value": ACKNOWLEDGED}, check_test=bool)
    return _typed(question, kind)


def _typed(question: Question, kind: QuestionType) -> forms.Widget:
    number = {"autocomplete": "off", "class": "wn-w-20 wn-number", "maxlength": "30"}
    if kind == QuestionType.INTEGER:
        return forms.TextInput(attrs={**number, "inputmode": "numeric"})
    if kind == QuestionType.DECIMAL:
        return forms.TextInput(attrs={**number, "inputmode": "decimal"})
    if kind in (QuestionType.DATE, QuestionType.TIME, QuestionType.DATETIME):
        return forms.TextInput(attrs={"class": "wn-w-20", "maxlength": "40"})
    if kind in (QuestionType.GEOTRACE, QuestionType.GEOSHAPE):
        return forms.Textarea(attrs={"rows": 4})
    if kind == QuestionType.GEOPOINT:
        return forms.TextInput(attrs={"maxlength": "80", "inputmode": "text"})
    if "multiline" in question.appearance or question.extra.get("control", {}).get("rows"):
        return forms.Textarea(attrs={"rows": 4})
    return forms.TextInput(attrs={"maxlength": "2000"})


def _scale(question: Question) -> forms.Widget:
    """A few steps are chosen, many are typed."""
    found = _steps(question.parameters)
    if found is None:
        return forms.TextInput(attrs={"class": "wn-w-20 wn-number", "inputmode": "decimal"})
    return forms.RadioSelect(choices=[(one, one) for one in found])


def _steps(parameters: Mapping[str, Any]) -> list[str] | None:
    try:
        start = Decimal(str(parameters.get("start") or 1))
        end = Decimal(str(parameters.get("end") or 10))
        step = abs(Decimal(str(parameters.get("step") or 1)))
    except InvalidOperation:
        return None
    if not step or abs(end - start) / step >= _MOST_RADIOS:
        return None
    step = step if end >= start else -step
    count = int((end - start) / step)
    return [format(start + step * number, "f") for number in range(count + 1)]
