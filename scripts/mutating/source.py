"""A source as bytes, one replacement in it, and what stands around a node of its tree."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

Node = ast.expr | ast.stmt | ast.keyword


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes ``start`` to ``end`` of a source become ``after``."""

    kind: str
    start: int
    end: int
    after: str

    def applied(self, data: bytes) -> bytes:
        return data[: self.start] + self.after.encode() + data[self.end :]


class Source:
    """A source as bytes, because the syntax tree counts in bytes."""

    def __init__(self, text: str) -> None:
        self.data = text.encode()
        self.tree = ast.parse(text)
        self._lines = [0]
        for line in self.data.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))

    def start(self, node: Node) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def end(self, node: Node) -> int:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node: Node) -> str:
        return self.data[self.start(node) : self.end(node)].decode()

    def line_at(self, start: int) -> int:
        return self.data.count(b"\n", 0, start) + 1

    def edit(self, kind: str, node: Node, after: str) -> Edit:
        return Edit(kind, self.start(node), self.end(node), after)

    def sign(
        self, kind: str, left: ast.expr, right: ast.expr, sign: str, after: str
    ) -> Iterator[Edit]:
        """Another ``sign`` between two expressions; none where a comment stands between them."""
        first = self.end(left)
        between = self.data[first : self.start(right)]
        pattern = rb"\s+".join(re.escape(word) for word in sign.encode().split())
        found = re.search(pattern, between)
        if found is not None and b"#" not in between:
            yield Edit(kind, first + found.start(), first + found.end(), after)

    def in_words(self, edit: Edit) -> tuple[str, str]:
        """The lines around an edit before and after it, each on one line."""
        start = self.data.rfind(b"\n", 0, edit.start) + 1
        end = self.data.find(b"\n", edit.end) % (len(self.data) + 1)
        middle = edit.after.encode()
        after = self.data[start : edit.start] + middle + self.data[edit.end : end]
        before = self.data[start:end]
        return " ".join(before.decode().split()), " ".join(after.decode().split())


@dataclass(frozen=True, slots=True)
class Place:
    """What stands around a node: the ``enums`` of the project, the function's return type."""

    enums: dict[str, list[str]]
    function: str = ""
    returns: str = ""
    in_class: bool = False

    def inside(self, node: ast.FunctionDef | ast.ClassDef) -> Place:
        """The place of what stands in ``node``."""
        name = f"{self.function}.{node.name}".lstrip(".")
        if isinstance(node, ast.ClassDef):
            return replace(self, function=name, returns="", in_class=True)
        returns = ast.unparse(node.returns) if node.returns else ""
        return replace(self, function=name, returns=returns, in_class=False)

    def is_member(self, node: ast.AST) -> bool:
        return (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.attr in self.enums.get(node.value.id, ())
        )
