"""What a case would be under the rules of today, where those are not its own (C19)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from samsyn.cases.models import Case
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.schemas.cases import NewerRulesOut
from samsyn.core.messages import Language
from samsyn.core.vocabulary import SchoolForm
from samsyn.core.work import Work
from samsyn.legal import CaseType, RulePack, load_rule_book, pack_named, types_in_place_of
from samsyn.organisation import School


def pack_to_come(work: Work, case: Case) -> RulePack | None:
    """The pack in force, where an open case is still under one before it."""
    book = load_rule_book()
    now, own = book.pack_on(work.clock.today()), pack_named(book, case.rule_pack)
    newer = own is None or own.valid_from < now.valid_from
    return now if case.is_open and newer else None


async def types_under(work: Work, case: Case, pack: RulePack) -> Sequence[CaseType]:
    """Its own type where the pack has it; else those of the same subject that begin with the pack, that the
    unit's school forms have and that know the phase the case is in."""
    forms = await work.scalar(
        select(School.school_forms).where(School.tenant_id == work.tenant, School.id == case.school_id)
    )
    found = types_in_place_of(load_rule_book(), case.case_type, pack, map(SchoolForm, forms or ()))
    return [kind for kind in found if kind.code == case.case_type or case.phase in kind.phases]


async def newer_rules(work: Work, case: Case, language: Language) -> NewerRulesOut | None:
    """None where the case is closed or has the rules of today."""
    pack = pack_to_come(work, case)
    if pack is None:
        return None
    return NewerRulesOut(
        code=pack.code,
        label=pack.en if language == "en" else pack.sv,
        case_types=[type_named(kind.code, language) for kind in await types_under(work, case, pack)],
    )
