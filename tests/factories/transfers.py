"""Handovers at a change of school in a test's municipality, written past row security."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from tests.factories.cases import BEGAN, part_of
from tests.factories.pupils import add_student
from tests.factories.world import World

CONTENT = json.dumps([{"heading": "Sammanfattning", "paragraphs": ["Tål pauser"], "bullets": [], "level": 2}])


def add_transfer(world: World, case: UUID, to: str = "B", **more: Any) -> UUID:
    """Sent to the principal of another unit, and not in hand yet."""
    principal = "rektor" if to == "A" else "rektor-2"
    row: dict[str, Any] = {
        "direction": "OUT",
        "destination": "UNIT",
        "student_id": more.pop("student_id", None) or add_student(world),
        "to_school_id": world.schools[to],
        "to_person_id": world.people[principal],
        "pupil": "Alva Ek",
        "origin": "Björkskolan, BJ-26-001",
        "items": [],
        "content": CONTENT,
        "told": "Vårdnadshavarna vet vad som lämnas.",
        "told_on": BEGAN.date(),
        "decided_at": BEGAN,
        "decided_by": world.people["kurator"],
    }
    return world.insert("case_transfers", **(part_of(world, case) | row | more))
