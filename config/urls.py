"""Every address of the project starts here."""

from django.contrib import admin
from django.urls import include, path

from config.errors import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("", include("screens.urls")),
]

handler500 = "config.errors.server_error"
