"""What an organiser decides about the rules. Rows are only added."""

from __future__ import annotations

from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.legal.errors import FixedByLaw, NoSuchClock, NothingToReview
from samsyn.legal.models import RuleAdjustment, RuleReview
from samsyn.legal.rules import RulePack, load_rule_book
from samsyn.legal.rules.local import ReviewedKind, bases_cited, clock_of, is_adjustable
from samsyn.legal.schemas.packs import RuleAdjustmentIn, RuleReviewIn


async def adjust(work: Work, pack: RulePack, body: RuleAdjustmentIn) -> None:
    """Raises NoSuchClock, and FixedByLaw for a time that is the law's own."""
    clock = clock_of(load_rule_book(), pack, body.clock)
    if clock is None:
        raise NoSuchClock
    if not is_adjustable(clock):
        raise FixedByLaw
    work.add(
        RuleAdjustment(
            tenant_id=work.tenant,
            id=uuid7(),
            pack=pack.code,
            clock=body.clock,
            amount=body.amount,
            reason=body.reason,
            decided_at=work.clock.now(),
            decided_by=work.actor.id,
        )
    )
    await work.flush()


async def review(work: Work, pack: RulePack, body: RuleReviewIn) -> None:
    """Raises NothingToReview for a citation that the pack does not have, or another pack."""
    if body.kind is ReviewedKind.PACK:
        known = body.code == pack.code
    else:
        known = body.code in {basis.code for basis in bases_cited(load_rule_book(), pack)}
    if not known:
        raise NothingToReview
    work.add(
        RuleReview(
            tenant_id=work.tenant,
            id=uuid7(),
            kind=body.kind,
            code=body.code,
            edition=pack.version if body.kind is ReviewedKind.PACK else 1,
            verified=body.verified,
            note=body.note,
            decided_at=work.clock.now(),
            decided_by=work.actor.id,
        )
    )
    await work.flush()
