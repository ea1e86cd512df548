"""How the operations on links between cases, and on what is best for a child, are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.best_interest import add_best_interest
from tests.factories.cases import add_voice
from tests.factories.links import add_link
from tests.factories.world import World


def _linked(world: World) -> tuple[str, str]:
    """Two cases that the same people open."""
    made = case(world)
    return str(made), str(add_link(world, made, case(world)))


@asks("listCaseLinks")
def _links(world: World) -> Ask:
    return Ask(f"/cases/{_linked(world)[0]}/links")


@asks("createCaseLink")
def _link(world: World) -> Ask:
    other = world.sql("SELECT number FROM cases WHERE id = %s", case(world))[0][0]
    return Ask(f"/cases/{case(world)}/links", {"number": other, "kind": "CONTINUES"})


@asks("readCaseLink")
def _one(world: World) -> Ask:
    made, link = _linked(world)
    return Ask(f"/cases/{made}/links/{link}")


@asks("createLinkEnding")
def _end(world: World) -> Ask:
    made, link = _linked(world)
    return Ask(f"/cases/{made}/links/{link}/ending", {"reason": "Det gällde två olika grupper."})


@asks("readCaseChain")
def _chain(world: World) -> Ask:
    return Ask(f"/cases/{_linked(world)[0]}/chain")


@asks("listBestInterestAssessments")
def _weighed(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/best-interest-assessments")


@asks("readBestInterestAssessment")
def _one_weighed(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/best-interest-assessments/{add_best_interest(world, made)}")


@asks("createBestInterestAssessment")
def _weigh(world: World) -> Ask:
    made = case(world)
    body = {
        "interests": [{"interest": "EDUCATION", "text": "Lär sig i lugn miljö"}],
        "voiceIds": [str(add_voice(world, made))],
        "weighedAgainst": "Färre raster med klassen",
        "conclusion": "Det lilla rummet är bäst",
    }
    return Ask(f"/cases/{made}/best-interest-assessments", body)
