"""What the demo's schools have found out in their cases: some completed, some still written in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.main.demo.api import Api
from samsyn.main.demo.stories import Story
from samsyn.main.demo.town import Town

KINDS = {
    "SPECIAL_SUPPORT": "SPECIAL_SUPPORT",
    "ABSENCE": "ABSENCE",
    "LEARNING_ENVIRONMENT": "ENVIRONMENT",
}
FOUND: dict[str, dict[str, str]] = {
    "SPECIAL_SUPPORT": {
        "questions": "Vad gör det svårt att vara med i undervisningen? När fungerar det?",
        "findingsIndividual": "Förstår och minns det som läses högt. Orkar läsa själv i tio minuter.",
        "findingsGroup": "Klassen arbetar ofta i par utan fasta platser. Ljudnivån är hög efter rasten.",
        "findingsOrganisation": "Fem byten av sal om dagen. Läsverkstaden ligger på samma tid som slöjden.",
        "causeAnalysis": "Texterna är långa och kommer utan förberedelse, och dagen har få lugna stunder.",
    },
    "ABSENCE": {
        "questions": "Vilka dagar och lektioner gäller det? Vad säger eleven själv?",
        "findingsIndividual": "Borta mest måndagar och fredagar. Vill vara i skolan men har ont på morgonen.",
        "findingsGroup": "Känner två i klassen. Grupparbeten väljs fritt och eleven blir ofta över.",
        "findingsOrganisation": "Dagen börjar i en stor korridor utan vuxna. Schemat har långa håltimmar.",
        "causeAnalysis": "Starten på dagen är otrygg, och det som missas tas inte igen.",
    },
    "ENVIRONMENT": {
        "questions": "Var och när blir det trångt? Vad behöver ändras?",
        "findingsOrganisation": "Fyra klasser byter sal samtidigt. Ingen vuxen har korridoren i sitt schema.",
        "causeAnalysis": "Tiderna för byten har inte setts över sedan klasserna blev fler.",
    },
}
CONCLUSIONS = {
    "ENVIRONMENT": {
        "conclusion": "OTHER",
        "conclusionReason": "Bytena behöver spridas och någon vuxen finnas på plats.",
    }
}
NEEDED = {"conclusion": "SUPPORT_NEEDED"}


async def investigated(town: Town, api: Api, owner: UUID, story: Story, case: str, *, done: bool) -> None:
    """Where the type of the case has one; ``done``: completed, else half written."""
    kind = KINDS.get(story.case_type)
    if kind is None:
        return
    path = f"/cases/{case}/investigations"
    words: dict[str, Any] = dict(FOUND[kind])
    begun = await api.post(owner, path, {"kind": kind, "questions": words.pop("questions")})
    if done:
        words["studentHealthConsultedOn"] = town.clock.today().isoformat()
        words |= {"supportToo": "NOT_CALLED_FOR"} if kind == "ABSENCE" else {}
    else:
        words = {name: words[name] for name in list(words)[:2]}
    one = f"{path}/{begun['id']}"
    written = await api.act(owner, "PATCH", one, words, begun["version"])
    if done:
        await api.post(owner, f"{one}/completion", CONCLUSIONS.get(kind, NEEDED), written["version"])
