"""Reads of drafts."""

from __future__ import annotations

from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.documents.errors import NoDraft
from samsyn.documents.models import Draft
from samsyn.documents.policy import OWN_DRAFT
from samsyn.documents.schemas import DraftOut


async def draft(work: Work, name: str) -> DraftOut:
    """The caller's draft under this name. Raises NoDraft."""
    found: Draft | None = await work.one_or_none(OWN_DRAFT, name=name)
    if found is None:
        raise NoDraft
    sealer = await sealer_of(work)
    content = sealer.open_text(work.tenant, "drafts", found.id, "sealed", found.sealed)
    return DraftOut(links=self_link(f"/drafts/{name}"), content=content, saved_at=found.saved_at)
