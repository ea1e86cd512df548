"""Gates of the running program, changed and changed back: what a file of routes declares at its import."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

WORDS = ("action", "kind", "find", "parameter", "allowed", "scope", "assurance", "version")


@dataclass(frozen=True, slots=True)
class Turn:
    """One word of one gate of the running program."""

    gate: Any
    word: str
    old: Any
    new: Any


@contextmanager
def turned(turns: Sequence[Turn]) -> Iterator[None]:
    try:
        for turn in turns:
            setattr(turn.gate, turn.word, turn.new)
        yield
    finally:
        for turn in turns:
            setattr(turn.gate, turn.word, turn.old)


def turns(path: Path, before: bytes, after: bytes) -> tuple[Turn, ...]:
    """Empty where the change is not, or not only, in the gates that the file makes itself."""
    if before == after:
        return ()
    live, old, new = _live(), _made(path, before), _made(path, after)
    if len(old) != len(new):
        return ()
    return tuple(
        Turn(gate, word, getattr(gate, word), getattr(there, word))
        for here, there in zip(old, new, strict=True)
        for gate in live
        if _words(gate) == _words(here)
        for word in WORDS
        if _name(getattr(here, word)) != _name(getattr(there, word))
    )


def _words(gate: Any) -> tuple[Any, ...]:
    return tuple(_name(getattr(gate, word)) for word in WORDS)


def _name(value: Any) -> Any:
    """The same for a function that was made again from the same text."""
    return getattr(value, "__qualname__", None) or (
        value if isinstance(value, str | int | None) else id(value)
    )


@cache
def _live() -> tuple[Any, ...]:
    """As the program began."""
    from samsyn.core.gate import Gate

    return tuple(one for one in gc.get_objects() if type(one) is Gate)


def _made(path: Path, text: bytes) -> list[Any]:
    """The gates that are made when the file is imported with this text, in their order."""
    from samsyn.core.gate import Gate

    found: list[Any] = []
    module = next(m for m in list(sys.modules.values()) if getattr(m, "__file__", None) == str(path))
    scratch = ModuleType(module.__name__)
    scratch.__dict__.update(__package__=module.__package__, __file__=str(path))
    begin = Gate.__init__

    def noted(self: Any, *words: Any, **named: Any) -> None:
        begin(self, *words, **named)
        found.append(self)

    try:
        with patch.object(Gate, "__init__", noted):
            exec(compile(text, str(path), "exec"), scratch.__dict__)
    except Exception:
        return []
    return found
