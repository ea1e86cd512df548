"""A draft is its writer's, and nobody else's."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import Text, bindparam, select

from samsyn.core.actor import Actor
from samsyn.core.scope import PERSON, TENANT, scoped
from samsyn.documents.models import Draft, DraftKey


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
