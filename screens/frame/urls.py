"""Addresses of every page."""

from django.urls import path

from screens.frame import home, lists

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("circulars/", lists.CircularListView.as_view(), name="circular_list"),
    path("search/", lists.SearchView.as_view(), name="search"),
]
