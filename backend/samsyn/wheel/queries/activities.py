"""Activities as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.errors import NotThere
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.registry import Reference, Registry
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.wheel.models import AnnualWheel, WheelActivity, WheelActivityLink
from samsyn.wheel.policy import (
    ACTIVITIES_OF,
    LINKS_OF_ONE,
    ONE_ACTIVITY,
    VISIBLE_TEAMS,
    ActivityAction,
    allowed_on_activity,
)
from samsyn.wheel.queries.status import counted, fact, fields_at, lacks, links_by_activity
from samsyn.wheel.rules import WRITABLE, ActivityKind, ActivityStatus, ring
from samsyn.wheel.schemas import ActivityLinkOut, ActivityOut, WheelHintOut

ORDER = Order("wheel-activities", {"startsOn": WheelActivity.starts_on}, "startsOn", WheelActivity.id)
Key = tuple[str, UUID]


async def fetch(work: Work, activity_id: UUID) -> WheelActivity:
    """An activity read anew. Raises NotThere."""
    found: WheelActivity | None = await work.one_or_none(ONE_ACTIVITY, key=activity_id)
    if found is None:
        raise NotThere
    return found


async def activities(work: Work, asked: Paging, wheel: AnnualWheel, language: Language) -> Page[ActivityOut]:
    """In the order of the year; removed ones are left out."""
    page: Page[Any] = await listed(
        work, ACTIVITIES_OF, ORDER, asked, lambda row: row[0], values={"wheel": wheel.id}, total=True
    )
    links = await links_by_activity(work, wheel.id)
    items = await shown(work, wheel.school_id, page.items, links, language)
    return Page[ActivityOut](items=items, meta=page.meta, links=page.links)


async def shown_one(work: Work, activity: WheelActivity, language: Language) -> ActivityOut:
    links = list(await work.scalars(LINKS_OF_ONE, {"key": activity.id}))
    return (await shown(work, activity.school_id, [activity], {activity.id: links}, language))[0]


async def shown(
    work: Work,
    school: UUID,
    rows: Sequence[WheelActivity],
    links: dict[UUID, list[WheelActivityLink]],
    language: Language,
) -> list[ActivityOut]:
    people, teams = await _people(work, rows), await _teams(work, school)
    references = await resolved(work, [link for row in rows for link in links.get(row.id, ())])
    fields = await fields_at(work, school)

    def show(row: WheelActivity) -> ActivityOut:
        own = links.get(row.id, [])
        hint = lacks(fact(row, fields, counted(own)))
        return ActivityOut(
            links=self_link(f"/annual-wheels/{row.wheel_id}/activities/{row.id}"),
            allowed_actions=_offered(work, row),
            id=row.id,
            wheel_id=row.wheel_id,
            kind=ActivityKind(row.kind),
            ring=ring(ActivityKind(row.kind)),
            title=row.title,
            description=row.description,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            owner=people.get(row.owner_id) if row.owner_id else None,
            team=teams.get(row.team_id) if row.team_id else None,
            protected_minutes=row.protected_minutes,
            status=ActivityStatus(row.status),
            references=[_link(r) for key in _keys(own) if (r := references.get(key)) is not None],
            lacks=WheelHintOut(code=hint.code, text=hint.en if language == "en" else hint.sv)
            if hint
            else None,
            version=row.version,
        )

    return [show(row) for row in rows]


async def resolved(work: Work, links: Sequence[WheelActivityLink]) -> dict[Key, Reference]:
    """What the caller may see of what is linked."""
    registry: Registry = work.runtime.registry
    wanted: dict[str, set[UUID]] = defaultdict(set)
    for link in links:
        wanted[link.ref_kind].add(link.ref_id)
    found = {kind: await registry.resolve(work, kind, sorted(ids)) for kind, ids in wanted.items()}
    return {(kind, key): ref for kind, refs in found.items() for key, ref in refs.items()}


def _keys(links: Sequence[WheelActivityLink]) -> list[Key]:
    return sorted((link.ref_kind, link.ref_id) for link in links)


def _link(reference: Reference) -> ActivityLinkOut:
    return ActivityLinkOut(
        kind=reference.kind.upper(), id=reference.id, label=reference.label, path=reference.path
    )


def _offered(work: Work, row: WheelActivity) -> list[str]:
    found = allowed_on_activity(work.actor, row)
    if row.wheel_state not in WRITABLE:
        found &= {ActivityAction.READ}
    if row.status == ActivityStatus.REMOVED:
        found -= {ActivityAction.REMOVE}
    return sorted(found)


async def _people(work: Work, rows: Sequence[WheelActivity]) -> dict[UUID, Named]:
    wanted = {row.owner_id for row in rows if row.owner_id is not None}
    if not wanted:
        return {}
    people = select(Person).where(Person.tenant_id == work.tenant, Person.id.in_(wanted))
    return {p.id: Named(id=p.id, name=p.name) for p in await work.scalars(people)}


async def _teams(work: Work, school: UUID) -> dict[UUID, Named]:
    rows = await work.execute(VISIBLE_TEAMS, {"key": school})
    return {row.id: Named(id=row.id, name=row.name) for row in rows}
