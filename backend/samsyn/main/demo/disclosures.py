"""A case of collaboration: consents, what was told to whom, and what a partner is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from samsyn.main.demo.api import Api
from samsyn.main.demo.town import DemoSchool, Town

CHILD_PSYCHIATRY = {"recipientKind": "HEALTH_CARE", "recipient": "Barn- och ungdomspsykiatrin"}
SOCIAL_SERVICES = {"recipientKind": "SOCIAL_SERVICES", "recipient": "Socialtjänsten, barn och unga"}
GIVERS = [
    {"party": "GUARDIAN", "name": "Vårdnadshavare 1"},
    {"party": "GUARDIAN", "name": "Vårdnadshavare 2"},
]


async def disclosed(town: Town, api: Api, school: DemoSchool) -> None:
    """One that holds and one that was taken back; told by telephone, and shown to a partner."""
    owner, pupil = school.people["kurator"], school.pupils[11]
    town.at(town.days_ago(12), 13)
    opened = await api.post(owner, "/cases", {
        "schoolId": str(school.id), "caseTypeCode": "INTERAGENCY", "studentIds": [str(pupil.id)],
        "nextFollowUpOn": town.days_ahead(20).isoformat(),
    })  # fmt: skip
    path, today = f"/cases/{opened['id']}", town.clock.today()
    about: dict[str, Any] = {"studentId": str(pupil.id)}
    given = {
        **about, "bornOn": (today - timedelta(days=365 * 11)).isoformat(), "form": "WRITTEN",
        "givenOn": today.isoformat(), "expiresOn": town.days_ahead(90).isoformat(),
    }  # fmt: skip
    scope = "Hur skoldagen fungerar och vad skolan har prövat, inför mötet om samordnad plan."
    holds = await api.post(owner, f"{path}/consents", {
        **given, **CHILD_PSYCHIATRY, "scope": scope, "givers": GIVERS,
    })  # fmt: skip
    ended = await api.post(owner, f"{path}/consents", {
        **given, **SOCIAL_SERVICES, "scope": "Frånvaron under hösten.", "givers": GIVERS[:1], "form": "ORAL",
    })  # fmt: skip
    under = {**about, **CHILD_PSYCHIATRY, "basis": "CONSENT_GUARDIAN", "consentId": holds["id"]}
    await api.post(owner, f"{path}/disclosures", {
        **under, "what": "Eleven orkar förmiddagarna när dagen är förberedd kvällen före.",
        "purpose": "Mötet om samordnad plan", "channel": "TELEPHONE", "toldOn": today.isoformat(),
    })  # fmt: skip
    town.at(town.days_ago(3), 10)
    today = town.clock.today()
    revoked = {"revokedBy": "GUARDIAN", "revokedOn": today.isoformat()}
    await api.post(owner, f"{path}/consents/{ended['id']}/revocation", revoked, ended["version"])
    partner = town.central.get("partner")
    if partner is not None:
        await api.post(owner, f"{path}/disclosures", {
            **under, "what": "Skolan har prövat kortare lektioner och en plats vid dörren. Det fungerar.",
            "purpose": "Mötet om samordnad plan", "toldOn": today.isoformat(),
            "partnerId": str(partner), "sharedUntil": town.days_ahead(40).isoformat(),
        })  # fmt: skip
