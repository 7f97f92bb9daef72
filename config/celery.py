"""The Celery application; its tasks live in ``workflow/tasks.py`` alone."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("wian")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["workflow"])
