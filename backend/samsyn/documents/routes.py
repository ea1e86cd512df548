"""`/drafts` and `/draft-keys`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Response, status

from samsyn.core.gate import Gate
from samsyn.core.route import GuardedRoute
from samsyn.core.work import Work
from samsyn.documents import commands, queries
from samsyn.documents.policy import DraftAction, is_person
from samsyn.documents.schemas import DraftIn, DraftKeyOut, DraftOut

router = APIRouter(route_class=GuardedRoute)
OWN: dict[str, Any] = {"kind": "Draft", "allowed": is_person, "assurance": 1}
DraftToRead = Annotated[Work, Depends(Gate(DraftAction.READ, **OWN))]
DraftToSave = Annotated[Work, Depends(Gate(DraftAction.SAVE, **OWN))]
DraftToDrop = Annotated[Work, Depends(Gate(DraftAction.DROP, **OWN))]
KeyToGet = Annotated[Work, Depends(Gate(DraftAction.KEY, **OWN))]
DraftName = Annotated[
    str,
    Path(
        alias="draftKey",
        pattern=r"^[a-z][a-z0-9-]{0,60}(\.[0-9a-f-]{36})?$",
        description="The form's name and, after a dot, the id of the object it is about.",
        json_schema_extra={"example": "new-concern"},
    ),
]


@router.get("/drafts/{draftKey}")
async def read_draft(work: DraftToRead, name: DraftName) -> DraftOut:
    """The caller's own unsent text in this form."""
    return await queries.draft(work, name)


@router.put("/drafts/{draftKey}")
async def put_draft(work: DraftToSave, name: DraftName, body: DraftIn) -> DraftOut:
    """Saves what stands in the form. Own text only, so the last save wins and no If-Match is asked."""
    await commands.save_draft(work, name, body.content)
    return await queries.draft(work, name)


@router.delete("/drafts/{draftKey}", status_code=status.HTTP_204_NO_CONTENT)
async def delete_draft(work: DraftToDrop, name: DraftName) -> Response:
    """Throws the draft away; nothing happens where there is none."""
    await commands.drop_draft(work, name)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


@router.post("/draft-keys")
async def create_draft_key(work: KeyToGet) -> DraftKeyOut:
    """The key under which the browser keeps what it could not send; held in memory there, never stored.
    POST because a key must not lie in any cache; asking again gives the same key."""
    return await commands.draft_key(work)
