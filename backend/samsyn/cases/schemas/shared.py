"""What concerns and cases show alike."""

from __future__ import annotations

from uuid import UUID

from samsyn.core.schema import Out


class PupilOut(Out):
    """``name`` is null where the caller may not know who it is (protected personal data)."""

    id: UUID
    name: str | None
    grade: str | None
    protected: bool
