"""Setting up a wheel, and beginning to use it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import select

from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.organisation import School, SchoolYear
from samsyn.wheel.errors import NoSuchYear, RuleBroken, WheelClosed, WheelExists, WrongState
from samsyn.wheel.models import AnnualWheel, WheelActivity
from samsyn.wheel.policy import VISIBLE_TEAMS, VISIBLE_WHEELS, may_write_at, sees_unit
from samsyn.wheel.queries.status import status_of
from samsyn.wheel.queries.wheels import OF_SCHOOL, OF_YEAR, fetch
from samsyn.wheel.rules import (
    WRITABLE,
    ActivityStatus,
    TemplateItem,
    WheelState,
    activation_violations,
    load_unit_template,
    months_of,
    next_states,
)
from samsyn.wheel.schemas import WheelActivationIn, WheelIn, WheelPatch

TEMPLATE = "UNIT_DEFAULT"


async def create_wheel(work: Work, body: WheelIn) -> AnnualWheel:
    """Raises NotThere for a unit that the caller does not see, NotAllowed, NoSuchYear, WheelExists."""
    await _refuse_strange_unit(work, body.school_id)
    year: SchoolYear | None = await work.one_or_none(
        select(SchoolYear).where(SchoolYear.tenant_id == work.tenant, SchoolYear.code == body.school_year)
    )
    if year is None:
        raise NoSuchYear
    taken = VISIBLE_WHEELS.where(OF_SCHOOL, OF_YEAR)
    if (await work.execute(taken, {"school": body.school_id, "code": year.code})).first():
        raise WheelExists
    wheel = AnnualWheel(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=body.school_id,
        school_year_id=year.id,
        template=TEMPLATE if body.from_template else None,
        note=body.note,
        state=WheelState.PLANNED,
    )
    work.add(wheel)
    if body.from_template:
        await _fill(work, wheel, year)
    await work.flush()
    return await fetch(work, wheel.id)


async def _refuse_strange_unit(work: Work, school: UUID) -> None:
    """A central reader sees every unit of the own organiser, and none of another's."""
    if may_write_at(work.actor, school):
        return
    own = select(School.id).where(School.tenant_id == work.tenant, School.id == school)
    seen = sees_unit(work.actor, school) and (await work.execute(own)).first() is not None
    raise NotAllowed if seen else NotThere


async def _fill(work: Work, wheel: AnnualWheel, year: SchoolYear) -> None:
    """Puts the template on the wheel; its check-ins are given to the unit's student health team."""
    await work.flush()
    team = await _student_health_team(work, wheel.school_id)
    span = months_of(year.starts_on, year.ends_on)
    for item in load_unit_template():
        days = _within(item, year, span)
        if days is not None:
            work.add(_activity(wheel, item, days, team))


def _within(item: TemplateItem, year: SchoolYear, span: tuple[Any, Any]) -> tuple[Any, Any] | None:
    """The item's days as far as they lie on the circle; None where the unit's year is shorter than that."""
    first, last = item.span(int(year.code[:4]))
    first, last = max(first, span[0]), min(last, span[1])
    return (first, last) if first <= last else None


def _activity(
    wheel: AnnualWheel, item: TemplateItem, days: tuple[Any, Any], team: UUID | None
) -> WheelActivity:
    return WheelActivity(
        tenant_id=wheel.tenant_id,
        id=uuid7(),
        wheel_id=wheel.id,
        template_code=item.code,
        kind=item.kind,
        title=item.sv,
        starts_on=days[0],
        ends_on=days[1],
        team_id=team if item.major else None,
        protected_minutes=item.protected_minutes,
        status=ActivityStatus.PLANNED,
    )


async def _student_health_team(work: Work, school: UUID) -> UUID | None:
    rows = (await work.execute(VISIBLE_TEAMS, {"key": school})).all()
    return next((row.id for row in rows if row.type == "EHT" and row.ended_on is None), None)


async def change_wheel(work: Work, wheel: AnnualWheel, body: WheelPatch) -> AnnualWheel:
    """Raises WheelClosed."""
    if wheel.state not in WRITABLE:
        raise WheelClosed
    if "note" in body.model_fields_set:
        wheel.note = body.note
    await work.flush()
    return await fetch(work, wheel.id)


async def activate(work: Work, wheel: AnnualWheel, body: WheelActivationIn) -> AnnualWheel:
    """Begins to use the wheel. Raises WrongState, and RuleBroken (W01) where a reason is needed."""
    if WheelState.ACTIVE not in next_states(WheelState(wheel.state)):
        raise WrongState
    found = activation_violations((await status_of(work, wheel)).status, body.reason or "")
    if found:
        raise RuleBroken(found)
    wheel.state, wheel.activated_at = WheelState.ACTIVE, work.clock.now()
    wheel.activation_reason = body.reason
    await work.flush()
    return await fetch(work, wheel.id)
