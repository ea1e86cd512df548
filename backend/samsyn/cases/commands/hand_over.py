"""Several cases to somebody else at once, when whoever is responsible leaves: all of them or none."""

from __future__ import annotations

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.keep_head import keep_head
from samsyn.cases.commands.let_in import let_in, let_out
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import Unfit
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries.circle import refuse_pointed_out, ways_in
from samsyn.cases.queries.handovers import cases_to_hand_over
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import CircleRole
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.handovers import CaseHandoverIn
from samsyn.core.errors import NotThere
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def hand_over(work: Work, body: CaseHandoverIn) -> list[Case]:
    """Raises NotThere where one of the cases is not the person's, or not the caller's to change; Unfit for
    somebody without an assignment and for a case of class K4 that is not named; C11."""
    asked = [*dict.fromkeys([*body.case_ids, *body.named_case_ids])]
    owned = {case.id: case for case in await cases_to_hand_over(work, body.from_person_id, asked)}
    if not asked:
        raise Unfit("/caseIds", "NO_CASES", "Välj minst ett ärende.", "Choose at least one case.")
    if any(key not in owned for key in asked):
        raise NotThere
    if body.to_person_id == body.from_person_id:
        raise Unfit("/toPersonId", "SAME_PERSON", "Välj någon annan.", "Choose somebody else.")
    named = set(body.named_case_ids)
    for case in (owned[key] for key in asked):
        if case.class_ is ConfidentialityClass.K4 and case.id not in named:
            raise Unfit(
                "/caseIds",
                "NAME_K4",
                "Ärenden i klass K4 lämnas över ett i taget. Markera dem var för sig.",
                "Cases of class K4 are handed over one by one. Mark each of them.",
            )
    return [await _moved(work, owned[key], body) for key in asked]


async def _moved(work: Work, case: Case, body: CaseHandoverIn) -> Case:
    """The one before leaves the circle, and last: it may be who does this, and sees the case no more."""
    students = await remember_case_students(work, case.id)
    work.log(CaseAction.HAND_OVER, "Case", [case.id], students=students, school=case.school_id)
    await refuse_pointed_out(work, case, body.to_person_id, "/toPersonId")
    await guard_body(work, case, body)
    case.owner_id = body.to_person_id
    await tell(work, case, EventType.OWNER_CHANGED, ref_id=body.to_person_id, text=body.reason)
    inside = [way for way in await ways_in(work, case) if way.kind == "CIRCLE" and way.valid_to is None]
    for way in inside:
        if way.person_id == body.to_person_id:
            await let_out(work, way)
    await let_in(work, case, body.to_person_id, CircleRole.OWNER, "Tog över ärendet", "/toPersonId")
    await keep_head(work, case)
    for way in inside:
        if way.person_id == body.from_person_id:
            await let_out(work, way)
    return case
