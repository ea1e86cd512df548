"""Writes of schools."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import or_, select

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.organisation.errors import CodeTaken, NoSuch
from samsyn.organisation.models import Area, School
from samsyn.organisation.schemas import SchoolIn, SchoolPatch


async def create_school(work: Work, body: SchoolIn) -> School:
    """Raises CodeTaken for a short code or a school unit code that another school has, and NoSuch."""
    await _refuse_unknown(work, body.area_id)
    await _refuse_taken(work, body.short_code, body.unit_code)
    school = School(
        tenant_id=work.tenant,
        id=uuid7(),
        **body.model_dump(exclude={"school_forms"}),
        school_forms=[str(form) for form in body.school_forms],
        sort_key=swedish_sort_key(body.name),
    )
    work.add(school)
    await work.flush()
    return school


async def change_school(work: Work, school: School, body: SchoolPatch) -> School:
    """Raises CodeTaken, and NoSuch for an area that is not there."""
    changes = body.model_dump(exclude_unset=True)
    await _refuse_unknown(work, changes.get("area_id"))
    if changes.get("unit_code") not in (None, school.unit_code):
        await _refuse_taken(work, "", changes["unit_code"])
    for field, value in changes.items():
        setattr(school, field, [str(v) for v in value] if isinstance(value, list) else value)
    school.sort_key = swedish_sort_key(school.name)
    await work.flush()
    return school


async def _refuse_taken(work: Work, short_code: str, unit_code: str | None) -> None:
    same = or_(School.short_code == short_code, School.unit_code == unit_code)
    if (await work.execute(select(School.id).where(School.tenant_id == work.tenant, same))).first():
        raise CodeTaken


async def _refuse_unknown(work: Work, area: UUID | None) -> None:
    if (
        area is not None
        and await work.scalar(select(Area.id).filter_by(tenant_id=work.tenant, id=area)) is None
    ):
        raise NoSuch("/areaId")
