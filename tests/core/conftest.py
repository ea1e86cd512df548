"""Names of test cases that every process gives alike: pytest-xdist compares them before it begins."""

import re
from collections.abc import Mapping

import pytest

CHANGES = re.compile(r"[\w-]{32,}|\d{10}", re.ASCII)


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Values of this minute and of this process (times, keys, ids) are named by what they are for."""
    if isinstance(val, Mapping):
        return "+".join(map(str, val)) or argname
    return argname if isinstance(val, str | int) and CHANGES.search(str(val)) else None
