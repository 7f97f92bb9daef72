#!/usr/bin/env python3
"""
The whole product on one machine: ``make run``.

Starts the private PostgreSQL and Redis, migrates, loads the demo the first time, then
keeps web, worker and beat until Ctrl-C, SIGTERM (``make stop``) or a closed terminal.
Nothing is left running.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config.private import BASE_DIR, VAR_DIR
from scripts import private_services
from scripts.bootstrap import fingerprint, remember, unchanged

PID_FILE = VAR_DIR / "run.pid"
ADDRESS_FILE = VAR_DIR / "address"
FIRST_PORT = 8000


def free_port() -> int:
    """First free loopback port from 8000 on."""
    for port in range(FIRST_PORT, FIRST_PORT + 1000):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise private_services.ServiceError("no free port between 8000 and 8999: set PORT")


def running_pid() -> int | None:
    """Process id of a run of this checkout that is alive."""
    try:
        pid = int(PID_FILE.read_text())
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (OSError, ValueError):
        return None
    return pid if any(word.endswith(b"run.py") for word in words) else None


def prepare() -> None:
    """Bring the database, the static files and the demo up to date."""
    import django  # noqa: PLC0415 - only after the services run and the variables are set
    from django.core.management import call_command, get_commands  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    say("migrating the database")
    call_command("migrate", verbosity=0, interactive=False)
    mark = fingerprint(file for file in (BASE_DIR / "static").rglob("*") if file.is_file())
    if not unchanged("collected", mark) or not (VAR_DIR / "static").is_dir():
        say("collecting static files")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        remember("collected", mark)
    if "make_emblem" in get_commands():
        call_command("make_emblem", "--if-missing")
    if os.environ["DEMO"] == "yes" and "demo" in get_commands():
        say("looking at the demo data")
        call_command("demo", "--if-empty")
    connections.close_all()


def say(line: str) -> None:
    """One line of progress."""
    print(f"wian: {line}", flush=True)


def announce(address: str) -> None:
    """Wait for the first answer of the web server, then show where to go."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/healthz", timeout=5):  # noqa: S310 - ours
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    else:
        say("the web server does not answer: read the lines above")
        return
    accounts = VAR_DIR / "accounts.txt"
    if accounts.exists():
        print(accounts.read_text(), flush=True)
    say(f"ready at {address}  (Ctrl-C stops everything)")


def write_accounts() -> None:
    """Keep the list of demo accounts for the moment when the address is shown."""
    from django.core.management import call_command, get_commands  # noqa: PLC0415

    file = VAR_DIR / "accounts.txt"
    file.unlink(missing_ok=True)
    if os.environ["DEMO"] == "yes" and "demo" in get_commands():
        with file.open("w") as output:
            call_command("demo", "--accounts", stdout=output)


def processes(port: int) -> dict[str, str]:
    """The commands that make up the product; docker-compose.yml runs the same ones."""
    python = sys.executable
    return {
        "web": f"{python} -m gunicorn -c deploy/gunicorn.py -b 127.0.0.1:{port} config.wsgi",
        "worker": f"{python} -m celery -q -A config.celery worker -l WARNING -c 2 --without-mingle",
        "beat": f"{python} -m celery -q -A config.celery beat -l WARNING --pidfile=",
    }


def keep_running(port: int) -> int:
    """Run web, worker and beat until one of them or a person ends it."""
    from honcho.manager import Manager  # noqa: PLC0415 - installed in the virtualenv only

    manager = Manager()
    # Private files of a checkout of root's belong to root: the worker must be root too.
    environment = os.environ | {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
    for name, command in processes(port).items():
        manager.add_process(name, command, env=environment, cwd=str(BASE_DIR))
    try:
        manager.loop()
    finally:
        # Does nothing after an orderly end; after a broken output pipe it leaves no orphan.
        for process in manager._processes.values():  # noqa: SLF001 - no public way
            if process.get("pid") and process.get("returncode") is None:
                end_group(process["pid"])
    # Ctrl-C and `make stop` are the ordinary end, not a failure.
    return 0 if manager.returncode in {130, 143} else manager.returncode or 0


def end_group(pid: int) -> None:
    """Kill one process group that is still there."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def run() -> int:
    """Start, wait, stop."""
    port = int(os.environ.get("PORT") or free_port())
    address = f"http://localhost:{port}"
    for name, value in (
        ("DJANGO_SETTINGS_MODULE", "config.settings"),
        ("DEMO", "yes"),
        ("HTTPS", "no"),
        ("PUBLIC_ADDRESS", address),
    ):
        os.environ.setdefault(name, value)
    prepare()
    write_accounts()
    ADDRESS_FILE.write_text(address)
    threading.Thread(target=announce, args=(address,), daemon=True).start()
    return keep_running(port)


def stop() -> int:
    """End a run of this checkout from another terminal, then its servers."""
    pid = running_pid()
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + 30
        while running_pid() is not None and time.monotonic() < deadline:
            time.sleep(0.1)
    return subprocess.run([sys.executable, private_services.__file__, "stop"]).returncode


def main() -> int:
    """``run.py`` or ``run.py stop``."""
    if sys.argv[1:] == ["stop"]:
        return stop()
    if running_pid() is not None:
        say(f"already running at {ADDRESS_FILE.read_text()}; 'make stop' ends it")
        return 0
    # A closed terminal ends everything in the same orderly way as Ctrl-C.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    VAR_DIR.mkdir(exist_ok=True)
    PID_FILE.write_text(str(os.getpid()))
    try:
        say("starting PostgreSQL and Redis")
        with private_services.held():
            return run()
    except private_services.ServiceError as error:
        print(f"wian: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        PID_FILE.unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main())
