"""Files made to harm: refused or given up within their limits, and never in our process."""

import os
import resource
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from papers.errors import BUSY, Busy, Unreadable, UploadRefused
from papers.pages import page_count, page_png
from papers.sandbox import door
from papers.sandbox.door import _door
from papers.upload import accept_upload
from tests.papers import traps
from tests.papers.reading_pdf import png_size
from tests.papers.small import small_pdf

UNSAFE = "ไฟล์นี้เปิดอย่างปลอดภัยไม่ได้ โปรดสแกนใหม่ หรือพิมพ์เป็น PDF (Print to PDF) แล้วแนบอีกครั้ง"
TOO_LARGE = "ภาพมีขนาดใหญ่เกินไป โปรดสแกนใหม่ที่ ๓๐๐ จุดต่อนิ้ว"
BUSY_WORDS = "ระบบกำลังยุ่ง จึงยังเปิดไฟล์นี้ไม่ได้ ไฟล์ไม่เสียหาย โปรดลองใหม่ในอีกสักครู่"
LOOP = small_pdf(edit=traps.loop)


def my_megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (LOOP, UNSAFE),
        (small_pdf(edit=traps.escaped_loop), UNSAFE),
        (small_pdf(edit=traps.nest(24)), UNSAFE),
        (small_pdf(edit=traps.nest(10, times=50)), UNSAFE),
        (small_pdf(edit=traps.picture(30_000, 30_000)), UNSAFE),
        (traps.huge_png(), TOO_LARGE),
    ],
    ids=["loop", "escaped loop", "deep", "many", "picture", "png"],
)
def test_a_trap_is_refused_before_it_is_drawn(data, reason):
    page_count(small_pdf())
    started = time.monotonic()

    with pytest.raises(UploadRefused) as refused:
        accept_upload(data, "a.pdf", limit_mb=50)

    assert (str(refused.value), refused.value.field) == (reason, "file")
    assert time.monotonic() - started < 5


def test_a_trap_that_hides_is_ended_by_its_limits():
    before = my_megabytes()

    with pytest.raises(UploadRefused) as refused:
        accept_upload(small_pdf(edit=traps.hidden_loop), "a.pdf", limit_mb=50)

    assert str(refused.value) == UNSAFE
    assert my_megabytes() - before < 50


def test_a_trap_kept_from_before_is_ended_when_it_is_shown():
    before = my_megabytes()

    with pytest.raises(Unreadable):
        page_png(LOOP, 1, 1240)

    assert my_megabytes() - before < 50
    assert page_count(small_pdf(3)) == 3


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (small_pdf(100), 100),
        (small_pdf(edit=traps.nest(10)), 1),
        (small_pdf(edit=traps.nest(1, times=20_000)), 1),
        (small_pdf(edit=traps.shared_resources), 1),
    ],
    ids=["a hundred pages", "ten levels", "many small drawings", "shared resources"],
)
def test_ordinary_files_are_no_traps(data, pages):
    assert accept_upload(data, "a.pdf", limit_mb=50).pages == pages


def test_eight_at_once_are_served():
    with ThreadPoolExecutor(8) as pool:
        sizes = list(pool.map(lambda width: png_size(page_png(small_pdf(), 1, width)), [100] * 8))

    assert sizes == [(100, 142)] * 8


def test_a_killed_helper_is_replaced():
    page_count(small_pdf())
    old = _door.helper.process
    old.kill()
    old.wait()

    assert page_count(small_pdf(2)) == 2
    assert _door.helper.process.pid != old.pid


def test_the_helper_knows_no_secrets():
    page_count(small_pdf())

    known = Path(f"/proc/{_door.helper.process.pid}/environ").read_bytes()

    names = {line.partition(b"=")[0] for line in known.split(b"\0") if line}
    assert names == {b"PATH", b"LANG", b"OPENBLAS_NUM_THREADS"}


COUNTING = """
import django
django.setup()
from papers.pages import page_count
from tests.papers.small import small_pdf
print(page_count(small_pdf(1)), flush=True)
"""
FORKING = """
import %(package)s
def count():
    print(page_count(small_pdf(2)), flush=True)
process = %(package)s.get_context("fork").Process(target=count, daemon=True)
process.start()
process.join()
print(process.exitcode, page_count(small_pdf(3)))
"""


def program(code: str, root: Path) -> subprocess.Popen[bytes]:
    """A program of its own: whoever forks here would share Celery's line to its broker."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=root,
        env=os.environ | {"PYTHONWARNINGS": "error"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


@pytest.mark.parametrize("package", ["billiard", "multiprocessing"])
def test_a_process_that_may_have_no_children_opens_files_too(package, root):
    forking = program(COUNTING + FORKING % {"package": package}, root)

    output, errors = forking.communicate(timeout=60)

    assert (output.split(), errors) == ([b"1", b"2", b"0", b"3"], b"")


def helpers_of(program: int) -> list[int]:
    """Process ids; other tests have helpers of their own at the same time."""
    command = ["pgrep", "-P", str(program), "-f", "papers.sandbox"]
    found = subprocess.run(command, capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def is_running(pid: int) -> bool:
    return Path(f"/proc/{pid}/exe").exists()


@pytest.mark.parametrize("how", ["ends", "is killed"])
def test_no_helper_outlives_its_program(how, root):
    counting = program(COUNTING + "input()", root)
    assert counting.stdout.readline() == b"1\n"
    helpers = helpers_of(counting.pid)

    if how == "is killed":
        counting.send_signal(signal.SIGKILL)
    _output, errors = counting.communicate(b"\n", timeout=30)

    until = time.monotonic() + 10
    while (left := [pid for pid in helpers if is_running(pid)]) and time.monotonic() < until:
        time.sleep(0.05)
    assert (len(helpers), left, errors) == (1, [], b"")


@contextmanager
def stopped_helper(monkeypatch):
    """A machine that does not come to the job, whatever the file is."""
    page_count(small_pdf())
    patient = {job: replace(limits, wall=0) for job, limits in door.LIMITS.items()}
    monkeypatch.setattr(door, "LIMITS", patient)
    monkeypatch.setattr(door, "_GRACE_SECONDS", 0.2)
    os.kill(_door.helper.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(_door.helper.process.pid, signal.SIGCONT)


def test_a_busy_machine_is_no_fault_of_the_file(monkeypatch):
    with stopped_helper(monkeypatch):
        with pytest.raises(Busy) as waiting:
            page_count(small_pdf())
        with pytest.raises(UploadRefused) as refused:
            accept_upload(small_pdf(), "a.pdf", limit_mb=50)

    assert str(waiting.value) == BUSY_WORDS
    assert (str(refused.value), refused.value.code) == (BUSY_WORDS, BUSY)
