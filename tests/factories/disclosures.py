"""Consents and lines of the ledger in a test's municipality, written past row security."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.schooldays import stockholm_day
from tests.factories.cases import BEGAN, part_of
from tests.factories.world import World

GIVERS = json.dumps([{"party": "GUARDIAN", "name": "Vårdnadshavare 1"}])


def add_consent(world: World, case: UUID, **more: Any) -> UUID:
    """Given by a guardian in January 2026, and holding for a hundred days from now."""
    row = {
        "recipient_kind": "HEALTH_CARE",
        "recipient": "Barn- och ungdomspsykiatrin",
        "scope": "Hur skoldagen fungerar",
        "givers": GIVERS,
        "form": "WRITTEN",
        "given_on": date(2026, 1, 7),
        "expires_on": stockholm_day(datetime.now(UTC)) + timedelta(days=100),
        "recorded_at": BEGAN,
        "recorded_by": world.people["kurator"],
    }
    return world.insert("case_consents", **(part_of(world, case) | row | more))


def add_disclosure(world: World, case: UUID, **more: Any) -> UUID:
    """Told by telephone to the social services, as the law demands."""
    row = {
        "recipient_kind": "SOCIAL_SERVICES",
        "recipient": "Socialtjänsten",
        "what": "Att eleven varit borta tjugo dagar",
        "basis": "STATUTORY_DUTY",
        "reason": "Socialnämnden begärde uppgiften.",
        "channel": "TELEPHONE",
        "told_on": date(2026, 1, 8),
        "recorded_at": BEGAN,
        "recorded_by": world.people["kurator"],
    }
    return world.insert("case_disclosures", **(part_of(world, case) | row | more))


def share_with(world: World, case: UUID, persona: str = "partner", **more: Any) -> UUID:
    """The same, shown to a partner for thirty days from now."""
    until = stockholm_day(datetime.now(UTC)) + timedelta(days=30)
    row = {"partner_id": world.people[persona], "shared_until": until, "channel": None}
    return add_disclosure(world, case, **(row | more))
