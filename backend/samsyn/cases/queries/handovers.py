"""What somebody who leaves is responsible for."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction, allowed_on_case
from samsyn.cases.policy.handovers import OWNED_BY
from samsyn.cases.queries.places import school_named
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.schemas.handovers import HandoverCaseOut, HandoverCasesOut
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work


async def cases_to_hand_over(
    work: Work, person_id: UUID, asked: Sequence[UUID] | None = None
) -> Sequence[Case]:
    """Open cases that the person is responsible for and the caller may change: the oldest of them, or those
    of ``asked``."""
    wanted = OWNED_BY if asked is None else OWNED_BY.where(Case.id.in_(asked))
    rows = await work.scalars(wanted, {"owner": person_id})
    return [case for case in rows if CaseAction.CHANGE in allowed_on_case(work.actor, case)]


async def handover_cases(work: Work, person_id: UUID, language: Language) -> HandoverCasesOut:
    cases = await cases_to_hand_over(work, person_id)
    work.log(CaseAction.HAND_OVER, "Case", [case.id for case in cases], students=[])
    schools = {key: await school_named(work, key) for key in {case.school_id for case in cases}}
    items = [
        HandoverCaseOut(
            id=case.id,
            number=case.number,
            case_type=type_named(case.case_type, language),
            school=schools[case.school_id],
            phase=case.phase,
            confidentiality=case.confidentiality,
            next_follow_up_on=case.next_follow_up_on,
        )
        for case in cases
    ]
    return HandoverCasesOut(links=self_link("/case-handovers"), items=items)
