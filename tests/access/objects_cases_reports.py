"""How the operations on reports, steps and those pointed out and assessments in a case are asked
for."""

from __future__ import annotations

from uuid import UUID

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case
from tests.factories.alleged import add_alleged
from tests.factories.assessments import add_assessment
from tests.factories.reports import add_report
from tests.factories.world import World


@asks("createChildWelfareReport")
def _child_welfare(world: World) -> Ask:
    return Ask("/child-welfare-reports", {"schoolId": str(world.school)})


@asks("listCaseReports")
def _reports(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/reports")


@asks("createCaseReport")
def _new_report(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/reports", {"kind": "SOCIAL_SERVICES"})


def _report(world: World) -> str:
    made = case(world)
    return f"/cases/{made}/reports/{add_report(world, made)}"


@asks("readCaseReport")
def _one_report(world: World) -> Ask:
    return Ask(_report(world))


@asks("createReportFeedback")
def _feedback(world: World) -> Ask:
    return Ask(f"{_report(world)}/feedback", {"summary": "UNKNOWN"})


@asks("createReportCorrection")
def _correction(world: World) -> Ask:
    return Ask(f"{_report(world)}/correction", {"reason": "Fel nummer", "receipt": "4711"})


@asks("createCaseMilestone")
def _milestone(world: World) -> Ask:
    return Ask(f"/cases/{case(world, case_type='COMPLAINT')}/milestones", {"step": "CONFIRMED"})


def _degrading(world: World) -> UUID:
    return case(world, case_type="DEGRADING")


@asks("listAllegedPersons")
def _alleged(world: World) -> Ask:
    return Ask(f"/cases/{_degrading(world)}/alleged-persons")


@asks("createAllegedPerson")
def _name(world: World) -> Ask:
    """Nobody who asks."""
    body = {"personId": str(world.people["forskollarare"])}
    return Ask(f"/cases/{_degrading(world)}/alleged-persons", body)


@asks("deleteAllegedPerson")
def _remove(world: World) -> Ask:
    made = _degrading(world)
    return Ask(f"/cases/{made}/alleged-persons/{add_alleged(world, made, 'forskollarare')}", version=1)


@asks("listAssessmentReferences")
def _assessments(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/assessment-references")


@asks("createAssessmentReference")
def _refer(world: World) -> Ask:
    body = {
        "kind": "SOCIAL",
        "madeBy": "Anna Berg, kurator",
        "madeOn": "2026-01-08",
        "keptWhere": "Elevakten, rektors expedition",
    }
    return Ask(f"/cases/{case(world)}/assessment-references", body)


@asks("deleteAssessmentReference")
def _take_back(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/assessment-references/{add_assessment(world, made)}", version=1)


@asks("listAbsenceNotices")
def _absence(_: World) -> Ask:
    return Ask("/absence-notices")
