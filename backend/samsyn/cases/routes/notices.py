"""`/absence-notices`: what principals have reported to the organiser of absence."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from samsyn.cases.policy import is_case_officer
from samsyn.cases.policy.notices import NoticeAction
from samsyn.cases.queries import notices
from samsyn.cases.schemas.notices import AbsenceNoticeOut
from samsyn.core.gate import Gate
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Notices = Annotated[Work, Depends(Gate(NoticeAction.LIST, kind=notices.KIND, allowed=is_case_officer))]


@router.get("/absence-notices")
async def list_absence_notices(work: Notices, asked: ThePaging) -> Page[AbsenceNoticeOut]:
    """That absence is investigated, as the principals have told the organiser (skollagen 7:19 a), the newest
    first. For the organiser's case officers, who do not open the cases."""
    return await notices.notices(work, asked)
