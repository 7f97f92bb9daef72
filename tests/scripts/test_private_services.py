"""The private PostgreSQL and Redis of a checkout, on a checkout of the test's own."""

import subprocess
import sys
import tempfile
from pathlib import Path


def state(services) -> str:
    return services("status").stdout.partition(", sockets")[0]


def test_start_and_stop_by_hand(services):
    services("start")
    started = state(services)
    services("start")
    started_again = state(services)
    services("stop")

    assert started == started_again == "PostgreSQL up, Redis up"
    assert state(services) == "PostgreSQL down, Redis down"


def test_a_program_that_ends_takes_them_along(services):
    inside = services("with", sys.executable, "scripts/private_services.py", "status")

    assert inside.stdout.startswith("PostgreSQL up, Redis up")
    assert state(services) == "PostgreSQL down, Redis down"


def test_a_program_that_ends_leaves_them_to_others(services):
    services("start")

    services("with", "true")

    assert state(services) == "PostgreSQL up, Redis up"


def test_a_holder_that_was_killed_is_forgotten(services, checkout):
    (checkout / "var" / "holders").mkdir(parents=True)
    gone = subprocess.Popen(["true"])
    gone.wait()
    (checkout / "var" / "holders" / str(gone.pid)).touch()

    services("with", "true")

    assert state(services) == "PostgreSQL down, Redis down"


def test_start_after_the_machine_lost_power(services, checkout):
    services("start")
    pid = int((checkout / "var" / "postgres" / "postmaster.pid").read_text().split()[0])
    subprocess.run(["kill", "-QUIT", str(pid)], check=True)
    (checkout / "var" / "run" / "redis.pid").write_text(str(2**22 - 1))

    done = services("start")

    assert (done.returncode, done.stderr) == (0, "")
    assert state(services) == "PostgreSQL up, Redis up"


def test_the_exit_code_of_the_program_is_kept(services):
    assert services("with", "false").returncode == 1


def test_a_long_path_moves_the_sockets_out(monkeypatch, tmp_path):
    from config import private

    monkeypatch.setattr(private, "VAR_DIR", tmp_path / ("x" * 90) / "var")

    assert len(bytes(private.run_dir())) <= private.LONGEST_SOCKET_DIR
    assert private.run_dir().parent == Path(tempfile.gettempdir())
