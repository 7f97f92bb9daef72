"""What must happen outside the transaction, written inside it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class OutboxItem(models.Model):
    """
    One piece of work for a background worker, at least once; its handler is repeatable.

    ``key`` makes it unique per kind: asking twice for one thing writes one row. A worker
    claims a row by setting ``claimed_until``; if it dies the row becomes free again.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    payload = models.JSONField(default=dict)
    run_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["run_at", "id"]
        indexes = [
            models.Index(fields=["run_at"], name="outbox_waiting", condition=Q(done_at=None))
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_outbox_item_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
