"""The one table of who reacts to what and who answers which question."""

from __future__ import annotations

from fastapi import APIRouter

from samsyn import (
    cases,
    documents,
    goals,
    identity,
    integrations,
    legal,
    meetings,
    organisation,
    reports,
    students,
    teams,
    wheel,
)
from samsyn.core.registry import Registry

ROUTERS: tuple[APIRouter, ...] = (
    cases.router,
    documents.router,
    identity.router,
    organisation.router,
    students.router,
    teams.router,
    legal.router,
    meetings.router,
    goals.router,
    wheel.router,
    reports.router,
    integrations.router,
)
"""Every request is held against the routes in this order: what is asked the most stands first."""


def wire(registry: Registry) -> None:
    """Fills the registry: events → handlers, focus sources, reference kinds, gate conditions."""
    cases.register(registry)
    meetings.register(registry)
    goals.register(registry)
    wheel.register(registry)
