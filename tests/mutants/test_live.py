"""That a change reaches the running program, and is gone afterwards."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.mutants.live import swapped, swaps
from tests.mutants.values import replaced, starts

TEXT = """
from functools import lru_cache

LIMIT = [3]
ALLOWED = frozenset({"a", "b"})

def deco(function):
    return lru_cache(maxsize=None)(function)

def small(numbers):
    return all(n < LIMIT[0] for n in numbers)

@deco
def named(name):
    return name in ALLOWED

class Gate:
    def open(self, name):
        return bool(name) and named.__wrapped__(name)
"""


@pytest.fixture
def module(tmp_path: Path) -> Iterator[ModuleType]:
    path = tmp_path / "a_module_of_the_tests.py"
    path.write_text(TEXT)
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = made
    spec.loader.exec_module(made)
    yield made
    del sys.modules[path.stem]


def after(old: str, new: str) -> bytes:
    assert TEXT.count(old) == 1
    return TEXT.replace(old, new).encode()


@pytest.mark.parametrize(
    ("old", "new", "ask"),
    [
        ("n < LIMIT[0]", "True", lambda m: m.small([9])),
        ("all(n < LIMIT[0] for n in numbers)", "True", lambda m: m.small([9])),
        ("name in ALLOWED", "True", lambda m: m.named.__wrapped__("x")),
        ("bool(name) and named.__wrapped__(name)", "True", lambda m: m.Gate().open("x")),
    ],
)
def test_a_function_is_changed_and_changed_back(
    old: str, new: str, ask: Callable[[ModuleType], Any], module: ModuleType
) -> None:
    path = Path(str(module.__file__))
    assert not ask(module)
    with swapped(swaps(path, TEXT.encode(), after(old, new))):
        assert ask(module)
    assert not ask(module)


def test_what_runs_at_import_is_no_function(module: ModuleType) -> None:
    path = Path(str(module.__file__))
    assert swaps(path, TEXT.encode(), after("LIMIT = [3]", "LIMIT = [9]")) == ()
    assert swaps(path, TEXT.encode(), after("    def open(self, name):", "    def shut(self, name):")) == ()


def test_values_are_replaced_wherever_they_are_held(module: ModuleType) -> None:
    path, holder = Path(str(module.__file__)), ModuleType("holder")
    holder.__dict__["KEPT"] = module.ALLOWED
    sys.modules["holder"] = holder
    with replaced(path, after('"a", "b"', '"a"')):
        assert module.Gate().open("b") is False
        assert frozenset({"a"}) == holder.__dict__["KEPT"]
    assert module.Gate().open("b") is True
    assert holder.__dict__["KEPT"] is module.ALLOWED
    del sys.modules["holder"]


def test_what_cannot_be_imported_does_not_start(module: ModuleType) -> None:
    path = Path(str(module.__file__))
    assert starts(path, TEXT.encode())
    assert not starts(path, after("LIMIT = [3]", "LIMIT = [3 / 0]"))
