"""Functions of the running program, changed and changed back: a mutant then needs no new start.

What has run at import already (tables, statements, gates, decorators) stays as it was. So a test that fails
has noticed the change, but one that passes proves nothing: such a mutant is tried again from the start.
"""

from __future__ import annotations

import gc
import inspect
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType, FunctionType


@dataclass(frozen=True, slots=True)
class Swap:
    function: FunctionType
    old: CodeType
    new: CodeType


@contextmanager
def swapped(swaps: Sequence[Swap]) -> Iterator[None]:
    try:
        for swap in swaps:
            swap.function.__code__ = swap.new
        yield
    finally:
        for swap in swaps:
            swap.function.__code__ = swap.old


def swaps(path: Path, before: bytes, after: bytes) -> tuple[Swap, ...]:
    """Empty where the change is not, or not only, inside functions that are there now."""
    old = dict(_named(compile(before, str(path), "exec")))
    new = dict(_named(compile(after, str(path), "exec")))
    both = old.keys() & new.keys()
    differing = {name for name in both if _own(old[name]) != _own(new[name])} | (old.keys() ^ new.keys())
    around = {name for name in both if _is_function(old[name]) and any(_holds(name, d) for d in differing)}
    if any(not any(_holds(name, d) for name in around) for d in differing):
        return ()
    found = [
        Swap(function, function.__code__, new[name])
        for function in _live(path)
        if (name := _name_of(function, old)) in around
    ]
    roots = {_outermost(name, around) for name in differing}
    return tuple(found) if roots <= {_name_of(swap.function, old) for swap in found} else ()


_Name = tuple[str, ...]


def _named(code: CodeType, above: _Name = ()) -> Iterator[tuple[_Name, CodeType]]:
    """Each piece of code by the way to it, those of the same name in one place numbered."""
    yield above, code
    seen: dict[str, int] = {}
    for part in code.co_consts:
        if isinstance(part, CodeType):
            number = seen[part.co_name] = seen.get(part.co_name, -1) + 1
            yield from _named(part, (*above, f"{part.co_name}#{number}"))


def _own(code: CodeType) -> tuple[object, ...]:
    """What the code does by itself, without the functions in it and without the lines it stands on."""
    constants = tuple((type(c), c) for c in code.co_consts if not isinstance(c, CodeType))
    names = code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars
    return code.co_code, constants, names, code.co_exceptiontable


def _is_function(code: CodeType) -> bool:
    return bool(code.co_flags & inspect.CO_OPTIMIZED)


def _holds(name: _Name, inner: _Name) -> bool:
    return inner[: len(name)] == name


def _outermost(name: _Name, around: set[_Name]) -> _Name:
    return min((n for n in around if _holds(n, name)), key=len)


@cache
def _live(path: Path) -> tuple[FunctionType, ...]:
    """As the program began: what a function makes later is changed with the function."""
    every = (one for one in gc.get_objects() if type(one) is FunctionType)
    return tuple(one for one in every if one.__code__.co_filename == str(path))


def _name_of(function: FunctionType, codes: dict[_Name, CodeType]) -> _Name:
    """By the line it begins on; () for what was made elsewhere."""
    code = function.__code__
    mark = code.co_qualname, code.co_firstlineno
    at = [name for name, one in codes.items() if (one.co_qualname, one.co_firstlineno) == mark]
    return at[0] if len(at) == 1 else ()
