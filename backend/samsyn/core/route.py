"""Lock 1, second half: the route that owns the transaction.

Order: who are you → open Work → gate → what you sent → endpoint → idempotency, access log, commit → answer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.types import Scope

from samsyn.core.credential import credential_of
from samsyn.core.crypto import UnknownDataKey
from samsyn.core.errors import NotAcceptable, Refused, UnknownParameter, WrongContentType
from samsyn.core.gate import FOUND, WORK, Gate, gates
from samsyn.core.idempotency import Replay, keep, reserve
from samsyn.core.ids import as_id
from samsyn.core.keyring import forget_keys
from samsyn.core.reread import read_again
from samsyn.core.runtime import Runtime
from samsyn.core.searchban import refuse_names, refuse_numbers
from samsyn.core.work import Work

DEADLINE_SECONDS = 10
JSON = "application/json"
ANSWERS = ("*/*", "application/*", JSON, "+json", "text/html", "application/pdf", "text/event-stream")
MERGE_PATCH = "application/merge-patch+json"


def query_names(dependant: Dependant) -> frozenset[str]:
    """Names of the query parameters that an operation declares, also inside parameter models."""
    names: set[str] = set()
    for field in dependant.query_params:
        model = getattr(field.field_info, "annotation", None)
        fields = getattr(model, "model_fields", None)
        if fields is None:
            names.add(field.alias)
        else:
            names.update(f.alias or name for name, f in fields.items())
    return frozenset(names).union(*(query_names(d) for d in dependant.dependencies))


class GuardedRoute(APIRoute):
    """Refuses at import an operation without exactly one Gate, or with a gate and ``@public``."""

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        self.public: str | None = getattr(endpoint, "__public__", None)
        super().__init__(path, endpoint, **options)
        found = gates(self.dependant)
        if len(found) != (0 if self.public else 1):
            raise TypeError(f"{self.methods} {path}: declare exactly one Gate or @public(reason)")
        self.gate: Gate | None = found[0] if found else None
        self.begins, self.ends = path.split("{", maxsplit=1)[0], path.rsplit("}", maxsplit=1)[-1]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Nearly every route is not the one asked for, and how it begins and ends is enough to say so."""
        path = scope["path"]
        mine = self.begins in path and path.endswith(self.ends)
        return super().matches(scope) if mine else (Match.NONE, {})

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        inner = super().get_route_handler()
        gate = next(iter(gates(self.dependant)), None)
        known = query_names(self.dependant)
        takes_body = self.body_field is not None

        async def handle(request: Request) -> Response:
            async with asyncio.timeout(DEADLINE_SECONDS):
                if gate is None:
                    _check_form(request, known, takes_body)
                    return await inner(request)
                try:
                    return await _guarded(request, inner, gate, known, takes_body)
                except UnknownDataKey:
                    work: Work = request.scope[WORK]
                    forget_keys(work.runtime, work.tenant)
                    return await _guarded(request, inner, gate, known, takes_body)

        return handle


def _check_form(request: Request, known: frozenset[str], takes_body: bool) -> None:
    refuse_names(request.query_params.keys())
    refuse_numbers(request.query_params.values())
    if set(request.query_params.keys()) - known:
        raise UnknownParameter
    accept = request.headers.get("accept", "*/*")
    if not any(kind in accept for kind in ANSWERS):
        raise NotAcceptable
    if takes_body:
        sent = request.headers.get("content-type", "").split(";")[0].strip().lower()
        allowed = (
            (JSON, MERGE_PATCH)
            if request.method == "PATCH"
            else (JSON, "multipart/form-data", "application/x-www-form-urlencoded")
        )
        if sent not in allowed:
            raise WrongContentType


async def _guarded(
    request: Request, inner: Any, gate: Gate, known: frozenset[str], takes_body: bool
) -> Response:
    runtime: Runtime = request.app.state.runtime
    credential = credential_of(request, runtime)
    request_id = request.scope.get("samsyn.request", "")
    async with Work(runtime.engine, credential, runtime=runtime, request_id=request_id) as work:
        await work.open()
        request.scope[WORK] = work
        try:
            request.scope[FOUND] = await gate.decide(request, work)
            _check_form(request, known, takes_body)
            reserved = await reserve(request, work, runtime)
            gate.check_version(request, request.scope[FOUND])
            response: Response = await inner(request)
            await keep(reserved, work, response)
            await work.finish()
            return response
        except Refused:
            await work.refuse(gate.action, gate.kind, _ids(request))
            raise
        except Replay as replay:
            await work.rollback()
            again = replay
    return await read_again(request, again.status, again.location)


async def permitted(request: Request, gate: Gate) -> None:
    """The gate alone, in a transaction of its own that ends before the body is read. Raises its refusals."""
    runtime: Runtime = request.app.state.runtime
    credential = credential_of(request, runtime)
    request_id = request.scope.get("samsyn.request", "")
    async with (
        asyncio.timeout(DEADLINE_SECONDS),
        Work(runtime.engine, credential, runtime=runtime, request_id=request_id) as work,
    ):
        await work.open()
        try:
            await gate.decide(request, work)
        except Refused:
            await work.refuse(gate.action, gate.kind, _ids(request))
            raise
        await work.rollback()


def _ids(request: Request) -> list[UUID]:
    """Ids of the path as far as they are ids at all; somebody may have sent anything."""
    found = (as_id(str(value)) for value in request.path_params.values())
    return [key for key in found if key is not None]
