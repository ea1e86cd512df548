"""Mutants that change nothing: taking the line away leaves the same behaviour, and here is why."""

from __future__ import annotations

WALL_INSIDE = (
    "the tables inside a policy have their own wall: no row of another organiser is there to be joined"
)
EQUIVALENT: dict[tuple[str, str], str] = {
    ("database", "using without (a.tenant_id = c.tenant_id)"): WALL_INSIDE,
    ("database", "using without (s.tenant_id = a.tenant_id)"): WALL_INSIDE,
    (
        "database",
        "using without (a.scope_type = 'AREA'::text)",
    ): "only such an assignment has an area (CHECK)",
}
"""Group and part of the name → the reason."""
