"""What beat asks the workers for, and how often, in seconds or by the clock of Bangkok."""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "sweep-outbox": {"task": "workflow.tasks.sweep_outbox", "schedule": 10.0},
    "send-due-notices": {"task": "workflow.tasks.send_due_notices", "schedule": 600.0},
    "open-rounds": {"task": "workflow.tasks.open_rounds", "schedule": 60.0},
    "tell-unread": {"task": "workflow.tasks.tell_unread", "schedule": 600.0},
    "seal-events": {"task": "workflow.tasks.seal_events", "schedule": 60.0},
    "sweep-held-files": {"task": "workflow.tasks.sweep_held_files", "schedule": 3600.0},
    "verify-record": {
        "task": "workflow.tasks.verify_record",
        "schedule": crontab(hour=3, minute=10),
    },
    "make-access-months": {"task": "workflow.tasks.make_access_months", "schedule": 6 * 3600.0},
    "send-digests": {"task": "workflow.tasks.send_digests", "schedule": crontab(hour=7, minute=30)},
}
