"""Assessments by reference in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from tests.factories.cases import part_of
from tests.factories.world import World


def add_assessment(world: World, case: UUID, kind: str = "SOCIAL", **more: Any) -> UUID:
    """Sealed, in class K3 or that of its case; nothing can be opened of its words."""
    shared = part_of(world, case)
    strict = "K4" if shared["confidentiality"] == "K4" else "K3"
    row = {
        "kind": kind,
        "made_on": date(2026, 1, 8),
        "added_by": world.people["kurator"],
        "confidentiality": strict,
    }
    return world.insert("assessment_references", **(shared | row | more))
