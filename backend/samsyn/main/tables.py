"""Imports every domain that has tables, so that the metadata is complete for migrations and checks."""

from types import ModuleType

from samsyn import (
    cases,
    documents,
    goals,
    identity,
    integrations,
    legal,
    meetings,
    organisation,
    students,
    teams,
    wheel,
)
from samsyn.core.models import Base

WITH_TABLES: tuple[ModuleType, ...] = (
    cases,
    documents,
    goals,
    identity,
    integrations,
    legal,
    meetings,
    organisation,
    students,
    teams,
    wheel,
)
METADATA = Base.metadata
