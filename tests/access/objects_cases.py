"""How the operations on concerns and cases are asked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.schooldays import stockholm_day
from tests.access.objects import Ask, asks
from tests.factories.cases import BEGAN, add_case, add_note, add_voice, let_in
from tests.factories.concerns import add_concern
from tests.factories.world import World


@asks("listCaseTypes")
def _case_types(_: World) -> Ask:
    return Ask("/case-types")


@asks("listRulePacks")
def _packs(_: World) -> Ask:
    return Ask("/rule-packs")


@asks("readRulePack")
def _pack(_: World) -> Ask:
    return Ask("/rule-packs/SE-2023")


@asks("listLegalBases")
def _bases(_: World) -> Ask:
    return Ask("/legal-bases")


@asks("createRuleAdjustment")
def _adjustment(_: World) -> Ask:
    body = {"clock": "CONCERN_ROUTINE", "amount": 3, "reason": "Beslut i ledningsgruppen"}
    return Ask("/rule-packs/SE-2023/adjustments", body)


@asks("createRuleReview")
def _review(_: World) -> Ask:
    body = {"kind": "LEGAL_BASIS", "code": "SL_3_7", "verified": True, "note": "Läst i SFS 2010:800"}
    return Ask("/rule-packs/SE-2023/reviews", body)


@asks("listStraddlingCases")
def _straddling(_: World) -> Ask:
    return Ask("/rule-packs/SE-2023/open-cases")


@asks("listConcerns")
def _concerns(_: World) -> Ask:
    return Ask("/concerns")


@asks("createConcern")
def _report(world: World) -> Ask:
    body = {
        "schoolId": str(world.school),
        "freeTextWho": "Matsalen",
        "whatWasSeen": "Bråk",
        "urgency": "SOON",
    }
    return Ask("/concerns", body)


@asks("readConcern")
def _concern(world: World) -> Ask:
    return Ask(f"/concerns/{add_concern(world)}")


@asks("readConcernReceipt")
def _receipt(world: World) -> Ask:
    return Ask(f"/concerns/{add_concern(world)}/receipt")


@asks("createConcernAssessment")
def _assessment(world: World) -> Ask:
    body = {"outcome": "ANSWERED", "answer": "ADVICE_GIVEN", "feedback": "Tack, vi tar det på torsdag."}
    return Ask(f"/concerns/{add_concern(world)}/assessment", body)


def case(world: World, **more: Any) -> UUID:
    """Owned by kurator, with larare informed."""
    made = add_case(world, **more)
    let_in(world, made, "larare", role_in_case="INFORMED")
    return made


def day(days: int) -> str:
    return (stockholm_day(datetime.now(UTC)) + timedelta(days=days)).isoformat()


@asks("listCases")
def _cases(_: World) -> Ask:
    return Ask("/cases")


@asks("listCaseHeads")
def _heads(_: World) -> Ask:
    return Ask("/case-heads")


@asks("createCase")
def _open(world: World) -> Ask:
    body = {
        "schoolId": str(world.school),
        "caseTypeCode": "LEARNING_ENVIRONMENT",
        "nextFollowUpOn": day(20),
    }
    return Ask("/cases", body)


@asks("readCase")
def _case(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}")


for _name, _list in {
    "listCaseMembers": "members",
    "listCaseReaders": "readers",
    "listCaseReadings": "readings",
    "listCaseNotes": "notes",
    "listChildVoices": "child-voices",
    "listCaseEvents": "events",
}.items():

    def _listed(world: World, _list: str = _list) -> Ask:
        return Ask(f"/cases/{case(world)}/{_list}")

    asks(_name)(_listed)


@asks("readCaseMember")
def _member(world: World) -> Ask:
    made = add_case(world)
    return Ask(f"/cases/{made}/members/{let_in(world, made, 'larare', role_in_case='INFORMED')}")


@asks("deleteCaseMember")
def _end_member(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/members/{let_in(world, made, 'psykolog', valid_to=BEGAN)}")


@asks("readCaseNote")
def _note(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/notes/{add_note(world, made)}")


@asks("readChildVoice")
def _voice(world: World) -> Ask:
    made = case(world)
    return Ask(f"/cases/{made}/child-voices/{add_voice(world, made)}")


@asks("followCaseChanges")
def _changes(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/changes?forSeconds=0")


@asks("changeCase")
def _change(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}", {"waitingFor": "Svar från BUP"}, 1)


@asks("createCasePhase")
def _phase(world: World) -> Ask:
    body = {"phase": "INVESTIGATION", "reason": "Prövat i klassen"}
    return Ask(f"/cases/{case(world, phase='PRELIMINARY')}/phase", body, 1)


@asks("createCaseRulePack")
def _rule_pack(world: World) -> Ask:
    made = case(world, rule_pack="SE-2011")
    return Ask(f"/cases/{made}/rule-pack", {"rulePack": "SE-2023", "reason": "Nya regler"}, 1)


@asks("createCaseClosure")
def _closure(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/closure", {"reason": "WITHDRAWN", "feedback": "Samtal"}, 1)


@asks("listClosureObstacles")
def _closure_obstacles(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/closure-obstacles")


@asks("createCaseReopening")
def _reopening(world: World) -> Ask:
    made = case(world, phase="CLOSED", closed_at=datetime.now(UTC), closure_reason="WITHDRAWN")
    return Ask(f"/cases/{made}/reopening", {"reason": "Nya uppgifter", "nextFollowUpOn": day(9)}, 1)


@asks("createCaseMember")
def _new_member(world: World) -> Ask:
    body = {"personId": str(world.people["psykolog"]), "role": "INFORMED", "reason": "Samråd"}
    return Ask(f"/cases/{case(world)}/members", body)


@asks("createCaseNote")
def _new_note(world: World) -> Ask:
    return Ask(f"/cases/{case(world)}/notes", {"text": "Samtal med mentor"})


@asks("createChildVoice")
def _new_voice(world: World) -> Ask:
    body = {
        "perspective": "CHILD_OWN",
        "method": "DRAWING",
        "askedOn": day(-1),
        "content": "Ritade skolgården",
    }
    return Ask(f"/cases/{case(world)}/child-voices", body)
