"""Damages of one line: which there are, and which are drawn."""

import ast
import subprocess

import pytest

from scripts.mutants import main
from scripts.mutating.sampling import Mutant, mutants, of_file, room_of, sample
from scripts.mutating.source import Place, Source
from scripts.mutating.walking import damages
from tests.guards.tree import ROOT

ENUMS = {"State": ["OPEN", "DONE", "LOST"]}


def damaged(text: str) -> set[tuple[str, str]]:
    """Every damage of a source: its kind, and the line that it leaves."""
    source = Source(text)
    found = damages(source, Place(ENUMS))
    return {(edit.kind, source.in_words(edit)[1]) for edit, _place, _statement in found}


def read(one: Mutant) -> bytes:
    return (ROOT / one.file).read_bytes()


def meaning(source: bytes) -> str:
    return ast.dump(ast.parse(source))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = a < b", {("boundary", "x = a <= b"), ("comparison", "x = a >= b")}),
        ("x = a is not None", {("comparison", "x = a is None")}),
        ("x = หนึ่ง == b", {("comparison", "x = หนึ่ง != b")}),
        ("x = a and b", {("junction", "x = a or b")}),
        ("x = not a", {("negation", "x = a")}),
        ("x = 1 if a else b", {("negation", "x = 1 if not a else b"), ("constant", "x = 2 if a else b")}),
        ("x = a + b", {("arithmetic", "x = a - b")}),
        ("x = Q(a=b) | c", {("arithmetic", "x = Q(a=b) & c")}),
        ("x = True", {("constant", "x = False")}),
        ("if a == b:\n    raise E", {("guard", "if False:"), ("comparison", "if a != b:")}),
        ("def f():\n    if a:\n        return",
         {("early way out", "if False:"), ("negation", "if not a:")}),
        ("record(a)", {("call", "pass")}),
        ("copy.due_at = at", {("assignment", "pass")}),
        ("total += step", {("assignment", "pass")}),
        ("copy = lock(copy)", {("lock", "copy = copy")}),
        ("x = A.objects.select_for_update(of=b)", {("lock", "x = A.objects.all()")}),
        ("move(a, State.OPEN)", {("call", "pass"), ("member", "move(a, State.DONE)")}),
        ("x = (State.LOST, State.OPEN)", {
            ("element", "x = (State.LOST,)"), ("element", "x = (State.OPEN,)"),
            ("member", "x = (State.OPEN, State.OPEN)"), ("member", "x = (State.LOST, State.DONE)"),
        }),
        ("x = need(a, State.OPEN, State.DONE)", {
            ("element", "x = need(a, State.DONE)"), ("element", "x = need(a, State.OPEN)"),
            ("member", "x = need(a, State.DONE, State.DONE)"),
            ("member", "x = need(a, State.OPEN, State.LOST)"),
        }),
        ("a.save(update_fields=['b', 'c'])", {
            ("call", "pass"), ("element", "a.save(update_fields=['c'])"),
            ("element", "a.save(update_fields=['b'])"),
        }),
        ("x = a.filter(b=c, d__lt=e)", {
            ("query", "x = a.filter(d__lt=e)"), ("query", "x = a.filter(b=c)"),
            ("query", "x = a.exclude(b=c, d__lt=e)"), ("boundary", "x = a.filter(b=c, d__lte=e)"),
        }),
        ("x = a.order_by('-b')", {("query", 'x = a.order_by("b")')}),
        ("x = Event(what='given')", {("word", 'x = Event(what="")')}),
        ("def f() -> bool:\n    return a", {("returned", "return not (a)")}),
        ("def f() -> list[str]:\n    return a", {("returned", "return []")}),
        ("def f() -> AQuerySet:\n    return a", {("returned", "return (a).none()")}),
        ("def f(*, by: int = 3):\n    return", {("constant", "def f(*, by: int = 4):")}),
        ("for a in b:\n    continue", {("jump", "break")}),
    ],
)  # fmt: skip
def test_each_kind_of_damage(text, expected):
    assert damaged(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '"""Words of 1 module."""',
        "import a",
        "raise Invalid(_('words') % {'a': b})",
        "log.info('a')",
        "def f(a: Literal[1]) -> Literal[2]: ...",
        "x: Literal[1]",
        "if TYPE_CHECKING:\n    a = 1",
        "class A(Model):\n    b = CharField(max_length=3)\n    class Meta:\n        c = 1",
        "class A:\n    def __str__(self):\n        return a == b",
        "x = f'{a == b}'",
        "x = a.select_related('b')",
        "x = bulk_create(a, batch_size=500)",
        "@decorated(1)\ndef f():\n    return",
        "x = re.compile('a')",
        "x = str | int",
        "x = 'a' + b",
    ],
)
def test_what_no_result_hangs_on_is_left_alone(text):
    assert damaged(text) == set()


def test_damages_of_the_product_are_python_of_another_meaning():
    found = sample(mutants(ROOT), 60, seed=1)

    same = [str(one) for one in found if meaning(one.edit.applied(read(one))) == meaning(read(one))]

    assert len(found) == 60
    assert same == []


def test_each_damage_has_a_name_that_outlives_changes_elsewhere():
    text = "def f(a):\n    return a < 1 or a < 1\n"

    before = {one.name for one in of_file("a.py", Source(text), Place(ENUMS))}
    after = {one.name for one in of_file("a.py", Source(f"import b\n\n\n{text}"), Place(ENUMS))}

    assert len(before) == 7
    assert before == after


def test_a_sample_is_the_same_again_and_takes_from_every_room():
    found = mutants(ROOT)

    drawn = sample(found, 40, seed=1)

    assert drawn == sample(reversed(found), 40, seed=1)
    assert drawn != sample(found, 40, seed=2)
    assert len(set(drawn)) == 40
    assert {one.room for one in drawn} == {one.room for one in found}
    assert len({one.edit.kind for one in drawn}) > 10
    assert len(sample(found[:3], 40, seed=1)) == 3


@pytest.mark.parametrize(
    ("file", "room"),
    [
        ("circulars/thai/dates.py", "thai"),
        ("thai/dates.py", "thai"),
        ("circulars/domain/moving.py", "circulars"),
        ("circulars/policies.py", "policies"),
        ("circulars/policies/copies.py", "policies"),
        ("survey/xlsform/values.py", "xlsform"),
        ("offices/models/post.py", "models"),
        ("offices/placing.py", "offices"),
        ("administration/accounts.py", "administration"),
        ("outbox/models.py", "models"),
        ("outbox/running.py", "outbox"),
        ("workflow/steps.py", "workflow"),
        ("workflow/urls.py", ""),
        ("workflow/migrations/0001_initial.py", ""),
        ("workflow/views/registering.py", ""),
        ("screens/desk/views.py", ""),
        ("administration/management/commands/load_offices.py", ""),
        ("tests/thai/test_dates.py", ""),
    ],
)
def test_rooms_before_and_after_the_move(file, room):
    assert room_of(file) == room


def test_a_mutant_is_shown_as_a_change_that_git_reads(capsys):
    one = sample(mutants(ROOT), 1, seed=1)[0]

    code = main(["--show", one.name])

    shown = capsys.readouterr().out
    check = ["git", "apply", "--check", "--whitespace=nowarn", "-"]
    assert code == 0
    assert subprocess.run(check, cwd=ROOT, input=shown, text=True).returncode == 0


def test_a_mutant_that_is_no_more_is_named(capsys):
    code = main(["--show", "0000000"])

    assert code == 2
    assert capsys.readouterr().err == "no such mutant any more: 0000000\n"
