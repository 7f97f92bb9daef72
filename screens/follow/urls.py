"""Addresses of follow-up (ติดตาม)."""

from django.urls import path

from screens.follow import collecting, follow_up, indicator, reminding, rollup, sent, tree

urlpatterns = [
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
    path("copies/<int:pk>/return/", sent.ReturnView.as_view(), name="copy_return"),
    path("copies/<int:pk>/hand-back/", sent.HandBackView.as_view(), name="copy_hand_back"),
    path("copies/<int:pk>/recall/", sent.RecallView.as_view(), name="copy_recall"),
    path("copies/<int:pk>/extend/", sent.ExtendView.as_view(), name="copy_extend"),
    path("copies/<int:pk>/extend/due/", sent.ExtendDueView.as_view(), name="copy_extend_due"),
    path("follow-up/", follow_up.FollowUpView.as_view(), name="follow_up"),
    path("follow-up/overdue/", follow_up.OverdueView.as_view(), name="overdue"),
    path("copies/<int:pk>/tree/", tree.TreeView.as_view(), name="circular_tree"),
    path("copies/<int:pk>/tree/<int:node>/", tree.BranchView.as_view(), name="tree_branch"),
    path("copies/<int:pk>/remind/", reminding.RemindView.as_view(), name="remind"),
    path("copies/<int:pk>/reminder.pdf", reminding.ReminderPdfView.as_view(), name="reminder_pdf"),
    path("copies/<int:pk>/reminder/", reminding.ReminderIssueView.as_view(), name="reminder_issue"),
    path(
        "copies/<int:pk>/reminders/<int:letter>.pdf",
        reminding.ReminderLetterView.as_view(),
        name="reminder_letter",
    ),
]
