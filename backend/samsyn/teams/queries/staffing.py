"""Posts per profession and term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work
from samsyn.organisation import SchoolYear, Term, profession_label, pupils_per_post
from samsyn.teams.models import StaffingRecord
from samsyn.teams.policy import VISIBLE_STAFFING, allowed_on_staffing
from samsyn.teams.schemas import StaffingOut

STAFFING_ORDER = Order(
    "staffing-records",
    {"profession": StaffingRecord.profession_code, "term": StaffingRecord.term},
    "profession",
    StaffingRecord.id,
)


async def staffing_listed(
    work: Work, asked: Paging, language: Language, school: UUID | None, year: UUID | None
) -> Page[StaffingOut]:
    wanted: Any = VISIBLE_STAFFING
    if school is not None:
        wanted = wanted.where(StaffingRecord.school_id == school)
    if year is not None:
        wanted = wanted.where(StaffingRecord.school_year_id == year)
    page: Page[StaffingRecord] = await listed(work, wanted, STAFFING_ORDER, asked, lambda row: row[0])
    items = await _shown(work, page.items, language)
    return Page[StaffingOut](items=items, meta=page.meta, links=page.links)


async def staffing_shown(work: Work, record: StaffingRecord, language: Language) -> StaffingOut:
    return (await _shown(work, [record], language))[0]


async def _shown(work: Work, rows: Sequence[StaffingRecord], language: Language) -> list[StaffingOut]:
    wanted = select(SchoolYear.id, SchoolYear.code).where(
        SchoolYear.tenant_id == work.tenant, SchoolYear.id.in_({row.school_year_id for row in rows})
    )
    years = {row.id: row.code for row in await work.execute(wanted)}

    def show(row: StaffingRecord) -> StaffingOut:
        ratio = pupils_per_post(row.pupils, row.full_time_share)
        return StaffingOut(
            links=self_link(f"/staffing-records/{row.id}"),
            allowed_actions=sorted(allowed_on_staffing(work.actor, row)),
            id=row.id,
            school_id=row.school_id,
            school_year_id=row.school_year_id,
            school_year=years[row.school_year_id],
            term=Term(row.term),
            profession_code=row.profession_code,
            profession_label=profession_label(row.profession_code, language),
            full_time_share=float(row.full_time_share),
            pupils=row.pupils,
            pupils_per_post=None if ratio is None else float(ratio),
            version=row.version,
        )

    return [show(row) for row in rows]
