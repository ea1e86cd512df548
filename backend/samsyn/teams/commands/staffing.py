"""Writes of staffing."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import select

from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.organisation import Profession, SchoolYear
from samsyn.teams.errors import NoSuch, RecordTaken
from samsyn.teams.models import StaffingRecord
from samsyn.teams.policy import ONE_UNIT, VISIBLE_STAFFING, keeps
from samsyn.teams.schemas import StaffingIn, StaffingPatch


def _share(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.01"))


async def create_staffing(work: Work, body: StaffingIn) -> StaffingRecord:
    """Raises NotThere for no unit of the caller's, NotAllowed, NoSuch, RecordTaken."""
    if await work.one_or_none(ONE_UNIT, key=body.school_id) is None:
        raise NotThere
    if not keeps(work.actor, body.school_id):
        raise NotAllowed
    await _refuse_unknown(work, body)
    same = VISIBLE_STAFFING.where(
        StaffingRecord.school_id == body.school_id,
        StaffingRecord.school_year_id == body.school_year_id,
        StaffingRecord.term == str(body.term),
        StaffingRecord.profession_code == body.profession_code,
    )
    if (await work.scalars(same)).first() is not None:
        raise RecordTaken
    record = StaffingRecord(
        tenant_id=work.tenant,
        id=uuid7(),
        **body.model_dump(exclude={"full_time_share", "term"}),
        term=str(body.term),
        full_time_share=_share(body.full_time_share),
    )
    work.add(record)
    await work.flush()
    return record


async def _refuse_unknown(work: Work, body: StaffingIn) -> None:
    year = select(SchoolYear.id).where(
        SchoolYear.tenant_id == work.tenant, SchoolYear.id == body.school_year_id
    )
    if (await work.execute(year)).first() is None:
        raise NoSuch("/schoolYearId")
    profession = select(Profession.id).where(
        Profession.tenant_id == work.tenant, Profession.code == body.profession_code
    )
    if (await work.execute(profession)).first() is None:
        raise NoSuch("/professionCode")


async def change_staffing(work: Work, record: StaffingRecord, body: StaffingPatch) -> StaffingRecord:
    if body.full_time_share is not None:
        record.full_time_share = _share(body.full_time_share)
    if body.pupils is not None:
        record.pupils = body.pupils
    await work.flush()
    return record
