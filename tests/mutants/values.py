"""Values a module made when it was imported (statements, sets of actions), made again from other text and put
wherever the running program holds the old ones. What was built out of the old ones elsewhere stays."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CellType, FunctionType, ModuleType
from typing import Any

Setter = Callable[[Any], None]
PLAIN = (str, bytes, int, float, type, ModuleType, FunctionType, type(None))


@dataclass(frozen=True, slots=True)
class Held:
    """One value of the running program, and each place that holds it."""

    value: Any
    places: tuple[Setter, ...]


@contextmanager
def replaced(path: Path, text: bytes) -> Iterator[None]:
    """The values of the module at ``path`` as ``text`` makes them. Raises what the text raises."""
    held = _held(path)
    made = _made(path, text)
    try:
        for name, one in held.items():
            if name in made:
                _put(one, made[name])
        yield
    finally:
        for one in held.values():
            _put(one, one.value)


def starts(path: Path, text: bytes) -> bool:
    """Whether the module can be imported with this text."""
    try:
        _made(path, text)
    except Exception:
        return False
    return True


def _put(held: Held, value: Any) -> None:
    for place in held.places:
        place(value)


def _made(path: Path, text: bytes) -> dict[str, Any]:
    module = _module(path)
    scratch = ModuleType(module.__name__)
    scratch.__dict__.update(__package__=module.__package__, __file__=str(path))
    exec(compile(text, str(path), "exec"), scratch.__dict__)  # the program's own text, one condition less
    return scratch.__dict__


def _module(path: Path) -> ModuleType:
    return next(m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(path))


@cache
def _held(path: Path) -> dict[str, Held]:
    """What this module made itself: a second making gives another object."""
    module = _module(path)
    again = _made(path, path.read_bytes())
    own = {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("__") and not isinstance(value, PLAIN) and again.get(name) is not value
    }
    places: dict[int, list[Setter]] = {id(value): [] for value in own.values()}
    for holder in gc.get_referrers(*own.values()):
        for key, place in _places(holder):
            if key in places and holder is not own and holder is not again:
                places[key].append(place)
    return {name: Held(value, tuple(places[id(value)])) for name, value in own.items()}


def _places(holder: Any) -> Iterator[tuple[int, Setter]]:
    """The id of what is held, and how to put something else there."""
    if isinstance(holder, CellType):
        yield id(holder.cell_contents), lambda new: setattr(holder, "cell_contents", new)
        return
    found = holder if isinstance(holder, dict) else getattr(holder, "__dict__", {})
    if isinstance(found, dict):
        for name, value in list(found.items()):
            yield id(value), _setter(found, name)


def _setter(found: dict[Any, Any], name: Any) -> Setter:
    def put(new: Any) -> None:
        found[name] = new

    return put
