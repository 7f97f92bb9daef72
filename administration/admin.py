"""
Django's own administration, for the superuser of the installation.

Offices, holidays and the outbox; never letters, copies or events, and no account and no post:
those are changed on our screens, where every change is an event and a power needs two people.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from administration.offices import check_numbers_apart
from circulars.errors import Invalid
from offices.models import Holiday, Office
from offices.placing import place
from outbox.models import OutboxItem


class OfficeAdminForm(forms.ModelForm[Office]):
    """Refuses what would let two units of a house give the same number."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            check_numbers_apart(self.instance)
        except Invalid as refusal:
            self.add_error(refusal.field, str(refusal))


@admin.register(Office)
class OfficeAdmin(admin.ModelAdmin[Office]):
    """Offices; saving one places its branch in the tree anew."""

    form = OfficeAdminForm
    list_display = ("code", "name", "kind", "parent", "on_system", "closed_on")
    list_filter = ("kind", "on_system")
    search_fields = ("code", "name", "short_name")
    autocomplete_fields = ("parent", "province", "district", "reception")
    list_select_related = ("parent",)

    def save_model(self, request: HttpRequest, obj: Office, form: Any, change: bool) -> None:
        place(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Offices are closed by a date, not deleted."""
        return False


@admin.register(Holiday)
class HolidayAdmin(admin.ModelAdmin[Holiday]):
    """The table of holidays that deadlines are warned by; to be looked at, not written."""

    list_display = ("day", "name", "kind", "province", "source")
    date_hierarchy = "day"

    # It is changed on the office's own screen, with an Event.
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(OutboxItem)
class OutboxAdmin(admin.ModelAdmin[OutboxItem]):
    """What waits for a worker; to be looked at, not written."""

    list_filter = ("kind",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
