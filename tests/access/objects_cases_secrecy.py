"""How the operations on secrecy and search of cases are asked for."""

from __future__ import annotations

from uuid import UUID, uuid4

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.cases import add_case, open_with_reason
from tests.factories.world import World

WHY = "Eleven är akut sjuk och kuratorn är inte på plats"


def strict(world: World) -> tuple[UUID, str]:
    number = f"BJ-26-{uuid4().int % 1_000_000_000}"
    return add_case(world, confidentiality="K3", number=number), number


@asks("listHandoverCases")
def _to_hand_over(world: World) -> Ask:
    return Ask(f"/case-handovers?fromPersonId={world.people['kurator']}")


@asks("createCaseHandover")
def _hand_over(world: World) -> Ask:
    people = {name: str(world.people[name]) for name in ("kurator", "specialpedagog")}
    who = {"fromPersonId": people["kurator"], "toPersonId": people["specialpedagog"]}
    return Ask("/case-handovers", {**who, "reason": "Slutar", "caseIds": [str(case(world))]})


@asks("searchCases")
def _search(_: World) -> Ask:
    return Ask("/case-searches", {"words": "klassrum"})


@asks("listBreakGlassAccesses")
def _openings(_: World) -> Ask:
    return Ask("/break-glass-accesses")


@asks("createBreakGlassAccess")
def _open_with_reason(world: World) -> Ask:
    return Ask("/break-glass-accesses", {"caseNumber": strict(world)[1], "reason": WHY})


@asks("readBreakGlassAccess")
def _opening(world: World) -> Ask:
    return Ask(f"/break-glass-accesses/{open_with_reason(world, strict(world)[0], 'rektor')}")


@asks("createCaseClassification")
def _classify(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/classification", {"confidentiality": "K3"}, 1)
