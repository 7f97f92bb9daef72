"""A notice in one sentence: who asks, for which work, of which letter, until when; and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circulars.models import OfficeCopy, Secrecy
from circulars.states import State
from thai import english
from thai.dates import format_date
from thai.deadlines import last_day, left_text
from workflow.models import WORK, Notice, NoticeKind, Step
from workflow.steps import STEPS, StepName, due_of, step_of_share

#: What a notice is joined with, to be told.
JOINED = ("copy__letter", "copy__circular", "share")

#: Work that its step alone does not name.
_ACTS = {
    NoticeKind.SENT_BACK: gettext_lazy("แก้ไขร่างหนังสือ"),
    NoticeKind.ANSWER_RETURNED: gettext_lazy("แก้ไขคำตอบ"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """One notice as people read it. ``late``: the work it asks for is overdue."""

    notice: Notice
    sentence: str
    page: str
    open: bool
    late: bool


def tell_of(notices: Iterable[Notice], *, at: dt.datetime) -> list[Told]:
    """The sentences of ``notices`` (joined with JOINED), in the reader's language: one query."""
    found = list(notices)
    asking = [one for one in found if one.copy is not None and _asks(one)]
    steps = open_steps([one.copy for one in asking if one.copy is not None and not one.share])
    return [_told(one, _step_of(one, steps), at=at) for one in found]


def _step_of(notice: Notice, steps: Mapping[int, StepName]) -> StepName | None:
    """What it asks for: of the unit beside the main one, or of the letter itself."""
    if notice.share is None:
        return steps.get(notice.copy_id or 0)
    return step_of_share(notice.share) if notice.share.is_open else None


def open_steps(copies: Iterable[OfficeCopy]) -> dict[int, StepName]:
    """The step for which each copy waits, by id; what is not registered yet waits for that."""
    rows = {copy.pk: copy for copy in copies}
    if not rows:
        return {}
    waiting = Step.objects.open().own().filter(process__copy__in=list(rows)).order_by("pk")
    named = waiting.values_list("process__copy", "flow_task")
    found = {pk: StepName(getattr(task, "name", task)) for pk, task in named}
    new = {pk: StepName.REGISTER for pk, copy in rows.items() if copy.state == State.ARRIVED}
    return {**new, **found}


def _asks(notice: Notice) -> bool:
    """Whether it asks for work that is still to be done."""
    return notice.kind in WORK and notice.settled_at is None


def _told(notice: Notice, step: StepName | None, *, at: dt.datetime) -> Told:
    copy = notice.copy
    if copy is None or step is None or not _asks(notice):
        words = {"kind": notice.get_kind_display(), "what": notice.text}
        return Told(notice, _("%(kind)s: %(what)s") % words, notice.url, open=False, late=False)
    due_at = due_of(copy)
    if notice.share is not None:
        notice.share.copy = copy
        due_at = notice.share.due
    sentence = _asked(notice, copy, step)
    if due_at is not None:
        words = {"sentence": sentence, "due": due_words(due_at, at)}
        sentence = _("%(sentence)s · กำหนดตอบ %(due)s") % words
    page = settings.PAGES[f"task_{step}"].format(notice.share_id or copy.pk)
    return Told(notice, sentence, page, open=True, late=due_at is not None and due_at <= at)


def _asked(notice: Notice, copy: OfficeCopy, step: StepName) -> str:
    """Who asks for what."""
    act = _ACTS.get(NoticeKind(notice.kind), STEPS[step].button)
    words = {"asker": notice.asker or _sender(copy), "act": act, "what": notice.text}
    if not words["asker"]:
        return _("โปรด%(act)s: %(what)s") % words
    if notice.kind == NoticeKind.REMINDED:
        return _("%(asker)s เตือนให้%(act)s: %(what)s") % words
    return _("%(asker)s ขอให้%(act)s: %(what)s") % words


def _sender(copy: OfficeCopy) -> str:
    """Whose letter it is; of a secret one not even that is told."""
    if copy.letter is None or copy.circular.secrecy != Secrecy.NORMAL:
        return ""
    return copy.letter.issuer_name


def due_words(due_at: dt.datetime, at: dt.datetime) -> str:
    """The last good day of a deadline and what is left of it, in Arabic digits."""
    if (translation.get_language() or "th").startswith("en"):
        return f"{english.format_date(last_day(due_at))}, {english.left_text(due_at, at)}"
    day = format_date(last_day(due_at), digits="arabic", style="short")
    return f"{day} {left_text(due_at, at, digits='arabic')}"
