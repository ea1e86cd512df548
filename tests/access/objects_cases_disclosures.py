"""How the operations on consents, the ledger and what is shared with partners are asked for."""

from __future__ import annotations

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case, day
from tests.factories.disclosures import add_consent, add_disclosure, share_with
from tests.factories.world import World


@asks("listConsents")
def _consents(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/consents")


@asks("readConsent")
def _consent(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/consents/{add_consent(world, made)}")


@asks("createConsent")
def _give(world: World) -> Ask:
    body = {
        "recipientKind": "HEALTH_CARE",
        "recipient": "Barn- och ungdomspsykiatrin",
        "scope": "Hur skoldagen fungerar",
        "givers": [{"party": "GUARDIAN", "name": "Vårdnadshavare 1"}],
        "form": "WRITTEN",
        "givenOn": day(0),
        "expiresOn": day(90),
    }
    return Ask(f"/cases/{case(world, subject='GROUP')}/consents", body)


@asks("createConsentRevocation")
def _revoke(world: World) -> Ask:
    made = case(world)
    path = f"/cases/{made}/consents/{add_consent(world, made)}/revocation"
    return Ask(path, {"revokedBy": "GUARDIAN", "revokedOn": day(0)}, 1)


@asks("listDisclosures")
def _lines(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/disclosures")


@asks("readDisclosure")
def _line(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/disclosures/{add_disclosure(world, made)}")


@asks("createDisclosure")
def _disclose(world: World) -> Ask:
    body = {
        "recipientKind": "SOCIAL_SERVICES",
        "recipient": "Socialtjänsten",
        "what": "Att eleven varit borta tjugo dagar",
        "basis": "STATUTORY_DUTY",
        "reason": "Socialnämnden begärde uppgiften.",
        "channel": "TELEPHONE",
        "toldOn": day(0),
    }
    return Ask(f"/cases/{case(world, subject='GROUP')}/disclosures", body)


@asks("createDisclosureEnding")
def _end(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/disclosures/{share_with(world, made)}/ending", None, 1)


@asks("listSharedItems")
def _shared(_: World) -> Ask:
    return Ask("/shared-items")


@asks("readSharedItem")
def _item(world: World) -> Ask:
    return Ask(f"/shared-items/{share_with(world, case(world))}")
