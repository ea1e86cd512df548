"""Everybody may see who they are and leave; the rest of identity is the administrator's."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from samsyn.core.actor import Actor, Function
from samsyn.core.scope import KEY, TENANT
from samsyn.identity.models import Person


class SessionAction(StrEnum):
    READ = "session.read"
    STEP_UP = "session.step-up"
    END = "session.end"


ME_READ = "me.read"


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


ONE_PERSON = select(Person).where(Person.tenant_id == TENANT, Person.id == KEY)
