"""`/api-clients`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response, status

from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.paging import ThePaging, listed
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, ActingPage
from samsyn.core.work import Work
from samsyn.identity import queries
from samsyn.identity.commands import clients as commands
from samsyn.identity.models import ApiClient
from samsyn.identity.policy import (
    API_CLIENTS,
    ONE_API_CLIENT,
    ClientAction,
    administers,
    allowed_on_client,
)
from samsyn.identity.schemas import ApiClientIn, ApiClientOut, ApiClientPatch, ApiClientRotationIn

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "ApiClient",
    "find": ONE_API_CLIENT,
    "parameter": "apiClientId",
    "allowed": allowed_on_client,
}
Clients = Annotated[Work, Depends(Gate(ClientAction.LIST, kind="ApiClient", allowed=administers))]
NewClient = Annotated[Work, Depends(Gate(ClientAction.CREATE, kind="ApiClient", allowed=administers))]
ClientToRead = Annotated[ApiClient, Depends(Gate(ClientAction.READ, **ONE))]
ClientToChange = Annotated[ApiClient, Depends(Gate(ClientAction.CHANGE, version="required", **ONE))]
ClientToRotate = Annotated[ApiClient, Depends(Gate(ClientAction.ROTATE, **ONE))]
ClientToEnd = Annotated[ApiClient, Depends(Gate(ClientAction.END, **ONE))]


def _made(client: ApiClient, response: Response) -> None:
    response.headers["Location"] = f"{BASE_PATH}/api-clients/{client.id}"
    response.headers["ETag"] = etag(client)


@router.get("/api-clients")
async def list_api_clients(work: Clients, asked: ThePaging) -> ActingPage[ApiClientOut]:
    """Other systems that have a key of their own to this organiser; ended ones too. For administrators."""
    page = await listed(
        work, API_CLIENTS, queries.CLIENT_ORDER, asked, lambda row: queries.client_shown(row[0], work)
    )
    return ActingPage.of(page, [ClientAction.CREATE])


@router.get("/api-clients/{apiClientId}")
async def read_api_client(client: ClientToRead, work: TheWork, response: Response) -> ApiClientOut:
    """One API client. Never its secret."""
    response.headers["ETag"] = etag(client)
    return queries.client_shown(client, work)


@router.post("/api-clients", status_code=status.HTTP_201_CREATED)
async def create_api_client(work: NewClient, body: ApiClientIn, response: Response) -> ApiClientOut:
    """Lets a system in, with scopes and a limit to schools. Answers with its secret, once, unless it signs
    with a key of its own (`private_key_jwt`). Raises I10 for what cannot be, I11 for a name that is taken."""
    client, secret = await commands.create_client(work, body)
    _made(client, response)
    return queries.client_shown(client, work, secret)


@router.patch("/api-clients/{apiClientId}")
async def change_api_client(
    client: ClientToChange, body: ApiClientPatch, work: TheWork, response: Response
) -> ApiClientOut:
    """Changes what is given, from the client's next request on. Raises I10, I11."""
    await commands.change_client(work, client, body)
    response.headers["ETag"] = etag(client)
    return queries.client_shown(client, work)


@router.post("/api-clients/{apiClientId}/rotation", status_code=status.HTTP_201_CREATED)
async def rotate_api_client(
    client: ClientToRotate, body: ApiClientRotationIn, work: TheWork, response: Response
) -> ApiClientOut:
    """A new secret, shown once. The one before works on to the next rotation, unless `keepOld` is false."""
    secret = await commands.rotate_secret(work, client, body.keep_old)
    _made(client, response)
    return queries.client_shown(client, work, secret)


@router.post("/api-clients/{apiClientId}/ending", status_code=status.HTTP_201_CREATED)
async def end_api_client(client: ClientToEnd, work: TheWork, response: Response) -> ApiClientOut:
    """Shuts the system out for good, at its next request."""
    await commands.end_client(work, client)
    _made(client, response)
    return queries.client_shown(client, work)
