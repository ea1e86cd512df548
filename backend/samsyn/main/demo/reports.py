"""Chapter 4: reports to the social services and up the chain, with and without an answer."""

from __future__ import annotations

from samsyn.cases import JOBS
from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

ASSESSED = (
    ("PEDAGOGICAL", "Siv Lund, specialpedagog", "Elevakten på skolan, dnr 2026-118"),
    ("SOCIAL", "Kim Kurator, kurator", "Elevhälsans sociala insats, akt 2026-41"),
)
SEEN = "Två elever hånade en tredje i kön till matsalen och filmade det. Jag gick emellan."


async def fill(town: Town, api: Api) -> None:
    """At the schools whose people have accounts."""
    for place, school in enumerate(school for school in town.schools if "larare" in school.people):
        await _welfare(town, api, school, place, days_ago=26, answered=False)
        await _welfare(town, api, school, place + 3, days_ago=12, answered=True)
        await _degrading(town, api, school, place)
        await _complaint(town, api, school)
        await _target_group(town, api, school, place)
    town.clock.set(town.now)
    for job in JOBS:
        await job.run(town.runtime, town.tenant, {})


async def _welfare(
    town: Town, api: Api, school: DemoSchool, number: int, *, days_ago: int, answered: bool
) -> None:
    town.at(town.days_ago(days_ago), 13, number)
    body = {
        "schoolId": str(school.id), "studentIds": [str(school.pupils[number * 11].id)], "channel": "PHONE",
        "receiver": "Socialtjänstens mottagning",
    }  # fmt: skip
    kurator = school.people["kurator"]
    made = await api.post(kurator, "/child-welfare-reports", body)
    if answered:
        town.at(town.days_ago(days_ago - 6), 9, number)
        path = f"/cases/{made['caseId']}/reports/{made['id']}/feedback"
        await api.post(kurator, path, {"summary": "OPENED"})


async def _degrading(town: Town, api: Api, school: DemoSchool, number: int) -> None:
    town.at(town.days_ago(5), 12, number)
    pupil = school.pupils[number * 5 + 2]
    body = {
        "schoolId": str(school.id), "studentIds": [str(pupil.id)], "whatWasSeen": SEEN, "urgency": "NOW",
        "degradingTreatment": True, "pointedOut": "STUDENT",
    }  # fmt: skip
    await api.post(school.people["larare"], "/concerns", body)
    rektor = school.people["rektor"]
    found = await api.get(rektor, "/cases?type=DEGRADING&state=OPEN")
    town.at(town.days_ago(5), 14, number)
    here = [case for case in found["items"] if case["school"]["id"] == str(school.id)]
    await api.post(rektor, f"/cases/{here[0]['id']}/reports", {"kind": "ORGANISER_6_10"})


async def _complaint(town: Town, api: Api, school: DemoSchool) -> None:
    town.at(town.days_ago(8), 10)
    rektor = school.people["rektor"]
    body = {
        "schoolId": str(school.id), "caseTypeCode": "COMPLAINT",
        "nextFollowUpOn": town.days_ahead(10, town.clock.today()).isoformat(),
    }  # fmt: skip
    case = await api.post(rektor, "/cases", body)
    town.at(town.days_ago(7), 10)
    await api.post(rektor, f"/cases/{case['id']}/milestones", {"step": "CONFIRMED", "note": "Brev"})


async def _target_group(town: Town, api: Api, school: DemoSchool, number: int) -> None:
    """Two of the four assessments are there, by reference."""
    town.at(town.days_ago(20), 9, number)
    kurator = school.people["kurator"]
    body = {
        "schoolId": str(school.id), "caseTypeCode": "ADAPTED_SCHOOL",
        "studentIds": [str(school.pupils[number * 7 + 3].id)],
        "nextFollowUpOn": town.days_ahead(20, town.clock.today()).isoformat(),
    }  # fmt: skip
    case = await api.post(kurator, "/cases", body)
    for kind, who, where in ASSESSED:
        made_on = town.days_ago(30).isoformat()
        reference = {"kind": kind, "madeBy": who, "madeOn": made_on, "keptWhere": where}
        await api.post(kurator, f"/cases/{case['id']}/assessment-references", reference)
