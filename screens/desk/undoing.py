"""Taking back a number that was taken a moment ago."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from circulars.domain.registering import undo_entry
from circulars.errors import CircularError
from papers.templatetags.thai import thai_digits
from screens.desk.register_rows import readable_entry
from screens.frame.base import DeskMixin


class RegisterUndoView(DeskMixin, View):
    """
    Undo one entry at once: the letter waits again, and the number goes back to its book, or
    is struck out when a later one has been taken meanwhile. Says which of the two it was.
    """

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            undone = undo_entry(readable_entry(self.viewer, pk), by=self.user, at=self.at)
        except CircularError as refusal:
            messages.error(request, str(refusal))
            return redirect("desk")
        if undone.given_back:
            words = _("เลิกทำแล้ว เลข %s คืนเข้าทะเบียน หนังสือรอลงรับอีกครั้ง")
        else:
            words = _("เลิกทำแล้ว แต่มีการลงเลขถัดไปแล้ว เลข %s จึงยกเลิกไว้ในทะเบียน หนังสือรอลงรับอีกครั้ง")
        messages.success(request, words % thai_digits(undone.number_text))
        return redirect("desk")
