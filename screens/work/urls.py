"""Addresses of my work (งานของฉัน)."""

from django.urls import path

from screens.work import (
    answering,
    approving,
    asking,
    dispatching,
    draft_parts,
    drafting,
    endorsing,
    handing_over,
    holding,
    my_work,
    notices,
    phrases,
    previewing,
    sharing,
    signing,
    taking_back,
    versions,
)

urlpatterns = [
    path("copies/<int:pk>/survey/", asking.SurveyEditView.as_view(), name="survey_edit"),
    path("copies/<int:pk>/survey/withdraw/", asking.WithdrawView.as_view(), name="survey_withdraw"),
    path("copies/<int:pk>/survey/preview/", asking.PreviewView.as_view(), name="survey_preview"),
    path(
        "copies/<int:pk>/survey/questions/new/",
        asking.QuestionView.as_view(),
        name="survey_question_new",
    ),
    path(
        "copies/<int:pk>/survey/questions/<int:question>/",
        asking.QuestionView.as_view(),
        name="survey_question",
    ),
    path(
        "copies/<int:pk>/survey/questions/<int:question>/move/",
        asking.QuestionMoveView.as_view(),
        name="survey_question_move",
    ),
    path("work/sign/", signing.SignQueueView.as_view(), name="sign_queue"),
    path("work/", my_work.MyWorkView.as_view(), name="my_work"),
    path("copies/<int:pk>/endorse/", endorsing.EndorseView.as_view(), name="task_endorse"),
    path("copies/<int:pk>/draft/", drafting.DraftView.as_view(), name="task_draft"),
    path(
        "copies/<int:pk>/draft/recipients/",
        draft_parts.RecipientsView.as_view(),
        name="draft_recipients",
    ),
    path(
        "copies/<int:pk>/draft/files/<int:file>/",
        draft_parts.DraftFileView.as_view(),
        name="draft_file",
    ),
    path(
        "copies/<int:pk>/draft/back/", taking_back.TakeDraftBackView.as_view(), name="draft_back"
    ),
    path("copies/<int:pk>/unsign/", taking_back.UnsignView.as_view(), name="copy_unsign"),
    path("copies/<int:pk>/draft/versions/", versions.VersionsView.as_view(), name="draft_versions"),
    path("copies/<int:pk>/draft/preview/", previewing.PreviewView.as_view(), name="draft_preview"),
    path("copies/<int:pk>/draft.pdf", previewing.DraftPdfView.as_view(), name="draft_pdf"),
    path(
        "copies/<int:pk>/draft/pages/<int:page>.png",
        previewing.DraftPageView.as_view(),
        name="draft_page",
    ),
    path("copies/<int:pk>/review/", approving.ReviewView.as_view(), name="task_review"),
    path("copies/<int:pk>/sign/", approving.SignView.as_view(), name="task_sign"),
    path("copies/<int:pk>/dispatch/", dispatching.DispatchView.as_view(), name="task_dispatch"),
    path(
        "copies/<int:pk>/dispatch/progress/",
        dispatching.ProgressView.as_view(),
        name="dispatch_progress",
    ),
    path("copies/<int:pk>/answer/", answering.AnswerView.as_view(), name="task_answer"),
    path("copies/<int:pk>/hand-over/", handing_over.HandOverView.as_view(), name="copy_hand_over"),
    path("copies/<int:pk>/hold/", holding.HoldView.as_view(), name="copy_hold"),
    path("copies/<int:pk>/hold/end/", holding.ResumeView.as_view(), name="copy_resume"),
    path("copies/<int:pk>/draft/cancel/", draft_parts.CancelView.as_view(), name="draft_cancel"),
    path("copies/<int:pk>/letter.pdf", dispatching.LetterPdfView.as_view(), name="letter_pdf"),
    path(
        "copies/<int:pk>/letter/pages/<int:page>.png",
        dispatching.LetterPageView.as_view(),
        name="letter_page",
    ),
    path("work/phrases/", phrases.PhrasesView.as_view(), name="phrases"),
    path("shares/<int:pk>/words/", sharing.JointView.as_view(), name="task_joint"),
    path("shares/<int:pk>/noted/", sharing.InformView.as_view(), name="task_inform"),
    path("shares/<int:pk>/decline/", sharing.DeclineView.as_view(), name="share_decline"),
    path("shares/<int:pk>/withdraw/", sharing.WithdrawView.as_view(), name="share_withdraw"),
    path("copies/<int:pk>/go-on/", sharing.GoOnView.as_view(), name="copy_go_on"),
    path("notices/", notices.NoticesView.as_view(), name="notices"),
    path("notices/read/", notices.NoticesReadView.as_view(), name="notices_read"),
    path("notices/<int:pk>/read/", notices.NoticeReadView.as_view(), name="notice_read"),
]
