"""Starts the private PostgreSQL and Redis again when one of them dies under a run."""

import socket
from collections.abc import Iterator
from pathlib import Path

from scripts import private_services


def gone(address: Path) -> bool:
    """
    Tell whether nobody listens on a unix socket any more.

    A server that is slow, or mends itself after a crash, still listens: it is left alone.
    """
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(1)
        try:
            probe.connect(str(address))
        except (FileNotFoundError, ConnectionRefusedError):
            return True
        except OSError:
            return False
    return False


def revive(holder: str) -> Iterator[str]:
    """Start again what died while ``holder`` needs it; give the names of what was started."""
    servers = (
        ("PostgreSQL", private_services.RUN_DIR / ".s.PGSQL.5432", private_services.start_postgres),
        ("Redis", private_services.RUN_DIR / "redis.sock", private_services.start_redis),
    )
    for name, address, start in servers:
        if not gone(address):
            continue
        with private_services.locked():
            # 'make stop' forgets the holders: what was stopped on purpose stays down.
            if (private_services.HOLDERS_DIR / holder).exists():
                start()
                yield name
