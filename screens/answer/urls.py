"""Addresses of answering (ตอบแบบสำรวจ)."""

from django.urls import path

from screens.answer import answers, filling

urlpatterns = [
    path("answers/", answers.AnswersView.as_view(), name="answers"),
    path("answers/<int:pk>/", filling.AnswerFormView.as_view(), name="answer_form"),
    path("answers/<int:pk>/receipt/", answers.ReceiptView.as_view(), name="answer_receipt"),
    path(
        "answers/<int:pk>/files/<int:file>/", answers.AnswerFileView.as_view(), name="answer_file"
    ),
    path("a/<str:token>/", answers.AnswerByLinkView.as_view(), name="answer_by_link"),
    path(
        "survey/<int:circular>/",
        answers.AnswerByCircularView.as_view(),
        name="answer_by_circular",
    ),
]
