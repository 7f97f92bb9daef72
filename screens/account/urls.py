"""Addresses of one's own account."""

from django.urls import path

from screens.account import profile

urlpatterns = [
    path("profile/", profile.ProfileView.as_view(), name="profile"),
    path("guide/", profile.GuideView.as_view(), name="guide"),
    path("guide/<slug:name>/", profile.GuideView.as_view(), name="guide_of"),
]
