"""Two pupils who change school: one handover that waits, and one that is in hand."""

from __future__ import annotations

from typing import Any

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

SUMMARY = "Vill veta dagen i förväg. Tål pauser, och jobbar bäst nära dörren. Läser hellre i skrift än hör."
TOLD = "Eleven och vårdnadshavarna har läst sammanfattningen och vet vem som får den."


async def handed_over(town: Town, api: Api) -> None:
    """From the first school to the second that has people with accounts, and back."""
    schools = [school for school in town.schools if "rektor" in school.people and "kurator" in school.people]
    if len(schools) < 2:
        return
    first, second = schools[:2]
    await _sent(town, api, first, second, 17)
    received = await _sent(town, api, second, first, 19)
    rektor = first.people["rektor"]
    waiting = await api.get(rektor, "/incoming-transfers")
    version = next(one["version"] for one in waiting["items"] if one["id"] == received)
    body = {"nextFollowUpOn": town.days_ahead(14).isoformat()}
    await api.post(rektor, f"/incoming-transfers/{received}/receipt", body, version)
    town.clock.set(town.now)


async def _sent(town: Town, api: Api, away: DemoSchool, to: DemoSchool, number: int) -> str:
    """A case of transition with what was said and tried in it; answers the id of the handover."""
    owner, pupil = away.people["kurator"], away.pupils[number]
    town.at(town.days_ago(9), 10)
    case = await api.post(owner, "/cases", {
        "schoolId": str(away.id), "caseTypeCode": "TRANSITION", "studentIds": [str(pupil.id)],
        "nextFollowUpOn": town.days_ahead(10).isoformat(),
    })  # fmt: skip
    path, today = f"/cases/{case['id']}", town.clock.today().isoformat()
    voice: dict[str, Any] = {
        "studentId": str(pupil.id), "perspective": "CHILD_OWN", "method": "CONVERSATION", "askedOn": today,
        "content": "Jag vill veta vem jag ska gå till första dagen.",
    }  # fmt: skip
    await api.post(owner, f"{path}/child-voices", voice)
    town.at(town.days_ago(4), 14)
    sent = await api.post(owner, f"{path}/transfers", {
        "studentId": str(pupil.id), "destination": "UNIT", "toSchoolId": str(to.id), "summary": SUMMARY,
        "items": ["CHILD_VOICE"], "told": TOLD, "toldOn": today,
    })  # fmt: skip
    return str(sent["id"])
