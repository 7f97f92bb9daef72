"""`make run` has its port before anything else, and nobody else gets it."""

import os
import subprocess
import sys
from pathlib import Path

from scripts import run

HOLD = """
from scripts import run
with run.hold_port() as held:
    print(held.getsockname()[1], flush=True)
    input()
"""

#: In the place of the set-up: is somebody listening on the port that this run took?
LOOKING = """
import os, socket
from pathlib import Path
VENV = Path("none")
fingerprint = remember = unchanged = None
def main(words):
    for port in range(8000, 9000):
        with socket.socket() as other:
            try:
                other.bind(("127.0.0.1", port))
                other.listen()
            except OSError:
                if f":{port:04X}" in _of_this_process():
                    print("taken", flush=True)
                    return 1
    return 1
def _of_this_process():
    inodes = {os.readlink(f"/proc/self/fd/{n}") for n in os.listdir("/proc/self/fd") if n.isdigit()
              and os.path.exists(f"/proc/self/fd/{n}")}
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return " ".join(words[1] for words in lines if f"socket:[{words[9]}]" in inodes)
"""


def program(checkout: Path, *words: str, **given: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=checkout,
        env={name: value for name, value in os.environ.items() if name != "PORT"} | given,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_runs_that_start_at_once_have_ports_of_their_own(checkout):
    holders = [program(checkout, "-c", HOLD) for _ in range(8)]

    ports = [int(holder.stdout.readline()) for holder in holders]
    ended = [holder.communicate("\n") + (holder.returncode,) for holder in holders]

    assert len(set(ports)) == 8
    assert {port for port in ports if not 8000 <= port < 9000} == set()
    assert ended == [("", "", 0)] * 8


def test_a_chosen_port_that_is_taken_is_said_at_once(checkout, monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    with run.hold_port() as held:
        port = str(held.getsockname()[1])

        output, complaint = (late := program(checkout, "scripts/run.py", PORT=port)).communicate()

    assert (late.returncode, output) == (1, "")
    assert complaint == (
        f"wian: port {port} is taken: stop what listens there or set another PORT\n"
    )


def test_the_port_is_held_while_what_is_missing_is_installed(checkout):
    """As on a bare machine: the set-up looks at the port before anything is installed."""
    (checkout / "scripts/bootstrap.py").write_text(LOOKING)

    output, complaint = (started := program(checkout, "scripts/run.py")).communicate()

    assert (started.returncode, output) == (1, "taken\n")
    assert complaint == "wian: the set-up did not end: read the lines above\n"


def test_a_port_that_is_none_is_said_at_once(checkout):
    output, complaint = (wrong := program(checkout, "scripts/run.py", PORT="http")).communicate()

    assert (wrong.returncode, output) == (1, "")
    assert complaint == "wian: PORT must be a number up to 65535, not 'http'\n"
