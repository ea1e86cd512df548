"""What `pip install` would put in place, as `pyproject.toml` says it: nothing missing, nothing beside."""

from __future__ import annotations

import fnmatch
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BACKEND = ROOT / "backend"
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]


def packages() -> list[Path]:
    """Folders with an `__init__.py` all the way up, as setuptools finds them without namespaces."""
    find = SETUPTOOLS["packages"]["find"]
    assert (find["where"], find["namespaces"]) == (["backend"], False)
    found = []
    for init in sorted(BACKEND.rglob("__init__.py")):
        inside = init.parent.relative_to(BACKEND)
        above = [BACKEND / part for part in inside.parents if part != Path()]
        wanted = any(fnmatch.fnmatch(".".join(inside.parts), pattern) for pattern in find["include"])
        if wanted and all((folder / "__init__.py").exists() for folder in above):
            found.append(init.parent)
    return found


def installed() -> set[Path]:
    patterns = ["*.py", *SETUPTOOLS["package-data"]["*"]]
    return {file for package in packages() for pattern in patterns for file in package.glob(pattern)}


def test_every_file_of_the_program_is_installed() -> None:
    """Also the words, rules and templates that it reads while it runs."""
    there = {
        file for file in (BACKEND / "samsyn").rglob("*") if file.is_file() and "__pycache__" not in file.parts
    }
    assert there - installed() == set()
    assert [file for file in there if file.suffix == ".yaml"]


def test_nothing_else_is() -> None:
    assert {file.relative_to(BACKEND).parts[0] for file in installed()} == {"samsyn"}
