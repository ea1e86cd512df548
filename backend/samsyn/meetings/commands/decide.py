"""How a meeting went: started, held, cancelled, or moved to another time."""

from __future__ import annotations

from uuid import UUID

from samsyn.cases import refuse_outsiders
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.meetings.commands.invite import present
from samsyn.meetings.commands.plan import invite_people, refuse_times
from samsyn.meetings.errors import BadTimes, RuleBroken, UnknownItem, WrongState
from samsyn.meetings.events import MeetingCancelled, MeetingHeld
from samsyn.meetings.models import AgendaItem, ItemMinutes, Meeting, MeetingParticipant
from samsyn.meetings.policy import ONE_ITEM, WHOLE_AGENDA
from samsyn.meetings.queries.meetings import state_of
from samsyn.meetings.queries.parts import PEOPLE_OF
from samsyn.meetings.rules import (
    AgendaItemKind,
    Attendance,
    CancelReason,
    MeetingState,
    MeetingType,
    cancel_violations,
    held_violations,
    next_states,
    used_after,
)
from samsyn.meetings.schemas import CancellationIn, ReschedulingIn


def _refuse_unless(work: Work, meeting: Meeting, wanted: MeetingState) -> None:
    if wanted not in next_states(state_of(meeting, work.clock.now())):
        raise WrongState


async def start_meeting(work: Work, meeting: Meeting) -> None:
    """Raises WrongState."""
    _refuse_unless(work, meeting, MeetingState.IN_PROGRESS)
    items: list[AgendaItem] = list(await work.scalars(WHOLE_AGENDA, {"key": meeting.id}))
    now = work.clock.now()
    meeting.state, meeting.started_at = MeetingState.IN_PROGRESS, now
    if items:
        first = min(items, key=lambda item: (item.rank, item.id))
        meeting.current_item_id, meeting.current_since = first.id, now
    await work.flush()


async def take_up(work: Work, meeting: Meeting, item_id: UUID | None) -> None:
    """The item that is up now, for everybody; the time goes to the one that was.

    Raises WrongState, UnknownItem, and C11 where somebody who came is pointed out in the case.
    """
    if meeting.state != MeetingState.IN_PROGRESS:
        raise WrongState
    if item_id is not None:
        item: AgendaItem | None = await work.one_or_none(ONE_ITEM, key=item_id)
        if item is None or item.meeting_id != meeting.id:
            raise UnknownItem
        people = list(await work.scalars(PEOPLE_OF, {"meeting": meeting.id}))
        await refuse_outsiders(work, [item.ref_id], present(people), "/itemId")
    await _stop_clock(work, meeting)
    if item_id is not None:
        meeting.current_item_id, meeting.current_since = item_id, work.clock.now()
    await work.flush()


async def _stop_clock(work: Work, meeting: Meeting) -> None:
    """What has passed is written on the item that was up."""
    if meeting.current_item_id is None or meeting.current_since is None:
        return
    items = await work.scalars(WHOLE_AGENDA, {"key": meeting.id})
    for item in (row for row in items if row.id == meeting.current_item_id):
        seconds = (work.clock.now() - meeting.current_since).total_seconds()
        item.used_minutes, item.spare_seconds = used_after(item.used_minutes, item.spare_seconds, seconds)
    meeting.current_item_id = meeting.current_since = None


async def hold_meeting(work: Work, meeting: Meeting) -> None:
    """M01. Raises WrongState, RuleBroken."""
    _refuse_unless(work, meeting, MeetingState.HELD)
    rows: list[MeetingParticipant] = list(await work.scalars(PEOPLE_OF, {"meeting": meeting.id}))
    broken = held_violations(Attendance(row.attendance) for row in rows)
    if broken:
        raise RuleBroken(broken)
    await _stop_clock(work, meeting)
    meeting.state, meeting.ended_at = MeetingState.HELD, work.clock.now()
    await work.flush()
    await work.announce(
        MeetingHeld(
            meeting.id, meeting.team_id, meeting.school_id, MeetingType(meeting.type), meeting.starts_at
        )
    )


async def cancel_meeting(work: Work, meeting: Meeting, body: CancellationIn) -> None:
    """Raises WrongState, RuleBroken."""
    _refuse_unless(work, meeting, MeetingState.CANCELLED)
    await _stop_clock(work, meeting)
    meeting.state = MeetingState.CANCELLED
    await _called_off(work, meeting, body, None)


async def reschedule_meeting(work: Work, meeting: Meeting, body: ReschedulingIn) -> Meeting:
    """A new meeting with the same people and agenda; each knows the other. Raises WrongState, BadTimes."""
    _refuse_unless(work, meeting, MeetingState.RESCHEDULED)
    refuse_times(body.starts_at, body.ends_at)
    if body.starts_at <= work.clock.now():
        raise BadTimes
    new = await _copy(work, meeting, body)
    meeting.state, meeting.rescheduled_to_id = MeetingState.RESCHEDULED, new.id
    await _called_off(work, meeting, body, new.id)
    return new


async def _called_off(work: Work, meeting: Meeting, body: CancellationIn, moved_to: UUID | None) -> None:
    broken = cancel_violations(body.reason, body.reason_text or "")
    if broken:
        raise RuleBroken(broken, "/reasonText")
    meeting.cancel_reason, meeting.cancel_text = str(body.reason), body.reason_text
    await work.flush()
    kind, reason = MeetingType(meeting.type), CancelReason(body.reason)
    await work.announce(
        MeetingCancelled(meeting.id, meeting.team_id, meeting.school_id, kind, reason, moved_to)
    )


async def _copy(work: Work, old: Meeting, body: ReschedulingIn) -> Meeting:
    """Those who were invited are invited anew; plans and notes made beforehand come along."""
    kept = {
        name: getattr(old, name) for name in ("team_id", "school_id", "type", "mode", "place", "video_link")
    }
    new = Meeting(
        tenant_id=work.tenant, id=uuid7(), **kept, starts_at=body.starts_at, ends_at=body.ends_at,
        state=MeetingState.PLANNED, rescheduled_from_id=old.id,
    )  # fmt: skip
    work.add(new)
    await work.flush()
    people = await work.scalars(PEOPLE_OF, {"meeting": old.id})
    invite_people(work, new, [row.person_id for row in people])
    for item in list(await work.scalars(WHOLE_AGENDA, {"key": old.id})):
        await _copy_item(work, item, new.id)
    await work.flush()
    return new


COPIED = ("rank", "kind", "title", "ref_kind", "ref_id", "level", "phase", "planned_minutes")


async def _copy_item(work: Work, item: AgendaItem, meeting_id: UUID) -> None:
    same = {name: getattr(item, name) for name in COPIED}
    new = AgendaItem(tenant_id=work.tenant, id=uuid7(), meeting_id=meeting_id, used_minutes=0, **same)
    work.add(new)
    await work.flush()
    if item.kind != AgendaItemKind.CASE:
        work.add(
            ItemMinutes(
                tenant_id=work.tenant,
                id=uuid7(),
                meeting_id=meeting_id,
                item_id=new.id,
                kind=item.kind,
                text="",
            )
        )
