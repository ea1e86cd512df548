"""Chapter 5: SMART goals: one that is running with check-ins, one being decided, one draft to mend."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

RUNNING: dict[str, Any] = {
    "title": "Närvaron i årskurs 7 är minst 94 procent i maj",
    "description": "Fler kommer i tid till första lektionen och stannar hela dagen.",
    "targetGroup": "Eleverna i årskurs 7", "level": "PREVENTIVE", "scope": "UNIT", "metric": "Närvaro", "unit": "procent",
    "metricSource": "INDICATOR", "direction": "INCREASE", "baselineValue": 90.5, "targetValue": 94,
    "realismNote": "Mentorstid 40 minuter i veckan är avsatt.", "strengths": "Relationerna mellan mentorer och elever.",
}  # fmt: skip
PROPOSED: dict[str, Any] = {
    "title": "Minst 80 procent av lektionerna i åk 4–6 börjar med samma start",
    "description": "Instruktion på tavlan, material framme, fem minuter tyst start.",
    "targetGroup": "Eleverna i årskurs 4–6", "level": "PROMOTIVE", "scope": "UNIT", "metric": "Lektioner med gemensam start",
    "unit": "procent", "metricSource": "OWN_FIGURE", "direction": "INCREASE", "baselineValue": 45, "targetValue": 80,
    "realismNote": "Arbetslagens tisdagsmöten används.", "strengths": "Två klasser gör det redan.",
}  # fmt: skip
DRAFT: dict[str, Any] = {
    "title": "Förbättra trygghet och jobba mer med relationer",
    "level": "PROMOTIVE",
    "scope": "UNIT",
}
VALUES = ((56, 91.2, "Mötet vid entrén fungerar."), (21, 92.4, "Färre sena ankomster på måndagar."))
ACCEPTING = ("rektor", "specialpedagog", "speciallarare", "kurator", "skolskoterska", "psykolog")


async def fill(town: Town, api: Api) -> None:
    """Goals of the student health team at each school with accounts."""
    for school in town.schools:
        if "rektor" not in school.people:
            continue
        running = await _written(town, api, school, RUNNING, 80)
        await _accepted(town, api, school, running)
        for days, value, works in VALUES:
            town.at(town.days_ago(days), 14)
            body = {"heldOn": town.clock.today().isoformat(), "value": value, "whatWorks": works,
                    "whatHinders": "Sjukdom i perioder.", "adjust": "KEEP"}  # fmt: skip
            await api.post(school.people["specialpedagog"], f"/smart-goals/{running}/check-ins", body)
        proposed = await _written(town, api, school, PROPOSED, 15)
        await _proposed(api, school, proposed)
        await _written(town, api, school, DRAFT, 5)


async def _written(town: Town, api: Api, school: DemoSchool, goal: dict[str, Any], days_ago: int) -> str:
    town.at(town.days_ago(days_ago), 13)
    start = town.clock.today()
    body = {**goal, "teamId": str(school.teams["EHT"])}
    if "baselineValue" in goal:
        deadline = date(2027, 5, 28)
        planned = [town.days_ahead(d, start) for d in (24, 59, 110, 170)]
        body |= {
            "baselineOn": (start - timedelta(days=20)).isoformat(), "startOn": start.isoformat(),
            "deadlineOn": deadline.isoformat(), "checkInDays": [d.isoformat() for d in planned if d < deadline],
        }  # fmt: skip
    made = await api.post(school.people["specialpedagog"], "/smart-goals", body)
    return str(made["id"])


async def _proposed(api: Api, school: DemoSchool, goal: str) -> None:
    writer = school.people["specialpedagog"]
    found = await api.get(writer, f"/smart-goals/{goal}")
    await api.post(writer, f"/smart-goals/{goal}/proposal", None, found["version"])
    await api.post(school.people["kurator"], f"/smart-goals/{goal}/acceptances", {"stance": "ACCEPT"})
    doubt = {"stance": "ACCEPT_WITH_DOUBT", "comment": "Räcker tiden för skolsköterskan?"}
    await api.post(school.people["skolskoterska"], f"/smart-goals/{goal}/acceptances", doubt)


async def _accepted(town: Town, api: Api, school: DemoSchool, goal: str) -> None:
    writer = school.people["specialpedagog"]
    found = await api.get(writer, f"/smart-goals/{goal}")
    await api.post(writer, f"/smart-goals/{goal}/proposal", None, found["version"])
    town.clock.advance(timedelta(days=2))
    for login in ACCEPTING:
        await api.post(school.people[login], f"/smart-goals/{goal}/acceptances", {"stance": "ACCEPT"})
    found = await api.get(school.people["rektor"], f"/smart-goals/{goal}")
    await api.post(school.people["rektor"], f"/smart-goals/{goal}/activation", None, found["version"])
