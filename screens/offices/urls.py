"""Addresses of offices and accounts."""

from django.urls import path

from screens.offices import accounts, offices

urlpatterns = [
    path("office/", offices.OfficeSettingsView.as_view(), name="office_settings"),
    path("office/<int:pk>/", offices.OfficeSettingsView.as_view(), name="office_settings_of"),
    path("offices/", offices.OfficeTreeView.as_view(), name="office_tree"),
    path("offices/<int:pk>/", offices.OfficeTreeView.as_view(), name="office_tree_of"),
    path("offices/<int:pk>/edit/", offices.OfficeEditView.as_view(), name="office_edit"),
    path("offices/<int:pk>/units/new/", offices.UnitNewView.as_view(), name="unit_new"),
    path("people/", accounts.AccountsView.as_view(), name="accounts"),
    path("people/new/", accounts.AccountNewView.as_view(), name="account_new"),
    path("people/<int:pk>/", accounts.AccountEditView.as_view(), name="account_edit"),
]
