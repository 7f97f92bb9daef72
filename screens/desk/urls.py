"""Addresses of the desk (โต๊ะรับ)."""

from django.urls import path

from screens.desk import (
    at_once,
    clashes,
    correcting,
    desk,
    frequent,
    intake,
    piles,
    reading,
    registering,
    registers,
    senders,
    starting,
    undoing,
)

urlpatterns = [
    path("desk/", desk.DeskView.as_view(), name="desk"),
    path("sit-at/", desk.SitAtView.as_view(), name="sit_at"),
    path("copies/<int:pk>/correct/", correcting.CorrectView.as_view(), name="copy_correct"),
    path("registers/", registers.RegistersView.as_view(), name="registers"),
    path("registers/first/", registers.FirstNumberView.as_view(), name="register_first"),
    path("registers/<int:pk>/", registers.RegisterBookView.as_view(), name="register_book"),
    path("registers/<int:pk>/book.pdf", registers.RegisterPdfView.as_view(), name="register_pdf"),
    path(
        "registers/entries/<int:pk>/void/",
        registers.RegisterVoidView.as_view(),
        name="register_void",
    ),
    path(
        "registers/entries/<int:pk>/undo/",
        undoing.RegisterUndoView.as_view(),
        name="register_undo",
    ),
    path("letters/new/check/", clashes.IntakeCheckView.as_view(), name="register_check"),
    path("letters/new/senders/", senders.SendersView.as_view(), name="senders"),
    path("letters/new/read/", reading.AskReadingView.as_view(), name="reading_ask"),
    path("letters/new/photos/", reading.ArrangePhotosView.as_view(), name="photos_arrange"),
    path("letters/new/paste/", reading.PasteView.as_view(), name="reading_paste"),
    path("letters/new/part/", reading.PartReadingView.as_view(), name="reading_part"),
    path("letters/frequent/", frequent.FrequentListView.as_view(), name="frequent"),
    path("letters/frequent/new/", frequent.FrequentFormView.as_view(), name="frequent_new"),
    path("letters/frequent/<int:pk>/", frequent.FrequentFormView.as_view(), name="frequent_edit"),
    path("copies/<int:pk>/frequent/", frequent.FrequentFromView.as_view(), name="copy_frequent"),
    path("letters/piles/", piles.PilesView.as_view(), name="piles"),
    path("letters/piles/<int:pk>/", piles.PileView.as_view(), name="pile"),
    path("letters/piles/<int:pk>/next/", piles.PileNextView.as_view(), name="pile_next"),
    path("letters/piles/<int:pk>/table/", at_once.PileTableView.as_view(), name="pile_table"),
    path(
        "letters/piles/<int:pk>/pages/<int:page>/",
        piles.PilePageView.as_view(),
        name="pile_page",
    ),
    path(
        "letters/piles/<int:pk>/letters/<int:letter>/",
        piles.PileLetterView.as_view(),
        name="pile_letter",
    ),
    path("desk/table/", at_once.DeskTableView.as_view(), name="desk_table"),
    path("letters/readings/<int:pk>/", reading.ReadingView.as_view(), name="reading"),
    path(
        "letters/readings/<int:pk>/pages/<int:page>/",
        reading.ReadingPageView.as_view(),
        name="reading_page",
    ),
    path("letters/new/", intake.IntakeView.as_view(), name="register_new"),
    path("circulars/new/", starting.StartCircularView.as_view(), name="circular_new"),
    path("copies/<int:pk>/register/", registering.RegisterView.as_view(), name="task_register"),
]
