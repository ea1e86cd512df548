"""Which operations of a file of routes stand on the line that is changed."""

from __future__ import annotations

import ast
from collections.abc import Iterator


def operations_at(source: str, line: int) -> frozenset[str]:
    """operationIds whose function uses, directly or through other names, what is defined there.

    Empty where that cannot be told: a function that is no operation, an import.
    """
    body = ast.parse(source).body
    names = _reaching(body, line)
    routes = [one for one in body if isinstance(one, ast.AsyncFunctionDef) and one.decorator_list]
    return frozenset(camel(one.name) for one in routes if one.name in names or names & set(_used(one)))


def _reaching(body: list[ast.stmt], line: int) -> set[str]:
    """Names defined by the statement on the line, and by those that use them."""
    names: set[str] = set()
    for one in body:
        first = min([one.lineno, *(d.lineno for d in getattr(one, "decorator_list", []))])
        holds = first <= line <= (one.end_lineno or first)
        if not isinstance(one, ast.Import | ast.ImportFrom) and (holds or names & set(_used(one))):
            names |= set(_defined(one))
    return names


def _defined(one: ast.stmt) -> Iterator[str]:
    if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield one.name
    for target in getattr(one, "targets", [getattr(one, "target", None)]):
        if isinstance(target, ast.Name):
            yield target.id


def _used(one: ast.stmt) -> Iterator[str]:
    return (node.id for node in ast.walk(one) if isinstance(node, ast.Name))


def camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.title() for word in rest)
