"""The rules are the same for everybody of the organiser, and for systems that ask for them; the administrator
keeps the organiser's own numbers and says what has been compared with the law."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from samsyn.core.actor import Actor, Function
from samsyn.core.scope import TENANT, scoped
from samsyn.legal.models import RuleAdjustment, RuleReview


class CaseTypeAction(StrEnum):
    LIST = "case-type.list"


class RulePackAction(StrEnum):
    LIST = "rule-pack.list"
    READ = "rule-pack.read"
    CITE = "legal-basis.list"
    ADJUST = "rule-pack.adjust"
    REVIEW = "rule-pack.review"


ADJUSTMENTS = scoped(
    select(RuleAdjustment)
    .where(RuleAdjustment.tenant_id == TENANT)
    .order_by(RuleAdjustment.decided_at, RuleAdjustment.id),
    RuleAdjustment,
)
REVIEWS = scoped(
    select(RuleReview).where(RuleReview.tenant_id == TENANT).order_by(RuleReview.decided_at, RuleReview.id),
    RuleReview,
)


def administers(actor: Actor) -> bool:
    return actor.holds(Function.SYSTEM_ADMIN)


def allowed_on_packs(actor: Actor) -> frozenset[RulePackAction]:
    """On every pack alike."""
    kept = {RulePackAction.ADJUST, RulePackAction.REVIEW} if administers(actor) else set()
    return frozenset({RulePackAction.READ} | kept)
