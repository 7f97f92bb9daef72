"""The outgoing letter: its words, its recipients by rule, its deadline."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from circulars.domain.asking import OWING_KINDS
from circulars.domain.content import Content, content_of
from circulars.domain.phrases import phrases_of
from circulars.domain.recipients import Group, groups_for, rule_text
from circulars.domain.recipients import Rule as Recipients
from circulars.domain.ruling import check_askable, phrase_of
from circulars.errors import Invalid
from circulars.models import TO_NOBODY, Ask, Draft, LetterKind, Phrase, Urgency
from screens.frame.fields import DeadlineRuleField, EnclosuresField, ManyFilesField
from survey.domain.asking import survey_of
from thai.addressees import polite_words
from thai.deadline_rule import Rule
from thai.deadline_words import words

_KINDS = [(kind.value, kind.label) for kind in LetterKind if kind != LetterKind.OTHER]


class LinesField(forms.CharField):
    """A list of strings, one a line."""

    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = (line.strip() for line in super().clean(value).splitlines())
        return [line for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class OfficesField(forms.TypedMultipleChoiceField):
    """Ids of offices; which ones may be chosen is known to ``recipients.resolve``."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, empty_value=[], required=False, **kwargs)

    def valid_value(self, value: Any) -> bool:
        return str(value).isdigit()


class DraftForm(forms.Form):
    """
    Every part of the letter that an officer may write.

    ``find`` is only the search box of the recipients, ``phrase`` what is picked into the text;
    neither is kept. ``recipients``
    carries what is wrong with the whole choice. ``base`` is the version that the page was
    made from. The code for answering is offered only where a survey goes with the letter;
    ``qr_asked`` says that the page had the box, so that an older page does not untick it.
    """

    base = forms.IntegerField(required=False, widget=forms.HiddenInput)

    subject = forms.CharField(
        label=_("เรื่อง"),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("โปรดกรอกเรื่อง")},
    )
    kind = forms.ChoiceField(label=_("ชนิดหนังสือ"), choices=_KINDS)
    urgency = forms.ChoiceField(label=_("ชั้นความเร็ว"), choices=Urgency.choices)
    as_circular = forms.BooleanField(label=_("ออกเป็นหนังสือเวียน (เลข ว)"), required=False)
    salutation = forms.CharField(label=_("คำขึ้นต้น"), max_length=60, required=False)
    addressee = forms.CharField(
        label=_("ถึง (พิมพ์หลังคำขึ้นต้น)"),
        max_length=500,
        required=False,
        help_text=_("เว้นว่างไว้ ระบบจะเขียนให้ตามผู้รับที่เลือก"),
    )
    recipients = forms.Field(
        label=_("ส่งถึง"), required=False, widget=forms.HiddenInput({"id": "recipients"})
    )
    groups = forms.MultipleChoiceField(required=False)
    also = OfficesField()
    left_out = OfficesField()
    outside = OfficesField()
    find = forms.CharField(required=False, max_length=100)
    due_at = DeadlineRuleField(label=_("กำหนดให้ผู้รับตอบ"), required=False)
    asks = forms.ChoiceField(
        label=_("สิ่งที่ขอจากผู้รับ"),
        choices=Ask.choices,
        required=False,
        help_text=_("ระบบติดตามให้ว่าใครตอบแล้ว แบบสำรวจที่แนบไปนับแยกต่างหาก"),
    )
    owed_by = forms.MultipleChoiceField(
        label=_("ใครต้องตอบ"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "ไม่เลือก คือผู้รับโดยตรงทุกแห่ง เลือกประเภท คือทุกแห่งในพื้นที่ของผู้รับ ระดับที่อยู่ระหว่างทางต้องส่งต่อและรวบรวม"
        ),
    )
    references = LinesField(
        label=_("อ้างถึง"), required=False, help_text=_("บรรทัดละฉบับ เฉพาะหนังสือที่ผู้รับมีอยู่แล้ว")
    )
    enclosures = EnclosuresField(
        label=_("สิ่งที่ส่งมาด้วย"),
        required=False,
        help_text=_("บรรทัดละรายการ เขียนจำนวนหลังเครื่องหมาย | เช่น แบบสำรวจ | จำนวน ๑ ชุด"),
    )
    attachments = ManyFilesField(
        label=_("ไฟล์สิ่งที่ส่งมาด้วย"),
        required=False,
        help_text=_("PDF หรือภาพ เลือกได้หลายไฟล์ จะแนบเมื่อกดบันทึก"),
    )
    drop = forms.TypedMultipleChoiceField(coerce=int, empty_value=[], required=False)
    body = forms.CharField(
        label=_("ข้อความ"),
        required=False,
        max_length=20000,
        widget=forms.Textarea({"rows": 12}),
        help_text=_("เว้นหนึ่งบรรทัดเมื่อขึ้นย่อหน้าใหม่"),
    )
    phrase = forms.ModelChoiceField(
        label=_("คลังถ้อยคำ"), queryset=Phrase.objects.none(), required=False
    )
    closing = forms.CharField(label=_("คำลงท้าย"), max_length=120, required=False)
    contact = forms.CharField(
        label=_("เจ้าของเรื่องและโทรศัพท์ (ท้ายหนังสือ)"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
    )
    copies_to = LinesField(
        label=_("สำเนาส่ง"),
        required=False,
        help_text=_("บรรทัดละหน่วยงาน พิมพ์ท้ายหนังสือภายนอก ระบบไม่ส่งสำเนาให้เอง"),
    )
    send_at_once = forms.BooleanField(
        label=_("ส่งทันทีเมื่อลงนาม"),
        required=False,
        help_text=_("ลงนามแล้วหนังสือออกไปถึงผู้รับเลย ในนามของผู้ที่เลือกไว้ ไม่ต้องกลับมากดส่งออก"),
    )
    with_qr = forms.BooleanField(label=_("พิมพ์ QR สำหรับตอบแบบสำรวจ"), required=False)

    def __init__(
        self, data: QueryDict | None = None, *args: Any, draft: Draft, **kwargs: Any
    ) -> None:
        self.draft = draft
        kwargs.setdefault("initial", initial_of(draft))
        if data is not None and "qr_asked" not in data and kwargs["initial"]["with_qr"]:
            data = data.copy()
            data["with_qr"] = "on"
        super().__init__(data, *args, **kwargs)
        self.offered: list[Group] = groups_for(draft.copy.office)
        self._choose("groups", [(group.key, group.label) for group in self.offered])
        self._choose("drop", [(one.pk, one.name) for one in draft.files.all()])
        kinds = OWING_KINDS.get(draft.copy.office.kind, ())
        self._choose("owed_by", [(kind.value, str(kind.label)) for kind in kinds])
        if not kinds:
            del self.fields["owed_by"]
        if draft.replaces_id is not None:
            # The same is asked of the same receivers.
            for name in {"asks", "owed_by"} & set(self.fields):
                self.fields[name].disabled = True
        self._offer_phrases(phrases_of(draft.copy.office))
        self.has_survey = survey_of(draft.copy) is not None
        if not self.has_survey:
            del self.fields["with_qr"]

    def _offer_phrases(self, offered: QuerySet[Phrase]) -> None:
        field = self.fields["phrase"]
        assert isinstance(field, forms.ModelChoiceField), "declared above"
        field.queryset = offered

    def _choose(self, name: str, choices: list[tuple[Any, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField), "declared above"
        field.choices = choices

    def clean_due_at(self) -> Rule | None:
        """Rounds must end some day."""
        rule: Rule | None = self.cleaned_data["due_at"]
        try:
            check_askable(rule, timezone.now())
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal), code="invalid") from refusal
        return rule

    def clean_subject(self) -> str:
        return " ".join(self.cleaned_data["subject"].split())

    @property
    def rule(self) -> Recipients:
        """The recipients as chosen; call after ``is_valid``, errors elsewhere do not matter."""
        given = self.cleaned_data
        if self.draft.replaces_id is not None:
            # Not asked: a corrected letter goes to those who have the old one.
            as_sent: Recipients = self.draft.recipients
            return as_sent
        return {
            "groups": given.get("groups", []),
            "also": given.get("also", []),
            "except": given.get("left_out", []),
            "outside": given.get("outside", []),
        }

    @property
    def content(self) -> Content:
        """The words as typed; a field in error keeps what the draft says."""
        names = Content.__dataclass_fields__
        kept = initial_of(self.draft)
        said: dict[str, Any] = {name: self.cleaned_data.get(name, kept.get(name)) for name in names}
        said["with_qr"] = said["with_qr"] and self.has_survey
        said["secrecy"] = kept["secrecy"]
        said["addressee"] = self._addressee(said["addressee"], said["kind"])
        self._be_polite(said, kept)
        said["body"] = self._with_deadline(said["body"].replace("\r\n", "\n"))
        return Content(**said)

    def _addressee(self, typed: str, kind: str) -> str:
        """The line follows the rule until somebody writes his own."""
        house, before = self.draft.copy.office, self.draft.recipients
        ours = {"", *(rule_text(house, before, to_offices=one) for one in (False, True))}
        if typed in ours and kind not in TO_NOBODY:
            return rule_text(house, self.rule, to_offices=kind == LetterKind.SEALED)[:500]
        return typed

    @staticmethod
    def _be_polite(said: dict[str, Any], kept: dict[str, Any]) -> None:
        """The words of ภาคผนวก 2 follow the addressee until somebody writes his own."""
        before = polite_words(kept["addressee"], kept["kind"])
        now = polite_words(said["addressee"], said["kind"])
        if said["salutation"] in ("", before.opening):
            said["salutation"] = now.opening
        if said["closing"] in ("", before.closing):
            said["closing"] = now.closing

    def _with_deadline(self, typed: str) -> str:
        """Where the text says the old deadline in the system's own words, it says the new one."""
        before, after = phrase_of(self.draft), self.cleaned_data.get("due_at")
        if not before or after is None or words(after) in typed:
            return typed
        return typed.replace(before, words(after))


def initial_of(draft: Draft) -> dict[str, Any]:
    """What stands in the form when the page is opened."""
    latest, rule = draft.latest, draft.recipients
    content = content_of(latest)
    return {
        "base": latest.number,
        **{name: getattr(content, name) for name in Content.__dataclass_fields__},
        "groups": rule.get("groups", []),
        "also": rule.get("also", []),
        "left_out": rule.get("except", []),
        "outside": rule.get("outside", []),
        "due_at": phrase_of(draft) if draft.deadline else draft.due_at,
        "as_circular": draft.as_circular,
        "asks": draft.asks,
        "owed_by": draft.owed_by,
        "send_at_once": draft.sender_id is not None,
    }
