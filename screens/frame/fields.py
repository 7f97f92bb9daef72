"""Fields that read what people write: dates, deadlines, lists of lines, letters as files."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thai.calendar import BANGKOK
from thai.dates import parse_date
from thai.deadlines import due_at_hour, due_at_on, has_hour, last_day
from thai.digits import to_arabic
from thai.sentences import Sentence

# An hour stands by itself: in 31.10.63 the last two numbers belong to the date.
_HOUR = re.compile(r"(?:เวลา\s*|(?<![\d./:-]))(\d{1,2})[.:](\d{2})\s*(?:น\.?|นาฬิกา)?\s*$")


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


class DeadlineField(ThaiDateField):
    """A last day, with an hour if there is one; gives the first late moment or None."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("วันสุดท้ายที่ยังทัน เช่น 31/10/63 หรือ 31/10/63 เวลา 16.30 น."))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> dt.datetime | None:
        text = to_arabic(forms.CharField.clean(self, value))
        hour = _HOUR.search(text)
        day = super().clean(text[: hour.start()] if hour else text)
        if day is None:
            return None
        if hour is None:
            return due_at_on(day)
        if int(hour[1]) > 23 or int(hour[2]) > 59:
            message = _("ไม่มีเวลา %(hour)s น. เขียนเวลาเป็น 00.00 ถึง 23.59 เช่น 16.30 น.")
            raise forms.ValidationError(message, params={"hour": f"{hour[1]}.{hour[2]}"})
        return due_at_hour(day, dt.time(int(hour[1]), int(hour[2])))

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dt.datetime):
            return value
        day = super().prepare_value(last_day(value))
        if not has_hour(value):
            return day
        clock = value.astimezone(BANGKOK)
        return f"{day} เวลา {clock:%H.%M} น."


class EnclosuresField(forms.CharField):
    """One enclosure a line, its amount after a bar: ``แบบสำรวจ | 1 ชุด``."""

    widget = forms.Textarea(attrs={"rows": 2})

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
