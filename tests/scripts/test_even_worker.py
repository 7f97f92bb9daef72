"""The web server's processes share kept-alive connections evenly: real processes, real sockets."""

import contextlib
import subprocess
from collections import Counter
from collections.abc import Iterator
from http.client import HTTPConnection
from socket import create_server

import pytest

from scripts import run
from tests.guards.tree import ROOT

SAY_WHO = '''
"""Answers with the number of the process."""
import os

def application(environ, start_response):
    body = str(os.getpid()).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
'''


@pytest.fixture
def port(tmp_path, monkeypatch) -> Iterator[int]:
    """The web server as `make run` starts it, with another application."""
    (tmp_path / "say_who.py").write_text(SAY_WHO)
    monkeypatch.setenv("WEB_WORKERS", "2")
    with create_server(("127.0.0.1", 0)) as held:
        command = run.processes(held.fileno())["web"].split()[:-1]
        options = ["--pythonpath", str(tmp_path), "--keep-alive", "600", "say_who"]
        process = subprocess.Popen([*command, *options], cwd=ROOT, pass_fds=[held.fileno()])
        yield held.getsockname()[1]
        process.terminate()
        process.wait(60)


def who(connection: HTTPConnection) -> int:
    """The process that a connection leads to."""
    connection.request("GET", "/")
    return int(connection.getresponse().read())


def test_each_process_gets_every_second_connection(port):
    with contextlib.ExitStack() as stack:

        def opened() -> int:
            return who(stack.enter_context(contextlib.closing(HTTPConnection("127.0.0.1", port))))

        # The second process starts later and catches up first.
        caught_up = Counter([opened()])
        while len(set(caught_up.values())) + len(caught_up) != 3:
            caught_up[opened()] += 1
            assert caught_up.total() < 500

        more = Counter(opened() for _ in range(40))

    assert sorted(more.values()) == [20, 20]
    assert set(more) == set(caught_up)
