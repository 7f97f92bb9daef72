"""Addresses of a sender about recipients beside the system."""

from django.urls import path

from screens.channels import channel, hearing

urlpatterns = [
    path("copies/<int:pk>/channel/", channel.ChannelView.as_view(), name="channel"),
    path("copies/<int:pk>/slips/", channel.SlipsView.as_view(), name="slips"),
    path(
        "copies/<int:pk>/channel/evidence/<int:row>/",
        channel.EvidenceView.as_view(),
        name="evidence",
    ),
    path("copies/<int:pk>/channel/sent/", hearing.HeardSentView.as_view(), name="heard_sent"),
    path(
        "copies/<int:pk>/channel/received/",
        hearing.HeardReceivedView.as_view(),
        name="heard_received",
    ),
    path(
        "copies/<int:pk>/channel/passed-on/",
        hearing.HeardPassedOnView.as_view(),
        name="heard_passed_on",
    ),
    path(
        "copies/<int:pk>/channel/reported/",
        hearing.HeardReportedView.as_view(),
        name="heard_reported",
    ),
    path("copies/<int:pk>/channel/time/", hearing.HeardTimeView.as_view(), name="heard_time"),
    path(
        "copies/<int:pk>/channel/returned/",
        hearing.HeardReturnedView.as_view(),
        name="heard_returned",
    ),
    path("copies/<int:pk>/channel/answer/", hearing.AnswerForView.as_view(), name="answer_for"),
]
