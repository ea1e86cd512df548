"""Imports every domain that has tables, so that the metadata is complete for migrations and checks."""

from samsyn.core.models import Base

METADATA = Base.metadata
