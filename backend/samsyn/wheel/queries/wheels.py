"""Wheels as they are shown, and lists of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import Text, Uuid, bindparam, select

from samsyn.core.errors import NotThere
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import ActingPage, Named, self_link
from samsyn.core.work import Work
from samsyn.organisation import SchoolYear
from samsyn.wheel.models import AnnualWheel
from samsyn.wheel.policy import ONE_WHEEL, VISIBLE_WHEELS, WheelAction, allowed_on_wheel, may_write_somewhere
from samsyn.wheel.rules import WRITABLE, WheelState, months_of, next_states
from samsyn.wheel.schemas import WheelOut, YearOfWheel

ORDER = Order("annual-wheels", {"createdAt": AnnualWheel.created_at}, "-createdAt", AnnualWheel.id)
OF_SCHOOL = AnnualWheel.school_id == bindparam("school", type_=Uuid)
OF_YEAR = AnnualWheel.school_year_id.in_(
    select(SchoolYear.id).where(
        SchoolYear.tenant_id == bindparam("actor_tenant"), SchoolYear.code == bindparam("code", type_=Text)
    )
)


def offered(work: Work, wheel: AnnualWheel) -> list[str]:
    """What this caller may do now: the rights, as far as the wheel's state lets them."""
    state = WheelState(wheel.state)
    found = allowed_on_wheel(work.actor, wheel)
    if WheelState.ACTIVE not in next_states(state):
        found -= {WheelAction.ACTIVATE}
    if state not in WRITABLE:
        found -= {WheelAction.CHANGE, WheelAction.ADD_ACTIVITY}
    return sorted(found)


def shown(wheel: AnnualWheel, work: Work) -> WheelOut:
    first, last = months_of(wheel.starts_on, wheel.ends_on)
    return WheelOut(
        links=self_link(f"/annual-wheels/{wheel.id}"),
        allowed_actions=offered(work, wheel),
        id=wheel.id,
        school=Named(id=wheel.school_id, name=wheel.school_name),
        school_year=YearOfWheel(
            id=wheel.school_year_id,
            code=wheel.year_code,
            starts_on=wheel.starts_on,
            ends_on=wheel.ends_on,
        ),
        first_on=first,
        last_on=last,
        state=WheelState(wheel.state),
        note=wheel.note,
        activated_at=wheel.activated_at,
        activation_reason=wheel.activation_reason,
        version=wheel.version,
    )


async def fetch(work: Work, wheel_id: UUID) -> AnnualWheel:
    """A wheel read anew. Raises NotThere."""
    found: AnnualWheel | None = await work.one_or_none(ONE_WHEEL, key=wheel_id)
    if found is None:
        raise NotThere
    return found


async def wheels(
    work: Work, asked: Paging, *, school_id: UUID | None, school_year: str | None
) -> ActingPage[WheelOut]:
    """Wheels that the caller may see, the newest first."""
    statement, values = VISIBLE_WHEELS, dict[str, Any]()
    if school_id is not None:
        statement, values["school"] = statement.where(OF_SCHOOL), school_id
    if school_year is not None:
        statement, values["code"] = statement.where(OF_YEAR), school_year
    page = await listed(
        work, statement, ORDER, asked, lambda row: shown(row[0], work), values=values, total=True
    )
    writes = may_write_somewhere(work.actor, school_id)
    return ActingPage[WheelOut].of(page, [WheelAction.CREATE] if writes else [])
