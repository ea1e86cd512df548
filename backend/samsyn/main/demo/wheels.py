"""Chapter 6: the annual wheel of the school year, from the default template, with check-ins that count."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town
from samsyn.organisation import school_year_of

PROTECTED_MINUTES = 120
LINKED = 2
"""How many of the four larger check-ins have a goal to look at yet: the minimum, the rest is to do."""
MISSED = (
    "Blev inte av: två i teamet var sjuka och tiden gick till akuta ärenden.",
    "Blev inte av: underlaget kom för sent. Tas med i nästa uppföljning.",
    "Blev inte av: lokalerna var vattenskadade den veckan.",
)
EVERY_MISSED, EVERY_MOVED = 9, 7
LATELY, AHEAD = timedelta(days=60), timedelta(days=10)
"""What was to happen within so long and did not has a new day, at least so far ahead."""


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
        await _lived(town, api, school, found)


async def _reserved(town: Town, api: Api, school: DemoSchool, wheel: str) -> None:
    """Time, team and a goal for the larger check-ins."""
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


async def _lived(town: Town, api: Api, school: DemoSchool, wheel: Mapping[str, Any]) -> None:
    """What lies behind us has been told about, when it was over."""
    rektor, begun, today = school.people["rektor"], town.clock.today(), town.now.date()
    path, last = f"/annual-wheels/{wheel['id']}/activities", date.fromisoformat(wheel["lastOn"])
    activities = (await api.get(rektor, f"{path}?limit=100"))["items"]
    past = [a for a in activities if date.fromisoformat(a["endsOn"]) < today]
    for number, activity in enumerate(past):
        change = what_became(number, activity, today, last)
        over = date.fromisoformat(activity["startsOn" if "moveWeeks" in change else "endsOn"])
        town.at(max(begun, over), 15)
        await api.act(rektor, "PATCH", f"{path}/{activity['id']}", change, activity["version"])


def what_became(number: int, activity: Mapping[str, Any], today: date, last: date) -> dict[str, Any]:
    """The change to a past activity: most were done; some were moved and lie ahead again, a few were missed.

    ``last``: the last day of the wheel. The larger check-ins were held: without them no wheel is in order.
    """
    if activity["kind"] != "CHECKIN_MAJOR":
        ended = date.fromisoformat(activity["endsOn"])
        weeks = (today + AHEAD - ended).days // 7 + 1
        if number % EVERY_MOVED == 3 and today - ended < LATELY and ended + timedelta(weeks=weeks) <= last:
            return {"moveWeeks": weeks}
        if number % EVERY_MISSED == 4:
            return {"status": "MISSED", "description": MISSED[number // EVERY_MISSED % len(MISSED)]}
    return {"status": "DONE"}
