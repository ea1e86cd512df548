"""How the best interests of a child were weighed, written past row security."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.factories.cases import part_of
from tests.factories.world import World


def add_best_interest(world: World, case: UUID, **more: Any) -> UUID:
    """By kurator, in the class of its case."""
    row = {
        "voice_ids": [],
        "interests": '[{"interest": "EDUCATION", "text": "Lär sig i lugn miljö"}]',
        "weighed_against": "Färre raster med klassen",
        "conclusion": "Det lilla rummet är bäst",
        "assessed_by": world.people["kurator"],
    }
    return world.insert("best_interest_assessments", **(part_of(world, case) | row | more))
