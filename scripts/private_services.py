#!/usr/bin/env python3
"""
The private PostgreSQL and Redis of this checkout: ``start``, ``stop``, ``status``, ``with``.

Data lives in ``var/postgres`` and ``var/redis``; both servers listen on unix sockets
only and belong to nobody else. ``start`` by hand lasts until ``stop``; ``with COMMAND…``
and programs that use ``held()`` share them, and the last one to leave stops them.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from config import private

POSTGRES_DIR = private.VAR_DIR / "postgres"
REDIS_DIR = private.VAR_DIR / "redis"
RUN_DIR = private.run_dir()
HOLDERS_DIR = private.VAR_DIR / "holders"
LOG_DIR = private.VAR_DIR / "log"
SERVER_USER = "postgres"
BY_HAND = "by-hand"


class ServiceError(Exception):
    """A server cannot run; the message says in one line what to do."""


def postgres_program(name: str) -> str:
    """Full path of one of Debian's PostgreSQL programs, newest version first."""
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda file: int(file.parent.parent.name),
    )
    if not found:
        raise ServiceError("PostgreSQL is missing: run 'make setup' as root or with sudo")
    return str(found[-1])


def as_server_user(command: Sequence[str]) -> list[str]:
    """PostgreSQL refuses to run as root: put the command under Debian's own user."""
    if os.geteuid() != 0:
        return list(command)
    # dac_override: the checkout may lie in a folder that only root may enter.
    return [
        "setpriv",
        f"--reuid={SERVER_USER}",
        f"--regid={SERVER_USER}",
        "--clear-groups",
        "--inh-caps=-all,+dac_override",
        "--ambient-caps=-all,+dac_override",
        "--",
        *command,
    ]


def run(command: Sequence[str], what: str, *, program: str | None = None) -> str:
    """Run a server's tool to its end; turn a failure into one line."""
    done = subprocess.run(
        command,
        executable=program,
        capture_output=True,
        text=True,
        cwd=RUN_DIR,
        env=clean_environment(),
    )
    if done.returncode:
        lines = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise ServiceError(f"{what} failed: {lines[-1]} (see {LOG_DIR})")
    return done.stdout


def clean_environment() -> dict[str, str]:
    """The caller's PG* variables must not lead the tools to another server."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return kept | {"LC_ALL": "C.UTF-8"}


def prepare_folders() -> None:
    """Make the folders, each owned by the user that writes in it."""
    for folder in (private.VAR_DIR, POSTGRES_DIR, REDIS_DIR, RUN_DIR, HOLDERS_DIR, LOG_DIR):
        folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    POSTGRES_DIR.chmod(0o700)
    RUN_DIR.chmod(0o700)
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam(SERVER_USER)
        except KeyError:
            raise ServiceError(
                "PostgreSQL is missing: run 'make setup' as root or with sudo"
            ) from None
        for folder in (POSTGRES_DIR, RUN_DIR):
            os.chown(folder, owner.pw_uid, owner.pw_gid)


def postgres_answers() -> bool:
    """Tell whether our PostgreSQL takes connections."""
    command = [postgres_program("pg_isready"), "-q", "-h", str(RUN_DIR)]
    return subprocess.run(command, env=clean_environment()).returncode == 0


def start_postgres() -> None:
    """Make the cluster once, start it, make the database once."""
    if postgres_answers():
        return
    if not (POSTGRES_DIR / "PG_VERSION").exists():
        run(
            as_server_user(
                [postgres_program("initdb"), "-D", str(POSTGRES_DIR), "-U", private.USER]
                # pg_trgm finds no Thai letters under LC_CTYPE=C.
                + ["--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust"]
            ),
            "Making the PostgreSQL cluster",
        )
    options = f"-c listen_addresses='' -c unix_socket_directories='{RUN_DIR}'"
    options += " -c max_connections=200 -c shared_buffers=256MB -c timezone=UTC"
    log = LOG_DIR / "postgres.log"
    control = [postgres_program("pg_ctl"), "-D", str(POSTGRES_DIR), "-w", "-t", "60"]
    log.touch()
    if os.geteuid() == 0:
        os.chown(log, *pwd.getpwnam(SERVER_USER)[2:4])
    run(
        as_server_user([*control, "-l", str(log), "-o", options, "start"]),
        "Starting PostgreSQL",
    )
    make_database()


def make_database() -> None:
    """Make the application's database in a new cluster."""
    connect = ["-h", str(RUN_DIR), "-U", private.USER]
    names = run(
        [postgres_program("psql"), *connect, "-Atc", "SELECT datname FROM pg_database"]
        + ["template1"],
        "Reading the databases",
    )
    if private.DATABASE not in names.split():
        run([postgres_program("createdb"), *connect, private.DATABASE], "createdb")


def redis_says(*words: str) -> str:
    """What our Redis answers; empty when it does not."""
    if shutil.which("redis-cli") is None:
        return ""
    command = ["redis-cli", "-s", f"{RUN_DIR}/redis.sock", *words]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def start_redis() -> None:
    """Start Redis as transport and cache: nothing in it needs to survive."""
    if redis_says("ping") == "PONG":
        return
    # Debian's redis-tools carries the server under another name and, unlike the package
    # redis-server, sets up no system service; the program looks at the name it is called by.
    program = shutil.which("redis-server") or shutil.which("redis-check-rdb")
    if program is None:
        raise ServiceError("Redis is missing: run 'make setup' as root or with sudo")
    run(
        ["redis-server", "--port", "0", "--unixsocket", f"{RUN_DIR}/redis.sock"]
        + ["--unixsocketperm", "700", "--dir", str(REDIS_DIR), "--save", ""]
        + ["--daemonize", "yes", "--pidfile", f"{RUN_DIR}/redis.pid"]
        + ["--logfile", str(LOG_DIR / "redis.log")],
        "Starting Redis",
        program=program,
    )
    deadline = time.monotonic() + 10
    while redis_says("ping") != "PONG":
        if time.monotonic() > deadline:
            raise ServiceError(f"Redis does not answer: see {LOG_DIR}/redis.log")
        time.sleep(0.05)


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Let one process at a time start or stop the servers."""
    private.VAR_DIR.mkdir(exist_ok=True)
    with (private.VAR_DIR / "services.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def start(holder: str = BY_HAND) -> None:
    """Start what does not run yet and note who needs it."""
    with locked():
        prepare_folders()
        private.make_secret_key()
        (HOLDERS_DIR / holder).touch()
        try:
            start_postgres()
            start_redis()
        except ServiceError:
            (HOLDERS_DIR / holder).unlink()
            stop_if_unused()
            raise


def stop() -> None:
    """Stop both servers, whoever still holds them."""
    with locked():
        stop_servers()


def stop_servers() -> None:
    """Stop both servers and forget the holders."""
    if (POSTGRES_DIR / "postmaster.pid").exists():
        control = [postgres_program("pg_ctl"), "-D", str(POSTGRES_DIR), "-w", "-m", "fast"]
        command = as_server_user([*control, "stop"])
        subprocess.run(command, capture_output=True, cwd=RUN_DIR, env=clean_environment())
    if redis_says("ping") == "PONG":
        redis_says("shutdown", "nosave")
    for file in HOLDERS_DIR.glob("*"):
        file.unlink(missing_ok=True)


def release(holder: str) -> None:
    """Leave; the last one to leave stops the servers."""
    with locked():
        (HOLDERS_DIR / holder).unlink(missing_ok=True)
        stop_if_unused()


def stop_if_unused() -> None:
    """Stop both servers when nobody holds them."""
    if not any(still_there(file) for file in HOLDERS_DIR.glob("*")):
        stop_servers()


def still_there(file: Path) -> bool:
    """Tell whether a holder lives; forget one that died without leaving."""
    if file.name == BY_HAND:
        return True
    try:
        os.kill(int(file.name), 0)
    except ProcessLookupError:
        file.unlink(missing_ok=True)
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Keep the servers running for the length of a ``with`` block."""
    holder = str(os.getpid())
    start(holder)
    try:
        yield
    finally:
        # A second Ctrl-C must not leave a server behind.
        ignored = signal.signal(signal.SIGINT, signal.SIG_IGN)
        release(holder)
        signal.signal(signal.SIGINT, ignored)


def status() -> str:
    """One line for a person."""
    postgres = "up" if postgres_answers() else "down"
    redis = "up" if redis_says("ping") == "PONG" else "down"
    return f"PostgreSQL {postgres}, Redis {redis}, sockets in {RUN_DIR}"


def main(arguments: Sequence[str]) -> int:
    """Run one of the four commands."""
    word = arguments[0] if arguments else ""
    try:
        if word == "with" and len(arguments) > 1:
            with held():
                return subprocess.run(arguments[1:]).returncode
        elif word == "start":
            start()
        elif word == "stop":
            stop()
        elif word != "status":
            print("usage: private_services.py start|stop|status|with COMMAND", file=sys.stderr)
            return 2
        print(status())
    except ServiceError as error:
        print(f"private services: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
