"""A meeting is planned, and its time or place changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from samsyn.core.clock import STOCKHOLM
from samsyn.core.errors import NotAllowed, NotThere
from samsyn.core.ids import uuid7
from samsyn.core.work import Work
from samsyn.identity import Person
from samsyn.meetings.errors import AnotherDay, BadTimes, UnknownPerson, WrongState
from samsyn.meetings.models import Meeting, MeetingParticipant
from samsyn.meetings.policy import MEMBERS_TODAY, VISIBLE_TEAM, may_call
from samsyn.meetings.rules import PLANNABLE, PUPIL_MEETINGS, Attendance, MeetingState
from samsyn.meetings.schemas import MeetingIn, MeetingPatch
from samsyn.teams import Team


async def plan_meeting(work: Work, body: MeetingIn) -> Meeting:
    """Raises NotThere, NotAllowed, BadTimes, UnknownPerson. About a pupil nobody is invited by habit."""
    team = await team_to_call(work, body.team_id)
    refuse_times(body.starts_at, body.ends_at)
    meeting = Meeting(
        tenant_id=work.tenant,
        id=uuid7(),
        school_id=team.school_id,
        state=MeetingState.PLANNED,
        **body.model_dump(exclude={"participant_ids"}),
    )
    work.add(meeting)
    await work.flush()
    invite_people(work, meeting, await _to_invite(work, body))
    await work.flush()
    return meeting


async def team_to_call(work: Work, team_id: UUID) -> Team:
    """The team, if the caller may plan its meetings. Raises NotThere, NotAllowed."""
    row = (await work.execute(VISIBLE_TEAM, {"key": team_id})).one_or_none()
    if row is None:
        raise NotThere
    team: Team = row[0]
    if not may_call(work.actor, team, row.seat):
        raise NotAllowed
    return team


async def members_of(work: Work, team_id: UUID) -> list[UUID]:
    """Of a team that was found: its members of today."""
    return list(await work.scalars(MEMBERS_TODAY, {"key": team_id}))


async def _to_invite(work: Work, body: MeetingIn) -> list[UUID]:
    if body.participant_ids is not None:
        await refuse_unknown(work, body.participant_ids)
        return [*body.participant_ids, work.actor.id]
    if body.type in PUPIL_MEETINGS:
        return [work.actor.id]
    return [*await members_of(work, body.team_id), work.actor.id]


def invite_people(work: Work, meeting: Meeting, people: Iterable[UUID]) -> None:
    """Each once."""
    for person in dict.fromkeys(people):
        work.add(
            MeetingParticipant(
                tenant_id=work.tenant,
                id=uuid7(),
                meeting_id=meeting.id,
                person_id=person,
                attendance=Attendance.INVITED,
            )
        )


async def refuse_unknown(work: Work, people: Iterable[UUID]) -> None:
    """Raises UnknownPerson unless each is active staff of the organiser."""
    wanted = set(people)
    known = select(Person.id).where(
        Person.tenant_id == work.tenant, Person.id.in_(wanted), Person.status == "ACTIVE"
    )
    if wanted - set(await work.scalars(known)):
        raise UnknownPerson


def refuse_times(starts: datetime, ends: datetime) -> None:
    """Raises BadTimes."""
    if not starts < ends or starts.astimezone(STOCKHOLM).date() != ends.astimezone(STOCKHOLM).date():
        raise BadTimes


async def change_meeting(work: Work, meeting: Meeting, body: MeetingPatch) -> None:
    """Raises WrongState, AnotherDay, BadTimes."""
    if meeting.state not in PLANNABLE:
        raise WrongState
    day = meeting.starts_at.astimezone(STOCKHOLM).date()
    for field, value in body.model_dump(exclude_unset=True).items():
        setattr(meeting, field, value)
    if meeting.starts_at.astimezone(STOCKHOLM).date() != day:
        raise AnotherDay
    refuse_times(meeting.starts_at, meeting.ends_at)
    await work.flush()
