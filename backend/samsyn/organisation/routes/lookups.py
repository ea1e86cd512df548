"""`/lookups`: the words of every code."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.core.gate import Gate
from samsyn.core.paging import ThePaging, sliced
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import Page
from samsyn.core.work import Work
from samsyn.organisation.policy import LOOKUPS_LIST
from samsyn.organisation.queries import all_lookups
from samsyn.organisation.rules import LookupGroup
from samsyn.organisation.schemas import LookupGroupOut

router = APIRouter(route_class=GuardedRoute)
Lookups = Annotated[Work, Depends(Gate(LOOKUPS_LIST, kind="Lookup", scope="lookups:read", assurance=1))]
CACHE = "private, max-age=300"


def shown(group: LookupGroup) -> LookupGroupOut:
    return LookupGroupOut.model_validate(group)


@router.get(
    "/lookups",
    response_model=Page[LookupGroupOut],
    responses={304: {"description": "Unchanged since the `ETag` you sent."}},
)
async def list_lookups(work: Lookups, asked: ThePaging, request: Request) -> Response:
    """Every code's words in Swedish and English with one sentence of help, by group. The same for everybody
    of the organiser: answers 304 to `If-None-Match`."""
    page: Page[LookupGroupOut] = sliced(asked, all_lookups(), shown)
    text = page.model_dump_json(by_alias=True).encode()
    tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": CACHE}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=status.HTTP_304_NOT_MODIFIED, headers=headers)
    return Response(text, media_type="application/json", headers=headers)
