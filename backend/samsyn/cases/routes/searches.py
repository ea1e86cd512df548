"""`/case-searches`: what is sought stands in the body alone."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request

from samsyn.cases.policy import CaseAction, is_person
from samsyn.cases.queries.searches import search
from samsyn.cases.schemas.searches import CaseSearchIn, CaseSearchOut
from samsyn.core.gate import Gate
from samsyn.core.messages import language_of
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)
Search = Annotated[Work, Depends(Gate(CaseAction.SEARCH, kind="Case", allowed=is_person))]


@router.post("/case-searches")
async def search_cases(work: Search, body: CaseSearchIn, request: Request) -> CaseSearchOut:
    """Finds cases by number, or by Swedish words in what is written up to class K2, the newest hit first; as
    far as the caller may open them. Class K3 and K4 are found by number alone. Each search is written to the
    access log, without its words. Raises SEARCH_BAN for health, diagnoses and numbers of persons."""
    return await search(work, body, language_of(request))
