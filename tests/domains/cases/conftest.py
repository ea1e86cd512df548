from __future__ import annotations

import pytest

from tests.domains.cases.matrix import Matrix
from tests.factories.world import make_world


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    """For tests that change nothing in it."""
    return Matrix(make_world(admin_dsn))
