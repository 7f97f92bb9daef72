"""Forms of the survey builder."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from offices.models import Kind
from survey.models import Question, SurveyTask
from survey.models.question_types import ENDING, GIVEN
from survey.questionnaires import READY
from thai.dates import format_date, parse_date
from thai.deadlines import due_at_on, last_day

KINDS = [
    (kind.value, kind.label)
    for kind in (
        Kind.SUBDISTRICT_MUNICIPALITY,
        Kind.TOWN,
        Kind.CITY,
        Kind.SAO,
        Kind.PAO,
        Kind.SPECIAL,
        Kind.DISTRICT,
        Kind.PROVINCE,
        Kind.DEPARTMENT,
    )
]
#: Types that nobody reads, so that they need no words.
UNASKED = (*ENDING, *GIVEN)
_CHOICE = re.compile(r"^\s*(?:(?P<name>[A-Za-z0-9_]+)\s*[|:=]\s*)?(?P<label>.+?)\s*$")


class ReplacingForm(forms.Form):
    """What brings a whole questionnaire; where one hangs already, one says that it goes."""

    replace = forms.BooleanField(
        label=_("แทนที่แบบสำรวจเดิมทั้งฉบับ คำถามและตัวชี้วัดเดิมจะหายไป"),
        error_messages={"required": _("เรื่องนี้มีแบบสำรวจอยู่แล้ว โปรดยืนยันว่าจะแทนที่ทั้งฉบับ")},
    )

    def __init__(self, *args: Any, replaces: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not replaces:
            del self.fields["replace"]


class ReadyForm(ReplacingForm):
    field_order = ("key", "replace")

    key = forms.ChoiceField(
        label=_("แบบสำรวจสำเร็จรูป"),
        choices=[(key, blueprint.title) for key, blueprint in READY.items()],
        widget=forms.RadioSelect,
    )


class UploadForm(ReplacingForm):
    field_order = ("file", "kinds", "replace")

    file = forms.FileField(
        label=_("ไฟล์ XLSForm (.xlsx .xls .csv หรือ .md)"),
        help_text=_("มีแผ่นงาน survey และ choices ตามรูปแบบของ XLSForm"),
        error_messages={"required": _("โปรดเลือกไฟล์ .xlsx")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("หน่วยงานที่ต้องตอบ"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("โปรดเลือกว่าหน่วยงานประเภทใดต้องตอบ")},
    )


class HeadForm(forms.ModelForm[SurveyTask]):
    """Title, note, who must answer, and until when answers are taken."""

    kinds = forms.MultipleChoiceField(
        label=_("หน่วยงานที่ต้องตอบ"),
        choices=KINDS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("โปรดเลือกว่าหน่วยงานประเภทใดต้องตอบ")},
    )
    closes_at = forms.CharField(
        label=_("ปิดรับคำตอบหลังวันที่"),
        required=False,
        max_length=40,
        help_text=_("เว้นว่างได้ หลังวันนี้จะไม่รับคำตอบอีก เช่น ๓๐ พ.ย. ๒๕๖๓"),
    )

    class Meta:
        model = SurveyTask
        fields = ("title", "subtitle", "note", "kinds", "closes_at")
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"title": {"required": _("โปรดเขียนชื่อแบบสำรวจ")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closes_at := self.instance.closes_at:
            self.initial["closes_at"] = format_date(last_day(closes_at))

    def _post_clean(self) -> None:
        """The domain sets and checks the row."""

    def clean_closes_at(self) -> dt.datetime | None:
        typed = self.cleaned_data["closes_at"]
        if not typed:
            return None
        printed = parse_date(typed)
        if printed.day is None:
            raise forms.ValidationError(str(printed.problem))
        return due_at_on(printed.day)


#: Of any words or formula of a question; ten times what the longest real one has.
LONGEST = 20_000


def _with_an_end(field: Any, **given: Any) -> Any:
    """The model holds what a workbook may bring; what is typed here has an end."""
    if isinstance(field, models.TextField):
        given.setdefault("max_length", LONGEST)
    return field.formfield(**given)


class QuestionForm(forms.ModelForm[Question]):
    """One row of the questionnaire; the choices of its list are typed line by line."""

    ESSENTIAL = ("type", "name", "label", "hint", "choices")

    choices = forms.CharField(
        max_length=40_000,
        label=_("ตัวเลือก"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("บรรทัดละหนึ่งตัวเลือก เช่น yes | มี"),
    )
    answered_by = forms.MultipleChoiceField(
        label=_("ถามเฉพาะ"),
        choices=KINDS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ไม่เลือก คือถามทุกหน่วยงานที่ต้องตอบ"),
    )

    class Meta:
        model = Question
        formfield_callback = _with_an_end
        fields = (
            "type",
            "name",
            "label",
            "hint",
            "choices",
            "required",
            "required_message",
            "relevant",
            "constraint",
            "constraint_message",
            "calculation",
            "choice_filter",
            "repeat_count",
            "read_only",
            "appearance",
            "default",
            "answered_by",
            "roll_up",
            "tick_value",
            "column_key",
            "column_heading",
            "column_group",
        )
        help_texts = {
            "name": _("เช่น budget_total ใช้อ้างในสูตรเป็น ${budget_total}"),
            "required": _("เขียน yes เมื่อต้องตอบเสมอ หรือสูตร เช่น ${has} = 'yes'"),
            "relevant": _("สูตร เช่น ${has} = 'yes' เว้นว่างคือถามเสมอ"),
            "constraint": _("สูตร จุดแทนคำตอบข้อนี้ เช่น “. > 0”"),
            "appearance": _("multiline กล่องข้อความหลายบรรทัด minimal รายการแบบเลื่อนลง"),
            "choice_filter": _("สูตรเลือกตัวเลือกตามข้อก่อนหน้า เช่น province = ${province}"),
            "repeat_count": _("สูตรจำนวนแถวของตาราง เว้นว่างคือผู้ตอบเพิ่มแถวเอง"),
            "read_only": _("เขียน yes เมื่อให้อ่านอย่างเดียว"),
            "tick_value": _("ชื่อตัวเลือกที่นับ เช่น yes"),
            "column_key": _("ข้อที่ใช้รหัสเดียวกันอยู่ในช่องเดียวกัน"),
        }
        error_messages = {
            "name": {"required": _("โปรดตั้งชื่อข้อเป็นภาษาอังกฤษ เช่น budget_total")},
            "label": {"required": _("โปรดเขียนคำถาม")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        question = self.instance
        # A type that nobody has chosen yet will most likely be one that asks something.
        chosen = self.data.get(self.add_prefix("type"), question.type)
        self.fields["label"].required = chosen not in UNASKED
        if question.pk and question.list_name:
            rows = question.task.choices.filter(list_name=question.list_name).order_by("order")
            self.initial["choices"] = "\n".join(f"{row.name} | {row.label}" for row in rows)

    @property
    def essential(self) -> list[forms.BoundField]:
        """What every question needs."""
        return [field for field in self if field.name in self.ESSENTIAL]

    @property
    def folded(self) -> list[forms.BoundField]:
        """Conditions and places in the roll-up: most questions do without them."""
        return [field for field in self if field.name not in self.ESSENTIAL]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        Question._meta.get_field("name").run_validators(name)
        return name

    def clean_choices(self) -> list[tuple[str, str]]:
        rows: list[tuple[str, str]] = []
        for n, line in enumerate(self.cleaned_data["choices"].splitlines(), start=1):
            match = _CHOICE.match(line)
            if match is None:
                continue
            rows.append((match["name"] or f"c{n}", match["label"]))
        names = [name for name, _label in rows]
        if len(set(names)) != len(names):
            raise forms.ValidationError(gettext("มีตัวเลือกชื่อซ้ำกัน โปรดแก้ให้ต่างกัน"))
        return rows

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        selecting = cleaned.get("type") in ("select_one", "select_multiple")
        if selecting and not cleaned.get("choices") and "choices" not in self.errors:
            self.add_error("choices", gettext("โปรดเขียนตัวเลือกอย่างน้อยหนึ่งบรรทัด"))
        if cleaned.get("type") == "calculate" and not cleaned.get("calculation"):
            self.add_error("calculation", gettext("โปรดเขียนสูตรคำนวณ"))
        if cleaned.get("roll_up") == "tick" and not cleaned.get("tick_value"):
            self.add_error("tick_value", gettext("โปรดเขียนชื่อตัวเลือกที่นับ"))
        return cleaned

    def _post_clean(self) -> None:
        """The domain sets and checks the row; the constraints are its business."""
