"""The drill: a backup is taken, lost, and put back into an empty place, where all is whole."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from administration.keeping import KeepingError, back_up, restore
from circulars.domain import registering
from circulars.domain.sealing import seal_events
from circulars.models import LetterFile, RegisterEntry
from offices.models import Kind
from tests import factories
from tests.papers.small import keep_small_pdf
from workflow.running import follow
from workflow.vouching import vouch_for

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "restored_in_a_drill"


@pytest.fixture
def letter(settings):
    staff = factories.Staff(factories.office("จังหวัดทดสอบ", Kind.PROVINCE))
    copy = factories.arrived(staff.office, by=staff.clerk)
    registering.register(copy, by=staff.clerk, at=timezone.now())
    copy.refresh_from_db()
    follow(copy, by=staff.clerk, at=timezone.now())
    keep_small_pdf(copy.letter)
    vouch_for(at=timezone.now())
    seal_events(at=timezone.now())
    return copy.letter


@pytest.fixture
def empty_place(tmp_path):
    """A database without a table, and what leads a command to it and to an empty folder."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {PLACE}")
        cursor.execute(f"CREATE DATABASE {PLACE} TEMPLATE template0")
    values = connection.settings_dict
    address = f"postgres://{values['USER']}@{quote(values['HOST'], safe='')}/{PLACE}"
    folders = {"MEDIA_ROOT": str(tmp_path / "new"), "SEAL_HEADS": str(tmp_path / "new-heads")}
    yield {**os.environ, "DATABASE_URL": address, **folders}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {PLACE} WITH (FORCE)")


def manage(environment, *words):
    command = [sys.executable, "manage.py", *map(str, words)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout.strip(), done.stderr.strip()


def test_what_was_backed_up_comes_back_whole(letter, empty_place, tmp_path):
    folder = tmp_path / "backup"
    first = back_up(folder, at=timezone.now())

    code, said, complaint = manage(empty_place, "restore", folder, "--verify")
    again = manage(empty_place, "restore", folder)

    assert (code, complaint) == (0, "")
    assert said.splitlines() == [
        f"restored {first.name}",
        "log, record, files, steps and numbers are whole",
    ]
    assert again[0] == 1
    assert "the database is not empty: make a new one, and restore into it" in again[2]


def test_a_second_run_copies_only_what_is_new(letter, tmp_path):
    at = timezone.now()
    first = back_up(tmp_path / "backup", at=at)
    keep_small_pdf(letter, data=b"%PDF-1.7 another")
    second = back_up(tmp_path / "backup", at=at + factories.DAY)

    assert (first.new, first.files, second.new, second.files) == (1, 1, 1, 2)


def test_a_changed_row_and_changed_bytes_are_found_after_the_restore(letter, empty_place, tmp_path):
    stored = Path(LetterFile.objects.get().file.path)
    stored.write_bytes(b"forged")
    RegisterEntry.objects.update(subject="เปลี่ยนแล้ว")
    back_up(tmp_path / "backup", at=timezone.now())

    code, said, _complaint = manage(empty_place, "restore", tmp_path / "backup", "--verify")

    assert code == 1
    assert [line.split()[0] for line in said.splitlines()[1:]] == ["เลขทะเบียน", "ไฟล์"]


def test_a_damaged_backup_is_refused(letter, tmp_path):
    made = back_up(tmp_path / "backup", at=timezone.now())
    dump = tmp_path / "backup" / "dumps" / f"{made.name}.dump"
    dump.write_bytes(dump.read_bytes() + b"x")

    with pytest.raises(KeepingError, match="gone or not what it was"):
        restore(tmp_path / "backup")
    with pytest.raises(KeepingError, match="no finished backup"):
        restore(tmp_path / "nothing")
