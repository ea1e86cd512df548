"""`/rule-packs/{packCode}/open-cases`: what a change of the rules finds open."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request

from samsyn.cases.policy import CaseAction, is_person
from samsyn.cases.queries.straddling import open_cases
from samsyn.cases.schemas.straddling import StraddlingRow
from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.paging import ThePaging
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Straddling = Annotated[Work, Depends(Gate(CaseAction.STRADDLING, kind="CaseHead", allowed=is_person))]
PackCode = Annotated[str, Path(alias="packCode", max_length=60, json_schema_extra={"example": "SE-2023"})]


@router.get("/rule-packs/{packCode}/open-cases")
async def list_straddling_cases(
    work: Straddling, pack_code: PackCode, asked: ThePaging, request: Request
) -> Page[StraddlingRow]:
    """Cases that are open under this pack and will meet its end: all that it holds once it has ended, before
    that those whose type ends with it. At the units where the caller is head or student health; no text, no
    pupil, never K4."""
    return await open_cases(work, pack_code, asked, language_of(request))
