"""A server that dies under a run is started again: real servers on a checkout of the test's own."""

import subprocess
import sys

import pytest

# Its first word is what to do to the servers. PostgreSQL needs a moment until it can start again.
HOLDS = """
import os, signal, subprocess, sys, time
from pathlib import Path
from scripts import private_services
from scripts.reviving import revive

def number(file):
    return int((Path("var") / file).read_text().split()[0])

with private_services.held():
    if sys.argv[1] == "kill":
        os.kill(number("postgres/postmaster.pid"), signal.SIGKILL)
        os.kill(number("run/redis.pid"), signal.SIGKILL)
    elif sys.argv[1] == "stop":
        private_services.stop()
    started, deadline = [], time.monotonic() + float(sys.argv[2])
    while len(started) < 2 and time.monotonic() < deadline:
        try:
            started += revive(str(os.getpid()))
        except private_services.ServiceError as error:
            print(error, file=sys.stderr)
        time.sleep(0.1)
    print(*sorted(started), private_services.status().partition(", sockets")[0], sep="; ")
"""


@pytest.fixture
def held(checkout, services):
    def run(*words: str) -> str:
        program = [sys.executable, "-c", HOLDS, *words]
        return subprocess.run(program, cwd=checkout, capture_output=True, text=True).stdout.strip()

    return run


def test_servers_that_die_are_started_again(held, services):
    assert held("kill", "60") == "PostgreSQL; Redis; PostgreSQL up, Redis up"
    assert services("status").stdout.startswith("PostgreSQL down, Redis down")


def test_servers_that_run_are_left_alone(held):
    assert held("look", "0.5") == "PostgreSQL up, Redis up"


def test_servers_that_were_stopped_on_purpose_stay_down(held):
    assert held("stop", "0.5") == "PostgreSQL down, Redis down"
