"""Putting activities on a wheel, moving them, taking them off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from samsyn.core.ids import uuid7
from samsyn.core.registry import Registry
from samsyn.core.work import Work
from samsyn.wheel.errors import MoveOrDays, OutsideYear, UnknownLink, UnknownTeam, WheelClosed, WheelFull
from samsyn.wheel.models import AnnualWheel, WheelActivity, WheelActivityLink
from samsyn.wheel.policy import LINKS_OF_ONE, VISIBLE_TEAMS
from samsyn.wheel.queries.activities import fetch
from samsyn.wheel.queries.status import activities
from samsyn.wheel.queries.wheels import fetch as fetch_wheel
from samsyn.wheel.rules import WRITABLE, ActivityStatus, WheelState, months_of
from samsyn.wheel.schemas import ActivityIn, ActivityLinkIn, ActivityPatch

MOST = 400


async def add_activity(work: Work, wheel: AnnualWheel, body: ActivityIn) -> WheelActivity:
    """Raises WheelClosed, WheelFull, OutsideYear, UnknownTeam, UnknownLink."""
    if wheel.state not in WRITABLE:
        raise WheelClosed
    if len(await activities(work, wheel.id)) >= MOST:
        raise WheelFull
    _refuse_outside(wheel, body.starts_on, body.ends_on)
    await _refuse_strange_team(work, wheel.school_id, body.team_id)
    await _refuse_unseen(work, body.references)
    activity = WheelActivity(
        tenant_id=work.tenant,
        id=uuid7(),
        wheel_id=wheel.id,
        status=ActivityStatus.PLANNED,
        **body.model_dump(exclude={"references"}),
    )
    work.add(activity)
    await work.flush()
    await _link(work, activity.id, body.references)
    return await fetch(work, activity.id)


async def change_activity(work: Work, activity: WheelActivity, body: ActivityPatch) -> WheelActivity:
    """Raises WheelClosed, MoveOrDays, OutsideYear, UnknownTeam, UnknownLink."""
    wheel = await fetch_wheel(work, activity.wheel_id)
    if wheel.state not in WRITABLE:
        raise WheelClosed
    changes = body.model_dump(exclude_unset=True, exclude={"references", "move_weeks"})
    changes |= _moved(activity, body)
    first, last = changes.get("starts_on", activity.starts_on), changes.get("ends_on", activity.ends_on)
    if (first, last) != (activity.starts_on, activity.ends_on):
        _refuse_outside(wheel, first, last)
        if wheel.state == WheelState.ACTIVE and activity.status == ActivityStatus.PLANNED:
            changes.setdefault("status", ActivityStatus.MOVED)
    if "team_id" in changes:
        await _refuse_strange_team(work, wheel.school_id, changes["team_id"])
    for name, value in changes.items():
        setattr(activity, name, value)
    if body.references is not None:
        await _refuse_unseen(work, body.references)
        await _link(work, activity.id, body.references)
        activity.updated_at = work.clock.now()
    await work.flush()
    return await fetch(work, activity.id)


async def remove_activity(work: Work, activity: WheelActivity) -> None:
    """Takes it off the wheel; it can come back. Raises WheelClosed."""
    if activity.wheel_state not in WRITABLE:
        raise WheelClosed
    activity.status = ActivityStatus.REMOVED
    await work.flush()


def _moved(activity: WheelActivity, body: ActivityPatch) -> dict[str, Any]:
    if body.move_weeks is None:
        return {}
    if {"starts_on", "ends_on"} & body.model_fields_set:
        raise MoveOrDays
    by = timedelta(weeks=body.move_weeks)
    return {"starts_on": activity.starts_on + by, "ends_on": activity.ends_on + by}


def _refuse_outside(wheel: AnnualWheel, first: date, last: date) -> None:
    start, end = months_of(wheel.starts_on, wheel.ends_on)
    if not start <= first <= last <= end:
        raise OutsideYear


async def _refuse_strange_team(work: Work, school: UUID, team: UUID | None) -> None:
    if team is None:
        return
    if team not in {row.id for row in await work.execute(VISIBLE_TEAMS, {"key": school})}:
        raise UnknownTeam


async def _refuse_unseen(work: Work, links: Sequence[ActivityLinkIn]) -> None:
    registry: Registry = work.runtime.registry
    for kind in {link.kind.lower() for link in links}:
        wanted = {link.id for link in links if link.kind.lower() == kind}
        if wanted - set(await registry.resolve(work, kind, sorted(wanted))):
            raise UnknownLink


async def _link(work: Work, activity: UUID, wanted: Sequence[ActivityLinkIn]) -> None:
    """Makes the activity's links exactly these."""
    keys = {(link.kind.lower(), link.id) for link in wanted}
    present = {(row.ref_kind, row.ref_id): row for row in await work.scalars(LINKS_OF_ONE, {"key": activity})}
    for key, row in present.items():
        if key not in keys:
            await work.delete(row)
    for kind, ref in sorted(keys - set(present)):
        work.add(
            WheelActivityLink(
                tenant_id=work.tenant, id=uuid7(), activity_id=activity, ref_kind=kind, ref_id=ref
            )
        )
    await work.flush()
