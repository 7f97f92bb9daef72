"""The sender's screens over 8,804 recipients, against the SQL that counts the same rows."""

import stage
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from stage.sending import send, signed

from circulars.models import OfficeCopy
from offices.models import Role
from outbox.running import run_due

COUNT = """
SELECT count(*), count(opened_at), count(registered_at), count(forwarded_at), count(answered_at)
FROM circulars_officecopy WHERE parent_id = %s
"""

PLAIN = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
SITE = override_settings(
    STORAGES={**settings.STORAGES, "staticfiles": PLAIN}, ALLOWED_HOSTS=["testserver"]
)

with stage.country(), SITE:
    copy = signed()
    send(copy)
    handed = stage.seconds(run_due)
    officer = copy.office.posts.get(role=Role.OFFICER, user__drafts__copy=copy).user
    client = Client()
    client.force_login(officer)

    def bare() -> None:
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [copy.pk])
            cursor.fetchall()

    raw = stage.median(bare)
    print(
        f"{OfficeCopy.objects.filter(parent=copy).count()} recipients;"
        f" what follows the delivery (notices, ledger, PDF): {handed:.2f} s"
    )
    stage.head("pages, first one after a warm-up")
    for name in ("dispatch_progress", "circular_tree", "copy"):
        url = reverse(name, args=[copy.pk])
        page = client.get(url)
        assert page.status_code == 200, (url, page.status_code)
        took = stage.median(lambda url=url: client.get(url))
        stage.show(f"{name} ({len(page.content) / 1000:.0f} kB)", took, raw)
    for name in ("follow_up", "overdue"):
        client.get(reverse(name))
        took = stage.median(lambda name=name: client.get(reverse(name)))
        stage.show(name, took, raw)
