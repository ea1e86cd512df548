"""Chapter 6: the annual wheel of the school year, from the default template, with check-ins that count."""

from __future__ import annotations

from typing import Any

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town
from samsyn.organisation import school_year_of

PROTECTED_MINUTES = 120
LINKED = 2
"""How many of the four larger check-ins have a goal to look at yet: the minimum, the rest is to do."""


async def fill(town: Town, api: Api) -> None:
    """One wheel at each school with accounts."""
    year = school_year_of(town.now.date()).code
    for school in town.schools:
        if "rektor" not in school.people:
            continue
        town.at(town.days_ago(90), 9)
        body = {"schoolId": str(school.id), "schoolYear": year, "fromTemplate": True}
        wheel = await api.post(school.people["rektor"], "/annual-wheels", body)
        await _reserved(town, api, school, str(wheel["id"]))
        found = await api.get(school.people["rektor"], f"/annual-wheels/{wheel['id']}")
        await api.post(
            school.people["rektor"], f"/annual-wheels/{wheel['id']}/activation", {}, found["version"]
        )


async def _reserved(town: Town, api: Api, school: DemoSchool, wheel: str) -> None:
    """Time, team and a goal for the larger check-ins; what lies behind us was done."""
    rektor = school.people["rektor"]
    goals = (await api.get(rektor, "/smart-goals?limit=100"))["items"]
    running = [g["id"] for g in goals if g["state"] == "ACTIVE"]
    activities = (await api.get(rektor, f"/annual-wheels/{wheel}/activities?limit=100"))["items"]
    checks = [a for a in activities if a["kind"] == "CHECKIN_MAJOR"]
    for number, activity in enumerate(checks):
        change: dict[str, Any] = {
            "teamId": str(school.teams["EHT"]), "ownerId": str(rektor), "protectedMinutes": PROTECTED_MINUTES,
        }  # fmt: skip
        if number < LINKED and running:
            change["references"] = [{"kind": "GOAL", "id": running[0]}]
        path = f"/annual-wheels/{wheel}/activities/{activity['id']}"
        await api.act(rektor, "PATCH", path, change, activity["version"])
