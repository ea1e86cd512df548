"""Lock 1: no gate, no app; and what is decided before what was sent is looked at."""

from __future__ import annotations

import gc
from typing import Annotated, Any
from uuid import uuid4

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.routing import iter_route_contexts

from samsyn.core.gate import Gate, gates, public
from samsyn.core.http import operations
from samsyn.core.ids import uuid7
from samsyn.core.route import GuardedRoute
from samsyn.core.runtime import Runtime
from samsyn.core.settings import Settings
from samsyn.core.work import Work
from samsyn.main import app as assembly
from samsyn.main.app import BARE, create_api, create_app, refuse_unguarded
from samsyn.main.wiring import ROUTERS
from tests.factories.world import add_client
from tests.locks.conftest import Post

FLOOR = 12
"""Guarded operations of the program when this was written; a walk that sees fewer sees nothing."""
ONE_GATE = Annotated[Work, Depends(Gate("a", kind="X"))]
ANOTHER_GATE = Annotated[Work, Depends(Gate("b", kind="X"))]


async def no_gate() -> dict[str, str]:
    return {}


async def two_gates(a: ONE_GATE, b: ANOTHER_GATE) -> dict[str, str]:
    return {}


async def gate_in_a_dependency(a: ONE_GATE) -> Work:
    return a


async def two_gates_at_different_depth(
    a: ANOTHER_GATE, b: Annotated[Work, Depends(gate_in_a_dependency)]
) -> dict[str, str]:
    return {}


@public("nobody")
async def public_with_a_gate(a: ONE_GATE) -> dict[str, str]:
    return {}


async def one_gate(a: ONE_GATE) -> dict[str, str]:
    return {}


@pytest.mark.parametrize("endpoint", [no_gate, two_gates, two_gates_at_different_depth, public_with_a_gate])
def test_anything_but_one_gate_is_refused_at_import(endpoint: Any) -> None:
    with pytest.raises(TypeError, match="exactly one Gate"):
        APIRouter(route_class=GuardedRoute).get("/x")(endpoint)


def test_one_gate_is_taken() -> None:
    APIRouter(route_class=GuardedRoute).get("/x")(one_gate)


def _plain() -> APIRouter:
    plain = APIRouter()
    plain.get("/plain")(no_gate)
    return plain


def _plain_within_guarded() -> APIRouter:
    guarded = APIRouter(route_class=GuardedRoute)
    guarded.include_router(_plain(), prefix="/inner")
    return guarded


def _mounted() -> APIRouter:
    router = APIRouter(route_class=GuardedRoute)
    router.mount("/mounted", FastAPI())
    return router


def _socket() -> APIRouter:
    router = APIRouter(route_class=GuardedRoute)
    router.add_api_websocket_route("/socket", no_gate)
    return router


@pytest.mark.parametrize("make", [_plain, _plain_within_guarded, _mounted, _socket])
def test_what_is_not_a_guarded_route_is_refused_at_boot(
    make: Any, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assembly, "ROUTERS", (*ROUTERS, make()))
    with pytest.raises(TypeError, match="is not a GuardedRoute"):
        create_api(runtime)


def test_a_plain_route_beside_the_routers_is_refused_at_boot(runtime: Runtime) -> None:
    api = create_api(runtime)
    api.get("/plain")(no_gate)
    with pytest.raises(TypeError, match="/plain is not a GuardedRoute"):
        refuse_unguarded(api)


def test_and_the_program_looks_by_itself(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "serve_documents", lambda api: api.get("/plain")(no_gate))
    with pytest.raises(TypeError, match="/plain is not a GuardedRoute"):
        create_api(runtime)


def test_what_is_for_people_has_no_scope_for_systems(runtime: Runtime) -> None:
    routes = [getattr(c, "original_route", c) for c in iter_route_contexts(create_api(runtime).routes)]
    found = [route.gate for route in routes if isinstance(route, GuardedRoute) and route.gate]
    for_people = [gate for gate in found if getattr(gate.allowed, "__name__", "") == "is_person"]
    assert len(for_people) >= 10
    assert [gate.action for gate in for_people if gate.scope is not None] == []


async def test_the_program_runs_on_what_it_is_given(
    settings: Settings, runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert create_app(runtime=runtime).state.runtime is runtime
    assert create_app(settings).state.runtime.settings is settings
    loaded = settings.model_copy()
    monkeypatch.setattr(Settings, "load", lambda: loaded)
    assert create_app().state.runtime.settings is loaded


async def test_its_connections_end_with_it(settings: Settings) -> None:
    app = create_app(settings)
    engine = app.state.runtime.engine
    async with app.router.lifespan_context(app):
        async with engine.connect():
            pass
        assert engine.pool.checkedin() == 1
    gc.unfreeze()
    assert engine.pool.checkedin() == 0


def test_a_prefix_that_would_be_lost_is_refused_at_boot(
    runtime: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner, outer = APIRouter(route_class=GuardedRoute), APIRouter(route_class=GuardedRoute)
    inner.get("/inner")(one_gate)
    outer.include_router(inner, prefix="/outer")
    monkeypatch.setattr(assembly, "ROUTERS", (*ROUTERS, outer))
    with pytest.raises(TypeError, match="/inner is included under a prefix"):
        create_api(runtime)


def test_every_route_of_the_app_itself_is_guarded(runtime: Runtime) -> None:
    api = create_api(runtime)
    routes = [getattr(c, "original_route", c) for c in iter_route_contexts(api.routes)]
    guarded = [r for r in routes if isinstance(r, GuardedRoute) and r.gate]
    assert len(guarded) >= FLOOR
    assert routes == list(api.routes)
    assert {getattr(r, "path", "") for r in routes if not isinstance(r, GuardedRoute)} == BARE
    assert all(len(gates(r.dependant)) == 1 for r in guarded)


def test_at_most_eight_operations_are_public(runtime: Runtime) -> None:
    routes = [getattr(c, "original_route", c) for c in iter_route_contexts(create_api(runtime).routes)]
    said = [r.public for r in routes if isinstance(r, GuardedRoute) and r.public is not None]
    assert 0 < len(said) <= 8
    assert all(len(reason) > 15 for reason in said)


BAD: dict[str, dict[str, Any]] = {
    "no body": {},
    "malformed": {"content": b"{", "headers": {"content-type": "application/json"}},
    "wrong fields": {"json": {"nothing": 1}},
    "wrong type of content": {"content": b"x", "headers": {"content-type": "text/xml"}},
    "unknown parameter": {"params": {"nothing": "1"}},
    "unacceptable": {"headers": {"accept": "image/png"}},
}


@pytest.mark.parametrize("bad", BAD)
async def test_anonymous_is_401_whatever_was_sent(bad: str, runtime: Runtime, shared_post: Post) -> None:
    paths = [(p, m) for p, ms in operations(create_api(runtime)) for m in ms if p not in BARE]
    public_paths = {
        "/session POST", "/oauth/token POST", "/account-activations POST", "/api-info GET", "/docs GET",
        "/answer-link-openings POST", "/answer-link-answers POST",
    }  # fmt: skip
    asked = 0
    for path, method in paths:
        if f"{path} {method}" in public_paths:
            continue
        filled = "/".join(str(uuid7()) if part.startswith("{") else part for part in path.split("/"))
        answer = await shared_post.anonymous()(method, filled, **BAD[bad])
        assert (answer.status_code, answer.json()["code"]) == (401, "A01"), f"{method} {path}: {answer.text}"
        assert "bearer" in answer.headers["www-authenticate"].lower()
        asked += 1
    assert asked >= FLOOR


@pytest.mark.parametrize("bad", BAD)
async def test_an_invisible_object_is_404_whatever_was_sent(bad: str, shared_post: Post) -> None:
    for persona, letter in (("rektor", shared_post.letter_b), ("larare", shared_post.letter)):
        answer = await shared_post.as_(persona).post(f"/lock-letters/{letter}/remarks", **BAD[bad])
        assert (answer.status_code, answer.json()["code"]) == (404, "A04"), answer.text


async def test_invisible_and_nothing_there_answer_alike(shared_post: Post, post: Post) -> None:
    """Other school, other municipality, an id of nobody, no id at all, an address that does not exist."""
    paths = [
        f"/lock-letters/{shared_post.letter_b}",
        f"/lock-letters/{post.letter}",
        f"/lock-letters/{uuid4()}",
        "/lock-letters/not-an-id",
        f"/lock-letters/{{{shared_post.letter}}}",
        f"/lock-letters/urn:uuid:{shared_post.letter}",
        f"/lock-letters/-{shared_post.letter.hex[:-1]}---",
        "/lock-letters/%00",
        "/nothing/at/all",
    ]
    bodies, headers = [], []
    for path in paths:
        answer = await shared_post.as_("rektor").get(path)
        body = answer.json()
        assert answer.status_code == 404, f"{path}: {answer.text}"
        assert len({body.pop("instance"), body.pop("traceId")}) == 2
        bodies.append(body)
        headers.append({k: v for k, v in answer.headers.items() if k != "traceparent"})
    assert all(body == bodies[0] for body in bodies)
    assert all(header == headers[0] for header in headers)


async def test_seen_but_not_allowed_is_403_before_the_body(shared_post: Post) -> None:
    answer = await shared_post.as_("kurator")("PATCH", f"/lock-letters/{shared_post.letter}", content=b"{")
    assert (answer.status_code, answer.json()["code"]) == (403, "A03")


async def test_a_change_needs_the_version_that_was_read(post: Post) -> None:
    change: dict[str, Any] = {"json": {"title": "x"}}
    rektor, letter = post.as_("rektor"), f"/lock-letters/{post.letter}"
    missing = await rektor.patch(letter, **change)
    assert (missing.status_code, missing.json()["code"]) == (428, "A28")
    for stale in ('"0"', '"2"', 'W/"1"', "1", "*", '"1", "2"', ""):
        answer = await rektor("PATCH", letter, headers={"if-match": stale}, **change)
        assert (answer.status_code, answer.json()["code"]) == (412, "A12"), stale
    assert (await rektor.patch(letter, version=1, **change)).status_code == 200
    assert (await rektor.patch(letter, version=1, **change)).status_code == 412


async def test_nothing_above_k1_with_one_factor(post: Post) -> None:
    weak = post.as_("rektor")
    weak.token = post.world.weak_token("rektor")
    for path in ("/lock-letters", f"/lock-letters/{post.letter}"):
        answer = await weak.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "A02")
    assert (await weak.get("/schools")).status_code == 200


async def test_a_system_needs_the_scope_and_stays_in_its_schools(post: Post) -> None:
    add_client(post.world, "with", ["letters:read"])
    add_client(post.world, "without", ["schools:read"])
    letter = f"/lock-letters/{post.letter}"
    refused = await post.as_client("without").get(letter)
    assert (refused.status_code, refused.json()["code"]) == (403, "A05")
    closed = await post.as_client("with").get("/lock-letters")
    assert (closed.status_code, closed.json()["code"]) == (403, "A05")
    invisible = await post.as_client("with").get(letter)
    assert invisible.status_code == 404
    assert post.trail("actor_kind, outcome") == [("CLIENT", "DENY")] * 3
