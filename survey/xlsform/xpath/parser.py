"""Reading an expression: what it does is a function of a ``Context``; what it needs is noted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from survey.xlsform.xpath.context import Context, Run
from survey.xlsform.xpath.lexer import NotXPath, Token, tokens_of
from survey.xlsform.xpath.operators import BINARY, negated, union
from survey.xlsform.xpath.paths import AXES, Step, Test, from_current, from_root, reference, walk
from survey.xlsform.xpath.registry import FUNCTIONS, call
from survey.xlsform.xpath.values import Value

_LEVELS = (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
_DEEPEST = 60
_NODE_TESTS = frozenset({"node", "text"})


@dataclass(slots=True)
class Needs:
    """
    names      questions referred to as ${name}
    paths      names in written paths, such as the b of ../b
    functions  what is called
    patterns   regular expressions written out
    instances  lists of choices that are looked into
    problems   calls that there are not, or with too many or few arguments
    size       parts of the expression
    """

    names: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    patterns: list[str] = field(default_factory=list)
    instances: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)
    size: int = 0


@dataclass(frozen=True, slots=True)
class Expression:
    run: Run
    needs: Needs

    def __call__(self, context: Context) -> Value:
        return self.run(context)


@lru_cache(maxsize=8192)
def parse(expression: str) -> Expression:
    """Raises NotXPath when it cannot be read, or calls what there is not."""
    return _Parser(tokens_of(expression)).whole()


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.place, self.depth, self.elsewhere = tokens, 0, 0, 0
        self.needs = Needs()

    def whole(self) -> Expression:
        run = self.binary(0)
        if self.next.kind != "end":
            raise NotXPath(self.next.value)
        if self.needs.problems:
            raise NotXPath(self.needs.problems[0])
        return Expression(run, self.needs)

    @property
    def next(self) -> Token:
        return self.tokens[self.place]

    def take(self) -> Token:
        token = self.tokens[self.place]
        self.place += 1
        self.needs.size += 1
        return token

    def sees(self, *values: str) -> bool:
        token = self.next
        return token.kind in ("sign", "operator") and token.value in values

    def expect(self, value: str) -> None:
        if not self.sees(value):
            raise NotXPath(self.next.value or value)
        self.take()

    def binary(self, level: int) -> Run:
        if level == len(_LEVELS):
            return self.unary()
        left = self.binary(level + 1)
        while self.sees(*_LEVELS[level]):
            sign = self.take().value
            known = len(self.needs.problems)
            always = sign == "or" and self._was_true()
            right = self.binary(level + 1)
            if always:  # what is never come to cannot go wrong
                del self.needs.problems[known:]
            left = BINARY[sign](left, right)
        return left

    def _was_true(self) -> bool:
        before = [token.value for token in self.tokens[: self.place - 1]]
        return before[-3:] == ["true", "(", ")"]

    def unary(self) -> Run:
        signs = 0
        while self.sees("-"):
            self.take()
            signs += 1
        if signs:
            value = self.unary()
            return negated(value) if signs % 2 else negated(negated(value))
        left = self.path()
        while self.sees("|"):
            self.take()
            left = union(left, self.path())
        return left

    def path(self) -> Run:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise NotXPath("((((…")
        try:
            return self._path()
        finally:
            self.depth -= 1

    def _path(self) -> Run:
        if self.sees("/", "//"):
            return self._absolute()
        if self._starts_step():
            return walk(from_current, self._steps(self.step()))
        run = self.primary()
        filters = self._filters()
        if filters:
            run = walk(run, (Step("self", Test("node()"), tuple(filters)),))
        if not self.sees("/", "//"):
            return run
        # What lies in a list of choices is no question.
        self.elsewhere += 1
        steps = self._more()
        self.elsewhere -= 1
        return walk(run, steps)

    def _absolute(self) -> Run:
        steps: tuple[Step, ...] = ()
        if self.sees("/") and self.tokens[self.place + 1].kind not in ("name", "sign"):
            self.take()
            return from_root
        if self.sees("/"):
            self.take()
            steps = self._steps(self.step())
        else:
            steps = self._more()
        return walk(from_root, steps)

    def _steps(self, first: Step) -> tuple[Step, ...]:
        return (first, *self._more())

    def _more(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self.sees("/", "//"):
            if self.take().value == "//":
                steps.append(Step("descendant-or-self", Test("node()")))
            steps.append(self.step())
        return tuple(steps)

    def _starts_step(self) -> bool:
        token, after = self.next, self.tokens[min(self.place + 1, len(self.tokens) - 1)]
        if token.kind == "sign":
            return token.value in (".", "..", "@", "*")
        if token.kind != "name":
            return False
        return after.value != "(" or after.kind != "sign" or token.value in _NODE_TESTS

    def step(self) -> Step:
        if self.sees(".", ".."):
            axis = "self" if self.take().value == "." else "parent"
            return Step(axis, Test("node()"), tuple(self._filters()))
        axis = "child"
        if self.sees("@"):
            self.take()
            axis = "attribute"
        elif self.tokens[self.place + 1].value == "::":
            axis = self.take().value
            self.take()
            if axis not in AXES:
                raise NotXPath(axis)
        return Step(axis, self._test(), tuple(self._filters()))

    def _test(self) -> Test:
        if self.sees("*"):
            self.take()
            return Test("*")
        token = self.take()
        if token.kind == "ref":  # ../${name}: older forms write so
            return Test(token.value)
        if token.kind != "name":
            raise NotXPath(token.value or "/")
        if self.sees("("):
            self.take()
            self.expect(")")
            return Test(f"{token.value}()")
        if not self.elsewhere:
            self.needs.paths.add(token.value)
        return Test(token.value)

    def _filters(self) -> list[Run]:
        found = []
        while self.sees("["):
            self.take()
            self.elsewhere += 1
            found.append(self.binary(0))
            self.elsewhere -= 1
            self.expect("]")
        return found

    def primary(self) -> Run:
        token = self.take()
        if token.kind == "number":
            return _constant(Decimal(token.value))
        if token.kind == "text":
            return _constant(token.value)
        if token.kind == "ref":
            self.needs.names.add(token.value)
            return reference(token.value)
        if token.kind == "sign" and token.value == "(":
            run = self.binary(0)
            self.expect(")")
            return run
        if token.kind == "name":
            return self.called(token.value)
        raise NotXPath(token.value or "…")

    def called(self, name: str) -> Run:
        start = self.place
        self.expect("(")
        arguments: list[Run] = []
        while not self.sees(")"):
            if self.next.kind == "end":
                raise NotXPath(")")
            if arguments:
                self.expect(",")
            arguments.append(self.binary(0))
        self.take()
        self._note_call(name, arguments, self.tokens[start + 1 : self.place - 1])
        return call(name, arguments)

    def _note_call(self, name: str, arguments: list[Run], written: list[Token]) -> None:
        self.needs.functions.add(name)
        known = FUNCTIONS.get(name)
        if known is None or not known.least <= len(arguments) <= known.most:
            self.needs.problems.append(f"{name}()")
            return
        if name == "regex" and written[-1].kind == "text":
            self.needs.patterns.append(written[-1].value)
        if name == "instance" and written and written[0].kind == "text":
            self.needs.instances.add(written[0].value)


def _constant(value: str | Decimal) -> Callable[[Context], Value]:
    def run(_context: Context) -> Value:
        return value

    return run
