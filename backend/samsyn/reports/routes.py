"""`/me/focus`."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work
from samsyn.reports import queries
from samsyn.reports.policy import FOCUS_READ, is_person
from samsyn.reports.schemas import FocusOut

router = APIRouter(route_class=GuardedRoute)
MyFocus = Annotated[Work, Depends(Gate(FOCUS_READ, kind="Focus", allowed=is_person, assurance=1))]


@router.get("/me/focus")
async def read_focus(work: MyFocus, request: Request) -> FocusOut:
    """The week's focus: what, why and the next step, worked out now with the caller's rights."""
    return await queries.focus(work, language_of(request))
