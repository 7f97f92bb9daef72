"""
Django's own administration, for the superuser of the installation.

Accounts, offices, posts, holidays and the outbox; never letters, copies or events.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from administration.offices import check_numbers_apart
from circulars.errors import Invalid
from offices.models import Acting, Holiday, Office, Post, User
from offices.placing import place
from outbox.models import OutboxItem


@admin.register(User)
class AccountAdmin(UserAdmin[User]):
    """Accounts. Rights come from posts, so groups and permissions are left out."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "last_login")
    list_filter = ("is_active", "is_superuser")
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("บุคคล"), {"fields": ("title", "rank", "first_name", "last_name", "email", "phone")}),
        (_("หน้าจอ"), {"fields": ("language", "screen_digits", "mail_each_notice")}),
        (_("สถานะ"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("เวลา"), {"fields": readonly_fields}),
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Accounts are closed, not deleted: events name them."""
        return False


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


class ActingInline(admin.TabularInline[Acting, Post]):
    """Actings beside the post they belong to."""

    model = Acting
    extra = 0


@admin.register(Post)
class PostAdmin(admin.ModelAdmin[Post]):
    """Posts and actings."""

    list_display = ("user", "office", "role", "position", "starts_on", "ends_on")
    list_filter = ("role",)
    search_fields = ("user__username", "user__first_name", "user__last_name", "office__name")
    autocomplete_fields = ("user", "office")
    list_select_related = ("user", "office")
    inlines = (ActingInline,)


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
