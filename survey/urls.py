"""Addresses of the survey screens."""

from django.urls import path

from survey.views import answers, building, collecting, indicator, rollup

urlpatterns = [
    path("answers/", answers.AnswersView.as_view(), name="answers"),
    path("answers/<int:pk>/", answers.AnswerFormView.as_view(), name="answer_form"),
    path("answers/<int:pk>/receipt/", answers.ReceiptView.as_view(), name="answer_receipt"),
    path("a/<str:token>/", answers.AnswerByLinkView.as_view(), name="answer_by_link"),
    path(
        "survey/<int:circular>/",
        answers.AnswerByCircularView.as_view(),
        name="answer_by_circular",
    ),
    path("copies/<int:pk>/survey/", building.SurveyEditView.as_view(), name="survey_edit"),
    path(
        "copies/<int:pk>/survey/withdraw/", building.WithdrawView.as_view(), name="survey_withdraw"
    ),
    path("copies/<int:pk>/survey/preview/", building.PreviewView.as_view(), name="survey_preview"),
    path(
        "copies/<int:pk>/survey/questions/new/",
        building.QuestionView.as_view(),
        name="survey_question_new",
    ),
    path(
        "copies/<int:pk>/survey/questions/<int:question>/",
        building.QuestionView.as_view(),
        name="survey_question",
    ),
    path(
        "copies/<int:pk>/survey/questions/<int:question>/move/",
        building.QuestionMoveView.as_view(),
        name="survey_question_move",
    ),
    path("copies/<int:pk>/answers/", collecting.CollectView.as_view(), name="collect"),
    path(
        "copies/<int:pk>/answers/<int:line>/",
        collecting.CollectAnswerView.as_view(),
        name="collect_answer",
    ),
    path("copies/<int:pk>/certify/", collecting.CertifyView.as_view(), name="certify"),
    path("copies/<int:pk>/rollup/", rollup.RollupView.as_view(), name="rollup"),
    path("copies/<int:pk>/rollup.pdf", rollup.RollupPdfView.as_view(), name="rollup_pdf"),
    path("copies/<int:pk>/rollup.xlsx", rollup.RollupXlsxView.as_view(), name="rollup_xlsx"),
    path("copies/<int:pk>/indicator/", indicator.IndicatorView.as_view(), name="indicator"),
]
