"""The next number of a school and year, without gaps."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from samsyn.cases.models import CaseCounter
from samsyn.cases.rules import CaseNumber
from samsyn.core.ids import uuid7
from samsyn.core.work import Work


async def take_number(work: Work, school_id: UUID, short_code: str, *, concern: bool = False) -> str:
    """BJ-26-014, for a concern BJ-S26-014. Holds the counter until the transaction ends, so it is called
    last; a transaction that fails gives the number back."""
    year = work.clock.today().year
    row = {
        "tenant_id": work.tenant,
        "id": uuid7(),
        "school_id": school_id,
        "kind": "CONCERN" if concern else "CASE",
        "year": year,
        "last": 1,
    }
    counter = (
        insert(CaseCounter)
        .values(**row)
        .on_conflict_do_update(
            index_elements=["tenant_id", "school_id", "kind", "year"], set_={"last": CaseCounter.last + 1}
        )
        .returning(CaseCounter.last)
    )
    serial: int = (await work.execute(counter)).scalar_one()
    number = str(CaseNumber(short_code, year, serial))
    return number.replace("-", "-S", 1) if concern else number
