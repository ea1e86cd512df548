"""Meetings as they are shown, and lists of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Uuid, bindparam

from samsyn.core.clock import STOCKHOLM
from samsyn.core.errors import NotThere
from samsyn.core.messages import Language
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Page, self_link
from samsyn.core.work import Work
from samsyn.meetings.models import Meeting
from samsyn.meetings.policy import (
    MY_MEETINGS,
    ONE_MEETING,
    TEAMS_TO_CALL,
    VISIBLE_MEETINGS,
    MeetingAction,
    allowed_on_meeting,
)
from samsyn.meetings.rules import (
    PLANNABLE,
    RUNNABLE,
    WRITABLE,
    MeetingState,
    next_states,
    shown_state,
)
from samsyn.meetings.schemas import MeetingOut, MeetingTeamOut, TeamOfMeeting
from samsyn.organisation import label_of
from samsyn.teams import Team

ORDER = Order("meetings", {"startsAt": Meeting.starts_at}, "startsAt", Meeting.id)
_SINCE = Meeting.ends_at > bindparam("since", type_=DateTime(timezone=True))
_UNTIL = Meeting.starts_at < bindparam("until", type_=DateTime(timezone=True))
_TEAM = Meeting.team_id == bindparam("team", type_=Uuid)
STATES_FOR = {
    MeetingAction.START: MeetingState.IN_PROGRESS,
    MeetingAction.HOLD: MeetingState.HELD,
    MeetingAction.CANCEL: MeetingState.CANCELLED,
    MeetingAction.RESCHEDULE: MeetingState.RESCHEDULED,
}
OPEN_FOR = {
    MeetingAction.CHANGE: PLANNABLE,
    MeetingAction.PLAN: RUNNABLE,
    MeetingAction.TAKE_UP: frozenset({MeetingState.IN_PROGRESS}),
    MeetingAction.INVITE: WRITABLE,
    MeetingAction.WRITE_MINUTES: WRITABLE,
    MeetingAction.ASSIGN: WRITABLE,
    MeetingAction.WRITE_IN_CASE: WRITABLE,
}


TEAM_ORDER = Order("meeting-teams", {"name": Team.sort_key}, "name", Team.id)


def title_of(kind: str, team_name: str, language: Language) -> str:
    """``Elevhälsomöte · EHM-gruppen``: a type and a team, so that it can never name a pupil (C14)."""
    word = label_of("meeting_type", kind, language)
    return f"{word[:1].upper()}{word[1:]} · {team_name}"


def state_of(meeting: Meeting, now: datetime) -> MeetingState:
    return shown_state(MeetingState(meeting.state), meeting.starts_at, now)


def offered(work: Work, meeting: Meeting) -> list[str]:
    """What this caller may do now: the rights, as far as the meeting's state lets them."""
    state = state_of(meeting, work.clock.now())
    follow = next_states(state)

    def fits(action: MeetingAction) -> bool:
        if action in STATES_FOR:
            return STATES_FOR[action] in follow
        return action not in OPEN_FOR or meeting.state in OPEN_FOR[action]

    return sorted(a for a in allowed_on_meeting(work.actor, meeting) if fits(a))


def shown(meeting: Meeting, work: Work, language: Language) -> MeetingOut:
    own = {
        name: getattr(meeting, name)
        for name in MeetingOut.model_fields
        if name not in {"links", "allowed_actions", "title", "team", "state", "current_seconds"}
    }
    return MeetingOut(
        links=self_link(f"/meetings/{meeting.id}"),
        allowed_actions=offered(work, meeting),
        title=title_of(meeting.type, meeting.team_name, language),
        team=TeamOfMeeting(id=meeting.team_id, name=meeting.team_name, type=meeting.team_type),
        state=state_of(meeting, work.clock.now()),
        current_seconds=_current_seconds(meeting, work.clock.now()),
        **own,
    )


def _current_seconds(meeting: Meeting, now: datetime) -> int | None:
    if meeting.current_since is None:
        return None
    return (meeting.current_used or 0) + max(0, int((now - meeting.current_since).total_seconds()))


async def fetch(work: Work, meeting_id: UUID) -> Meeting:
    """A meeting read anew, with the caller's seat. Raises NotThere."""
    found: Meeting | None = await work.one_or_none(ONE_MEETING, key=meeting_id)
    if found is None:
        raise NotThere
    return found


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), STOCKHOLM)


async def meetings(
    work: Work,
    asked: Paging,
    language: Language,
    *,
    first: date | None,
    last: date | None,
    team_id: UUID | None,
    mine: bool,
) -> Page[MeetingOut]:
    """Meetings with at least a part between two days, both included."""
    statement = MY_MEETINGS if mine else VISIBLE_MEETINGS
    values: dict[str, Any] = {}
    if first is not None:
        statement, values["since"] = statement.where(_SINCE), midnight(first)
    if last is not None:
        statement, values["until"] = statement.where(_UNTIL), midnight(last + timedelta(days=1))
    if team_id is not None:
        statement, values["team"] = statement.where(_TEAM), team_id
    return await listed(
        work, statement, ORDER, asked, lambda row: shown(row[0], work, language), values=values
    )


async def teams_to_call(work: Work, asked: Paging) -> Page[MeetingTeamOut]:
    """In Swedish order."""
    return await listed(
        work, TEAMS_TO_CALL, TEAM_ORDER, asked, lambda row: MeetingTeamOut.model_validate(row[0]), total=True
    )
