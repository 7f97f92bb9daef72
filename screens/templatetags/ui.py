"""
Tags of the component library. See docs/look.md.

A component is a template in templates/components/; these tags give it what a template
cannot compute: icons, the look of a state, pages around a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput
from django.forms.utils import flatatt
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from papers.templatetags.thai import thai_date_short, thai_moment, thai_time
from screens.frame.days_off import why_off
from screens.frame.looks import Look, look_of, urgency_look
from screens.frame.paper import Paper
from thai.deadlines import days_left, has_hour, last_day
from workflow.steps import Place

register = template.Library()

#: A deadline this near is shown in amber.
SOON_DAYS = 3


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """
    One icon of the sprite (frontend/icons.txt).

    Without ``label`` it is decoration and hidden from screen readers.
    """
    return _drawn(name, str(label), staticfiles_storage)


@lru_cache(maxsize=500)
def _drawn(name: str, label: str, storage: object) -> SafeString:
    """A page draws a hundred icons, of a dozen kinds."""
    address = f"{static('dist/icons.svg')}#{name}"
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.simple_tag
def nav_url(name: str, *args: object) -> str:
    """The address of a screen named by a variable; unknown names fail like ``{% url %}``."""
    return reverse(name, args=args)


@register.simple_tag(takes_context=True)
def here(context: template.Context, *names: str) -> str:
    """``aria-current`` for a link when the page shown is one of these URL names."""
    return here_is(context.get("request"), *names)


@register.simple_tag
def here_is(request: HttpRequest | None, *names: str) -> str:
    """The same inside a component, which is given the request."""
    match = getattr(request, "resolver_match", None)
    return SafeString('aria-current="page"' if match and match.url_name in names else "")


@register.simple_tag
def printed_at() -> str:
    """The moment of this page, for the foot of a printed list."""
    return thai_moment(timezone.now())


@register.simple_tag
def state_look(kind: str, state: str) -> Look:
    """Word, icon and tone of a state. ``kind``: copy, draft, delivery, answer."""
    return look_of(kind, state)


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    *,
    icon: str = "",
    kind: str = "",
    verdict: object = None,
    url: str = "",
    name: str = "",
    value: str = "",
) -> dict[str, object]:
    """``{% button save icon="device-floppy" verdict=view.verdict %}``"""
    return {
        "label": label,
        "icon": icon,
        "kind": kind,
        "verdict": verdict,
        "url": url,
        "name": name,
        "value": value,
    }


@register.inclusion_tag("components/confirm.html")
def confirm(
    label: str, text: str, *, url: str, form: object = None, icon: str = "", kind: str = ""
) -> dict[str, object]:
    """``{% confirm withdraw withdraw_text url=withdraw_url kind="danger" %}``"""
    return {"label": label, "text": text, "url": url, "form": form, "icon": icon, "kind": kind}


@register.inclusion_tag("components/simple_form.html")
def simple_form(
    form: object, label: str, *, action: str = "", kind: str = "", next_url: str = ""
) -> dict[str, object]:
    """``{% simple_form form label action=action %}``"""
    return {"form": form, "label": label, "action": action, "kind": kind, "next": next_url}


@register.inclusion_tag("components/document.html")
def document(
    title: str,
    *,
    paper: Paper | None = None,
    first: int = 1,
    embed: str = "",
    download: str = "",
    note: str = "",
) -> dict[str, object]:
    """``{% document doc_title paper=view.paper download=view.paper.download %}``"""
    shown = paper or Paper()
    before = {"title": title, "download": download, "note": note, "before": first - 1}
    return {**before, "pages": shown.pages, "more": shown.more, "embed": embed or shown.embed}


@register.inclusion_tag("components/nav_item.html", takes_context=True)
def nav_item(
    context: template.Context,
    name: str,
    icon: str,
    label: str,
    *,
    key: str = "",
    count: object = None,
    late: object = None,
) -> dict[str, object]:
    """``{% nav_item "desk" "inbox" label key="desk" count=nav_counts.desk %}``"""
    request = context.get("request")
    return {
        "name": name,
        "icon": icon,
        "label": label,
        "key": key,
        "count": count,
        "late": late,
        "request": request,
    }


@lru_cache(maxsize=500)
def _component(template: str, language: str, storage: object, **given: str) -> SafeString:
    """A component that looks the same wherever it stands: drawn once in each language."""
    return mark_safe(render_to_string(f"components/{template}.html", given).strip())  # noqa: S308 - escaped


@register.simple_tag
def status(kind: str, state: str) -> SafeString:
    """``{% status "copy" copy.state %}``"""
    return _component("status", get_language(), staticfiles_storage, kind=kind, state=str(state))


@register.simple_tag
def urgency_words(urgency: str) -> Look | None:
    """The badge of an urgency class; None for the normal one."""
    return urgency_look(str(urgency))


@register.simple_tag
def urgency(value: str) -> SafeString:
    """``{% urgency circular.urgency %}``"""
    return _component("urgency", get_language(), staticfiles_storage, urgency=str(value))


@register.inclusion_tag("components/deadline.html")
def deadline(due: dt.datetime | None, done: object = False) -> dict[str, object]:
    """``{% deadline copy.due_at done=copy.is_done %}``"""
    off = "" if due is None or done else why_off(due)
    return {"due": due, "done": done, "off": off}


@register.filter
def off_note(due: dt.datetime | None) -> str:
    """`` (วันหยุด: …)`` after a deadline whose last day is a day off; else nothing."""
    off = why_off(due) if due else ""
    return f" ({off})" if off else ""


@register.simple_tag
def due_tone(due: dt.datetime) -> Look:
    """How pressing a deadline is, as of now: late, soon or far."""
    left = days_left(due, timezone.now())
    if left < 0:
        return Look("", "clock-exclamation", "bad")
    if left <= SOON_DAYS:
        return Look("", "clock", "wait")
    return Look("", "calendar-due", "neutral")


@register.filter
def due_day(due: dt.datetime) -> str:
    """๓๑ ต.ค. ๒๕๖๓: the last good day of a deadline, with its hour if it has one."""
    day = thai_date_short(last_day(due))
    return f"{day} {thai_time(due)}" if has_hour(due) else day


@register.simple_tag
def steps_of(current: str, skipped: str = "") -> Iterator[dict[str, object]]:
    """The seven steps of a letter in an office, each done, now, or ahead."""
    keys = [str(place) for place in Place if place not in skipped.split()]
    now = keys.index(current) if current in keys else len(keys)
    words = {str(place): str(place.label) for place in Place}
    for place, key in enumerate(keys):
        when = "done" if place < now else "now" if place == now else "ahead"
        yield {"number": place + 1, "word": words[key], "when": when}


@register.simple_tag
def changed(kind: str, text: str) -> SafeString:
    """A run of compared text, marked if it was added or is gone."""
    words = linebreaksbr(text)
    mark = {"added": "ins", "gone": "del"}.get(kind)
    return format_html("<{0}>{1}</{0}>", mark, words) if mark else words


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Numbers to offer around ``page``; an ellipsis stands for those left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def page_link(request: HttpRequest, number: int, name: str) -> str:
    """The address of another page of the same list; ``name`` tells two lists of a screen apart."""
    query = request.GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def is_checkbox(field: BoundField) -> bool:
    """One box to tick: its label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.simple_tag
def percent(part: float | None, whole: float | None) -> int:
    """Whole percent of ``part`` in ``whole``; 0 when there is nothing to count."""
    return round(100 * (part or 0) / whole) if whole else 0


@register.simple_tag
def widget_attrs(widget: Mapping[str, Any], classes: str = "") -> SafeString:
    """
    Attributes of a form widget with our classes and a width by its ``maxlength``.

    Sets ``is-invalid`` beside ``aria-invalid``.
    """
    attrs = {key: value for key, value in widget["attrs"].items() if value is not False}
    wanted = [*classes.split(), *str(attrs.pop("class", "")).split()]
    if "form-control" in wanted and not any(name.startswith("wn-w-") for name in wanted):
        wanted.append(_width(widget, attrs))
    if attrs.get("aria-invalid"):
        wanted.append("is-invalid")
    return flatatt({**attrs, "class": " ".join(dict.fromkeys(filter(None, wanted)))})


def _width(widget: Mapping[str, Any], attrs: Mapping[str, Any]) -> str:
    kind = widget.get("type", "")
    length = int(attrs.get("maxlength") or attrs.get("size") or 0)
    if kind in {"number", "date", "time"} or 0 < length <= 10:
        return "wn-w-10"
    if kind == "tel" or 0 < length <= 30:
        return "wn-w-20"
    return "wn-w-40" if 0 < length <= 80 else "wn-w-full"
