"""Concerns in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from tests.factories.world import World


def add_concern(world: World, reporter: str = "larare", school: str = "A", **more: Any) -> UUID:
    """A new one for those who assess at the unit, and its receipt."""
    shared = {
        "school_id": world.schools[school],
        "number": f"BJ-S26-{uuid4().hex[:12]}",
        "reporter_id": world.people[reporter],
        "reach": "TRIAGE",
        "received_at": datetime.now(UTC),
        "urgency": "ROUTINE",
        "state": "NEW",
        "confidentiality": "K2",
    }
    row = shared | {"what_was_seen": "Sitter ensam på rasterna", "who": "Korridoren"} | more
    concern = world.insert("concerns", **row)
    head = {name: row[name] for name in shared}
    world.insert(
        "concern_heads", id=concern, version=1, felt_degraded=row.get("pointed_out") is not None, **head
    )
    return concern
