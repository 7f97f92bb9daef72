"""What does not fit in a letter, shown beside its form before the number is taken."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from circulars.clashes import Clash, ClashKind
from circulars.domain.clashing import find_clashes
from circulars.domain.received import ReceivedLetter
from circulars.models import INCOMING, OfficeCopy, RegisterEntry
from circulars.policies import check_may_enter, verdict
from screens.desk.forms.intake import IntakeForm
from screens.desk.from_pile import PileLetterMixin
from screens.frame.fields import moment_of
from thai.deadline_rule import Rule
from thai.digits import to_thai
from thai.printed_date import parse_date

#: The boxes of the form that accept what the form itself asks about.
BOXES = {ClashKind.ODD_DATE: "keep_date", ClashKind.DUE_PAST: "keep_due"}
#: What is looked at while it is being typed.
TYPED = (
    "kind",
    "number_printed",
    "dated_printed",
    "issuer_name",
    "addressee",
    "subject",
    "references",
    "enclosures",
    "body",
)
Part = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """A clash on the page: with the number that the letter held got, and what is marked."""

    clash: Clash
    entry: RegisterEntry | None
    is_accepted: bool
    typed: list[Part]
    held: list[Part]

    @property
    def box(self) -> str:
        """The name of the box that accepts it."""
        return BOXES.get(self.clash.kind, "accept")

    @property
    def is_twin(self) -> bool:
        return self.clash.kind == ClashKind.TWIN


def shown(clashes: Sequence[Clash], accepted: Collection[str]) -> list[Shown]:
    """The clashes as the page shows them, with the numbers of the letters held."""
    entries = _entries([one.copy for one in clashes if one.copy is not None])
    found = []
    for one in clashes:
        entry = entries.get(one.copy.pk) if one.copy is not None else None
        accept = not {one.code, one.kind}.isdisjoint(accepted)
        typed, held = _marked(to_thai(one.typed), to_thai(one.held))
        found.append(Shown(one, entry, accept, typed, held))
    return found


def _entries(copies: Sequence[OfficeCopy]) -> dict[int | None, RegisterEntry]:
    """The first number that stands for each copy."""
    if not copies:
        return {}
    lines = RegisterEntry.objects.filter(copy__in=copies, voided_at=None, book__kind__in=INCOMING)
    rows = lines.select_related("book__office", "entered_by").order_by("-pk")
    return {line.copy_id: line for line in rows}


def _marked(typed: str, held: str) -> tuple[list[Part], list[Part]]:
    """Both texts in parts; True marks what is not the same in the other."""
    if not typed or not held:
        return [(typed, False)], [(held, False)]
    ours: list[Part] = []
    theirs: list[Part] = []
    match = difflib.SequenceMatcher(None, typed, held, autojunk=False)
    for tag, start, end, there, there_end in match.get_opcodes():
        ours.append((typed[start:end], tag != "equal"))
        theirs.append((held[there:there_end], tag != "equal"))
    return [part for part in ours if part[0]], [part for part in theirs if part[0]]


def accepted_in(request: HttpRequest) -> set[str]:
    """The codes and kinds that the clerk has accepted on the page."""
    sent = request.POST
    boxes = {kind.value for kind, name in BOXES.items() if sent.get(name)}
    return {*sent.getlist("accept"), *boxes}


class IntakeCheckView(PileLetterMixin, View):
    """What does not fit in what has been typed so far. Asked while typing; writes nothing."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        clashes: Sequence[Clash] = ()
        if verdict(check_may_enter, self.viewer, self.desk_post.office, self.at).allowed:
            form = IntakeForm(request.POST, user=self.user, at=self.at)
            letter = typed_so_far(form)
            clashes = find_clashes(
                self.house, letter, viewer=self.viewer, at=self.at, beside=self.beside
            )
        context = {"clashes": shown(clashes, accepted_in(request)), "form": form_of(request)}
        return render(request, "desk/clashes.html", context)


def form_of(request: HttpRequest) -> dict[str, Any]:
    """As much of the form as the panel shows again."""
    return {"why_different": {"value": request.POST.get("why_different", "")}}


def typed_so_far(form: IntakeForm) -> ReceivedLetter:
    """The letter as far as it can be read; what is half typed is left out."""
    given = {name: value for name in TYPED if (value := _clean(form, name)) is not None}
    rule: Rule | None = _clean(form, "due_at")
    due_at = None
    if rule is not None:
        dated = parse_date(str(given.get("dated_printed", ""))).day
        try:
            due_at = moment_of(rule, dated)
        except ValidationError:
            due_at = None
    return ReceivedLetter(**{"issuer_name": "", "subject": "", **given}, due_at=due_at)


def _clean(form: IntakeForm, name: str) -> Any:
    field: forms.Field = form.fields[name]
    value = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    try:
        return field.clean(value)
    except ValidationError:
        return None
