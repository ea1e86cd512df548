"""What the demo's principals have decided: action programmes, signed and told of, and one that waits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

GUARDIAN = {"party": "GUARDIAN", "name": "Vårdnadshavare 1"}
WORDS: dict[str, Any] = {
    "ruling": "Eleven ska ges särskilt stöd i svenska och i de ämnen där det läses mycket.",
    "reasons": "Utredningen visar att eleven förstår det som läses högt men inte hinner läsa själv. "
    "Utan stöd riskerar eleven att inte nå kriterierna i flera ämnen.",
    "supportForms": ["IN_GROUP", "TECHNICAL"],
}
PROGRAMME: dict[str, Any] = {
    "needs": "Behöver kunna ta till sig längre texter och veta i förväg vad som ska göras.",
    "measures": [
        {"text": "Speciallärare läser med eleven två pass i veckan."},
        {"text": "Inläst material i alla ämnen, utdelat dagen före."},
    ],
    "studentPart": "Var med på mötet, valde tider och ville slippa läsa högt i klassen.",
}

BEST: dict[str, Any] = {
    "interests": [
        {
            "interest": "EDUCATION",
            "text": "Förstår allt som läses högt och vill följa med i klassens texter.",
        },
        {"interest": "IDENTITY", "text": "Vill inte bli den som går ut varje lektion."},
    ],
    "alternatives": "Läsning i liten grupp två pass, inläst material i klassrummet, eller ingen ändring.",
    "weighedAgainst": "Två pass i veckan utanför klassrummet. De läggs på tider som eleven har valt.",
    "conclusion": "Två pass och inläst material: stödet räcker, och eleven är kvar i klassen.",
}


async def guardian_heard(town: Town, api: Api, owner: UUID, case: str, view: str) -> None:
    today = town.clock.today()
    heard = {
        **GUARDIAN, "state": "ANSWERED", "informedOn": (today - timedelta(days=5)).isoformat(),
        "answerBy": (today + timedelta(days=9)).isoformat(),
        "answeredOn": today.isoformat(), "view": view, "channel": "IN_PERSON",
    }  # fmt: skip
    await api.post(owner, f"/cases/{case}/hearings", heard)


async def decided(town: Town, api: Api, school: DemoSchool, owner: UUID, case: str, *, sign: bool) -> None:
    """Heard, moved on, written; with ``sign`` signed by the principal and told to the guardian."""
    today = town.clock.today()
    await guardian_heard(town, api, owner, case, "Tycker att förslaget är bra.")
    found = await api.get(owner, f"/cases/{case}")
    ways = {way["phase"]: way for way in found["transitions"]}
    if "DECISION" not in ways or ways["DECISION"]["obstacles"]:
        return
    body = {"phase": "DECISION", "reason": "Prövat i klassrummet sedan i höst."}
    await api.post(owner, f"/cases/{case}/phase", body, found["version"])
    if sign:
        await _weighed(api, owner, case)
    path = f"/cases/{case}/decisions"
    draft = await api.post(owner, path, {"kind": "ACTION_PROGRAMME"})
    programme = PROGRAMME | {
        "followUpOn": (today + timedelta(days=40)).isoformat(),
        "evaluateOn": (today + timedelta(days=120)).isoformat(),
        "followUpById": str(owner),
        "evaluateById": str(school.people["rektor"]),
        "guardians": [{"name": "Vårdnadshavare 1", "invitedOn": today.isoformat(), "participated": "YES"}],
    }
    words = WORDS | {"bornOn": (today - timedelta(days=365 * 10 + 90)).isoformat(), "programme": programme}
    if not sign:
        programme.pop("evaluateOn")
    one = f"{path}/{draft['id']}"
    written = await api.act(owner, "PATCH", one, words, draft["version"])
    if sign:
        await _signed(town, api, school.people["rektor"], owner, one, written["version"])


async def _weighed(api: Api, owner: UUID, case: str) -> None:
    """With what the child has said in the case."""
    voices = await api.get(owner, f"/cases/{case}/child-voices")
    own = [one["id"] for one in voices["items"] if one["perspective"] == "CHILD_OWN"]
    await api.post(owner, f"/cases/{case}/best-interest-assessments", {**BEST, "voiceIds": own})


async def _signed(town: Town, api: Api, rektor: UUID, owner: UUID, one: str, version: int) -> None:
    password = town.runtime.settings.demo_password
    assert password is not None
    await api.post(rektor, f"{one}/signature", {"confirmation": password.get_secret_value()}, version)
    today = town.clock.today().isoformat()
    told = GUARDIAN | {"channel": "IN_PERSON", "sentOn": today, "receivedOn": today}
    await api.post(owner, f"{one}/notifications", told)
