"""Addresses of the workflow screens."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
