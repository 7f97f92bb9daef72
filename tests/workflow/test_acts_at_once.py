"""Every act on a copy, pressed while somebody passes the letter to a unit of the house."""

import ast
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from circulars.errors import CircularError
from circulars.models import OfficeCopy
from tests.guards.tree import ROOMS, name, python_files
from tests.passing import Passing
from tests.races import meanwhile
from tests.workflow import acts, acts_beside
from tests.workflow.after_acts import AFTER

ACTS = [*acts.ACTS, *acts_beside.ACTS]
#: What locks a copy; found by name, wherever it is called.
LOCKS = {"lock", "lock_way", "lock_draft"}
#: Inside ``dispatching.dispatch``, under its lock and that of the letter that is answered.
INSIDE = {"replying.note_answer"}
LOCKS_THEMSELVES = {"moving.lock", "moving.lock_way", "drafting.lock_draft"}


@pytest.fixture(scope="module")
def emptied(django_db_setup, django_db_blocker):
    """All acts share one database, each with offices of its own; it is emptied once."""
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0, reset_sequences=False)


@pytest.fixture
def _django_db_helper(emptied, django_db_blocker):
    """In the place of pytest-django's own, which empties the database after every test."""
    with django_db_blocker.unblock():
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [*ACTS, *AFTER], ids=lambda act: f"{act.name}-{act.stage}")
def test_an_act_waits_for_the_passing_on_and_finds_the_letter(act):
    scene = Passing(act.stage)

    told = ""
    try:
        meanwhile(scene.passes_on, lambda: act.do(scene))
    except CircularError as refusal:
        told = str(refusal)

    copy = OfficeCopy.objects.select_related("holder").get(pk=scene.moved.pk)
    assert (told, copy.state, copy.holder.name) == (act.told, act.left, act.holder)
    assert scene.recorded() == act.recorded


def test_every_act_that_locks_a_copy_is_in_the_table():
    rooms = tuple(f"{app}/domain/" for app in ROOMS) + ("workflow/",)
    files = [file for file in python_files(*ROOMS) if name(file).startswith(rooms)]
    found = {f"{file.stem}.{act}" for file in files for act in locking(file.read_text())}

    assert found - LOCKS_THEMSELVES - INSIDE == {act.name for act in (*ACTS, *AFTER)}


def locking(source: str) -> Iterator[str]:
    """The public functions of a module that lock a copy, by themselves or by a private one."""
    body = ast.parse(source).body
    functions = {one.name: one for one in body if isinstance(one, ast.FunctionDef)}

    def locks(function: ast.FunctionDef, seen: frozenset[str] = frozenset()) -> bool:
        # Functions that call each other are looked at once.
        inner = {call for call in called(function) if call.startswith("_")} & set(functions) - seen
        return any(call in LOCKS for call in called(function)) or any(
            locks(functions[call], seen | inner) for call in inner
        )

    yield from (one for one in functions if not one.startswith("_") and locks(functions[one]))


def called(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id="hold"), args=[ast.Name(id="OfficeCopy"), *_]):
                yield "lock"
            case ast.Call(
                func=ast.Attribute(
                    ast.Attribute(ast.Name(id="OfficeCopy")), attr="select_for_update"
                )
            ):
                yield "lock"
            case ast.Call(func=ast.Name(id=known)):
                yield known
