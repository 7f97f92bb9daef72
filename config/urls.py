"""Every address of the project starts here."""

from django.contrib import admin
from django.http import Http404
from django.urls import include, path
from django.views.defaults import page_not_found
from django.views.generic import RedirectView

from config.errors import live, ready

urlpatterns = [
    path("healthz", ready, name="healthz"),
    path("healthz/live", live, name="healthz_live"),
    path("healthz/ready", ready, name="healthz_ready"),
    # Addresses are set by an administrator and confirmed by their people, not collected here.
    path("accounts/email/", page_not_found, {"exception": Http404()}),
    path("accounts/sessions/", RedirectView.as_view(pattern_name="sessions")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("screens.urls")),
]

handler500 = "config.errors.server_error"
