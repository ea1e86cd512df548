"""Chapter 4: the student health team meets every week, and most of the meetings take place."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from samsyn.core.clock import STOCKHOLM
from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

WEEKS_BACK, WEEKS_AHEAD = 12, 3
CANCELLED = {4: "ILLNESS", 9: "ACUTE_CASE"}
"""Weeks ago → why it did not happen."""
ITEMS = (
    ("INFO", "Läget i veckan", 10),
    ("REFLECTION", "Vad fungerar i klassrummen just nu?", 15),
    ("GOAL", "Avstämning av närvaromålet", 10),
)
TEXTS = (
    "Två vikarier i åk 5. Rastvärdsschemat håller.",
    "Samma start på lektionen märks: lugnare och fler kommer igång. Bygg vidare i åk 7.",
    "Närvaron går åt rätt håll. Måndagar är fortfarande svårast.",
)
AUTUMN = (date(2026, 10, 26), date(2026, 10, 30))
"""Autumn break (höstlov): nobody meets."""


async def fill(town: Town, api: Api) -> None:
    """Weekly meetings of the student health teams, and the management's every fourth week."""
    for school in town.schools:
        if "rektor" not in school.people:
            continue
        for week in range(-WEEKS_AHEAD, WEEKS_BACK + 1):
            await _weekly(town, api, school, week)
        await _check_in(town, api, school)


def _monday(town: Town, weeks_ago: int) -> date:
    today = town.now.astimezone(STOCKHOLM).date()
    return today - timedelta(days=today.weekday(), weeks=weeks_ago)


def _at(day: date, hour: int, minute: int = 0) -> str:
    return datetime.combine(day, time(hour, minute), STOCKHOLM).isoformat()


async def _weekly(town: Town, api: Api, school: DemoSchool, week: int) -> None:
    day = _monday(town, week) + timedelta(days=3)
    if AUTUMN[0] <= day <= AUTUMN[1]:
        return
    rektor = school.people["rektor"]
    town.at(min(day - timedelta(days=6), town.now.date()), 8)
    body = {
        "teamId": str(school.teams["EHT"]), "type": "EHT" if week % 3 else "EHM", "mode": "PHYSICAL",
        "startsAt": _at(day, 8), "endsAt": _at(day, 9, 30), "place": "Elevhälsans rum",
    }  # fmt: skip
    meeting = await api.post(rektor, "/meetings", body)
    items = []
    for kind, title, minutes in ITEMS:
        entry = {"kind": kind, "title": title, "plannedMinutes": minutes}
        items.append(await api.post(rektor, f"/meetings/{meeting['id']}/agenda-items", entry))
    if datetime.fromisoformat(body["endsAt"]) > town.now:
        await _cases_of(api, school, meeting["id"], week)
        return
    if week in CANCELLED:
        town.at(day - timedelta(days=1), 15)
        found = await api.get(rektor, f"/meetings/{meeting['id']}")
        await api.post(
            rektor, f"/meetings/{meeting['id']}/cancellation", {"reason": CANCELLED[week]}, found["version"]
        )
        return
    town.at(day, 8, 5)
    await _held(town, api, school, meeting["id"], [i["id"] for i in items])


async def _cases_of(api: Api, school: DemoSchool, meeting: str, week: int) -> None:
    """Two cases on the agenda of a meeting to come, put there by their owners; others see minutes only."""
    for opened in school.cases[-week * 2 : -week * 2 + 2]:
        entry = {"kind": "CASE", "caseId": str(opened.id), "plannedMinutes": 15}
        await api.post(opened.owner, f"/meetings/{meeting}/agenda-items", entry)


async def _held(town: Town, api: Api, school: DemoSchool, meeting: str, items: list[str]) -> None:
    rektor = school.people["rektor"]
    found = await api.get(rektor, f"/meetings/{meeting}")
    await api.post(rektor, f"/meetings/{meeting}/start", None, found["version"])
    people = await api.get(rektor, f"/meetings/{meeting}/participants?limit=100")
    for number, one in enumerate(people["items"]):
        attendance = "ABSENT" if number == 5 else "ATTENDED"
        path = f"/meetings/{meeting}/participants/{one['id']}"
        await api.act(rektor, "PATCH", path, {"attendance": attendance}, one["version"])
    minutes = (await api.get(rektor, f"/meetings/{meeting}/minutes?limit=100"))["items"]
    for number, item in enumerate(minutes):
        path = f"/meetings/{meeting}/minutes/{item['itemId'] if 'itemId' in item else items[number]}"
        await api.act(rektor, "PATCH", path, {"text": TEXTS[number % len(TEXTS)]}, item["version"])
    await _promised(town, api, school, meeting)
    await _in_turn(town, api, rektor, meeting, items)
    town.clock.set(town.clock.now() + timedelta(minutes=30))
    found = await api.get(rektor, f"/meetings/{meeting}")
    await api.post(rektor, f"/meetings/{meeting}/holding", None, found["version"])


async def _in_turn(town: Town, api: Api, rektor: UUID, meeting: str, items: list[str]) -> None:
    """One item after the other, each a little longer than planned; then the rest is not counted."""
    for item, (_, _, planned) in zip([*items[1:], None], ITEMS, strict=True):
        town.clock.advance(timedelta(minutes=planned + 2))
        found = await api.get(rektor, f"/meetings/{meeting}")
        await api.post(rektor, f"/meetings/{meeting}/turns", {"itemId": item}, found["version"])


async def _promised(town: Town, api: Api, school: DemoSchool, meeting: str) -> None:
    due = (town.clock.today() + timedelta(days=14)).isoformat()
    owner: UUID = school.people["kurator"]
    body = {
        "meetingId": meeting,
        "text": "Sammanställer rastobservationerna",
        "ownerId": str(owner),
        "dueOn": due,
    }
    item = await api.post(school.people["rektor"], "/action-items", body)
    if town.clock.today() + timedelta(days=21) < town.now.date():
        await api.act(owner, "PATCH", f"/action-items/{item['id']}", {"state": "DONE"}, item["version"])


async def _check_in(town: Town, api: Api, school: DemoSchool) -> None:
    """The check-in (avstämning) of the term, still to come."""
    day = _monday(town, -2) + timedelta(days=1)
    town.at(town.days_ago(20), 9)
    body = {
        "teamId": str(school.teams["EHT"]), "type": "SKA_CHECKIN", "mode": "PHYSICAL",
        "startsAt": _at(day, 13), "endsAt": _at(day, 15), "place": "Biblioteket",
    }  # fmt: skip
    await api.post(school.people["rektor"], "/meetings", body)
