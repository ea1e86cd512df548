"""Somebody leaves: their cases go to somebody else, all of them or none, each with its line and circle."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from tests.conftest import Town
from tests.domains.cases.calls import code
from tests.factories.cases import add_case, let_in


async def hand(town: Town, cases: list[UUID], who: str = "rektor", **more: Any) -> httpx.Response:
    body = {
        "fromPersonId": str(town.world.people["kurator"]),
        "toPersonId": str(town.world.people["specialpedagog"]),
        "reason": "Slutar den 1 februari",
        "caseIds": [str(case) for case in cases],
    }
    return await town.as_(who).post("/case-handovers", json=body | more)


def owners(town: Town, *cases: UUID) -> set[UUID]:
    rows = town.world.sql("SELECT owner_id FROM cases WHERE id = ANY (%s)", list(cases))
    return {row[0] for row in rows}


async def test_all_of_them_with_event_circle_and_head(town: Town) -> None:
    world = town.world
    cases = [add_case(world), add_case(world), add_case(world)]
    let_in(world, cases[0], "specialpedagog")
    answer = await hand(town, cases)
    assert (answer.status_code, len(answer.json()["items"])) == (201, 3), answer.text
    assert owners(town, *cases) == {world.people["specialpedagog"]}
    for case in cases:
        ways = world.sql(
            "SELECT person_id, role_in_case FROM case_access WHERE case_id = %s AND valid_to IS NULL", case
        )
        assert ways == [(world.people["specialpedagog"], "OWNER")]
        assert (await town.as_("kurator").get(f"/cases/{case}")).status_code == 404
        events = (await town.as_("specialpedagog").get(f"/cases/{case}/events")).json()["items"]
        assert [(e["type"], e["text"]) for e in events] == [("OWNER_CHANGED", "Slutar den 1 februari")]
        versions = (
            "SELECT c.version, h.version FROM cases c JOIN case_heads h USING (tenant_id, id) WHERE id = %s"
        )
        assert world.sql(versions, case) == [(2, 2)]


async def test_what_can_be_handed_over_is_listed(town: Town) -> None:
    open_one, strict = add_case(town.world), add_case(town.world, confidentiality="K3")
    add_case(town.world, "specialpedagog")
    path = f"/case-handovers?fromPersonId={town.world.people['kurator']}"

    async def listed(who: str) -> set[str]:
        return {row["id"] for row in (await town.as_(who).get(path)).json()["items"]}

    assert await listed("rektor") == {str(open_one)}
    assert await listed("kurator") == {str(open_one), str(strict)}
    for who in ("larare", "psykolog", "rektor-2", "chef", "admin"):
        assert await listed(who) == set(), who


@pytest.mark.parametrize("who", ["larare", "psykolog", "bitradande-2", "chef", "admin", "utredare"])
async def test_who_may_not(town: Town, who: str) -> None:
    case = add_case(town.world)
    let_in(town.world, case, "larare", role_in_case="INVESTIGATOR")
    assert (await hand(town, [case], who)).status_code == 404
    assert owners(town, case) == {town.world.people["kurator"]}


async def test_all_or_none(town: Town) -> None:
    mine, strict, anothers = (
        add_case(town.world),
        add_case(town.world, confidentiality="K3"),
        add_case(town.world, "psykolog"),
    )
    closed = add_case(town.world, phase="CLOSED", closure_reason="WITHDRAWN", closed_at="2026-01-07T08:00Z")
    for other in (strict, anothers, closed, uuid4()):
        assert (await hand(town, [mine, other])).status_code == 404
    assert owners(town, mine) == {town.world.people["kurator"]}


async def test_k4_is_named_one_by_one(town: Town) -> None:
    lax, strict = add_case(town.world), add_case(town.world, confidentiality="K4")
    refused = await hand(town, [lax, strict], "kurator")
    assert refused.json()["errors"][0]["code"] == "NAME_K4"
    assert owners(town, lax, strict) == {town.world.people["kurator"]}
    answer = await hand(town, [lax], "kurator", namedCaseIds=[str(strict)])
    assert answer.status_code == 201, answer.text
    assert owners(town, lax, strict) == {town.world.people["specialpedagog"]}


async def test_to_somebody_who_is_there_and_to_somebody_else(town: Town) -> None:
    case = add_case(town.world)
    gone = town.world.people["psykolog"]
    town.world.sql("UPDATE assignments SET valid_to = valid_from WHERE person_id = %s", gone)
    for to, pointer in ((gone, "PERSON_UNKNOWN"), (town.world.people["kurator"], "SAME_PERSON")):
        answer = await hand(town, [case], toPersonId=str(to))
        assert answer.json()["errors"][0]["code"] == pointer
    assert code(await hand(town, []))[0] == 422
    assert owners(town, case) == {town.world.people["kurator"]}


async def test_nobody_pointed_out_takes_over(town: Town) -> None:
    """C11."""
    case = add_case(town.world, "utredare", reach="ORGANISER", case_type="DEGRADING", pointed_out="PRINCIPAL")
    people = {
        "fromPersonId": str(town.world.people["utredare"]),
        "toPersonId": str(town.world.people["rektor"]),
    }
    answer = await hand(town, [case], "utredare", **people)
    assert code(answer) == (422, "C11")
