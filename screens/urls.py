"""Every address that people see, a room after the other."""

from django.urls import include, path

urlpatterns = [
    path("", include("screens.frame.urls")),
    path("", include("screens.desk.urls")),
    path("", include("screens.letter.urls")),
    path("", include("screens.work.urls")),
    path("", include("screens.follow.urls")),
    path("", include("screens.answer.urls")),
    path("", include("screens.channels.urls")),
    path("", include("screens.link.urls")),
    path("", include("screens.offices.urls")),
    path("", include("screens.account.urls")),
]
