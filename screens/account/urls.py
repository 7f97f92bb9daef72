"""Addresses of one's own account."""

from django.urls import path

from screens.account import absence, calendar, mail, profile, sessions

urlpatterns = [
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("profile/mail/<str:token>/", mail.MailConfirmView.as_view(), name="mail_confirm"),
    path("profile/sessions/", sessions.SessionsView.as_view(), name="sessions"),
    path("profile/calendar/", calendar.CalendarLinkView.as_view(), name="calendar_link"),
    path("calendar/<str:token>.ics", calendar.CalendarView.as_view(), name="calendar_feed"),
    path("absence/", absence.AbsenceView.as_view(), name="absence"),
    path("absence/of/<int:pk>/", absence.AbsenceView.as_view(), name="absence_of"),
    path(
        "absence/<int:pk>/withdraw/",
        absence.AbsenceWithdrawView.as_view(),
        name="absence_withdraw",
    ),
    path("guide/", profile.GuideView.as_view(), name="guide"),
    path("guide/<slug:name>/", profile.GuideView.as_view(), name="guide_of"),
]
