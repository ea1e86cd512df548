"""Mutants of source files: each takes away one condition, one part of it, or one permission."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

JOINS = {"and_", "or_"}
CHOSEN = {"where", "filter"}
GATE_WORDS = {"allowed", "version", "scope"}


@dataclass(frozen=True, slots=True)
class Change:
    """Bytes of a file from ``start`` to ``end`` become ``new``; ``line`` and ``what`` say it to people."""

    start: int
    end: int
    new: str
    line: int
    what: str


class Finder(ast.NodeVisitor):
    """Collects the changes of one file. ``rights``: a file of permissions, where sets are what counts."""

    def __init__(self, source: str, rights: bool) -> None:
        self.source, self.rights = source.encode(), rights
        self.starts = [0]
        for line in self.source.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.found: list[Change] = []
        self.answers_bool = False

    def at(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.at(node)
        return self.source[start:end].decode()

    def change(self, node: ast.expr | ast.stmt, new: str, what: str) -> None:
        start, end = self.at(node)
        shown = " ".join(what.split())
        self.found.append(Change(start, end, new, node.lineno, shown[:110]))

    # ---- what is not looked at: annotations, imports for types, the definitions of enums

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        before = self.answers_bool
        self.answers_bool = isinstance(node.returns, ast.Name) and node.returns.id == "bool"
        for statement in node.body:
            self.visit(statement)
        self.answers_bool = before

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for statement in node.body:
            self.visit(statement)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    # ---- conditions

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        word = " and " if isinstance(node.op, ast.And) else " or "
        for left_out in node.values:
            rest = word.join(f"({self.text(v)})" for v in node.values if v is not left_out)
            self.change(node, f"({rest})", f"without{word}{self.text(left_out)}")
        self.generic_visit(node)

    def visit_If(self, node: ast.If) -> None:
        if self.text(node.test) != "TYPE_CHECKING":
            self.change(node.test, "False", f"never: if {self.text(node.test)}")
            if self.rights:
                self.change(node.test, "True", f"always: if {self.text(node.test)}")
            self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        for kept in (node.body, node.orelse):
            what = f"always {self.text(kept)}, not if {self.text(node.test)}"
            self.change(node, f"({self.text(kept)})", what)
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value is None:
            return
        if self.answers_bool and not isinstance(node.value, ast.Constant):
            self.change(node.value, "True", f"always: {self.text(node.value)}")
            self.change(node.value, "False", f"never: {self.text(node.value)}")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in CHOSEN or (name in JOINS and len(node.args) > 1):
            for left_out in node.args:
                self._without(node, left_out, f"without {self.text(left_out)}")
        if name == "Gate":
            self._open_gate(node)
        self.generic_visit(node)

    def _without(self, node: ast.Call, left_out: ast.expr, what: str) -> None:
        rest = [self.text(a) for a in node.args if a is not left_out]
        named = [self._named(k) for k in node.keywords]
        self.change(node, f"{self.text(node.func)}({', '.join([*rest, *named])})", what)

    def _named(self, word: ast.keyword) -> str:
        return f"{word.arg}={self.text(word.value)}" if word.arg else f"**{self.text(word.value)}"

    def _open_gate(self, node: ast.Call) -> None:
        positional = [self.text(a) for a in node.args]
        for word in node.keywords:
            if word.arg in GATE_WORDS and self.text(word.value) != "None":
                rest = [self._named(k) for k in node.keywords if k is not word]
                new = f"{self.text(node.func)}({', '.join([*positional, *rest])})"
                self.change(node, new, f"gate {positional[0]} without {self._named(word)}")

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for condition in node.ifs:
            self.change(condition, "True", f"all, not only if {self.text(condition)}")
        self.generic_visit(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        """The words that several gates of a file share."""
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value == "allowed":
                self.change(value, "None", f"shared gate without allowed={self.text(value)}")
        self.generic_visit(node)

    # ---- permissions

    def visit_BinOp(self, node: ast.BinOp) -> None:
        sides = {ast.BitOr: (node.left, node.right), ast.BitAnd: (node.left,), ast.Sub: (node.left,)}
        if self.rights and not _names_none(node):
            for kept in sides.get(type(node.op), ()):
                self.change(node, f"({self.text(kept)})", f"only {self.text(kept)} of {self.text(node)}")
        self.generic_visit(node)

    def visit_Set(self, node: ast.Set) -> None:
        if self.rights:
            for left_out in node.elts:
                rest = ", ".join(self.text(e) for e in node.elts if e is not left_out)
                self.change(node, f"{{{rest}}}" if rest else "set()", f"without {self.text(left_out)}")
        self.generic_visit(node)

    # ---- steps

    def visit_Expr(self, node: ast.Expr) -> None:
        """A step that is called for what it does: it is left out."""
        called = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(called, ast.Call) and not self.rights:
            self.change(node, "pass", f"left out: {self.text(node)}")
        self.generic_visit(node)


def _names_none(node: ast.BinOp) -> bool:
    """A type, not a set of rights."""
    return isinstance(node.right, ast.Constant) and node.right.value is None


def changes(path: Path, rights: bool) -> Iterator[Change]:
    source = path.read_text(encoding="utf-8")
    finder = Finder(source, rights)
    finder.visit(ast.parse(source))
    yield from sorted(finder.found, key=lambda c: (c.start, c.end, c.new))


def changed(source: bytes, change: Change) -> bytes:
    """Raises SyntaxError when what is left is no program."""
    new = source[: change.start] + change.new.encode() + source[change.end :]
    compile(new, "mutant", "exec")
    return new
