"""Addresses of a letter's page."""

from django.urls import path

from screens.letter import copy, files, history, notes, verifying

urlpatterns = [
    path("v/<str:code>/", verifying.LetterCheckView.as_view(), name="letter_check"),
    path("copies/<int:pk>/", copy.CopyView.as_view(), name="copy"),
    path("copies/<int:pk>/opened/", copy.CopyOpenedView.as_view(), name="copy_opened"),
    path("copies/<int:pk>/history/", history.HistoryView.as_view(), name="copy_history"),
    path("copies/<int:pk>/endorsements.pdf", notes.SheetView.as_view(), name="copy_sheet"),
    path("copies/<int:pk>/stamped.pdf", files.StampedView.as_view(), name="copy_stamped"),
    path("copies/<int:pk>/files/<int:file>/", files.FileDownloadView.as_view(), name="copy_file"),
    path(
        "copies/<int:pk>/files/<int:file>/pages/<int:page>.png",
        files.PageImageView.as_view(),
        name="copy_page_image",
    ),
]
