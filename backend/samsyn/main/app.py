"""The two apps: the API with its own document, and around it health and the built pages."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse, Response
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from samsyn.api import spa
from samsyn.api.headers import SecurityHeaders
from samsyn.api.info import info_routes, serve_documents
from samsyn.api.openapi import describe
from samsyn.core import errors
from samsyn.core.health import readiness
from samsyn.core.http import BodyLimit, Methods, RequestIds
from samsyn.core.metrics import Metrics
from samsyn.core.observe import Observed
from samsyn.core.route import GuardedRoute
from samsyn.core.runtime import Runtime
from samsyn.core.schema import BASE_PATH
from samsyn.core.settings import Settings
from samsyn.main.runtime import make_runtime
from samsyn.main.wiring import ROUTERS

BARE = frozenset({"/openapi.json", "/openapi.yaml", "/openapi-3.0.json"})
"""The API's own document: the only routes that are not guarded, and the same for everybody."""


def create_api(runtime: Runtime) -> FastAPI:
    """The API of major version 1. Raises TypeError for a route without a gate."""
    api = FastAPI(title="Samsyn", openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False)
    api.state.runtime = runtime
    for router in (info_routes, *ROUTERS):
        api.routes.extend(operations_in(router))
    serve_documents(api)
    errors.install(api)
    api.add_middleware(Methods, owner=api)
    api.add_middleware(BodyLimit)
    describe(api, runtime.settings.public_url)
    refuse_unguarded(api)
    return api


def operations_in(router: APIRouter) -> Iterator[BaseRoute]:
    """The routes themselves: a router within a router is searched twice for each request. Raises TypeError
    for a route that is not guarded, and for a prefix, which would be lost."""
    for context in iter_route_contexts(router.routes):
        route: Any = getattr(context, "original_route", context)
        path = getattr(context, "path", None)
        if not isinstance(route, GuardedRoute):
            raise TypeError(f"{path} is not a GuardedRoute")
        if path != route.path:
            raise TypeError(f"{route.path} is included under a prefix")
        yield route


def refuse_unguarded(api: FastAPI) -> None:
    """What stands in the app beside the routers is looked at here."""
    for context in iter_route_contexts(api.routes):
        route: Any = getattr(context, "original_route", context)
        path = getattr(context, "path", None)
        if not isinstance(route, GuardedRoute) and path not in BARE:
            raise TypeError(f"{path} is not a GuardedRoute")


def create_app(settings: Settings | None = None, *, runtime: Runtime | None = None) -> FastAPI:
    """The whole program. ``runtime`` is given by tests and by the command line."""
    running = runtime or make_runtime(settings or Settings.load())
    metrics = Metrics()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        gc.collect()
        gc.freeze()
        yield
        running.kept["draining"] = True
        await running.engine.dispose()

    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, lifespan=life, redirect_slashes=False)
    app.state.runtime, app.state.metrics = running, metrics
    errors.install(app)
    app.mount(BASE_PATH, create_api(running), name="api")

    @app.get("/health/live", include_in_schema=False)
    async def live() -> Response:
        return JSONResponse({"status": "ok"})

    @app.get("/health/ready", include_in_schema=False)
    async def ready() -> Response:
        found = await readiness(running)
        return JSONResponse({"status": "ok" if found else "unavailable"}, 200 if found else 503)

    spa.install(app, running.settings.static_dir)
    app.add_middleware(SecurityHeaders, https=running.settings.public_url is not None)
    app.add_middleware(RequestIds)
    app.add_middleware(Observed, metrics=metrics)
    return app
