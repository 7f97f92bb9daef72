"""What every request carries: the language and the digits that its user likes to read."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from screens.frame import days_off
from thai.screen import showing


class NoNulMiddleware:
    """
    Answer 400 to an address with a NUL character in it: the database has no text with one.

    Fields of forms refuse it themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL character in the address")
        return self.get_response(request)


class ScreenDigitsMiddleware:
    """
    Show numbers in the user's own digits while his request is answered, and explain days
    off by a table that is read once for it.

    Stands after the authentication middleware. A user without a choice, and nobody,
    read Thai digits.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = getattr(request, "user", None)
        chosen = getattr(user, "screen_digits", "thai")
        with showing("arabic" if chosen == "arabic" else "thai"), days_off.once():
            return self.get_response(request)


class LanguageMiddleware:
    """
    Speak the language that the user chose in his profile.

    Stands after the authentication middleware. For people who are not logged in Django's
    LocaleMiddleware has already followed the browser.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = getattr(getattr(request, "user", None), "language", "")
        if not chosen:
            return self.get_response(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
        response.headers["Content-Language"] = chosen
        return response


class PrivatePagesMiddleware:
    """
    No store between us and the browser keeps a page of somebody who is logged in, and the
    browser asks again before it shows one. What says so itself is left as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response
