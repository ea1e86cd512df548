"""How the operations on concerns and cases are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.factories.concerns import add_concern
from tests.factories.world import World


@asks("listCaseTypes")
def _case_types(_: World) -> Ask:
    return Ask("/case-types")


@asks("listConcerns")
def _concerns(_: World) -> Ask:
    return Ask("/concerns")


@asks("createConcern")
def _report(world: World) -> Ask:
    body = {
        "schoolId": str(world.school),
        "freeTextWho": "Matsalen",
        "whatWasSeen": "Bråk",
        "urgency": "SOON",
    }
    return Ask("/concerns", body)


@asks("readConcern")
def _concern(world: World) -> Ask:
    return Ask(f"/concerns/{add_concern(world)}")


@asks("readConcernReceipt")
def _receipt(world: World) -> Ask:
    return Ask(f"/concerns/{add_concern(world)}/receipt")


@asks("createConcernAssessment")
def _assessment(world: World) -> Ask:
    body = {"outcome": "ANSWERED", "answer": "ADVICE_GIVEN", "feedback": "Tack, vi tar det på torsdag."}
    return Ask(f"/concerns/{add_concern(world)}/assessment", body)
