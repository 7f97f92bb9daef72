"""Addresses of the circulars screens."""

from django.urls import path

from circulars.views import (
    accounts,
    copy,
    correcting,
    desk,
    files,
    history,
    home,
    lists,
    offices,
    profile,
    registers,
)

urlpatterns = [
    path("", desk.DeskView.as_view(), name="desk"),
    path("home/", home.HomeView.as_view(), name="home"),
    path("sit-at/", desk.SitAtView.as_view(), name="sit_at"),
    path("copies/<int:pk>/", copy.CopyView.as_view(), name="copy"),
    path("copies/<int:pk>/opened/", copy.CopyOpenedView.as_view(), name="copy_opened"),
    path("copies/<int:pk>/history/", history.HistoryView.as_view(), name="copy_history"),
    path("copies/<int:pk>/correct/", correcting.CorrectView.as_view(), name="copy_correct"),
    path("copies/<int:pk>/stamped.pdf", files.StampedView.as_view(), name="copy_stamped"),
    path("copies/<int:pk>/files/<int:file>/", files.FileDownloadView.as_view(), name="copy_file"),
    path(
        "copies/<int:pk>/files/<int:file>/pages/<int:page>.png",
        files.PageImageView.as_view(),
        name="copy_page_image",
    ),
    path("circulars/", lists.CircularListView.as_view(), name="circular_list"),
    path("search/", lists.SearchView.as_view(), name="search"),
    path("registers/", registers.RegistersView.as_view(), name="registers"),
    path("registers/first/", registers.FirstNumberView.as_view(), name="register_first"),
    path("registers/<int:pk>/", registers.RegisterBookView.as_view(), name="register_book"),
    path("registers/<int:pk>/book.pdf", registers.RegisterPdfView.as_view(), name="register_pdf"),
    path(
        "registers/entries/<int:pk>/void/",
        registers.RegisterVoidView.as_view(),
        name="register_void",
    ),
    path("office/", offices.OfficeSettingsView.as_view(), name="office_settings"),
    path("office/<int:pk>/", offices.OfficeSettingsView.as_view(), name="office_settings_of"),
    path("offices/", offices.OfficeTreeView.as_view(), name="office_tree"),
    path("offices/<int:pk>/", offices.OfficeTreeView.as_view(), name="office_tree_of"),
    path("offices/<int:pk>/edit/", offices.OfficeEditView.as_view(), name="office_edit"),
    path("offices/<int:pk>/units/new/", offices.UnitNewView.as_view(), name="unit_new"),
    path("people/", accounts.AccountsView.as_view(), name="accounts"),
    path("people/new/", accounts.AccountNewView.as_view(), name="account_new"),
    path("people/<int:pk>/", accounts.AccountEditView.as_view(), name="account_edit"),
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("guide/", profile.GuideView.as_view(), name="guide"),
    path("guide/<slug:name>/", profile.GuideView.as_view(), name="guide_of"),
]
