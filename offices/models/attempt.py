"""Failed attempts to come in, counted in the database: a cache may be away."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """
    Failures in a row of one bucket (an account at an address, a device, …).

    ``bucket`` is a digest: a name that was typed, perhaps a password by mistake, stands in no
    row. A success forgets the bucket; time does, too.
    """

    bucket = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.bucket[:8]} {self.failures}"
