"""How the operations on decisions and the hearing of parties are asked for."""

from __future__ import annotations

from uuid import UUID

from tests.access.objects import Ask, asks
from tests.access.objects_cases import case, day
from tests.factories.decisions import (
    add_appeal,
    add_decision,
    add_hearing,
    add_notification,
    add_signed,
)
from tests.factories.world import World


def draft(world: World) -> tuple[UUID, UUID]:
    made = case(world, phase="DECISION")
    return made, add_decision(world, made)


@asks("listHearings")
def _hearings(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/hearings")


@asks("createHearing")
def _hear(world: World) -> Ask:
    body = {"party": "GUARDIAN", "name": "Vårdnadshavare 1", "informedOn": day(-3), "answerBy": day(9)}
    return Ask(f"/cases/{case(world)}/hearings", body)


@asks("readHearing")
def _hearing(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/hearings/{add_hearing(world, made)}")


@asks("changeHearing")
def _change_hearing(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/hearings/{add_hearing(world, made)}", {"view": "Har inget att tillägga"}, 1)


@asks("listDecisions")
def _decisions(world: World) -> Ask:
    return Ask(f"/cases/{draft(world)[0]}/decisions")


@asks("createDecision")
def _draft(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/decisions", {"kind": "ACTION_PROGRAMME"})


@asks("readDecision")
def _decision(world: World) -> Ask:
    made, decision = draft(world)
    return Ask(f"/cases/{made}/decisions/{decision}")


@asks("changeDecision")
def _change(world: World) -> Ask:
    made, decision = draft(world)
    return Ask(f"/cases/{made}/decisions/{decision}", {"ruling": "Stöd ges"}, 1)


@asks("discardDecisionDraft")
def _discard(world: World) -> Ask:
    made, decision = draft(world)
    return Ask(f"/cases/{made}/decisions/{decision}", None, 1)


@asks("createDecisionSignature")
def _sign(world: World) -> Ask:
    """By somebody who may: what is missing is said, before anybody is asked who they are."""
    made, decision = draft(world)
    return Ask(f"/cases/{made}/decisions/{decision}/signature", {"confirmation": "inte det rätta"}, 1)


def standing(world: World, phase: str = "MEASURES") -> tuple[UUID, UUID]:
    made = case(world, phase=phase)
    return made, add_signed(world, made)


@asks("readDecisionDocument")
def _document(world: World) -> Ask:
    """Of a draft, so that the answer says who came that far."""
    made, decision = draft(world)
    return Ask(f"/cases/{made}/decisions/{decision}/document")


@asks("createDecisionNotification")
def _notify(world: World) -> Ask:
    made, decision = standing(world)
    body = {"party": "GUARDIAN", "name": "Vårdnadshavare 1", "channel": "IN_PERSON", "sentOn": day(0)}
    return Ask(f"/cases/{made}/decisions/{decision}/notifications", body)


@asks("createNotificationReceipt")
def _receipt(world: World) -> Ask:
    made, decision = standing(world)
    told = add_notification(world, made, decision)
    body = {"notificationId": str(told), "receivedOn": day(0)}
    return Ask(f"/cases/{made}/decisions/{decision}/receipts", body)


@asks("createDecisionAppeal")
def _appeal(world: World) -> Ask:
    made, decision = standing(world)
    body = {"party": "GUARDIAN", "appellant": "Vårdnadshavare 1", "receivedOn": day(0)}
    return Ask(f"/cases/{made}/decisions/{decision}/appeal", body, 1)


@asks("createAppealForwarding")
def _forwarding(world: World) -> Ask:
    made, decision = standing(world, "APPEALED")
    came = add_appeal(world, made, decision)
    path = f"/cases/{made}/decisions/{decision}/appeal-forwarding"
    return Ask(path, {"appealId": str(came), "forwardedOn": day(0)}, 1)


@asks("createAppealOutcome")
def _outcome(world: World) -> Ask:
    made, decision = standing(world, "APPEALED")
    add_appeal(world, made, decision)
    path = f"/cases/{made}/decisions/{decision}/appeal-outcome"
    return Ask(path, {"outcome": "UPHELD", "decidedOn": day(0)}, 1)
