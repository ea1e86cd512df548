"""What the API says about itself: `/api-info`, and its own document in the forms that generators read."""

import hashlib
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import yaml
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel

from samsyn.api.docs_page import POLICY, docs_page
from samsyn.api.metadata import (
    API_NAME,
    API_RELEASED,
    API_STATUS,
    API_VERSION,
    DOCUMENTATION_PATH,
    ApiStatus,
)
from samsyn.api.openapi30 import downgrade_to_30
from samsyn.core.gate import public
from samsyn.core.route import GuardedRoute

Document = dict[str, Any]
CACHE = "public, max-age=300"

info_routes = APIRouter(route_class=GuardedRoute, tags=["api-info"])


class ApiInfo(BaseModel):
    """The five fields of the national profile (VER.07), under the names that it gives them."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)
    api_name: str
    api_version: str
    api_released: date
    api_documentation: str
    api_status: ApiStatus


@info_routes.get("/api-info")
@public("the national profile demands it, and it says nothing about anybody")
async def get_api_info(request: Request, response: Response) -> ApiInfo:
    """Name, version, release date, documentation and state of this API."""
    response.headers["Cache-Control"] = CACHE
    return ApiInfo(
        api_name=API_NAME,
        api_version=API_VERSION,
        api_released=API_RELEASED,
        api_documentation=_origin(request) + DOCUMENTATION_PATH,
        api_status=API_STATUS,
    )


@info_routes.get("/docs", include_in_schema=False)
@public("documentation is open to everybody, and the same for all")
async def get_docs(request: Request) -> HTMLResponse:
    """The documentation, made from the document itself."""
    kept = request.app.state.runtime.kept
    if "docs" not in kept:
        kept["docs"] = docs_page(request.app.openapi())
    return HTMLResponse(kept["docs"], headers={"Content-Security-Policy": POLICY, "Cache-Control": CACHE})


def render(document: Document) -> str:
    """The text of `openapi/openapi.json`; the same document gives the same text."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def serve_documents(app: FastAPI) -> None:
    """Adds `/openapi.json`, `/openapi.yaml` and `/openapi-3.0.json`: public, the same for everybody."""
    forms: dict[str, tuple[str, Callable[[Document], str]]] = {
        "/openapi.json": ("application/json", render),
        "/openapi.yaml": ("application/yaml", _yaml),
        "/openapi-3.0.json": ("application/json", lambda document: render(downgrade_to_30(document))),
    }
    for path, (media_type, form) in forms.items():
        app.add_route(path, _handler(app, media_type, form), methods=["GET"], include_in_schema=False)


def _handler(app: FastAPI, media_type: str, form: Callable[[Document], str]) -> Callable[[Request], Any]:
    made: dict[str, bytes] = {}

    async def document(request: Request) -> Response:
        if "text" not in made:
            made["text"] = form(app.openapi()).encode()
        text = made["text"]
        tag = f'"{hashlib.sha256(text).hexdigest()[:32]}"'
        headers = {"ETag": tag, "Cache-Control": CACHE}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(text, media_type=media_type, headers=headers)

    return document


def _yaml(document: Document) -> str:
    text: str = yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)
    return text


def _origin(request: Request) -> str:
    """The public address where one is set; never the caller's Host header, which anybody can choose."""
    settings = request.app.state.runtime.settings
    return str(settings.public_url or settings.local_url)
