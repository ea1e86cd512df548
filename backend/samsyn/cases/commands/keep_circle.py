"""Taking somebody into the circle, and letting them out."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases.commands.let_in import let_in, let_out
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import AlreadyIn, CaseClosed, OwnerStays, Unfit, refuse_broken
from samsyn.cases.models import Case, CaseAccess
from samsyn.cases.queries.circle import refuse_pointed_out, ways_in
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import CircleRole, member_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.cases import CaseMemberIn
from samsyn.core.errors import NotThere
from samsyn.core.work import Work


async def add_member(work: Work, case: Case, body: CaseMemberIn) -> CaseAccess:
    """Raises C13 without a reason, C11 for somebody pointed out, AlreadyIn, Unfit."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    refuse_broken(member_violations(body.reason), "/reason")
    if body.role is CircleRole.OWNER:
        raise Unfit("/role", "CASE_OWNER", "Byt ansvarig på ärendet i stället.", "Change the owner instead.")
    await refuse_pointed_out(work, case, body.person_id, "/personId")
    if any(way.person_id == body.person_id and way.valid_to is None for way in await ways_in(work, case)):
        raise AlreadyIn
    way = await let_in(work, case, body.person_id, body.role, body.reason, "/personId")
    await tell(work, case, EventType.MEMBER_ADDED, ref_id=body.person_id, role=body.role)
    await work.flush()
    return way


async def end_member(work: Work, case: Case, member_id: UUID) -> None:
    """From now on. Nothing happens to a way in that has ended. Raises OwnerStays, NotThere."""
    await remember_case_students(work, case.id)
    work.log("case.members", "Case", [case.id])
    way = next((way for way in await ways_in(work, case) if way.id == member_id), None)
    if way is None:
        raise NotThere
    if not way.is_open(work.clock.now()):
        return
    if way.role_in_case == CircleRole.OWNER:
        raise OwnerStays
    await tell(work, case, EventType.MEMBER_ENDED, ref_id=way.person_id)
    await let_out(work, way)
