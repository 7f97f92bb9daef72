#!/usr/bin/env python3
"""
The whole product on one machine: ``make run``.

Takes its port, installs what is missing, starts the private PostgreSQL and Redis, migrates,
loads the demo the first time, then keeps web, worker and beat until Ctrl-C, SIGTERM
(``make stop``) or a closed terminal. Nothing is left running.

Until the virtualenv stands this is Debian's own python3; from then on the virtualenv's, which
is given the open socket as ``--listening=NUMBER``.
"""

import contextlib
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

from config.private import APPLICATION, BASE_DIR, VAR_DIR, database_url
from scripts import bootstrap, private_services
from scripts.bootstrap import fingerprint, remember, unchanged
from scripts.reviving import revive
from scripts.supervising import Program, keep_up

PID_FILE = VAR_DIR / "run.pid"
ADDRESS_FILE = VAR_DIR / "address"
FIRST_PORT = 8000
#: Visitors who may wait for the web server; gunicorn's own number.
BACKLOG = 2048
WATCH_EVERY = 2.0
LISTENING = "--listening="


def hold_port() -> socket.socket:
    """
    Take a loopback port and keep it: PORT, or the first free one from 8000 on.

    It listens from here on, so that nobody else gets the port during the set-up. Bound alone it
    could still be taken: two sockets may share a port until the first of them listens.
    """
    wanted = os.environ.get("PORT")
    if wanted and not (wanted.isdecimal() and 0 < int(wanted) < 65536):
        raise private_services.ServiceError(f"PORT must be a number up to 65535, not {wanted!r}")
    for port in [int(wanted)] if wanted else range(FIRST_PORT, FIRST_PORT + 1000):
        with contextlib.ExitStack() as unless_taken:
            held = unless_taken.enter_context(socket.socket())
            held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                held.bind(("127.0.0.1", port))
                held.listen(BACKLOG)
            except OSError:
                continue
            unless_taken.pop_all()
            return held
    raise private_services.ServiceError(
        f"port {wanted} is taken: stop what listens there or set another PORT"
        if wanted
        else "no free port between 8000 and 8999: set PORT"
    )


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
    if serves_privately():
        with (VAR_DIR / "log" / "grants.log").open("w") as output:
            call_command("grant_application", stdout=output)
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


def serves_privately() -> bool:
    """Whether the database is the private one of this checkout, where roles are ours to make."""
    return "DATABASE_URL" not in os.environ


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


def processes(listening: int) -> dict[str, str]:
    """
    The commands that make up the product; docker-compose.yml runs the same ones.

    ``listening`` is the number of the open socket that the web server answers on.
    """
    python = sys.executable
    return {
        "web": f"{python} -m gunicorn -c deploy/gunicorn.py -b fd://{listening} config.wsgi",
        "worker": f"{python} -m celery -q -A config.celery worker -l WARNING -c 2 --without-mingle",
        "beat": f"{python} -m celery -q -A config.celery beat -l WARNING --pidfile=",
    }


def keep_running(held: socket.socket) -> None:
    """Run web, worker and beat on the servers until a person ends it."""
    # Private files of a checkout of root's belong to root: the worker must be root too.
    environment = os.environ | {"PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
    if serves_privately():
        environment["DATABASE_URL"] = database_url(APPLICATION)
    programs = [
        Program(
            name,
            command.split(),
            environment=environment,
            folder=BASE_DIR,
            # The socket stays open here: while the web server starts again, visitors wait.
            handed_on=[held.fileno()] if name == "web" else [],
        )
        for name, command in processes(held.fileno()).items()
    ]
    keep_up(programs, say=say, watch=watch_servers)


def watch_servers() -> float:
    """Start PostgreSQL or Redis again when it died; give the seconds until the next look."""
    try:
        for name in revive(str(os.getpid())):
            say(f"{name} was gone and is started again")
    except private_services.ServiceError as error:
        say(f"{error}; trying again")
    return WATCH_EVERY


def run(held: socket.socket) -> None:
    """Start, wait, stop."""
    address = f"http://localhost:{held.getsockname()[1]}"
    ADDRESS_FILE.write_text(address)
    for name, value in (
        ("DJANGO_SETTINGS_MODULE", "config.settings"),
        ("DEMO", "yes"),
        ("HTTPS", "no"),
        ("PUBLIC_ADDRESS", address),
    ):
        os.environ.setdefault(name, value)
    say("starting PostgreSQL and Redis")
    with private_services.held():
        prepare()
        write_accounts()
        threading.Thread(target=announce, args=(address,), daemon=True).start()
        keep_running(held)


def set_up(held: socket.socket) -> None:
    """Install what is missing, then go on as the virtualenv's program with the same socket."""
    if bootstrap.main(["run"]):
        raise private_services.ServiceError("the set-up did not end: read the lines above")
    held.set_inheritable(True)
    python = str(bootstrap.VENV / "bin" / "python")
    os.execv(python, [python, __file__, f"{LISTENING}{held.fileno()}"])  # noqa: S606 - no shell


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
    """``run.py`` or ``run.py stop``; ``--listening`` is for this program itself."""
    if sys.argv[1:] == ["stop"]:
        return stop()
    given = [int(word.removeprefix(LISTENING)) for word in sys.argv if word.startswith(LISTENING)]
    if not given and running_pid() is not None:
        say(f"already running at {ADDRESS_FILE.read_text()}; 'make stop' ends it")
        return 0
    # A closed terminal ends everything in the same orderly way as Ctrl-C.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    VAR_DIR.mkdir(exist_ok=True)
    try:
        with socket.socket(fileno=given[0]) if given else hold_port() as held:
            PID_FILE.write_text(str(os.getpid()))
            if not given:
                set_up(held)
            run(held)
    except private_services.ServiceError as error:
        print(f"wian: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        PID_FILE.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
