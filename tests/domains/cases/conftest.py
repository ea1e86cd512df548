from __future__ import annotations

from uuid import UUID

import pytest

from tests.domains.cases.kinds import open_to_all
from tests.domains.cases.matrix import Matrix
from tests.domains.cases.taught import Taught
from tests.factories.world import World, make_world


@pytest.fixture(scope="session")
def matrix(admin_dsn: str) -> Matrix:
    """For tests that change nothing in it."""
    return Matrix(make_world(admin_dsn))


@pytest.fixture(scope="session")
def filled_matrix(admin_dsn: str) -> Matrix:
    """For tests that add parts of every kind: ``matrix`` keeps one of each, whoever ran first."""
    return Matrix(make_world(admin_dsn))


@pytest.fixture(scope="session")
def taught(admin_dsn: str) -> Taught:
    """For tests that add to it and change nothing in it."""
    return Taught(make_world(admin_dsn))


@pytest.fixture(scope="session")
def reasoned(admin_dsn: str) -> tuple[World, UUID]:
    """A case that everybody has opened with a reason (``kinds.open_to_all``)."""
    world = make_world(admin_dsn)
    return world, open_to_all(world)
