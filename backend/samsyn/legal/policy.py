"""Case types are lookups: the same for everybody of the organiser, and for systems that ask for them."""

from __future__ import annotations

from enum import StrEnum


class CaseTypeAction(StrEnum):
    LIST = "case-type.list"
