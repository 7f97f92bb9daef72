"""Addresses of the desk (โต๊ะรับ)."""

from django.urls import path

from screens.desk import correcting, desk, intake, registering, registers, starting

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
    path("letters/new/", intake.IntakeView.as_view(), name="register_new"),
    path("circulars/new/", starting.StartCircularView.as_view(), name="circular_new"),
    path("copies/<int:pk>/register/", registering.RegisterView.as_view(), name="task_register"),
]
