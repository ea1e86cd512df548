"""Who on the staff is pointed out, written past row security."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.factories.cases import part_of
from tests.factories.world import World


def add_alleged(world: World, case: UUID, who: str, **more: Any) -> UUID:
    row = {
        "person_id": world.people[who],
        "named_by": world.people["kurator"],
        "named_at": datetime.now(UTC),
    }
    return world.insert("alleged_persons", **(part_of(world, case) | row | more))
