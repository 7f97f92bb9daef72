"""What is asked of a search: words, filters, order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Exists, F, OrderBy, OuterRef, Q
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from circulars.models import Draft, LetterKind, RegisterBook, RegisterEntry, Urgency
from circulars.models.copy import OfficeCopyQuerySet
from circulars.states import State
from offices.ordering import by_name
from screens.frame.fields import ThaiDateField
from screens.frame.finding import spellings
from screens.frame.found import other_names
from screens.frame.lists_form import OPEN
from thai.calendar import BANGKOK
from thai.searching import SHORT_FORMS, tight

_LONG = {tight(short): long for short, long in SHORT_FORMS.items()}

NEWEST, OLDEST, DATED, DUE, SUBJECT, SENDER = "new", "old", "dated", "due", "subject", "sender"
#: Last of all, so that a page never shows what another has shown.
_LAST = "-pk"
ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    NEWEST: ("-sent_at",),
    OLDEST: ("sent_at",),
    DATED: (F("letter__dated").desc(nulls_last=True),),
    DUE: (F("due_at").asc(nulls_last=True),),
    SUBJECT: (by_name("circular__subject"),),
    SENDER: (by_name("letter__issuer_name", nulls_last=True),),
}


class SearchForm(forms.Form):
    """The box and the filters under it; all may stay empty."""

    q = forms.CharField(label=_("เลขที่ เรื่อง หน่วยงาน หรือเลขรับ"), required=False, max_length=200)
    since = ThaiDateField(label=_("เข้ามาตั้งแต่วันที่"), required=False)
    until = ThaiDateField(label=_("ถึงวันที่"), required=False)
    sender = forms.CharField(label=_("จาก"), required=False, max_length=200)
    kind = forms.ChoiceField(
        label=_("ชนิดหนังสือ"), required=False, choices=[("", _("ทุกชนิด")), *LetterKind.choices]
    )
    urgency = forms.ChoiceField(
        label=_("ชั้นความเร็ว"), required=False, choices=[("", _("ทุกชั้น")), *Urgency.choices]
    )
    state = forms.ChoiceField(
        label=_("สถานะ"),
        required=False,
        choices=[("", _("ทุกสถานะ")), (OPEN, _("ยังไม่เสร็จ")), *State.choices],
    )
    book = forms.ModelChoiceField(
        label=_("ทะเบียน"),
        required=False,
        queryset=RegisterBook.objects.none(),
        empty_label=_("ทุกทะเบียน"),
    )
    order = forms.ChoiceField(
        label=_("เรียงตาม"),
        required=False,
        choices=[
            ("", _("ตรงที่สุด แล้วใหม่ที่สุด")),
            (NEWEST, _("ใหม่ที่สุด")),
            (OLDEST, _("เก่าที่สุด")),
            (DATED, _("วันที่ของหนังสือ")),
            (DUE, _("กำหนดตอบ")),
            (SUBJECT, _("เรื่อง ก–ฮ")),
            (SENDER, _("จาก ก–ฮ")),
        ],
    )

    def __init__(self, *args: Any, books: Iterable[RegisterBook], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["book"].queryset = books  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _now("วันสุดท้ายอยู่ก่อนวันแรก โปรดสลับวันกัน หรือเว้นว่างไว้ช่องหนึ่ง"))
        return cleaned

    @property
    def choosers(self) -> list[forms.BoundField]:
        """All but the box."""
        return [self[name] for name in self.fields if name != "q"]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is chosen beside the words."""
        return any(self[name].data for name in self.fields if name != "q")

    @property
    def asked(self) -> dict[str, str]:
        """What was filled in, as it was typed."""
        return {name: str(self[name].data or "") for name in self.fields}

    def narrow(self, copies: OfficeCopyQuerySet) -> OfficeCopyQuerySet:
        """Those of ``copies`` that the filters leave; the words are asked for by whoever calls."""
        given = self.cleaned_data
        if given.get("state") == OPEN:
            copies = copies.open()
        elif given.get("state"):
            copies = copies.filter(state=given["state"])
        if given.get("since"):
            copies = copies.filter(sent_at__gte=_begins(given["since"]))
        if given.get("until"):
            copies = copies.filter(sent_at__lt=_begins(given["until"] + dt.timedelta(days=1)))
        if given.get("kind"):
            copies = copies.filter(letter__kind=given["kind"])
        if given.get("urgency"):
            copies = copies.filter(circular__urgency=given["urgency"])
        if given.get("sender"):
            copies = copies.filter(_sent_by(given["sender"]))
        return copies.filter(_entered_in(given["book"])) if given.get("book") else copies

    def ordered(self, copies: OfficeCopyQuerySet) -> OfficeCopyQuerySet:
        """In the order that was chosen."""
        order = ORDERS[self.cleaned_data.get("order") or NEWEST]
        return copies.order_by(*order, _LAST)


def _begins(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=BANGKOK)


def _sent_by(text: str) -> Q:
    """Any of the names that the word stands for."""
    named = {name for names in other_names(text).values() for name in names}
    named |= {text.strip(), _LONG.get(tight(text), "")} - {""}
    ways = sorted({way for name in named for way in spellings(name)})
    return reduce(or_, (Q(letter__issuer_name__icontains=way) for way in ways))


def _entered_in(book: RegisterBook) -> Q:
    """Received in that book, or answered by a letter that has its number from it."""
    received = RegisterEntry.objects.in_book().filter(book=book, copy=OuterRef("pk"))
    sent = Draft.objects.filter(copy=OuterRef("pk"), letter__entries__book=book)
    return Q(Exists(received)) | Q(Exists(sent))
