"""Ways into a case: opened with a reason, shut by setting their end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm.attributes import set_committed_value

from samsyn.cases.models import Case, CaseAccess
from samsyn.cases.queries.people import brought_by, database_now
from samsyn.cases.rules import CircleRole
from samsyn.cases.rules.access import Reach
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def let_in(
    work: Work, case: Case, person_id: UUID, role: CircleRole, reason: str, pointer: str = "/ownerId"
) -> CaseAccess:
    """A place in the circle from now on. Raises Unfit for somebody without an assignment today."""
    access = CaseAccess(
        tenant_id=work.tenant,
        id=uuid7(),
        case_id=case.id,
        school_id=None if case.reach == Reach.ORGANISER else case.school_id,
        person_id=person_id,
        via_school_id=await brought_by(work, person_id, case.school_id, pointer),
        kind="CIRCLE",
        role_in_case=role,
        valid_from=await _moment(work),
        confidentiality=case.confidentiality,
    )
    access.put_words(await sealer_of(work), reason=reason)
    work.add(access)
    if person_id == work.actor.id:
        set_committed_value(case, "my_role", role)
    return access


async def let_out(work: Work, access: CaseAccess) -> None:
    """From now on it opens nothing."""
    access.valid_to = max(access.valid_from, await _moment(work))
    await work.flush()


async def _moment(work: Work) -> datetime:
    """When it is done, and never later than the database's own time, with which ways in are compared."""
    return min(work.clock.now(), await database_now(work))
