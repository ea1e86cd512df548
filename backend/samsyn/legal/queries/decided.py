"""What an organiser has decided about the rules, and who decided it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from samsyn.core.errors import NotThere
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.legal.models import RuleAdjustment, RuleReview
from samsyn.legal.policy import ADJUSTMENTS, REVIEWS
from samsyn.legal.rules import RulePack, load_rule_book
from samsyn.legal.rules.local import Adjustment, ReviewedKind, pack_named
from samsyn.legal.schemas.packs import DecidedOut


def the_pack(code: str) -> RulePack:
    """Raises NotThere."""
    pack = pack_named(load_rule_book(), code)
    if pack is None:
        raise NotThere
    return pack


async def adjustments_of(work: Work) -> list[Adjustment]:
    """Every number that the organiser has decided, the first first. At most some hundreds."""
    rows = await work.scalars(ADJUSTMENTS)
    return [Adjustment(row.pack, row.clock, row.amount, row.decided_at) for row in rows]


@dataclass(frozen=True, slots=True)
class Decided:
    """What holds of an organiser's decisions on all packs, with who decided it."""

    clocks: dict[tuple[str, str], tuple[int, DecidedOut]]
    reviews: dict[tuple[str, str, int], DecidedOut]

    def of_pack(self, code: str) -> dict[str, tuple[int, DecidedOut]]:
        """Clock → its number and who decided it."""
        return {clock: found for (pack, clock), found in self.clocks.items() if pack == code}

    def review(self, kind: ReviewedKind, code: str, edition: int = 1) -> DecidedOut | None:
        return self.reviews.get((kind, code, edition))


async def decided(work: Work) -> Decided:
    """The latest decision on each clock and each thing that is reviewed."""
    clocks = {(row.pack, row.clock): row for row in await work.scalars(ADJUSTMENTS)}
    reviews = {(row.kind, row.code, row.edition): row for row in await work.scalars(REVIEWS)}
    names = await _names(work, {row.decided_by for row in (*clocks.values(), *reviews.values())})
    return Decided(
        {
            key: (row.amount, _said(names, row, row.reason))
            for key, row in clocks.items()
            if row.amount is not None
        },
        {key: _said(names, row, row.note) for key, row in reviews.items() if row.verified},
    )


def _said(names: dict[UUID, str], row: RuleAdjustment | RuleReview, why: str) -> DecidedOut:
    return DecidedOut(by=names.get(row.decided_by, ""), at=row.decided_at, reason=why)


async def _names(work: Work, ids: set[UUID]) -> dict[UUID, str]:
    if not ids:
        return {}
    wanted = select(Person.id, Person.given_name, Person.family_name).where(
        Person.tenant_id == work.tenant, Person.id.in_(ids)
    )
    return {row.id: f"{row.given_name} {row.family_name}" for row in await work.execute(wanted)}
