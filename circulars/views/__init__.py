"""Screens of the circulars app."""
