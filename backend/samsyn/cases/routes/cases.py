"""`/cases`, their circle and their transitions, and `/case-heads`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands.change_case import change_case as change
from samsyn.cases.commands.change_case import classify
from samsyn.cases.commands.change_rules import change_rules
from samsyn.cases.commands.close_case import close_case
from samsyn.cases.commands.keep_circle import add_member, end_member
from samsyn.cases.commands.move_case import move_case, reopen_case
from samsyn.cases.commands.open_by_hand import open_by_hand
from samsyn.cases.models import Case
from samsyn.cases.policy import CaseAction, is_person, may_open
from samsyn.cases.queries import cases as queries
from samsyn.cases.queries import circle, closing
from samsyn.cases.routes.filters import InPhase, TheFilters, WithState
from samsyn.cases.routes.gates import (
    CaseToChange,
    CaseToClassify,
    CaseToClose,
    CaseToEnd,
    CaseToManage,
    CaseToMove,
    CaseToRead,
    CaseToReopen,
    CaseToRule,
    CaseToShow,
    MemberId,
    as_id,
)
from samsyn.cases.schemas.cases import (
    CaseHeadRow,
    CaseIn,
    CaseMemberIn,
    CaseMemberOut,
    CaseMembersOut,
    CaseOut,
    CasePatch,
    CaseRow,
    ClassificationIn,
    ClosureIn,
    PhaseIn,
    ReadersOut,
    ReopeningIn,
    RuleChangeIn,
)
from samsyn.cases.schemas.closing import ClosureObstaclesOut
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage, Page
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Cases = Annotated[Work, Depends(Gate(CaseAction.LIST, kind="Case", allowed=is_person))]
Heads = Annotated[Work, Depends(Gate(CaseAction.HEADS, kind="CaseHead", scope="cases:read"))]
NewCase = Annotated[Work, Depends(Gate(CaseAction.OPEN, kind="Case"))]


async def shown(work: Work, case: Case, request: Request, response: Response) -> CaseOut:
    response.headers["ETag"] = etag(case)
    return await queries.case(work, case, language_of(request))


def address(response: Response, path: str) -> None:
    response.headers["Location"] = f"{BASE_PATH}{path}"


@router.get("/cases")
async def list_cases(
    work: Cases, asked: ThePaging, request: Request, filters: TheFilters
) -> ActingPage[CaseRow]:
    """Cases that the caller may open, the newest first. A list never names a pupil."""
    page = await queries.list_cases(work, asked, language_of(request), filters)
    return ActingPage.of(page, [CaseAction.OPEN] if may_open(work.actor) else [])


@router.get("/case-heads")
async def list_case_heads(
    work: Heads, asked: ThePaging, request: Request, state: WithState = None, phase: InPhase = None
) -> Page[CaseHeadRow]:
    """What student health and systems see of the cases at their units: number, type, grade, phase and days.
    Never text or pupils, and never class K4."""
    return await queries.list_heads(work, asked, language_of(request), state, phase)


@router.post("/cases", status_code=status.HTTP_201_CREATED)
async def create_case(work: NewCase, body: CaseIn, request: Request, response: Response) -> CaseOut:
    """Opens a case at a unit where the caller is head or student health. Raises C08."""
    case = await open_by_hand(work, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.get("/cases/{caseId}")
async def read_case(case: CaseToShow, work: TheWork, request: Request, response: Response) -> CaseOut:
    """One case, with what is in the way of its next phase and the clocks that run."""
    return await shown(work, case, request, response)


@router.patch("/cases/{caseId}")
async def change_case(
    case: CaseToChange, body: CasePatch, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Changes what is given: owner, follow-up, what is waited for, pupils, level, class. Raises C08, C11,
    C15, CLASS_RAISE, CLASS_LOWER."""
    await change(work, case, body)
    return await shown(work, case, request, response)


@router.post("/cases/{caseId}/phase", status_code=status.HTTP_201_CREATED)
async def create_case_phase(
    case: CaseToMove, body: PhaseIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Moves the case on. What is missing answers 422 with each gate's code and paragraph (C01, C08, …); a
    gate that only warns (C18) lets it through with a ``reason``."""
    await move_case(work, case, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.post("/cases/{caseId}/rule-pack", status_code=status.HTTP_201_CREATED)
async def create_case_rule_pack(
    case: CaseToRule, body: RuleChangeIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """The principal takes an open case over to the rules of today (C19): clocks, gates and type follow."""
    await change_rules(work, case, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.post("/cases/{caseId}/classification", status_code=status.HTTP_201_CREATED)
async def create_case_classification(
    case: CaseToClassify, body: ClassificationIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Raises the class with everything that is written in the case, or lowers the case's own. Raises C15,
    CLASS_RAISE, CLASS_LOWER."""
    await classify(work, case, body.confidentiality, body.reason)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.get("/cases/{caseId}/closure-obstacles")
async def list_closure_obstacles(case: CaseToEnd, work: TheWork, request: Request) -> ClosureObstaclesOut:
    """What is left to do before the case can be closed: what its gates ask for, and measures under way."""
    return await closing.closure_obstacles(work, case, language_of(request))


@router.post("/cases/{caseId}/closure", status_code=status.HTTP_201_CREATED)
async def create_case_closure(
    case: CaseToClose, body: ClosureIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Closes the case, with the reason and the feedback given (C16). What is left to do first answers 422
    with all of it in ``errors``: gates of its type (C03, COMPLAINT_ANSWERED, …), and a C09 for each measure
    under way."""
    await close_case(work, case, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.post("/cases/{caseId}/reopening", status_code=status.HTTP_201_CREATED)
async def create_case_reopening(
    case: CaseToReopen, body: ReopeningIn, work: TheWork, request: Request, response: Response
) -> CaseOut:
    """Reopens a closed case where cases of its type begin, with the reason in the timeline."""
    await reopen_case(work, case, body)
    address(response, f"/cases/{case.id}")
    return await shown(work, case, request, response)


@router.get("/cases/{caseId}/members")
async def list_case_members(case: CaseToRead, work: TheWork) -> CaseMembersOut:
    """The circle and other ways into the case, also those that have ended."""
    return await circle.members(work, case)


@router.post("/cases/{caseId}/members", status_code=status.HTTP_201_CREATED)
async def create_case_member(
    case: CaseToManage, body: CaseMemberIn, work: TheWork, response: Response
) -> CaseMemberOut:
    """Takes somebody into the circle. Raises C13 without a reason, C11 for somebody pointed out."""
    way = await add_member(work, case, body)
    address(response, f"/cases/{case.id}/members/{way.id}")
    return await circle.member_shown(work, case, way)


@router.get("/cases/{caseId}/members/{memberId}")
async def read_case_member(case: CaseToRead, member_id: MemberId, work: TheWork) -> CaseMemberOut:
    """One way into the case."""
    return await circle.member(work, case, as_id(member_id))


@router.delete("/cases/{caseId}/members/{memberId}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_case_member(case: CaseToManage, member_id: MemberId, work: TheWork) -> Response:
    """Ends it from now on; the time that was stays on record. The owner cannot be ended (409)."""
    await end_member(work, case, as_id(member_id))
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.get("/cases/{caseId}/readers")
async def list_case_readers(case: CaseToRead, work: TheWork) -> ReadersOut:
    """Everybody who reads the case now, by name and why, and up to which class."""
    return await circle.readers(work, case)
