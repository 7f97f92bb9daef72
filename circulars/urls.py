"""Addresses of the circulars screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
