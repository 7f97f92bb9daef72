"""Addresses of the workflow screens."""

from django.urls import path

from workflow.views import (
    answering,
    approving,
    correcting,
    dispatching,
    drafting,
    endorsing,
    follow_up,
    my_work,
    notices,
    previewing,
    registering,
    reminding,
    tree,
)

urlpatterns = [
    path("work/", my_work.MyWorkView.as_view(), name="my_work"),
    path("letters/new/", registering.RegisterNewView.as_view(), name="register_new"),
    path("circulars/new/", registering.CircularNewView.as_view(), name="circular_new"),
    path("copies/<int:pk>/register/", registering.RegisterView.as_view(), name="task_register"),
    path("copies/<int:pk>/endorse/", endorsing.EndorseView.as_view(), name="task_endorse"),
    path("copies/<int:pk>/draft/", drafting.DraftView.as_view(), name="task_draft"),
    path(
        "copies/<int:pk>/draft/recipients/",
        drafting.RecipientsView.as_view(),
        name="draft_recipients",
    ),
    path(
        "copies/<int:pk>/draft/files/<int:file>/",
        drafting.DraftFileView.as_view(),
        name="draft_file",
    ),
    path("copies/<int:pk>/draft/versions/", drafting.VersionsView.as_view(), name="draft_versions"),
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
    path("copies/<int:pk>/draft/cancel/", drafting.CancelView.as_view(), name="draft_cancel"),
    path("copies/<int:pk>/letter.pdf", dispatching.LetterPdfView.as_view(), name="letter_pdf"),
    path(
        "copies/<int:pk>/letter/pages/<int:page>.png",
        dispatching.LetterPageView.as_view(),
        name="letter_page",
    ),
    path("copies/<int:pk>/return/", correcting.ReturnView.as_view(), name="copy_return"),
    path("copies/<int:pk>/recall/", correcting.RecallView.as_view(), name="copy_recall"),
    path("copies/<int:pk>/extend/", correcting.ExtendView.as_view(), name="copy_extend"),
    path("follow-up/", follow_up.FollowUpView.as_view(), name="follow_up"),
    path("follow-up/overdue/", follow_up.OverdueView.as_view(), name="overdue"),
    path("copies/<int:pk>/tree/", tree.TreeView.as_view(), name="circular_tree"),
    path("copies/<int:pk>/tree/<int:node>/", tree.BranchView.as_view(), name="tree_branch"),
    path("copies/<int:pk>/remind/", reminding.RemindView.as_view(), name="remind"),
    path("copies/<int:pk>/reminder.pdf", reminding.ReminderPdfView.as_view(), name="reminder_pdf"),
    path("notices/", notices.NoticesView.as_view(), name="notices"),
    path("notices/read/", notices.NoticesReadView.as_view(), name="notices_read"),
    path("notices/<int:pk>/read/", notices.NoticeReadView.as_view(), name="notice_read"),
]
