"""
A lock is asked for by columns of its own row, never joined (``circulars.domain.locking``).

PostgreSQL compares a row that changed while somebody waited for it with the rows that it was
joined with before; one that points elsewhere now is neither returned nor locked.
``of=("self",)`` does not help: it says which rows are locked, not which are compared.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache

import pytest
from django.apps import apps

from tests.guards.tree import ROOMS, name, python_files

#: A joined lock, as the first test names it → why it may be joined all the same.
EXCEPTIONS: dict[str, str] = {}
#: The same for SQL of our own, by its file.
JOINED_STATEMENTS = {
    "survey/domain/asking.py": "a line that was changed meanwhile is to drop out: somebody else"
    " has excused it, or expects it again through another copy",
}

#: They end the query; after them comes a row, not a query.
ENDS = {"get", "first", "last", "exists", "get_or_create", "update"}
FILTERS = {"filter", "exclude", "get", "get_or_create"}
NAMING = {"order_by", "values_list"}
OPTIONS = {"skip_locked", "nowait", "no_key"}
COMPARED = {"isnull", "lt", "lte", "gt", "gte"}

LOCKING = re.compile(r"FOR (NO KEY UPDATE|UPDATE|SHARE|KEY SHARE)")
PARENT = "parent_of_it"


@cache
def columns() -> dict[str, frozenset[str]]:
    """The columns of each model of ours, by its name."""
    found = {}
    for model in apps.get_models():
        if model._meta.app_label in ROOMS:
            fields = model._meta.concrete_fields
            found[model.__name__] = frozenset(
                {"pk", *(f.name for f in fields), *(f.attname for f in fields)}
            )
    return found


class Locks:
    """Finds the locks of one source and says what each has besides its own row."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)
        for node in ast.walk(self.tree):
            for child in ast.iter_child_nodes(node):
                setattr(child, PARENT, node)

    def calls(self) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            match node:
                case ast.Call(func=ast.Attribute(attr="select_for_update")):
                    yield node

    def wrongs(self) -> list[str]:
        return [wrong for call in self.calls() for wrong in self._of(call)]

    def _of(self, call: ast.Call) -> Iterator[str]:
        assert isinstance(call.func, ast.Attribute)
        if call.args or {word.arg for word in call.keywords} - OPTIONS:
            yield "select_for_update: options"
        model = self._model(call.func.value, call)
        if model is None:
            yield f"begins with {ast.unparse(call.func.value)}"
        else:
            yield from self._chain(call, columns().get(model, frozenset({"pk"})))

    def _model(self, begins: ast.expr, call: ast.Call) -> str | None:
        """``Model.objects``, or a name for ``QuerySet(model)`` of whatever model."""
        match begins:
            case ast.Attribute(value=ast.Name(id=model), attr="objects") if model in columns():
                return model
            case ast.Name(id=known):
                for node in ast.walk(self._function(call)):
                    match node:
                        case ast.AnnAssign(
                            target=ast.Name(id=target),
                            value=ast.Call(func=ast.Name(id="QuerySet"), args=[ast.Name()]),
                        ) if target == known:
                            return "whatever model"
        return None

    def _chain(self, query: ast.expr, own: frozenset[str]) -> Iterator[str]:
        """What is asked of ``query`` after the lock, link by link."""
        parent = getattr(query, PARENT)
        if isinstance(parent, ast.Attribute):
            call = getattr(parent, PARENT)
            if not isinstance(call, ast.Call) or call.func is not parent:
                yield f".{parent.attr}"
                return
            yield from _link(parent.attr, call, own)
            if parent.attr not in ENDS:
                yield from self._chain(call, own)
        elif isinstance(parent, ast.Assign) and isinstance(parent.targets[0], ast.Name):
            yield from self._uses(parent, parent.targets[0].id, own)
        elif not _read_here(parent):
            yield f"goes out of sight: {ast.unparse(parent)}"

    def _uses(self, assign: ast.Assign, known: str, own: frozenset[str]) -> Iterator[str]:
        for node in ast.walk(self._function(assign)):
            if isinstance(node, ast.Name) and node.id == known and isinstance(node.ctx, ast.Load):
                yield from self._chain(node, own)

    def _function(self, node: ast.AST) -> ast.AST:
        while not isinstance(node, ast.FunctionDef | ast.Module):
            node = getattr(node, PARENT)
        return node


def _read_here(parent: ast.AST) -> bool:
    match parent:
        case ast.Call(func=ast.Name(id="list")):
            return True
    return False


def _link(method: str, call: ast.Call, own: frozenset[str]) -> Iterator[str]:
    """What one method asks for besides columns of the row itself."""
    if method in NAMING:
        for word in call.args:
            text = word.value if isinstance(word, ast.Constant) else None
            if not isinstance(text, str) or text.lstrip("-") not in own:
                yield f"{method}({ast.unparse(word)})"
    elif method in FILTERS:
        yield from (f"{method}({ast.unparse(word)})" for word in call.args)
        for given in call.keywords:
            if not _is_own(given.arg or "**", own) and given.arg != "defaults":
                yield f"{method}({given.arg}=)"
    elif method not in ENDS:
        yield f"{method}()"


def _is_own(keyword: str, own: frozenset[str]) -> bool:
    column, _, compared = keyword.partition("__")
    if column not in own:
        return False
    return not compared or compared in COMPARED or keyword == "pk__in"


def product():
    return [file for file in python_files(*ROOMS) if "/migrations/" not in name(file)]


def locks_of(file) -> Locks | None:
    source = file.read_text()
    return Locks(source) if "select_for_update" in source else None


def test_no_lock_is_joined():
    found = {
        f"{name(file)}: {wrong}"
        for file in product()
        if (locks := locks_of(file))
        for wrong in locks.wrongs()
    }

    assert found == set(EXCEPTIONS)


def test_no_statement_of_our_own_joins_what_it_locks():
    joined = {
        name(file)
        for file in product()
        if LOCKING.search(source := file.read_text())
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant)
        and LOCKING.search(text := str(node.value))
        and "JOIN" in text
    }

    assert joined == set(JOINED_STATEMENTS)


def test_locks_are_found_at_all():
    files = [name(file) for file in product() if (locks := locks_of(file)) and any(locks.calls())]

    assert "circulars/domain/locking.py" in files
    assert len(files) > 5


@pytest.mark.parametrize(
    ("lock", "wrongs"),
    [
        ("OfficeCopy.objects.select_for_update(no_key=True).get(pk=1)", []),
        ("list(Notice.objects.select_for_update(skip_locked=True).filter(read_at=None))", []),
        ("Letter.objects.select_for_update().get(copies=1)", ["get(copies=)"]),
        (
            "OfficeCopy.objects.select_for_update(of=('self',)).select_related('holder').get(pk=1)",
            ["select_for_update: options", "select_related()"],
        ),
        (
            "OfficeCopy.objects.select_related('holder').select_for_update().get(pk=1)",
            ["begins with OfficeCopy.objects.select_related('holder')"],
        ),
        (
            "OfficeCopy.objects.select_for_update().filter(holder__house=1).first()",
            ["filter(holder__house=)"],
        ),
        (
            "OfficeCopy.objects.select_for_update().filter(holder__in=units).first()",
            ["filter(holder__in=)"],
        ),
        (
            "OfficeCopy.objects.select_for_update().filter(Q(holder__house=1)).first()",
            ["filter(Q(holder__house=1))"],
        ),
        (
            "OfficeCopy.objects.select_for_update().order_by('holder__code').first()",
            ["order_by('holder__code')"],
        ),
        (
            "list(OfficeCopy.objects.select_for_update().values_list('office__name'))",
            ["values_list('office__name')"],
        ),
        ("list(OfficeCopy.objects.select_for_update().below(copy))", ["below()"]),
        ("list(OfficeCopy.objects.select_for_update().annotate(n=Count('entries')))", ["annotate()"]),
        (
            "found = OfficeCopy.objects.select_for_update()\nfound.select_related('holder').get(pk=1)",
            ["select_related()"],
        ),
        (
            "def kept():\n  return OfficeCopy.objects.select_for_update()",
            ["goes out of sight: return OfficeCopy.objects.select_for_update()"],
        ),
        ("rows.select_for_update().get(pk=1)", ["begins with rows"]),
    ],
)  # fmt: skip
def test_a_joined_lock_is_told_from_a_bare_one(lock, wrongs):
    assert Locks(lock).wrongs() == wrongs
