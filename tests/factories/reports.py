"""Reports to authorities in a test's municipality, written past row security."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.factories.cases import part_of
from tests.factories.world import World


def add_report(world: World, case: UUID, kind: str = "WORK_ENVIRONMENT", **more: Any) -> UUID:
    """Sent and recorded now by kurator, in the class of its case."""
    now = datetime.now(UTC)
    row = {
        "kind": kind,
        "channel": "PHONE",
        "sent_at": now,
        "recorded_at": now,
        "sent_by": world.people["kurator"],
    }
    return world.insert("authority_reports", **(part_of(world, case) | row | more))
