"""What a job may take before the kernel ends it."""

import contextlib
import math
import resource
import signal
from dataclasses import dataclass
from pathlib import Path

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """``memory_mb`` of addresses, ``cpu`` seconds of computing, ``wall`` seconds in all."""

    memory_mb: int
    cpu: int
    wall: int

    def take(self) -> None:
        """Bind this process for the rest of its life. It may write to no file."""
        # Where memory runs out all the same, the kernel ends this process and not the server.
        with contextlib.suppress(OSError):
            Path("/proc/self/oom_score_adj").write_text("1000")
        memory = self.memory_mb * _MB
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (self.cpu, self.cpu))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, self.wall)


#: A letter of 5,000 pages, or 30 pages as one TIFF, is taken in within 15 seconds of
#: computing; a page that is not drawn in 10 is a trap, or as bad as one to read. 1.5 GB hold a
#: picture of 100 million coloured dots and what becomes of it. The time in all is long: on a
#: busy machine a good letter waits for its turn, and only computing tells it from a trap.
LIMITS = {
    "accept": Limits(memory_mb=1536, cpu=30, wall=90),
    "kind": Limits(memory_mb=1024, cpu=10, wall=45),
    "page": Limits(memory_mb=1024, cpu=10, wall=45),
    "stamped_page": Limits(memory_mb=1024, cpu=10, wall=45),
    "count": Limits(memory_mb=1024, cpu=10, wall=45),
    "stamp": Limits(memory_mb=1024, cpu=10, wall=45),
    "read": Limits(memory_mb=1536, cpu=20, wall=60),
    "text": Limits(memory_mb=1024, cpu=20, wall=60),
    "photos": Limits(memory_mb=1536, cpu=30, wall=90),
    "mail": Limits(memory_mb=1024, cpu=10, wall=45),
    "gather": Limits(memory_mb=1536, cpu=30, wall=90),
    "pick": Limits(memory_mb=1024, cpu=10, wall=45),
    "questionnaire": Limits(memory_mb=1024, cpu=20, wall=60),
}


def hurry(seconds: int) -> None:
    """Leave this process no more than ``seconds`` of computing, whatever it has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = math.ceil(used.ru_utime + used.ru_stime) + seconds
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (min(most, hard), hard))
