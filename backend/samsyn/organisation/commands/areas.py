"""Writes of areas."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from samsyn.core.ids import uuid7
from samsyn.core.sortkey import swedish_sort_key
from samsyn.core.work import Work
from samsyn.organisation.errors import Circular, NameTaken, NoSuch
from samsyn.organisation.models import Area
from samsyn.organisation.schemas import AreaIn, AreaPatch

DEEPEST = 10


async def create_area(work: Work, body: AreaIn) -> Area:
    """Raises NameTaken, and NoSuch for an area above that is not there."""
    await _refuse_taken(work, body.name)
    await _refuse_circle(work, None, body.parent_id)
    area = Area(
        tenant_id=work.tenant,
        id=uuid7(),
        name=body.name,
        parent_id=body.parent_id,
        sort_key=swedish_sort_key(body.name),
    )
    work.add(area)
    await work.flush()
    return area


async def change_area(work: Work, area: Area, body: AreaPatch) -> Area:
    """Raises NameTaken, NoSuch, and Circular for an area below itself."""
    changes = body.model_dump(exclude_unset=True)
    if changes.get("name", area.name) != area.name:
        await _refuse_taken(work, changes["name"])
    if "parent_id" in changes:
        await _refuse_circle(work, area.id, changes["parent_id"])
    for field, value in changes.items():
        setattr(area, field, value)
    area.sort_key = swedish_sort_key(area.name)
    await work.flush()
    return area


async def _refuse_taken(work: Work, name: str) -> None:
    same = select(Area.id).where(Area.tenant_id == work.tenant, Area.name == name)
    if (await work.execute(same)).first():
        raise NameTaken


async def _refuse_circle(work: Work, area: UUID | None, parent: UUID | None) -> None:
    """Walks upwards; whatever is deeper than anybody's organisation counts as a circle."""
    for _ in range(DEEPEST):
        if parent is None:
            return
        if parent == area:
            raise Circular
        above = select(Area).where(Area.tenant_id == work.tenant, Area.id == parent)
        found = await work.one_or_none(above)
        if found is None:
            raise NoSuch("/parentId")
        parent = found.parent_id
    raise Circular
