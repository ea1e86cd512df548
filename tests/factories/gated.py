"""The gates of a router, asked directly: whom the rule that a gate names lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from fastapi import APIRouter

from samsyn.core.actor import Actor
from samsyn.core.gate import Gate
from samsyn.core.route import GuardedRoute

Operation = str


def gates_of(*routers: APIRouter) -> dict[Operation, Gate]:
    """By the name of the endpoint; not the public ones."""
    routes = [route for router in routers for route in router.routes]
    return {
        route.name: route.gate
        for route in routes
        if isinstance(route, GuardedRoute) and route.gate is not None
    }


def passes(gate: Gate, actor: Actor, item: Any) -> bool:
    """By the gate's own rule, which stands beside what it asks of tokens and second factors."""
    if gate.allowed is None:
        return True
    if gate.find is None:
        return bool(gate.allowed(actor))
    return gate.action in gate.allowed(actor, item)


def let_through(
    gates: Mapping[Operation, Gate], actors: Mapping[str, Actor], item_of: Callable[[Gate], Any]
) -> dict[Operation, set[str]]:
    """Operation → names of ``actors``; ``item_of`` gives what the gate would have found."""
    return {
        name: {who for who, actor in actors.items() if passes(gate, actor, item_of(gate))}
        for name, gate in gates.items()
    }


def asking_for_version(gates: Mapping[Operation, Gate]) -> set[Operation]:
    return {name for name, gate in gates.items() if gate.version == "required"}


def each(operations: Iterable[Operation], who: set[str]) -> dict[Operation, set[str]]:
    return dict.fromkeys(operations, who)
