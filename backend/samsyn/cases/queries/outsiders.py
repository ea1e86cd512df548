"""Whom cases on an agenda point out, asked by meetings (C11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import ARRAY, Uuid, any_, bindparam

from samsyn.cases.errors import refuse_broken
from samsyn.cases.models import Case
from samsyn.cases.policy import is_one_of, visible_cases
from samsyn.cases.queries.circle import pointed_out
from samsyn.cases.rules import load_invariants
from samsyn.cases.rules.access import IN_CHAIN
from samsyn.core.work import Work

REPORTED = visible_cases().where(
    Case.id == any_(bindparam("wanted", type_=ARRAY(Uuid()))), is_one_of(Case.case_type, sorted(IN_CHAIN))
)


async def refuse_outsiders(
    work: Work, case_ids: Iterable[UUID | None], people: Collection[UUID], pointer: str
) -> None:
    """Raises C11 where one of these people is pointed out in one of these cases that the caller opens."""
    wanted = [one for one in case_ids if one is not None]
    if not wanted or not people:
        return
    cases: list[Case] = list(await work.scalars(REPORTED, {"wanted": wanted}))
    work.log("case.refer", "Case", [case.id for case in cases], students=[])
    for case in cases:
        if set(people) & await pointed_out(work, case):
            refuse_broken([load_invariants().broken("C11_MEETING")], pointer)
