"""Addresses of the survey screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
