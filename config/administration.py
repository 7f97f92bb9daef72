"""Django's administration: accounts, offices and posts; never the engine's own tables."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class OwnAdminConfig(AdminConfig):
    """
    Take the engine's generic tables out: people work on its tasks through our screens.

    Its log-in is the one of all pages, with its limits and its second factor.
    """

    def ready(self) -> None:
        """Let every app register, then forget the engine's."""
        super().ready()
        from allauth.account.decorators import secure_admin_login  # noqa: PLC0415 - needs models

        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
        for model in list(admin.site._registry):  # noqa: SLF001 - there is no public list
            if model._meta.app_label == "viewflow":
                admin.site.unregister(model)
