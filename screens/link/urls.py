"""Addresses of an office without an account: everything hangs on the signed link."""

from django.urls import path

from screens.link import acts, answering, letter

urlpatterns = [
    path("l/<str:token>/", letter.HomeView.as_view(), name="link"),
    path("l/<str:token>/pages/<int:page>/", letter.LinkPageView.as_view(), name="link_page"),
    path("l/<str:token>/files/<int:file>/", letter.LinkFileView.as_view(), name="link_file"),
    path("l/<str:token>/leave/", letter.LinkLeaveView.as_view(), name="link_leave"),
    path("l/<str:token>/receipt/", acts.LinkReceiptView.as_view(), name="link_receipt"),
    path("l/<str:token>/report/", acts.LinkReportView.as_view(), name="link_report"),
    path("l/<str:token>/reply/", acts.LinkReplyView.as_view(), name="link_reply"),
    path("l/<str:token>/time/", acts.LinkTimeView.as_view(), name="link_time"),
    path("l/<str:token>/return/", acts.LinkReturnView.as_view(), name="link_return"),
    path("l/<str:token>/confirm/<int:row>/", acts.LinkConfirmView.as_view(), name="link_confirm"),
    path("l/<str:token>/answer/", answering.LinkAnswerView.as_view(), name="link_answer"),
    path(
        "l/<str:token>/answer/receipt/", answering.LinkAnsweredView.as_view(), name="link_answered"
    ),
]
