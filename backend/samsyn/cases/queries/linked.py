"""Which cases a case is linked to, as far as the caller opens them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.policy.links import OPENED, STEPS
from samsyn.cases.rules.links import LONGEST_CHAIN
from samsyn.core.work import Work


async def opened_next_to(work: Work, ids: list[UUID]) -> list[Any]:
    """Cases one link away from any of ``ids`` that are not among them."""
    steps = list(await work.execute(STEPS, {"cases": ids}))
    near = {end for step in steps for end in (step.from_id, step.to_id)} - set(ids)
    return list(await work.execute(OPENED, {"cases": sorted(near)})) if near else []


async def linked_ids(work: Work, case_id: UUID) -> list[UUID]:
    return sorted(row.id for row in await opened_next_to(work, [case_id]))


async def chained(work: Work, case_id: UUID) -> list[tuple[Any, int]]:
    """Every case that links lead to, through cases that the caller opens and no others, with how many links
    away it is. The case itself first; at most ``LONGEST_CHAIN``."""
    found: list[tuple[Any, int]] = [(row, 0) for row in await work.execute(OPENED, {"cases": [case_id]})]
    latest = found
    while latest and len(found) < LONGEST_CHAIN:
        ids = [row.id for row, _ in found]
        latest = [(row, latest[0][1] + 1) for row in await opened_next_to(work, ids)]
        found = found + sorted(latest, key=lambda one: (one[0].opened_at, one[0].id))
    return found[:LONGEST_CHAIN]
