"""The order written on a letter."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from circulars.domain.sharing import Beside
from circulars.models import OfficeCopy
from circulars.policies import DESK_ROLES, ORDERING_ROLES
from offices.models import Acting, Kind, Office, Post, User
from screens.frame.fields import DeadlineField
from screens.frame.people import named_people
from screens.work.orders import Orders

_ROLES = {*ORDERING_ROLES, *DESK_ROLES}

#: What is written on letters every day (saraban §3.6). Shown in the language of the screen,
#: written in Thai: an endorsement is part of the letter.
PHRASES = (
    gettext_noop("ทราบ"),
    gettext_noop("ทราบ ดำเนินการตามเสนอ"),
    gettext_noop("มอบเจ้าหน้าที่ที่รับผิดชอบดำเนินการ"),
    gettext_noop("แจ้ง อปท. ทุกแห่งทราบและถือปฏิบัติ"),
    gettext_noop("แจ้งอำเภอ/อปท. ในสังกัดดำเนินการและรายงานภายในกำหนด"),
    gettext_noop("ดำเนินการภายในกำหนด"),
    gettext_noop("เห็นควรเก็บเข้าแฟ้มไว้เป็นหลักฐาน"),
)


class EndorseForm(forms.Form):
    """
    Order, to whom, and the words.

    ``orders`` are those that make sense here and this person may give. A ready phrase stands before the typed
    words; either may be empty.
    """

    order = forms.ChoiceField(
        label=_("สั่งการ"),
        widget=forms.RadioSelect,
        error_messages={"required": _("โปรดเลือกว่าจะสั่งการอย่างไร")},
    )
    to_unit = forms.ModelChoiceField(
        label=_("มอบให้หน่วย"),
        queryset=Office.objects.none(),
        required=False,
        empty_label=_("– ไม่เปลี่ยนหน่วย –"),
        help_text=_("หน่วยที่ได้รับมอบจะลงรับในทะเบียนของตนอีกครั้ง"),
    )
    to_officer = forms.TypedChoiceField(
        label=_("มอบให้เจ้าหน้าที่ (เจ้าของเรื่อง)"), required=False, coerce=int, empty_value=None
    )
    joint = forms.ModelMultipleChoiceField(
        label=_("หน่วยร่วม"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ให้ความเห็นบนหนังสือ"),
    )
    waits = forms.BooleanField(label=_("หน่วยหลักรอความเห็นของหน่วยร่วมให้ครบก่อนสั่งการต่อ"), required=False)
    words_due = DeadlineField(
        label=_("ให้ความเห็นภายใน"),
        required=False,
        help_text=_("ไม่กรอก คือใช้กำหนดตอบของหนังสือ เช่น 31/10/63"),
    )
    informed = forms.ModelMultipleChoiceField(
        label=_("หน่วยเพื่อทราบ"),
        queryset=Office.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("ลงรับและรับทราบเท่านั้น"),
    )
    acting = forms.ModelChoiceField(
        label=_("ลงนามในฐานะ"),
        queryset=Acting.objects.none(),
        required=False,
        empty_label=_("– ตำแหน่งของตน –"),
    )
    phrase = forms.ChoiceField(label=_("ข้อความสำเร็จรูป"), required=False)
    text = forms.CharField(
        label=_("ข้อความเกษียน"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        copy: OfficeCopy,
        orders: Orders,
        people: list[tuple[int, str]],
        away: dict[int, str],
        actings: list[Acting],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        acting = self.fields["acting"]
        assert isinstance(acting, forms.ModelChoiceField), "declared above"
        acting.queryset = Acting.objects.filter(pk__in=[one.pk for one in actings])
        self.acts_for_others = bool(actings)
        units = Office.objects.active().filter(house=copy.office_id, kind=Kind.DIVISION)
        self.orders = orders
        self._choose("order", [(order.value, order.label) for order in orders.given])
        if orders.owes:
            self.fields["order"].help_text = _("หน่วยงานนี้ต้องตอบ จึงเก็บเข้าแฟ้มโดยไม่ตอบไม่ได้")
        elif orders.collects:
            self.fields["order"].help_text = _(
                "หน่วยงานอื่นรอหนังสือนี้ผ่านหน่วยงานนี้ จึงเก็บเข้าแฟ้มโดยไม่ส่งต่อไม่ได้"
            )
        self._choose("to_officer", [("", _("– ไม่ระบุ –")), *marked(people, away)])
        self.fields["to_officer"].help_text = " ".join(away.values())
        self._choose("phrase", [("", _("– เลือกได้ –")), *((p, gettext(p)) for p in PHRASES)])
        others = units.exclude(pk=copy.holder_id).printed_order()
        for name in ("to_unit", "joint", "informed"):
            unit = self.fields[name]
            assert isinstance(unit, forms.ModelChoiceField), "declared above"
            unit.queryset = others
        self.has_units = others.exists()

    def _choose(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField), "declared above"
        field.choices = choices

    @property
    def names_units(self) -> bool:
        """Something was filled in for the units beside the main one, so it is shown again."""
        return any(self[name].data for name in ("joint", "waits", "words_due", "informed"))

    @property
    def beside(self) -> Beside:
        given = self.cleaned_data
        return Beside(
            joint=tuple(given["joint"]),
            informed=tuple(given["informed"]),
            waits=given["waits"],
            due_at=given["words_due"],
        )

    @property
    def words(self) -> str:
        """The endorsement as it will be read."""
        parts = (self.cleaned_data["phrase"], self.cleaned_data["text"])
        return " ".join(part.strip() for part in parts if part.strip())

    @property
    def officer(self) -> User | None:
        chosen = self.cleaned_data["to_officer"]
        return User.objects.get(pk=chosen) if chosen else None


def marked(people: list[tuple[int, str]], away: dict[int, str]) -> list[tuple[int, str]]:
    """``people``, with a word at those who are away when the letter is due."""
    mark = gettext("ไม่อยู่วันครบกำหนด")
    return [(user, f"{name} ({mark})" if user in away else name) for user, name in people]


def officers_of(house: Office, day: dt.date) -> list[tuple[int, str]]:
    """The people of a house to whom a letter may be given, each once, with where they sit."""
    held = Post.objects.held_on(day).filter(office__house=house.pk, role__in=_ROLES)
    return named_people(User.objects.filter(posts__in=held).distinct(), house, day)
