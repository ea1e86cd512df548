"""The municipality of ``matrix.py``, once."""

from __future__ import annotations

import pytest

from samsyn.core.runtime import Runtime
from tests.domains.wheel.matrix import Matrix
from tests.factories.asked import Asked
from tests.factories.world import make_world


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    return Matrix(make_world(admin_dsn))


@pytest.fixture
def asked(matrix: Matrix, runtime: Runtime) -> Asked:
    return Asked(matrix.world, runtime, matrix.clients)
