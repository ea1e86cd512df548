"""How the operations on measures are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case, day
from tests.factories.cases import add_measure, propose
from tests.factories.world import World


@asks("listCaseMeasures")
def _measures(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/measures")


@asks("listTriedMeasures")
def _tried(world: World) -> Ask:
    return Ask(f"/cases/{case(world, themes=['RELATIONS'])}/tried-measures")


@asks("listCasePatterns")
def _patterns(_: World) -> Ask:
    return Ask("/case-patterns")


@asks("readCaseMeasure")
def _measure(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/measures/{add_measure(world, made)}")


@asks("createCaseMeasure")
def _new_measure(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/measures", {"description": "Ny plats", "followUpOn": day(20)})


@asks("changeCaseMeasure")
def _moved(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/measures/{add_measure(world, made)}"
    return Ask(path, {"responsibleId": str(world.people["speciallarare"])}, 1)


@asks("createMeasureDecision")
def _decision(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/measures/{propose(world, made, 'mentor')}/decision"
    return Ask(
        path, {"decision": "APPROVED", "motivation": "Det här har fungerat förut", "followUpOn": day(20)}
    )


@asks("createFidelityEntry")
def _fidelity(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/measures/{add_measure(world, made)}/fidelity-entries", {"kept": "PARTLY"})


@asks("createMeasureEvaluation")
def _evaluation(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/measures/{add_measure(world, made)}/evaluation"
    return Ask(path, {"effect": "YES", "whatHappened": "Det blev lugnare"})
