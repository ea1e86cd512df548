"""A call for each body whose texts the journal guard watches over, which goes through but for those texts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from tests.conftest import Town
from tests.domains.cases.calls import about, in_days, opened
from tests.domains.cases.test_contributions import Asked
from tests.domains.cases.test_disclosures import BORN, DUTY, GUARDIAN, HEALTH
from tests.factories.cases import (
    add_answer,
    add_case,
    add_contribution,
    add_investigation,
    add_measure,
    add_voice,
    propose,
)
from tests.factories.decisions import (
    add_appeal,
    add_decision,
    add_hearing,
    add_signed,
    ready_case,
)
from tests.factories.meetings import add_item, add_meeting, add_team
from tests.factories.pupils import add_student


@dataclass
class Sent:
    """A call that goes through as it is; ``version``: of what it changes."""

    path: str
    case: UUID | str
    body: dict[str, Any] = field(default_factory=dict)
    who: str = "kurator"
    version: int | None = None
    method: str = "POST"
    sees_case: bool = True

    async def __call__(self, town: Town, **more: Any) -> httpx.Response:
        headers = {} if self.version is None else {"if-match": f'"{self.version}"'}
        return await town.as_(self.who)(self.method, self.path, json=self.body | more, headers=headers)


def pupils(town: Town, **more: Any) -> UUID:
    return add_case(town.world, students=(add_student(town.world),), **more)


async def note(town: Town) -> Sent:
    case = pupils(town)
    return Sent(f"/cases/{case}/notes", case)


async def minutes(town: Town) -> Sent:
    case = pupils(town)
    meeting = add_meeting(town.world, add_team(town.world, "kurator"), state="IN_PROGRESS")
    item = add_item(town.world, meeting, ref_id=case)
    return Sent(f"/meetings/{meeting}/minutes", case, {"itemId": str(item)})


async def investigation(town: Town) -> Sent:
    case = pupils(town)
    return Sent(f"/cases/{case}/investigations", case, {"kind": "SPECIAL_SUPPORT"})


async def findings(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/investigations/{add_investigation(town.world, case)}"
    return Sent(path, case, version=1, method="PATCH")


async def completion(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/investigations/{add_investigation(town.world, case)}/completion"
    return Sent(path, case, {"conclusion": "NOT_NEEDED"}, version=1)


async def question(town: Town) -> Sent:
    asked = Asked(town)
    body = {"investigationId": str(asked.investigation), "respondents": [asked.teacher()]}
    return Sent(asked.path, asked.case, body)


async def entered(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/contributions/{add_contribution(town.world, case)}/answer"
    return Sent(path, case, {"channel": "PAPER"}, version=1)


async def sorting(town: Town) -> Sent:
    case = pupils(town, confidentiality="K1")
    given = add_answer(town.world, case, confidentiality="K2")
    path = f"/cases/{case}/contributions/{given}/sorting"
    return Sent(path, case, {"confidentiality": "K1"}, version=1)


async def measure(town: Town) -> Sent:
    case = pupils(town)
    return Sent(f"/cases/{case}/measures", case, {"followUpOn": in_days(town, 14)})


async def measure_decision(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/measures/{propose(town.world, case, 'larare')}/decision"
    return Sent(path, case, {"decision": "APPROVED", "followUpOn": in_days(town, 14)}, "rektor")


async def fidelity(town: Town) -> Sent:
    case = pupils(town)
    return Sent(
        f"/cases/{case}/measures/{add_measure(town.world, case)}/fidelity-entries", case, {"kept": "YES"}
    )


async def evaluation(town: Town) -> Sent:
    case = pupils(town)
    return Sent(f"/cases/{case}/measures/{add_measure(town.world, case)}/evaluation", case, {"effect": "YES"})


async def agreed(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/measures/{add_measure(town.world, case)}/agreed-line"
    return Sent(path, case, {"sharedUntil": in_days(town, 30), "askId": str(town.world.people["kurator"])})


async def hearing(town: Town) -> Sent:
    case = pupils(town)
    body = {
        "party": "GUARDIAN",
        "name": "Vårdnadshavare 1",
        "state": "NOT_HEARD",
        "exception": "CLEARLY_UNNECESSARY",
        "reason": "Beslutet är det parten bad om.",
    }
    return Sent(f"/cases/{case}/hearings", case, body)


async def hearing_after(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/hearings/{add_hearing(town.world, case)}"
    return Sent(path, case, version=1, method="PATCH")


async def decision(town: Town) -> Sent:
    case = ready_case(town.world)
    return Sent(f"/cases/{case}/decisions/{add_decision(town.world, case)}", case, version=1, method="PATCH")


async def notification(town: Town) -> Sent:
    case = ready_case(town.world)
    body = {"party": "GUARDIAN", "name": "Ett", "channel": "IN_PERSON", "sentOn": in_days(town, 0)}
    return Sent(f"/cases/{case}/decisions/{add_signed(town.world, case)}/notifications", case, body)


async def appeal(town: Town) -> Sent:
    case = ready_case(town.world)
    body = {"party": "GUARDIAN", "appellant": "Ett", "receivedOn": in_days(town, 0)}
    return Sent(f"/cases/{case}/decisions/{add_signed(town.world, case)}/appeal", case, body, version=1)


async def appeal_outcome(town: Town) -> Sent:
    case = ready_case(town.world, phase="APPEALED")
    signed = add_signed(town.world, case)
    add_appeal(town.world, case, signed)
    body = {"outcome": "UPHELD", "decidedOn": in_days(town, 0)}
    return Sent(f"/cases/{case}/decisions/{signed}/appeal-outcome", case, body, version=1)


async def best_interest(town: Town) -> Sent:
    case = pupils(town)
    body = {
        "interests": [{"interest": "EDUCATION", "text": "Orkar läsa när det är tyst"}],
        "voiceIds": [str(add_voice(town.world, case))],
        "weighedAgainst": "Missar en rast i veckan.",
        "conclusion": "Liten grupp är bäst för eleven.",
    }
    return Sent(f"/cases/{case}/best-interest-assessments", case, body)


async def voice(town: Town) -> Sent:
    case = pupils(town)
    body = {
        "perspective": "ADULT_ON_CHILD",
        "method": "CONVERSATION",
        "askedOn": in_days(town, 0),
        "content": "Mår bra på morgonen",
    }
    return Sent(f"/cases/{case}/child-voices", case, body)


async def voice_after(town: Town) -> Sent:
    case = pupils(town)
    path = f"/cases/{case}/child-voices/{add_voice(town.world, case)}"
    return Sent(path, case, version=1, method="PATCH")


async def consent(town: Town) -> Sent:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,), case_type="INTERAGENCY")
    body = {
        **HEALTH,
        "studentId": str(pupil),
        "bornOn": BORN,
        "givers": [GUARDIAN],
        "form": "WRITTEN",
        "givenOn": in_days(town, -1),
        "expiresOn": in_days(town, 60),
    }
    return Sent(f"/cases/{case}/consents", case, body)


async def disclosure(town: Town) -> Sent:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,), case_type="INTERAGENCY")
    what = {"what": "Att eleven ofta är trött", "channel": "TELEPHONE", "toldOn": in_days(town, 0)}
    body = HEALTH | DUTY | what | {"studentId": str(pupil)}
    return Sent(f"/cases/{case}/disclosures", case, body)


async def answer(town: Town) -> Sent:
    """By somebody who sees the question, and neither the case nor its pupils."""
    asked = Asked(town)
    one = await asked.one(asked.teacher())
    return Sent(f"/me/questions/{one['id']}/answer", asked.case, who="larare", sees_case=False)


async def transfer(town: Town) -> Sent:
    pupil = add_student(town.world)
    case = add_case(town.world, students=(pupil,), case_type="TRANSITION", phase="PRELIMINARY")
    body = {
        "studentId": str(pupil),
        "destination": "OUTSIDE",
        "recipient": "Gymnasieskolan i Åmål",
        "channel": "RECORDED_DELIVERY",
        "summary": "Behöver veta dagen i förväg.",
        "told": "Vårdnadshavarna och eleven vet vad som lämnas.",
        "toldOn": in_days(town, -1),
        "reason": "Skollagen 3 kap. 12 j § ger skyldigheten.",
    }
    return Sent(f"/cases/{case}/transfers", case, body)


async def handover(town: Town) -> Sent:
    case = pupils(town)
    people = town.world.people
    body = {
        "fromPersonId": str(people["kurator"]),
        "toPersonId": str(people["specialpedagog"]),
        "caseIds": [str(case)],
        "namedCaseIds": [],
    }
    return Sent("/case-handovers", case, body, "rektor")


async def phase(town: Town) -> Sent:
    """C18 warns: nothing was tried around the pupil."""
    made = await about(town, add_student(town.world))
    return Sent(f"/cases/{made['id']}/phase", made["id"], {"phase": "INVESTIGATION"}, version=made["version"])


async def closure(town: Town) -> Sent:
    case = pupils(town)
    body = {"reason": "MOVED", "feedback": "Eleven vet."}
    return Sent(f"/cases/{case}/closure", case, body, version=1)


async def reopening(town: Town) -> Sent:
    made = await opened(town, caseTypeCode="LEARNING_ENVIRONMENT")
    town.world.sql(
        "UPDATE cases SET phase = 'CLOSED', closed_at = now(), closure_reason = 'MOVED' WHERE id = %s",
        made["id"],
    )
    body = {"nextFollowUpOn": in_days(town, 14)}
    return Sent(f"/cases/{made['id']}/reopening", made["id"], body, "rektor", version=made["version"])


BUILDERS: dict[str, Callable[[Town], Awaitable[Sent]]] = {
    "AgreedLineIn": agreed,
    "AppealIn": appeal,
    "AppealOutcomeIn": appeal_outcome,
    "BestInterestIn": best_interest,
    "CaseHandoverIn": handover,
    "CaseMinutesIn": minutes,
    "ChildVoiceIn": voice,
    "ChildVoicePatch": voice_after,
    "ClosureIn": closure,
    "ConsentIn": consent,
    "ContributionsIn": question,
    "DecisionPatch": decision,
    "DisclosureIn": disclosure,
    "EnteredAnswerIn": entered,
    "EvaluationIn": evaluation,
    "FidelityIn": fidelity,
    "HearingIn": hearing,
    "HearingPatch": hearing_after,
    "InvestigationCompletionIn": completion,
    "InvestigationIn": investigation,
    "InvestigationPatch": findings,
    "MeasureDecision": measure_decision,
    "MeasureIn": measure,
    "NoteIn": note,
    "NotificationIn": notification,
    "PhaseIn": phase,
    "QuestionAnswerIn": answer,
    "ReopeningIn": reopening,
    "SortingIn": sorting,
    "TransferIn": transfer,
}
