"""How the operations on investigations are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.cases import add_investigation, add_voice
from tests.factories.world import World


@asks("listInvestigations")
def _investigations(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/investigations")


@asks("createInvestigation")
def _start(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/investigations", {"kind": "SPECIAL_SUPPORT"})


@asks("readInvestigation")
def _investigation(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/investigations/{add_investigation(world, made)}")


@asks("changeInvestigation")
def _change(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/investigations/{add_investigation(world, made)}"
    return Ask(path, {"causeAnalysis": "För långa texter"}, 1)


@asks("createInvestigationCompletion")
def _complete(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/investigations/{add_investigation(world, made)}/completion"
    return Ask(path, {"conclusion": "SUPPORT_NEEDED"}, 1)


@asks("changeChildVoice")
def _follow(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/child-voices/{add_voice(world, made)}", {"impact": "PARTIAL"}, 1)
