"""Addresses of offices and accounts."""

from django.urls import path

from screens.offices import (
    access,
    accounts,
    ending,
    holidays,
    offices,
    proposals,
    reminders,
    reorganising,
)

urlpatterns = [
    path("office/", offices.OfficeSettingsView.as_view(), name="office_settings"),
    path("office/<int:pk>/", offices.OfficeSettingsView.as_view(), name="office_settings_of"),
    path("office/reminders/", reminders.RemindersView.as_view(), name="reminders"),
    path("offices/", offices.OfficeTreeView.as_view(), name="office_tree"),
    path("offices/<int:pk>/", offices.OfficeTreeView.as_view(), name="office_tree_of"),
    path("offices/<int:pk>/edit/", offices.OfficeEditView.as_view(), name="office_edit"),
    path(
        "offices/<int:pk>/reorganise/",
        reorganising.ReorganiseView.as_view(),
        name="office_reorganise",
    ),
    path("offices/<int:pk>/close/", reorganising.CloseView.as_view(), name="office_close"),
    path("offices/<int:pk>/units/new/", offices.UnitNewView.as_view(), name="unit_new"),
    path("holidays/", holidays.HolidaysView.as_view(), name="holidays"),
    path("holidays/new/", holidays.HolidayActView.as_view(), name="holiday_new"),
    path("holidays/import/", holidays.HolidayImportView.as_view(), name="holiday_import"),
    path("holidays/<int:pk>/", holidays.HolidayEditView.as_view(), name="holiday_edit"),
    path("holidays/<int:pk>/away/", holidays.HolidayAwayView.as_view(), name="holiday_away"),
    path("people/", accounts.AccountsView.as_view(), name="accounts"),
    path("people/proposals/", proposals.ProposalsView.as_view(), name="proposals"),
    path("people/access/", access.AccessView.as_view(), name="access"),
    path("people/new/", accounts.AccountNewView.as_view(), name="account_new"),
    path("people/<int:pk>/posts/<int:post>/end/", ending.EndPostView.as_view(), name="post_end"),
    path("people/<int:pk>/", accounts.AccountEditView.as_view(), name="account_edit"),
]
