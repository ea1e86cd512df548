"""A small application with every shape that the contract tooling must cope with."""

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

import pytest
from fastapi import APIRouter, Depends, FastAPI, File, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from samsyn.api.info import info_routes
from samsyn.api.openapi import describe
from samsyn.api.tags import KNOWN
from samsyn.core.gate import Gate, public
from samsyn.core.route import GuardedRoute

Item = TypeVar("Item")


class Wire(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class State(StrEnum):
    OPEN = "OPEN"
    CLOSED = "CLOSED"


class ByPhone(Wire):
    kind: Literal["PHONE"]
    number: Annotated[str, Field(min_length=5, max_length=20)]


class ByLetter(Wire):
    kind: Literal["LETTER"]
    address: str


class BoatIn(Wire):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, extra="forbid")
    name: Annotated[str, Field(min_length=3, max_length=5)]
    school_year: Annotated[str, Field(pattern=r"^\d{4}/\d{4}$")]
    contact: Annotated[ByPhone | ByLetter, Field(discriminator="kind")]
    launched_on: date | None = None
    length: Annotated[float, Field(gt=0, le=40)]


class BoatOut(Wire):
    id: UUID
    version: int
    state: State
    name: str
    owner: str | None
    launched_on: date | None
    created_at: datetime
    tenders: "list[BoatOut]"
    allowed_actions: list[str]


class Meta(Wire):
    page: int
    limit: int
    total_records: int | None


class Page(Wire, Generic[Item]):
    items: list[Item]
    meta: Annotated[Meta, Field(alias="_meta")]


class TokenError(BaseModel):
    error: str


class TokenResponse(BaseModel):
    access_token: str


READ_ALL = Gate("boat.list", kind="boat", scope="boats:read")
ADD = Gate("boat.add", kind="boat", scope="boats:write")
READ = Gate("boat.read", kind="boat", find="a select", parameter="boatId", scope="boats:read")
CHANGE = Gate(
    "boat.change", kind="boat", find="x", parameter="boatId", version="required", scope="boats:write"
)
DRAW = Gate("boat.draw", kind="boat", find="a select", parameter="boatId")
BOAT: dict[str, Any] = {
    "id": "019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f",
    "version": 1,
    "state": "OPEN",
    "name": "Maja",
    "owner": None,
    "launched_on": None,
    "created_at": datetime(2026, 11, 22, 8, 30, tzinfo=UTC),
    "tenders": [],
    "allowed_actions": [],
}


def boats() -> APIRouter:
    router = APIRouter(route_class=GuardedRoute)

    @router.get("/boats", tags=["boats"])
    async def list_boats(
        _: Annotated[Any, Depends(READ_ALL)],
        page: int = 1,
        limit: Annotated[int, Query(le=100)] = 20,
        school_id: Annotated[UUID | None, Query(alias="schoolId")] = None,
    ) -> Page[BoatOut]:
        """The boats that you may see."""
        return Page[BoatOut](items=[], _meta=Meta(page=page, limit=limit, total_records=0))

    @router.post("/boats", tags=["boats"], status_code=201)
    async def create_boat(_: Annotated[Any, Depends(ADD)], body: BoatIn, response: Response) -> BoatOut:
        """Launch a boat."""
        response.headers["Location"] = "/samsyn/v1/boats/019aa8f2-6b1c-7c3a-9d55-0f2b1c3d4e5f"
        return BoatOut.model_validate({**BOAT, "name": body.name})

    @router.get("/boats/{boatId}", tags=["boats"])
    async def get_boat(boat: Annotated[Any, Depends(READ)]) -> BoatOut:
        """One boat."""
        return BoatOut.model_validate(BOAT)

    @router.patch(
        "/boats/{boatId}", tags=["boats"], responses={409: {"description": "B01: the boat is at sea."}}
    )
    async def change_boat(boat: Annotated[Any, Depends(CHANGE)], body: BoatIn) -> BoatOut:
        """Change a boat."""
        return BoatOut.model_validate({**BOAT, "name": body.name})

    @router.post("/boats/{boatId}/drawings", status_code=201)
    async def add_drawing(
        boat: Annotated[Any, Depends(DRAW)], file: Annotated[UploadFile, File()]
    ) -> BoatOut:
        """Attach a drawing."""
        return BoatOut.model_validate(BOAT)

    @router.post("/oauth/token", responses={400: {"model": TokenError}, 401: {"model": TokenError}})
    @public("systems sign in here")
    async def create_token() -> TokenResponse:
        """A token for a system."""
        return TokenResponse(access_token="x")

    return router


@pytest.fixture
def sample_app(monkeypatch: pytest.MonkeyPatch) -> FastAPI:
    """Included routers are lazy in this FastAPI: a walk over `app.routes` would miss all of `boats`."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    app.include_router(boats())
    app.include_router(info_routes)
    monkeypatch.setitem(KNOWN, "boats", "Båtar. / Boats.")
    describe(app)
    return app


@pytest.fixture
def sample_document(sample_app: FastAPI) -> dict[str, Any]:
    return sample_app.openapi()
