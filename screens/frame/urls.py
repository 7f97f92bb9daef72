"""Addresses of every page."""

from django.urls import path

from screens.frame import found_file, home, lists, search

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("circulars/", lists.CircularListView.as_view(), name="circular_list"),
    path("search/", search.SearchView.as_view(), name="search"),
    path("search/views/", search.SavedViewsView.as_view(), name="saved_views"),
    path("search.xlsx", found_file.FoundXlsxView.as_view(), name="search_xlsx"),
]
