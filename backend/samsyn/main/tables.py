"""Imports every domain that has tables, so that the metadata is complete for migrations and checks."""

from types import ModuleType

from samsyn import cases, documents, identity, meetings, organisation, students, teams
from samsyn.core.models import Base

WITH_TABLES: tuple[ModuleType, ...] = (documents, identity, organisation, students, teams, cases, meetings)
METADATA = Base.metadata
