"""The organiser's case officers are told at once of what is reported to the organiser (C10)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from samsyn.cases.queries.reported import reported_cases
from samsyn.core.credential import token_hash
from samsyn.core.registry import FocusCard
from samsyn.core.work import Credential, Work
from tests.conftest import Town
from tests.domains.cases.test_alleged import second_officer
from tests.factories.alleged import add_alleged
from tests.factories.cases import add_case, part_of


def happened(town: Town, case: UUID, kind: str) -> None:
    row = {"type": kind, "at": datetime(2026, 1, 7, 9, tzinfo=UTC), "data": "{}"}
    town.world.insert("case_events", **(part_of(town.world, case) | row))


def reported(town: Town, owner: str | None = "rektor", **more: Any) -> UUID:
    case = add_case(town.world, owner, **({"case_type": "DEGRADING", "reach": "BOTH"} | more))
    happened(town, case, "ORGANISER_NOTIFIED")
    return case


async def cards(town: Town, who: str = "utredare") -> list[FocusCard]:
    credential = Credential.session(token_hash(town.world.tokens[who]))
    async with Work(town.runtime.engine, credential, runtime=town.runtime) as work:
        await work.open()
        found = list(await reported_cases(work))
        await work.finish()
    return found


async def test_the_officer_and_nobody_else(town: Town) -> None:
    case = reported(town)
    (number,) = town.world.sql("SELECT number FROM cases WHERE id = %s", case)[0]
    (card,) = await cards(town)
    assert (card.path, card.what_sv.endswith(number), str(card.due)) == (
        f"/arenden/{case}",
        True,
        "2026-01-07",
    )
    assert card.why_sv.endswith("Ingen utredning är påbörjad.")
    assert {who for who in town.world.people if await cards(town, who)} == {"utredare"}
    shown = (await town.as_("utredare").get("/me/focus")).json()["cards"]
    assert "CASE_REPORTED_TO_ORGANISER" in {one["code"] for one in shown}


@pytest.mark.parametrize("kind", ["INVESTIGATION_STARTED", "INVESTIGATION_COMPLETED", "DECISION_SIGNED"])
async def test_until_somebody_investigates(kind: str, town: Town) -> None:
    case = reported(town)
    happened(town, case, kind)
    assert await cards(town) == []


@pytest.mark.parametrize(
    "more",
    [
        {"case_type": "SPECIAL_SUPPORT"},
        {"reach": "UNIT"},
        {"confidentiality": "K3"},
        {"phase": "CLOSED", "closed_at": datetime(2026, 1, 8, tzinfo=UTC), "closure_reason": "WITHDRAWN"},
    ],
)
async def test_of_no_other(more: dict[str, Any], town: Town) -> None:
    reported(town, **more)
    add_case(town.world, "rektor", case_type="DEGRADING", reach="BOTH")
    assert await cards(town) == []


async def test_whoever_is_responsible_is_told_of_its_clocks(town: Town) -> None:
    second_officer(town)
    reported(town, "utredare", reach="ORGANISER")
    nobody = reported(town, None, reach="ORGANISER", case_type="HARASSMENT")
    (card,) = await cards(town)
    assert (card.path, card.why_sv.endswith("Ingen ansvarar för ärendet.")) == (f"/arenden/{nobody}", True)
    assert len(await cards(town, "chef")) == 2


async def test_the_newest_first_and_three_at_the_most(town: Town) -> None:
    made = [reported(town, opened_at=datetime(2026, 1, day, tzinfo=UTC)) for day in range(1, 6)]
    assert [card.path for card in await cards(town)] == [f"/arenden/{case}" for case in reversed(made[2:])]


async def test_never_of_a_case_that_points_them_out(town: Town) -> None:
    add_alleged(town.world, reported(town), "utredare")
    assert await cards(town) == []
