"""Names of staff, and who has a function at a unit now."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import and_, func, or_, select

from samsyn.cases.errors import Unfit, unknown_person
from samsyn.cases.policy import holds_today
from samsyn.cases.policy.people import NAMES
from samsyn.cases.rules.access import WORKS_IN
from samsyn.core.actor import Function
from samsyn.core.schema import Named
from samsyn.core.vocabulary import SecrecyBranch
from samsyn.core.work import Work
from samsyn.identity import Assignment
from samsyn.organisation import School


async def names_of(work: Work, ids: Iterable[UUID | None]) -> dict[UUID, Named]:
    """Staff by id; ids that are nobody's are left out."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    caller = work.actor
    if wanted == {caller.id} and caller.name:
        return {caller.id: Named(id=caller.id, name=caller.name)}
    return {
        row.id: Named(id=row.id, name=f"{row.given_name} {row.family_name}")
        for row in await work.execute(NAMES, {"wanted": sorted(wanted)})
    }


async def holders(work: Work, school_id: UUID, functions: Collection[Function]) -> list[UUID]:
    """People with one of these functions at the unit, or at its area, today; longest there first."""
    area = select(School.area_id).where(School.tenant_id == work.tenant, School.id == school_id)
    statement = (
        select(Assignment.person_id, Assignment.function)
        .where(
            Assignment.tenant_id == work.tenant,
            Assignment.function.in_(sorted(functions)),
            or_(
                Assignment.school_id == school_id,
                and_(Assignment.scope_type == "AREA", Assignment.area_id == area.scalar_subquery()),
            ),
            holds_today(Assignment),
        )
        .order_by(Assignment.valid_from, Assignment.id)
    )
    rows = sorted(await work.execute(statement), key=lambda row: row.function != Function.PRINCIPAL)
    return list(dict.fromkeys(row.person_id for row in rows))


async def case_officers(work: Work) -> list[UUID]:
    """The organiser's case officers (utredare) today."""
    statement = (
        select(Assignment.person_id)
        .where(
            Assignment.tenant_id == work.tenant,
            Assignment.function == Function.ORGANISER_CASE_OFFICER,
            Assignment.scope_type == "ORGANISER",
            holds_today(Assignment),
        )
        .order_by(Assignment.valid_from, Assignment.id)
    )
    return list(dict.fromkeys(await work.scalars(statement)))


async def branches_of(work: Work, people: Collection[UUID]) -> dict[UUID, list[SecrecyBranch]]:
    """The branches of their own that these people work in today."""
    found: dict[UUID, list[SecrecyBranch]] = {}
    for branch, function in WORKS_IN.items():
        statement = select(Assignment.person_id).where(
            Assignment.tenant_id == work.tenant,
            Assignment.person_id.in_(people),
            Assignment.function == function,
            holds_today(Assignment),
        )
        for person in set(await work.scalars(statement)):
            found.setdefault(person, []).append(branch)
    return found


def partner_outside(pointer: str) -> Unfit:
    return Unfit(
        pointer,
        "PARTNER_OUTSIDE",
        "En extern part ingår inte i kretsen. Dela det som behövs under Utlämnat.",
        "An external partner is not in the circle. Share what is needed under Disclosed.",
    )


async def brought_by(work: Work, person_id: UUID, school_id: UUID, pointer: str = "/ownerId") -> UUID | None:
    """The unit whose assignment brings a person into a case of ``school_id``: that unit, else none (an area
    or the organiser), else another unit. Raises Unfit when the person has no assignment today, or is an
    external partner and nothing else: they are shown what is shared with them, never the case."""
    statement = select(Assignment.school_id, Assignment.scope_type, Assignment.function).where(
        Assignment.tenant_id == work.tenant, Assignment.person_id == person_id, holds_today(Assignment)
    )
    rows = list(await work.execute(statement))
    found = [(r.school_id, r.scope_type) for r in rows if r.function != Function.EXTERNAL_PARTNER]
    if rows and not found:
        raise partner_outside(pointer)
    if not found:
        raise unknown_person(pointer)
    if (school_id, "UNIT") in found:
        return school_id
    return None if any(scope != "UNIT" for _, scope in found) else found[0][0]


async def assignment_at(work: Work, school_id: UUID) -> Assignment | None:
    """The caller's own assignment today that fits a case of this unit best: there, else another one."""
    statement = (
        select(Assignment)
        .where(
            Assignment.tenant_id == work.tenant,
            Assignment.person_id == work.actor.id,
            holds_today(Assignment),
        )
        .order_by(
            (Assignment.school_id == school_id).desc().nulls_last(), Assignment.valid_from, Assignment.id
        )
        .limit(1)
    )
    found: Assignment | None = await work.one_or_none(statement)
    return found


async def database_now(work: Work) -> datetime:
    """The transaction's time. Ways in are compared with it, so they are written with it too."""
    now: datetime = await work.scalar(select(func.samsyn_now()))
    return now
