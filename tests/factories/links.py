"""Links between cases of a test's municipality, written past row security."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.factories.world import World


def add_link(world: World, from_id: UUID, to_id: UUID, kind: str = "CONTINUES", **more: Any) -> UUID:
    """One that holds."""
    row = {"from_id": from_id, "to_id": to_id, "kind": kind, "confidentiality": "K3"}
    return world.insert("case_links", **(row | more))
