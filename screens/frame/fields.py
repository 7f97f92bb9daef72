"""Fields that read what people write: dates, deadlines, lists of lines, letters as files."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from circulars.domain.ruling import resolved
from circulars.errors import Invalid
from thai.calendar import BANGKOK
from thai.dates import parse_date
from thai.deadline_phrase import parse_deadline
from thai.deadline_rule import Rule
from thai.deadline_words import words
from thai.deadlines import has_hour, last_day
from thai.digits import to_arabic
from thai.sentences import Sentence

#: A number of a list has fewer digits.
_LONGEST_NUMBER = 7


def translated(sentence: str) -> str:
    """A sentence of thai in the language of the screen."""
    if isinstance(sentence, Sentence):
        pattern = gettext(sentence.pattern)
        return pattern % sentence.values if sentence.values else pattern
    return sentence


class ThaiDateField(forms.CharField):
    """One text box for a date in any usual writing; gives a ``date`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        kwargs.setdefault("help_text", _("เช่น 28 ตุลาคม 2563 หรือ 28/10/63"))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.date | None:
        text = super().clean(value)
        if not text:
            return None
        read = parse_date(text)
        if read.day is None:
            raise forms.ValidationError(translated(read.problem or ""), code="invalid")
        return read.day

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, dt.date):
            return f"{value.day}/{value.month}/{value.year + 543}"
        return value


class WholeNumberField(forms.IntegerField):
    """A whole number in Thai or Arabic digits; a browser's number box swallows Thai ones."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        written = to_arabic(value).replace(",", "").strip() if isinstance(value, str) else value
        return super().to_python(written)


class WholeNumbersField(forms.CharField):
    """Whole numbers in Thai or Arabic digits with commas or spaces between; gives a list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> list[int]:
        parts = to_arabic(super().clean(value)).replace(",", " ").split()
        if not all(part.isdecimal() and len(part) < _LONGEST_NUMBER for part in parts):
            raise forms.ValidationError(
                gettext("โปรดเขียนเป็นตัวเลข คั่นด้วยเครื่องหมายจุลภาค เช่น 3, 1"), code="invalid"
            )
        return [int(part) for part in parts]

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list) else value


class DeadlineRuleField(forms.CharField):
    """A deadline as a letter would say it; gives a rule of ``thai.deadline_rule`` or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 160)
        kwargs.setdefault(
            "help_text",
            _("เช่น 31/10/63, 31/10/63 เวลา 16.30 น., ภายใน 7 วันทำการ หรือ ภายในวันที่ 5 ของเดือนถัดไป"),
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Rule | None:
        text = super().clean(value)
        if not text:
            return None
        read = parse_deadline(text, on=timezone.localdate())
        if read.rule is None:
            raise forms.ValidationError(translated(read.problem or ""), code="invalid")
        return read.rule

    def prepare_value(self, value: Any) -> Any:
        return moment_written(value) if isinstance(value, dt.datetime) else value


class DeadlineField(DeadlineRuleField):
    """
    A deadline that is one moment; gives the first late one, or None.

    A count is counted from today, the day on which it is written down.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("วันสุดท้ายที่ยังทัน เช่น 31/10/63 หรือ 31/10/63 เวลา 16.30 น."))
        super().__init__(**kwargs)

    # The moment is made of the rule, so that every form reads the same phrases.
    def clean(self, value: Any) -> dt.datetime | None:  # type: ignore[override]
        rule = super().clean(value)
        return None if rule is None else moment_of(rule, None)


def moment_of(rule: Rule, dated: dt.date | None) -> dt.datetime:
    """
    The first late moment of ``rule`` in a letter ``dated`` that comes today.

    Raises ValidationError for urgency, which has none, and for rounds that are over.
    """
    try:
        due_at = resolved(rule, dated, timezone.now())
    except Invalid as refusal:
        raise forms.ValidationError(str(refusal), code="invalid") from refusal
    if due_at is None:
        message = _("“%(words)s” ไม่บอกวัน ให้เลือกที่ชั้นความเร็ว แล้วเว้นช่องนี้ว่างไว้")
        raise forms.ValidationError(message, params={"words": words(rule)}, code="invalid")
    return due_at


def moment_written(due_at: dt.datetime) -> str:
    """A first late moment as it may be typed: its last good day, with its hour."""
    day = last_day(due_at)
    written = f"{day.day}/{day.month}/{day.year + 543}"
    return f"{written} เวลา {due_at.astimezone(BANGKOK):%H.%M} น." if has_hour(due_at) else written


class LinesField(forms.CharField):
    """One thing a line; gives a list of texts."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class EnclosuresField(forms.CharField):
    """One enclosure a line, its amount after a bar: ``แบบสำรวจ | 1 ชุด``."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> list[dict[str, str]]:
        text = super().clean(value)
        found = []
        for line in text.splitlines():
            words, _bar, amount = line.partition("|")
            if words.strip():
                found.append({"text": words.strip(), "amount": amount.strip()})
        return found

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(" | ".join(filter(None, (e["text"], e["amount"]))) for e in value)
        return value


class ManyFilesInput(forms.ClearableFileInput):
    """A file box that takes several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; gives a list."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [super(ManyFilesField, self).clean(one, initial) for one in data or [] if one]
