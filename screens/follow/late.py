"""Who is late, whom to telephone, and what was done about it; and noting a call."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from circulars.domain.calling import note_call
from circulars.domain.history import ids_above
from circulars.models import Duty, Event, OfficeCopy
from circulars.policies import Verdict, verdict
from circulars.sent_policies import check_may_call
from screens.follow.follow_up import FollowMixin
from screens.follow.forms.late import CallForm, LateForm
from screens.follow.tallying import Area, Sums
from screens.frame.task import ActView
from thai.telephone import dialled
from workflow.holders import Contact, Done, contacts_of, done_about
from workflow.late import Held, Wanted, late_below, rows_of, tallies

PER_PAGE = 30


@dataclass(frozen=True, slots=True)
class Heading:
    """A line above rows that belong together, with how many there are on all pages."""

    level: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One late line, with all that a telephone call about it needs."""

    held: Held
    contact: Contact
    done: Done
    root: int
    headings: tuple[Heading, ...]

    @property
    def dialled(self) -> str:
        return dialled(self.contact.phone)

    @property
    def is_ours(self) -> bool:
        """It was not passed on by the house that looks at the list."""
        return self.held.copy.pk == self.root


class LateMixin(FollowMixin):
    """What is late below this house, as far as it is asked for."""

    @cached_property
    def area(self) -> int | None:
        """The province or district that is being looked into."""
        wanted = self.request.GET.get("under", "")
        if not wanted:
            return None
        if not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 10):
            raise Http404
        return int(wanted)

    @cached_property
    def wanted(self) -> Wanted:
        """As the form says; a value that it does not offer is passed over."""
        form = LateForm(self.request.GET, areas=[], circulars=self._circulars())
        form.is_valid()
        given = form.cleaned_data
        return Wanted(
            area=self.area,
            words=given.get("q") or "",
            stage=given.get("step") or "",
            days=given.get("days") or 0,
            circular=given.get("circular"),
            order=given.get("sort") or "",
            duty=given.get("duty") or Duty.ANSWER.value,
        )

    def _circulars(self) -> list[tuple[object, object]]:
        return [(one.circular, one.subject[:60]) for one in self.branches]

    @cached_property
    def sums(self) -> Sums:
        """Every number of the page."""
        counted = tallies(self.open_branches, self.wanted, at=self.at)
        sums = Sums(counted, self.area, self.wanted.duty)
        if self.area is not None and sums.under is None:
            raise Http404
        return sums


class LateView(LateMixin, TemplateView):
    """What is late by matter, province and district, each with whom to telephone."""

    template_name = "follow/late.html"

    @cached_property
    def form(self) -> LateForm:
        below = [area.place for area in self.sums.areas]
        areas = [(place.pk, place.label) for place in (*self.sums.way, *below)]
        return LateForm(self.request.GET, areas=areas, circulars=self._circulars())

    @property
    def is_narrowed(self) -> bool:
        return self.wanted != Wanted()

    @property
    def beside(self) -> str:
        """The address of those who are late in collecting, with the same filter; "" for none."""
        if self.wanted.duty == Duty.COLLECT or not self.sums.beside:
            return ""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        kept["duty"] = Duty.COLLECT.value
        return f"?{kept.urlencode()}"

    @property
    def query(self) -> str:
        """The filter as the end of an address, for the files of the same rows."""
        kept = self.request.GET.copy()
        kept.pop("page", None)
        return f"?{kept.urlencode()}" if kept else ""

    @property
    def groups(self) -> list[Area]:
        """The level below, each with its number of late lines; none at the bottom."""
        return self.sums.areas

    @cached_property
    def page(self) -> Page[Any]:
        rows = late_below(self.open_branches, self.wanted, at=self.at)
        paginator = Paginator(rows, PER_PAGE)
        paginator.count = self.sums.count  # counted already, with everything else
        page: Page[Any] = paginator.get_page(self.request.GET.get("page"))
        first = max(0, page.start_index() - 1)
        page.object_list = rows_of(rows[first : page.end_index()], self.wanted)
        return page

    @cached_property
    def rows(self) -> list[Row]:
        late: list[Held] = list(self.page.object_list)
        copies = list({held.copy.pk: held.copy for held in late}.values())
        contacts, done = contacts_of(copies, at=self.at), done_about(copies)
        headings = self._headings(late)
        return [
            Row(
                held,
                contacts[held.copy.pk],
                done[held.copy.pk],
                self._root(held.copy),
                next(headings),
            )
            for held in late
        ]

    def _root(self, copy: OfficeCopy) -> int:
        """The copy of this house under which the row lies, or itself: its tree may be opened."""
        above = {*ids_above(copy), copy.pk}
        return next(one.copy for one in self.branches if one.copy in above)

    def _headings(self, late: list[Held]) -> Iterator[tuple[Heading, ...]]:
        """What is new with each row: the matter, the province, the district."""
        before: tuple[object, ...] = (None, None, None)
        for held in late:
            if self.wanted.order:
                yield ()
                continue
            here = (held.line.asker.circular_id, *held.area)
            fresh = next((n for n in range(3) if here[: n + 1] != before[: n + 1]), 3)
            heads = [(here[n], self._heading(held, here, n)) for n in range(fresh, 3) if here[n]]
            # Above a single row of that very office it would say the same twice.
            owing = held.line.office_id
            yield tuple(head for area, head in heads if head.count > 1 or area != owing)
            before = here

    def _heading(self, held: Held, here: tuple[Any, ...], level: int) -> Heading:
        count, line = self.sums.within(here[: level + 1]), held.line
        if level == 0:
            return Heading("letter", line.asker.circular.subject, count)
        area = line.province if level == 1 else line.district
        return Heading("province" if level == 1 else "district", (area or line.office).label, count)


class CallView(ActView):
    """Note that the holder of a late letter was telephoned, and what he said."""

    template_name = "follow/call.html"
    form_class = CallForm

    @cached_property
    def copy(self) -> OfficeCopy:
        """Found through a copy of mine above it, at whatever height."""
        found = get_object_or_404(OfficeCopy.objects.for_lists(), pk=self.kwargs["pk"])
        if self._mine(found) is None:
            raise Http404
        return found

    def _mine(self, copy: OfficeCopy) -> int | None:
        above = self.copies.filter(pk__in=ids_above(copy), office=self.house)
        return above.order_by("-pk").values_list("pk", flat=True).first()

    @property
    def copy_url(self) -> str:
        """Back to the list with its filters, or to the tree of the letter."""
        came = self.request.POST.get("next") or self.request.headers.get("Referer", "")
        if url_has_allowed_host_and_scheme(came, allowed_hosts={self.request.get_host()}):
            return came
        return reverse("circular_tree", args=[self._mine(self.copy)])

    @property
    def title(self) -> str:
        return _("โทรถึง %(office)s แล้ว") % {"office": self.copy.office.label}

    @property
    def explained(self) -> str:
        return _("บันทึกจะเห็นได้ที่รายการเลยกำหนดและความเป็นมาของหนังสือ กำหนดตอบไม่เปลี่ยน")

    @property
    def verdict(self) -> Verdict:
        return verdict(check_may_call, self.viewer, self.copy, self.at)

    @cached_property
    def contact(self) -> Contact:
        return contacts_of([self.copy], at=self.at)[self.copy.pk]

    @property
    def dialled(self) -> str:
        return dialled(self.contact.phone)

    @cached_property
    def done_before(self) -> Done:
        return done_about([self.copy])[self.copy.pk]

    def act(self, form: CallForm) -> Event:
        return note_call(
            self.copy, by=self.user, at=self.at, note=form.cleaned_data["note"], house=self.house
        )

    def done(self, result: Event) -> HttpResponse:
        self.tell(_("บันทึกการโทรถึง %(office)s แล้ว") % {"office": self.copy.office.label})
        return HttpResponseRedirect(self.copy_url)
