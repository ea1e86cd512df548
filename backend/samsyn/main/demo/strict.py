"""A case of class K3 at each school: what stays in its medical branch, and who opened it with a reason."""

from __future__ import annotations

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

KEPT = "Samtal om sömn. Planerar hälsosamtal med eleven nästa vecka."
HANDED_OVER = "Eleven behöver kortare pass på förmiddagen tills vidare. Eleven vill att mentorn vet det."
WHY = "Eleven har inte kommit hem och kuratorn är på resa. Behöver veta vilka som är inkopplade."


async def fill(town: Town, api: Api) -> None:
    for school in town.schools:
        if "larare" in school.people:
            await _strict(town, api, school)


async def _strict(town: Town, api: Api, school: DemoSchool) -> None:
    owner, nurse = school.people["kurator"], school.people["skolskoterska"]
    town.at(town.days_ago(9), 13)
    case = await api.post(owner, "/cases", {
        "schoolId": str(school.id), "caseTypeCode": "INTERAGENCY", "studentIds": [str(school.pupils[31].id)],
        "nextFollowUpOn": town.days_ahead(12).isoformat(),
    })  # fmt: skip
    for person, role, why in (
        (nurse, "CONTRIBUTOR", "Följer elevens hälsa"),
        (school.people["psykolog"], "CONTRIBUTOR", "Handleder mentorn"),
    ):
        body = {"personId": str(person), "role": role, "reason": why}
        await api.post(owner, f"/cases/{case['id']}/members", body)
    town.at(town.days_ago(8), 10)
    notes = f"/cases/{case['id']}/notes"
    await api.post(nurse, notes, {"kind": "CONTACT", "text": KEPT, "keptIn": "EMI"})
    await api.post(nurse, notes, {"text": HANDED_OVER, "disclosureBasis": "CONSENT_STUDENT"})
    town.clock.set(town.now)
    rektor = school.people["rektor"]
    circle = (await api.get(owner, f"/cases/{case['id']}/members"))["items"]
    invited = next(way["id"] for way in circle if way["person"]["id"] == str(rektor))
    await api.act(owner, "DELETE", f"/cases/{case['id']}/members/{invited}")
    await api.post(rektor, "/break-glass-accesses", {"caseNumber": case["number"], "reason": WHY})
