"""A draft is its writer's, and nobody else's; a blob is read by whoever sees what owns it."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import SmallInteger, Text, bindparam, select

from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, PERSON, TENANT, scoped
from samsyn.documents.models import Blob, BlobChunk, Draft, DraftKey


class DraftAction(StrEnum):
    READ = "draft.read"
    SAVE = "draft.save"
    DROP = "draft.drop"
    KEY = "draft.key"


def is_person(actor: Actor) -> bool:
    return actor.kind == "PERSON"


OWN_DRAFT = scoped(
    select(Draft).where(
        Draft.tenant_id == TENANT, Draft.person_id == PERSON, Draft.draft_key == bindparam("name", type_=Text)
    ),
    Draft,
)
OWN_KEY = scoped(select(DraftKey).where(DraftKey.tenant_id == TENANT, DraftKey.person_id == PERSON), DraftKey)
ONE_BLOB = scoped(select(Blob).where(Blob.tenant_id == TENANT, Blob.id == KEY), Blob)
"""Only for who has found the row that owns it; the database asks that row's policy again."""

SOME_CHUNKS = scoped(
    select(BlobChunk.number, BlobChunk.sealed)
    .where(
        BlobChunk.tenant_id == TENANT,
        BlobChunk.blob_id == KEY,
        BlobChunk.number.between(
            bindparam("first", type_=SmallInteger), bindparam("last", type_=SmallInteger)
        ),
    )
    .order_by(BlobChunk.number),
    BlobChunk,
)
