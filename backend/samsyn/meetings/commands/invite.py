"""Who is invited to a meeting, and who came."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from samsyn.cases import refuse_outsiders
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.meetings.commands.plan import refuse_unknown
from samsyn.meetings.errors import AlreadyInvited, RuleBroken, UnknownPerson, WrongState
from samsyn.meetings.models import Meeting, MeetingParticipant
from samsyn.meetings.queries.parts import ITEMS_OF, PEOPLE_OF
from samsyn.meetings.rules import WRITABLE, Attendance, MeetingState, held_violations, took_place
from samsyn.meetings.schemas import ParticipantPatch


async def invite(work: Work, meeting: Meeting, person_id: UUID) -> MeetingParticipant:
    """Raises WrongState, UnknownPerson, AlreadyInvited, C11."""
    if meeting.state not in WRITABLE:
        raise WrongState
    await refuse_unknown(work, [person_id])
    await _refuse_outsider(work, meeting.id, person_id, "/personId")
    people = await work.scalars(PEOPLE_OF, {"meeting": meeting.id})
    if person_id in {row.person_id for row in people}:
        raise AlreadyInvited
    new = MeetingParticipant(
        tenant_id=work.tenant,
        id=uuid7(),
        meeting_id=meeting.id,
        person_id=person_id,
        attendance=Attendance.INVITED,
    )
    work.add(new)
    await work.flush()
    return new


async def mark_attendance(work: Work, row: MeetingParticipant, body: ParticipantPatch) -> None:
    """A held meeting keeps its two attendees (M01). Raises WrongState, UnknownPerson, RuleBroken, C11."""
    if row.meeting_state not in WRITABLE:
        raise WrongState
    given = body.model_dump(exclude_unset=True)
    attendance = given.get("attendance", row.attendance)
    proxy = given.get("proxy_person_id", row.proxy_person_id) if attendance == Attendance.PROXY else None
    if attendance == Attendance.PROXY:
        await _refuse_proxy(work, row, proxy)
    row.attendance, row.proxy_person_id = str(attendance), proxy
    await work.flush()
    if took_place(MeetingState(row.meeting_state)):
        others = await work.scalars(PEOPLE_OF, {"meeting": row.meeting_id})
        broken = held_violations(Attendance(other.attendance) for other in others)
        if broken:
            raise RuleBroken(broken)


async def _refuse_proxy(work: Work, row: MeetingParticipant, proxy: UUID | None) -> None:
    if proxy is None or proxy == row.person_id:
        raise UnknownPerson
    await refuse_unknown(work, [proxy])
    await _refuse_outsider(work, row.meeting_id, proxy, "/proxyPersonId")


async def _refuse_outsider(work: Work, meeting_id: UUID, person_id: UUID, pointer: str) -> None:
    """Of the cases on the agenda that the caller opens: of others the answer would tell whom they point out.
    Raises C11."""
    items = await work.scalars(ITEMS_OF, {"meeting": meeting_id})
    await refuse_outsiders(work, [item.ref_id for item in items], [person_id], pointer)


def present(rows: Iterable[MeetingParticipant]) -> list[UUID]:
    """Who takes part, as far as is known: those invited, but who has said that they do not come."""
    return [row.proxy_person_id or row.person_id for row in rows if row.attendance != Attendance.ABSENT]
