"""What the access table needs to ask: for each operation an address and a body, on objects of a world.

A builder makes a fresh object for every cell, so that one persona's closing does not spoil the next one's.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.factories.world import World


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: ``path`` below the API's root."""

    path: str
    body: Any = None
    version: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    files: Any = None


Builder = Callable[[World], Ask]
BUILDERS: dict[str, Builder] = {}


def asks(operation: str) -> Callable[[Builder], Builder]:
    """Registers how an operation is asked for."""

    def register(builder: Builder) -> Builder:
        assert operation not in BUILDERS, f"{operation} is built twice"
        BUILDERS[operation] = builder
        return builder

    return register


def unique(word: str) -> str:
    return f"{word} {uuid4().hex[:8]}"


@asks("readSession")
@asks("deleteSession")
def _session(_: World) -> Ask:
    return Ask("/session")


@asks("putSecondFactor")
def _second_factor(_: World) -> Ask:
    return Ask("/session/second-factor", {"code": "000000"})


@asks("readMe")
def _me(_: World) -> Ask:
    return Ask("/me")


@asks("listSchools")
def _schools(_: World) -> Ask:
    return Ask("/schools")


@asks("createSchool")
def _new_school(_: World) -> Ask:
    letters = "".join(chr(65 + int(c, 16) % 16) for c in uuid4().hex[:4])
    return Ask("/schools", {"name": unique("Nyskolan"), "shortCode": letters, "schoolForms": ["COMPULSORY"]})


@asks("readSchool")
def _school(world: World) -> Ask:
    return Ask(f"/schools/{world.school}")


@asks("changeSchool")
def _change_school(world: World) -> Ask:
    version = world.sql("SELECT version FROM schools WHERE id = %s", world.school)[0][0]
    return Ask(f"/schools/{world.school}", {"grades": ["1", "2"]}, version)


for _file in sorted(Path(__file__).parent.glob("objects_*.py")):
    importlib.import_module(f"tests.access.{_file.stem}")
