"""The clock of the background work: a step back of the machine's time does not silence it."""

from __future__ import annotations

import logging
from typing import Any

from celery.beat import PersistentScheduler

log = logging.getLogger(__name__)


class SteadyScheduler(PersistentScheduler):  # type: ignore[misc] # celery has no types
    """
    Beat remembers when each task ran last, also over a restart. After a step back that lies
    in the future, and nothing would run for the length of the step: it is taken for now.
    """

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """Look at the clock, then do what is due; seconds until the next look."""
        now, ahead = self.app.now(), []
        for entry in self.schedule.values():
            if entry.last_run_at is not None and entry.last_run_at > now:
                entry.last_run_at = now
                ahead.append(entry.name)
        if ahead:
            log.warning("the clock went back; %s tasks go on from now", len(ahead))
            self._heap = None  # ordered by the time of before
        wait: float = super().tick(*args, **kwargs)
        return wait
