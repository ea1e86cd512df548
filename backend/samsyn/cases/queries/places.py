"""Where a list goes on, and the names of units."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select

from samsyn.core.cursor import decode
from samsyn.core.errors import BadPaging
from samsyn.core.paging import Paging
from samsyn.core.schema import Named
from samsyn.core.vocabulary import SchoolForm
from samsyn.core.work import Work
from samsyn.organisation import School


def place_in_list(
    work: Work, asked: Paging, name: str, orders: Mapping[str, tuple[datetime, UUID]]
) -> tuple[str, dict[str, Any]]:
    """The order, and the parameters of a prebuilt list: from where, how many to skip and to take (one more
    than asked). ``orders`` are those the list knows with where each begins, the usual one first.

    Raises BadPaging for another order, and BadCursor.
    """
    order = asked.sort or next(iter(orders))
    if order not in orders:
        raise BadPaging
    at, key = orders[order]
    if asked.cursor is not None:
        place = decode(asked.cursor, work.runtime.cursor_keys, name=name, sort=order)
        at, key = cast("tuple[datetime, UUID]", place)
    page = asked.page or 1
    skip = (page - 1) * asked.limit if page > 0 else 0
    take = asked.limit + 1 if page > 0 else 0
    return order, {"place_at": at, "place_id": key, "skip": skip, "take": take, "upto": skip + take}


async def school_forms_of(work: Work, school_id: UUID) -> frozenset[SchoolForm]:
    """What the unit has; empty where nothing is entered."""
    statement = select(School.school_forms).where(School.tenant_id == work.tenant, School.id == school_id)
    return frozenset(map(SchoolForm, await work.scalar(statement) or ()))


async def school_named(work: Work, school_id: UUID) -> Named:
    statement = select(School.name).where(School.tenant_id == work.tenant, School.id == school_id)
    return Named(id=school_id, name=await work.scalar(statement) or "")
