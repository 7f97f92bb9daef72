"""
People at their screens: they open a page, fill in its form as it stands, and press a button.

Nothing is posted that the page did not offer, so a screen that loses a field, a choice or a
button fails the story that uses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import time_machine
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from demo.acts import run_outbox
from offices.models import User
from thai.calendar import BANGKOK


def moment(text: str) -> dt.datetime:
    """ "2020-10-22 09:26" in Bangkok."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


@contextmanager
def clock(text: str) -> Iterator[dt.datetime]:
    """The time stands still at ``text``; the background work is done before it goes on."""
    at = moment(text)
    with time_machine.travel(at, tick=False):
        yield at
        run_outbox(at)


@dataclass
class PageForm:
    """One form of a page: what a browser would send, and what else could be chosen."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    offered: dict[str, set[str] | None] = field(default_factory=dict)
    buttons: set[tuple[str, str]] = field(default_factory=set)

    def offer(self, name: str, value: str | None, *, chosen: bool) -> None:
        """A control; ``value`` None: anything may be typed."""
        known = self.offered.setdefault(name, None if value is None else set())
        if value is not None and known is not None:
            known.add(value)
        if chosen:
            self.values.setdefault(name, []).append(value or "")

    def fill(self, name: str, value: Any) -> None:
        """Type or choose; True ticks a box, False clears it, a list chooses several."""
        assert name in self.offered, f"the page has no field {name}, only {sorted(self.offered)}"
        choices = self.offered[name]
        if value is False:
            self.values.pop(name, None)
            return
        if value is True:
            assert choices, f"{name} is not a box to tick"
            self.values[name] = sorted(choices)[:1]
            return
        wanted = [str(one) for one in (value if isinstance(value, list) else [value])]
        if choices is not None:
            assert set(wanted) <= choices, f"{name} offers {sorted(choices)}, not {wanted}"
        self.values[name] = wanted


class _Reader(HTMLParser):
    """Collects the forms of a page, without those of its frame (search, desks, log-out)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[PageForm] = []
        self.in_main = False
        self.open: PageForm | None = None
        self.select: tuple[str, bool] | None = None
        self.area: list[str] | None = None
        self.area_name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "main":
            self.in_main = True
        if tag == "form" and self.in_main:
            self.open = PageForm(given.get("action") or "")
            self.forms.append(self.open)
        if self.open is None or "disabled" in given:
            return
        name = given.get("name") or ""
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "textarea" and name:
            self.area, self.area_name = [], name
        elif tag == "select" and name:
            self.select = (name, "multiple" in given)
            self.open.offered.setdefault(name, set())
        elif tag == "option" and self.select is not None:
            self.open.offer(self.select[0], given.get("value") or "", chosen="selected" in given)
        elif tag == "button" and given.get("type") == "submit":
            self.open.buttons.add((name, given.get("value") or ""))

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        assert self.open is not None
        kind = given.get("type") or "text"
        value = given.get("value") or ""
        if kind in ("radio", "checkbox"):
            value = given.get("value") or "on"
            self.open.offer(name, value, chosen="checked" in given)
        elif kind != "file":
            self.open.offer(name, None, chosen=False)
            self.open.values[name] = [value]

    def handle_data(self, data: str) -> None:
        if self.area is not None:
            self.area.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.in_main = False
        elif tag == "form":
            self.open = None
        elif tag == "select":
            self.select = None
        elif tag == "textarea" and self.area is not None and self.open is not None:
            # A browser drops the line end right after the opening tag.
            self.open.offer(self.area_name, None, chosen=False)
            self.open.values[self.area_name] = ["".join(self.area).removeprefix("\n")]
            self.area = None


def forms_of(response: HttpResponse) -> list[PageForm]:
    """The forms of a page, in order."""
    reader = _Reader()
    reader.feed(response.content.decode())
    return reader.forms


class Person:
    """Somebody of the demo at his screen, logged in at the moment that the clock shows."""

    def __init__(self, username: str) -> None:
        self.user = User.objects.get(username=username)
        self.client = Client(enforce_csrf_checks=True)
        self.client.force_login(self.user)

    def see(self, name: str, *args: object) -> HttpResponse:
        """Open a page that must be there."""
        response = self.client.get(reverse(name, args=args))
        assert response.status_code == 200, f"{self.user}: {name} gives {response.status_code}"
        return response

    def text(self, name: str, *args: object) -> str:
        return self.see(name, *args).content.decode()

    def do(self, name: str, *args: object, press: tuple[str, str] = ("", ""), **filled: Any) -> str:
        """
        Open the page, fill in the form that has the button, press it. Gives the address one
        is led to. A form that comes back with errors fails with what it says.
        """
        page = self.see(name, *args)
        form = self._form(page, press, filled)
        for field_name, value in filled.items():
            form.fill(field_name, value)
        data = dict(form.values)
        if press != ("", ""):
            data[press[0]] = [press[1]]
        address = urljoin(reverse(name, args=args), form.action)
        response = self.client.post(address, data)
        assert response.status_code == 302, f"{self.user} at {name}: {_complaints(response)}"
        return response.headers["Location"]

    def _form(self, page: HttpResponse, press: tuple[str, str], filled: dict[str, Any]) -> PageForm:
        forms = forms_of(page)
        fitting = [
            form for form in forms if press in form.buttons and set(filled) <= set(form.offered)
        ]
        offered = [(sorted(form.offered), sorted(form.buttons)) for form in forms]
        assert len(fitting) == 1, f"{sorted(filled)} and button {press} among {offered}"
        return fitting[0]


class _Words(HTMLParser):
    """The words of elements that say what is wrong."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        marks = dict(attrs).get("class") or ""
        if self.depth or "invalid" in marks or "error" in marks or "wn-warn" in marks:
            self.depth += tag not in {"input", "img", "br", "use", "path"}

    def handle_endtag(self, tag: str) -> None:
        self.depth = max(0, self.depth - 1)

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip():
            self.words.append(data.strip())


def _complaints(response: HttpResponse) -> str:
    reader = _Words()
    reader.feed(response.content.decode())
    return f"{response.status_code} {' '.join(reader.words)[:600]}"
