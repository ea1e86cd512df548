"""`/break-glass-accesses`: a case opened with a reason."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response, status

from samsyn.cases.commands.break_glass import break_glass
from samsyn.cases.models import BreakGlass
from samsyn.cases.policy import CaseAction, is_person
from samsyn.cases.policy.break_glass import ONE_OPENING, allowed_on_opening
from samsyn.cases.queries.break_glass import opening_shown, openings
from samsyn.cases.schemas.break_glass import BreakGlassIn, BreakGlassOut
from samsyn.core.gate import Gate, TheWork
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Openings = Annotated[Work, Depends(Gate(CaseAction.OPENINGS, kind="BreakGlass", allowed=is_person))]
NewOpening = Annotated[Work, Depends(Gate(CaseAction.BREAK_GLASS, kind="BreakGlass", allowed=is_person))]
OneOpening = Annotated[
    BreakGlass,
    Depends(
        Gate(
            CaseAction.OPENINGS,
            kind="BreakGlass",
            find=ONE_OPENING,
            parameter="accessId",
            allowed=allowed_on_opening,
        )
    ),
]


@router.get("/break-glass-accesses")
async def list_break_glass_accesses(work: Openings, asked: ThePaging) -> ActingPage[BreakGlassOut]:
    """One's own openings, those in the cases of one's circles and, for who reviews the log, all of them."""
    return await openings(work, asked)


@router.post("/break-glass-accesses", status_code=status.HTTP_201_CREATED)
async def create_break_glass_access(
    work: NewOpening, body: BreakGlassIn, response: Response
) -> BreakGlassOut:
    """Opens a case of class K3 to read for eight hours: for the principal of its unit, or whoever leads the
    student health team there. Whatever else answers 404. The owner and who reviews the log are told."""
    opening = await break_glass(work, body)
    response.headers["Location"] = f"{BASE_PATH}/break-glass-accesses/{opening.id}"
    return await opening_shown(work, opening)


@router.get("/break-glass-accesses/{accessId}")
async def read_break_glass_access(opening: OneOpening, work: TheWork) -> BreakGlassOut:
    """One opening: who, when and until when. The reason stands in the case."""
    return await opening_shown(work, opening)
