"""Schools are known to everybody of the organiser; only administrators change them."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from samsyn.core.actor import Actor, Function
from samsyn.core.scope import KEY
from samsyn.organisation.models import School


class SchoolAction(StrEnum):
    LIST = "school.list"
    READ = "school.read"
    CREATE = "school.create"
    CHANGE = "school.change"


ONE_SCHOOL = select(School).where(School.id == KEY)
"""The tenant wall of the database decides; no school of an organiser is secret from its staff."""


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


def allowed_on_school(actor: Actor, school: School) -> frozenset[SchoolAction]:
    own = {SchoolAction.READ}
    return frozenset(own | {SchoolAction.CHANGE} if administers(actor) else own)
