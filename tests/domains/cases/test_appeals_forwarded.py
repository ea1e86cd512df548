"""An appeal that came in time is handed over to the board without delay (förvaltningslagen 46 §)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from samsyn.core.schooldays import stockholm_day
from tests.conftest import Town
from tests.domains.cases.calls import code, in_days
from tests.domains.cases.signing import codes, shown
from tests.factories.decisions import add_appeal, add_signed, ready_case


def appealed(town: Town, **more: Any) -> tuple[UUID, UUID, UUID]:
    case = ready_case(town.world, phase="APPEALED")
    decision = add_signed(town.world, case)
    day = stockholm_day(town.runtime.clock.now()) - timedelta(days=2)
    return case, decision, add_appeal(town.world, case, decision, **({"received_on": day} | more))


async def forward(
    town: Town, at: tuple[UUID, UUID, UUID], who: str = "rektor", days: int = 0, version: int = 1
) -> httpx.Response:
    case, decision, one = at
    return await town.as_(who).post(
        f"/cases/{case}/decisions/{decision}/appeal-forwarding",
        json={"appealId": str(one), "forwardedOn": in_days(town, days)},
        headers={"if-match": f'"{version}"'},
    )


async def cards(town: Town, who: str) -> list[Any]:
    found = (await town.as_(who).get("/me/focus")).json()["cards"]
    return [card for card in found if card["code"] == "APPEAL_TO_FORWARD"]


async def test_it_is_asked_for_until_it_is_recorded_once(town: Town) -> None:
    at = appealed(town)
    for who in ("rektor", "kurator"):
        (card,) = await cards(town, who)
        assert card["path"] == f"/arenden/{at[0]}?flik=beslut"
    for who in ("bitradande", "rektor-2", "larare", "utredare"):
        assert await cards(town, who) == [], who
    done = await forward(town, at, days=-1)
    assert done.status_code == 201, done.text
    assert done.json()["appeals"][0]["forwardedOn"] == in_days(town, -1)
    assert await cards(town, "rektor") == []
    assert code(await forward(town, at, version=done.json()["version"])) == (409, "NOT_APPEALED")
    events = (await shown(town, f"/cases/{at[0]}/events"))["items"]
    assert (events[0]["type"], events[0]["data"]["on"]) == ("APPEAL_FORWARDED", in_days(town, -1))


@pytest.mark.parametrize("days", [-3, 1])
async def test_not_before_it_came_and_not_tomorrow(town: Town, days: int) -> None:
    assert codes(await forward(town, appealed(town), days=days)) == [("/forwardedOn", "APPEAL_DAY")]


@pytest.mark.parametrize(
    "more",
    [
        {"in_time": False},
        {"outcome": "UPHELD", "outcome_on": "2026-01-07", "outcome_at": "2026-01-07T08:00Z"},
    ],
)
async def test_what_came_late_is_dismissed_and_what_is_answered_is_over(
    town: Town, more: dict[str, Any]
) -> None:
    if "outcome" in more:
        more = more | {"received_on": "2026-01-02", "outcome_by": town.world.people["kurator"]}
    at = appealed(town, **more)
    assert await cards(town, "rektor") == []
    assert code(await forward(town, at)) == (409, "NOT_APPEALED")


async def test_of_this_decision_and_up_to_date(town: Town) -> None:
    case, decision, _ = at = appealed(town)
    assert code(await forward(town, (case, decision, uuid4()))) == (409, "NOT_APPEALED")
    assert (await forward(town, at, version=7)).status_code == 412
    for who, status in (("larare", 404), ("psykolog", 404), ("rektor-2", 404)):
        assert (await forward(town, at, who)).status_code == status
