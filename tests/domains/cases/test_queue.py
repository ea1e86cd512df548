"""What waits to be assessed, in the order in which it has to be: nothing urgent behind the end of a page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.conftest import Town
from tests.factories.concerns import add_concern

MANY = 150
QUEUE = "/concerns?state=NEW&sort=assessBy"


async def queue(town: Town, who: str = "kurator", more: str = "") -> dict[str, Any]:
    answer = await town.as_(who).get(f"{QUEUE}{more}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def ids(page: dict[str, Any]) -> list[str]:
    return [row["id"] for row in page["items"]]


def waits(town: Town, urgency: str, **ago: float) -> UUID:
    return add_concern(town.world, urgency=urgency, received_at=datetime.now(UTC) - timedelta(**ago))


async def test_what_is_urgent_comes_before_a_hundred_and_fifty_that_are_not(town: Town) -> None:
    """Then what has run out, or soon does; each once, page after page."""
    old = [str(waits(town, "ROUTINE", days=90, minutes=-n)) for n in range(MANY)]
    soon, fresh = waits(town, "SOON", minutes=9), waits(town, "ROUTINE", minutes=8)
    urgent = [waits(town, "NOW", minutes=3), waits(town, "NOW", minutes=2)]
    first = await queue(town, more="&limit=100")
    assert first["_meta"]["totalRecords"] == MANY + 4
    assert ids(first)[:3] == [*map(str, urgent), old[0]]
    assert first["allowedActions"] == ["concern.assess"]
    assert "page=2" in first["_links"]["next"]["href"]
    second = await queue(town, more="&limit=100&page=2")
    assert (len(first["items"]), len(second["items"]), second["_links"]["next"]) == (100, 54, None)
    assert ids(first)[2:] + ids(second) == [*old, str(soon), str(fresh)]


async def test_an_urgent_one_that_came_just_now_is_the_first_of_its_page(town: Town) -> None:
    for _ in range(3):
        waits(town, "ROUTINE", days=90)
    last = str(waits(town, "NOW", seconds=1))
    assert ids(await queue(town, more="&limit=1")) == [last]
    assert last not in ids(await queue(town, more="&limit=2&page=2"))


async def test_only_those_that_one_is_to_assess(town: Town) -> None:
    """Not another school's, nor what one has reported and others assess; and nobody who assesses nothing."""
    here = str(waits(town, "ROUTINE", days=1))
    heads = add_concern(town.world, "kurator", reach="HEADS", pointed_out="STUDENT")
    add_concern(town.world, "larare-2", school="B", urgency="NOW")
    add_concern(town.world, state="ASSESSED", outcome="JOINED", assessed_at=datetime.now(UTC))
    assert ids(await queue(town)) == [here]
    assert ids(await queue(town, "rektor")) == [here, str(heads)]
    assert str(heads) in ids((await town.as_("kurator").get("/concerns?state=NEW")).json())
    teacher = await queue(town, "larare")
    assert (teacher["items"], teacher["allowedActions"]) == ([], [])
    logged = town.world.sql(
        "SELECT object_ids FROM audit_access WHERE tenant_id = %s AND actor_id = %s"
        " AND action = 'concern.list' ORDER BY id LIMIT 1",
        town.world.tenant,
        town.world.people["kurator"],
    )
    assert logged[0][0] == [UUID(here)]


@pytest.mark.parametrize(
    "asked",
    [
        "/concerns?sort=assessBy",
        "/concerns?sort=assessBy&state=ASSESSED",
        f"{QUEUE}&mine=true",
        f"{QUEUE}&cursor=AAAA",
        "/concerns?state=NEW&sort=-assessBy",
    ],
)
async def test_the_order_is_of_what_waits_alone(town: Town, asked: str) -> None:
    answer: httpx.Response = await town.as_("kurator").get(asked)
    assert answer.status_code == 400, answer.text
