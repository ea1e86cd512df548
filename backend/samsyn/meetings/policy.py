"""Meetings are internal (K1): staff of the unit read them, heads, student health and the team write.

A meeting about a pupil is different: that it takes place at all says something, so only those invited see it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import ARRAY, DateTime, Uuid, and_, any_, bindparam, exists, func, or_, select
from sqlalchemy.orm import aliased, with_expression
from sqlalchemy.sql import ColumnElement

from samsyn.cases import not_against_me
from samsyn.core.actor import TRIAGE, Actor, Function
from samsyn.core.models import Base
from samsyn.core.scope import EVERYWHERE, KEY, PERSON, TENANT, TRIAGE_UNITS, UNITS, scoped
from samsyn.identity import Assignment
from samsyn.meetings.models import (
    ActionItem,
    AgendaItem,
    ItemMinutes,
    Meeting,
    MeetingParticipant,
    MeetingSeries,
)
from samsyn.meetings.rules import PUPIL_MEETINGS
from samsyn.teams import MemberRole, Team, TeamMember

RUNNERS = TRIAGE
"""Heads and student health: run every meeting of their unit; the team's own members run theirs."""


class MeetingAction(StrEnum):
    LIST = "meeting.list"
    READ = "meeting.read"
    CREATE = "meeting.create"
    CHANGE = "meeting.change"
    START = "meeting.start"
    HOLD = "meeting.hold"
    CANCEL = "meeting.cancel"
    RESCHEDULE = "meeting.reschedule"
    READ_PEOPLE = "meeting.read-participants"
    INVITE = "meeting.invite"
    READ_AGENDA = "meeting.read-agenda"
    PLAN = "meeting.plan"
    TAKE_UP = "meeting.take-up"
    READ_MINUTES = "meeting.read-minutes"
    WRITE_MINUTES = "meeting.write-minutes"
    ASSIGN = "meeting.assign"
    WRITE_IN_CASE = "meeting.write-in-case"
    READ_RATE = "meeting.read-rate"
    LIST_TEAMS = "meeting-team.list"
    LIST_SERIES = "meeting-series.list"
    READ_SERIES = "meeting-series.read"
    CREATE_SERIES = "meeting-series.create"


class PartAction(StrEnum):
    """On one participant, agenda item, minutes or action item."""

    LIST = "part.list"
    READ = "part.read"
    CHANGE = "part.change"
    REMOVE = "part.remove"


def _today(row: Any) -> ColumnElement[bool]:
    today = func.samsyn_today()
    return and_(row.valid_from <= today, or_(row.valid_to.is_(None), row.valid_to >= today))


def _seat(team_id: Any) -> Any:
    """The caller's role in the team today. The least in alphabetical order: CHAIR comes before all others."""
    return (
        select(func.min(TeamMember.role))
        .where(
            TeamMember.tenant_id == TENANT,
            TeamMember.team_id == team_id,
            TeamMember.person_id == PERSON,
            _today(TeamMember),
        )
        .correlate_except(TeamMember)
        .scalar_subquery()
    )


EMPLOYED: ColumnElement[bool] = exists().where(
    Assignment.tenant_id == TENANT, Assignment.person_id == PERSON, _today(Assignment)
)
"""Membership and invitation open nothing to somebody whose assignments have ended."""

_me = aliased(MeetingParticipant)
INVITED: ColumnElement[bool] = and_(
    exists().where(
        _me.tenant_id == Meeting.tenant_id,
        _me.meeting_id == Meeting.id,
        or_(_me.person_id == PERSON, _me.proxy_person_id == PERSON),
    ),
    EMPLOYED,
)


def _reaches(school_id: Any, team_id: Any) -> ColumnElement[bool]:
    """Staff of the unit, central managers, members of the team; a team of the organiser is all staff's."""
    return or_(
        school_id == any_(UNITS),
        EVERYWHERE,
        and_(school_id.is_(None), func.cardinality(UNITS) > 0),
        and_(_seat(team_id).is_not(None), EMPLOYED),
    )


SEEN: ColumnElement[bool] = and_(
    Meeting.tenant_id == TENANT,
    or_(
        and_(Meeting.type.not_in(PUPIL_MEETINGS), _reaches(Meeting.school_id, Meeting.team_id)),
        and_(Meeting.type.in_(PUPIL_MEETINGS), INVITED),
    ),
)
MINE: ColumnElement[bool] = INVITED
TABLES: tuple[type[Base], ...] = (Meeting, MeetingParticipant, AgendaItem, Team, TeamMember)

VISIBLE_TEAM = scoped(
    select(Team, _seat(Team.id).label("seat")).where(
        Team.tenant_id == TENANT, Team.id == KEY, _reaches(Team.school_id, Team.id)
    ),
    Team,
    TeamMember,
)
TEAM_TO_READ = scoped(
    select(Team).where(Team.tenant_id == TENANT, Team.id == KEY, _reaches(Team.school_id, Team.id)),
    Team,
    TeamMember,
)
MEMBERS_TODAY = scoped(
    select(TeamMember.person_id)
    .where(TeamMember.tenant_id == TENANT, TeamMember.team_id == KEY, _today(TeamMember))
    .distinct(),
    TeamMember,
)
"""Of a team that was found through ``VISIBLE_TEAM``."""


def _of_team(column: Any, team_id: Any) -> Any:
    found = select(column).where(Team.tenant_id == TENANT, Team.id == team_id)
    return found.correlate_except(Team).scalar_subquery()


VISIBLE_MEETINGS = scoped(
    select(Meeting)
    .where(SEEN)
    .options(
        with_expression(Meeting.seat, _seat(Meeting.team_id)),
        with_expression(Meeting.team_name, _of_team(Team.name, Meeting.team_id)),
        with_expression(Meeting.team_type, _of_team(Team.type, Meeting.team_id)),
        with_expression(
            Meeting.current_used,
            select(AgendaItem.used_minutes * 60 + AgendaItem.spare_seconds)
            .where(AgendaItem.tenant_id == TENANT, AgendaItem.id == Meeting.current_item_id)
            .correlate(Meeting)
            .scalar_subquery(),
        ),
    ),
    *TABLES,
)
ONE_MEETING = scoped(
    VISIBLE_MEETINGS.where(Meeting.id == KEY).execution_options(populate_existing=True), *TABLES
)
MY_MEETINGS = scoped(VISIBLE_MEETINGS.where(MINE), *TABLES)


def _parts(model: Any) -> Any:
    """Rows of meetings that the caller sees, with what rights on them rest on."""
    joined = and_(Meeting.tenant_id == model.tenant_id, Meeting.id == model.meeting_id)
    return (
        select(model)
        .join(Meeting, joined)
        .where(SEEN)
        .options(
            with_expression(model.seat, _seat(Meeting.team_id)),
            with_expression(model.school_id, Meeting.school_id),
            with_expression(model.meeting_state, Meeting.state),
            with_expression(model.convener_id, Meeting.created_by),
        )
        .execution_options(populate_existing=True)
    )


def _shown(item: Any) -> ColumnElement[bool]:
    """Not the item of a case that points out the caller (C11): it is not there for them."""
    return or_(item.ref_id.is_(None), not_against_me(item.ref_id))


_other = aliased(AgendaItem)
_place = (
    select(func.count())
    .select_from(_other)
    .where(
        _other.tenant_id == AgendaItem.tenant_id,
        _other.meeting_id == AgendaItem.meeting_id,
        _shown(_other),
        or_(_other.rank < AgendaItem.rank, and_(_other.rank == AgendaItem.rank, _other.id <= AgendaItem.id)),
    )
    .correlate(AgendaItem)
    .scalar_subquery()
)
VISIBLE_PARTICIPANTS = scoped(_parts(MeetingParticipant), *TABLES)
ONE_PARTICIPANT = scoped(VISIBLE_PARTICIPANTS.where(MeetingParticipant.id == KEY), *TABLES)
VISIBLE_ITEMS = scoped(
    _parts(AgendaItem).where(_shown(AgendaItem)).options(with_expression(AgendaItem.position, _place)),
    *TABLES,
)
ONE_ITEM = scoped(VISIBLE_ITEMS.where(AgendaItem.id == KEY), *TABLES)
WHOLE_AGENDA = scoped(_parts(AgendaItem).where(AgendaItem.meeting_id == KEY), *TABLES)
"""For what is done to all of it, whoever does it: begun, timed, moved with its meeting. Never shown."""
VISIBLE_MINUTES = scoped(_parts(ItemMinutes), ItemMinutes, *TABLES)
MINUTES_OF_ITEM = scoped(VISIBLE_MINUTES.where(ItemMinutes.item_id == KEY), ItemMinutes, *TABLES)


def _runs(actor: Actor, school_id: Any, seat: str | None, convener_id: Any) -> bool:
    if actor.kind != "PERSON":
        return False
    if seat is not None or convener_id == actor.id:
        return True
    if school_id is None:
        return actor.holds(Function.CENTRAL_MANAGER)
    return actor.holds_at(school_id, RUNNERS)


def may_call(actor: Actor, team: Team, seat: str | None) -> bool:
    """May plan a meeting of this team."""
    return _runs(actor, team.school_id, seat, None)


TEAMS_TO_CALL = scoped(
    select(Team).where(
        Team.tenant_id == TENANT,
        or_(Team.ended_on.is_(None), Team.ended_on >= func.samsyn_today()),
        or_(
            and_(_seat(Team.id).is_not(None), EMPLOYED),
            Team.school_id == any_(TRIAGE_UNITS),
            and_(Team.school_id.is_(None), EVERYWHERE),
        ),
    ),
    Team,
    TeamMember,
)
"""The same as ``may_call``, as a select (a test holds them together)."""


def is_staff(actor: Actor) -> bool:
    """May ask to plan a meeting; which team's is decided with the team."""
    return actor.kind == "PERSON" and bool(actor.assignments)


READS = frozenset(
    {
        MeetingAction.READ,
        MeetingAction.READ_PEOPLE,
        MeetingAction.READ_AGENDA,
        MeetingAction.READ_MINUTES,
        MeetingAction.WRITE_IN_CASE,
    }
)
"""Minutes of a case item: whoever sees the meeting may try, and the case decides."""
RUNS = READS | {
    MeetingAction.CHANGE,
    MeetingAction.START,
    MeetingAction.HOLD,
    MeetingAction.CANCEL,
    MeetingAction.RESCHEDULE,
    MeetingAction.INVITE,
    MeetingAction.PLAN,
    MeetingAction.TAKE_UP,
    MeetingAction.WRITE_MINUTES,
    MeetingAction.ASSIGN,
}


def allowed_on_meeting(actor: Actor, meeting: Meeting) -> frozenset[MeetingAction]:
    """A system reads and never writes in a case."""
    if actor.kind != "PERSON":
        return READS - {MeetingAction.WRITE_IN_CASE}
    return RUNS if _runs(actor, meeting.school_id, meeting.seat, meeting.created_by) else READS


def allowed_on_part(actor: Actor, part: Any) -> frozenset[PartAction]:
    """On a row of a meeting: whoever runs the meeting changes it."""
    runs = _runs(actor, part.school_id, part.seat, part.convener_id)
    own = {PartAction.READ}
    return frozenset(own | {PartAction.CHANGE, PartAction.REMOVE} if runs else own)


VISIBLE_ACTIONS = scoped(
    select(ActionItem)
    .join(Meeting, and_(Meeting.tenant_id == ActionItem.tenant_id, Meeting.id == ActionItem.meeting_id))
    .where(or_(SEEN, and_(ActionItem.tenant_id == TENANT, ActionItem.owner_id == PERSON, EMPLOYED)))
    .options(
        with_expression(ActionItem.seat, _seat(Meeting.team_id)),
        with_expression(ActionItem.school_id, Meeting.school_id),
        with_expression(ActionItem.meeting_state, Meeting.state),
        with_expression(ActionItem.convener_id, Meeting.created_by),
        with_expression(ActionItem.team_name, _of_team(Team.name, Meeting.team_id)),
        with_expression(ActionItem.meeting_type, Meeting.type),
    )
    .execution_options(populate_existing=True),
    ActionItem,
    *TABLES,
)
ONE_ACTION = scoped(VISIBLE_ACTIONS.where(ActionItem.id == KEY), ActionItem, *TABLES)
MY_ACTIONS = scoped(VISIBLE_ACTIONS.where(ActionItem.owner_id == PERSON), ActionItem, *TABLES)


def allowed_on_action(actor: Actor, item: ActionItem) -> frozenset[PartAction]:
    """Its owner, and whoever runs the meeting it came from."""
    mine = actor.kind == "PERSON" and item.owner_id == actor.id
    found = allowed_on_part(actor, item) - {PartAction.REMOVE}
    return found | {PartAction.CHANGE} if mine else found


LED_BY_ME = or_(
    _seat(Meeting.team_id).in_((MemberRole.CHAIR, MemberRole.PROCESS_LEADER)),
    Meeting.created_by == PERSON,
)
"""Among those seen, which takes an assignment of today."""
MEETINGS_I_LEAD = scoped(VISIBLE_MEETINGS.where(LED_BY_ME), *TABLES)
TEAM_MEETINGS = scoped(
    select(
        Meeting.id,
        Meeting.team_id,
        Meeting.state,
        Meeting.starts_at,
        Meeting.cancel_reason,
        Meeting.rescheduled_to_id,
        Meeting.rescheduled_from_id,
    ).where(
        SEEN,
        Meeting.team_id == any_(bindparam("teams", type_=ARRAY(Uuid()))),
        Meeting.starts_at >= bindparam("since", type_=DateTime(timezone=True)),
        Meeting.type.not_in(PUPIL_MEETINGS),
    ),
    *TABLES,
)
"""What the rates of teams rest on: the same for everybody who reads them (C20)."""
MY_TEAMS = scoped(
    select(Team)
    .where(Team.tenant_id == TENANT, _seat(Team.id).is_not(None), EMPLOYED)
    .order_by(Team.sort_key, Team.id),
    Team,
    TeamMember,
)
VISIBLE_SERIES = scoped(
    select(MeetingSeries)
    .where(MeetingSeries.tenant_id == TENANT, _reaches(MeetingSeries.school_id, MeetingSeries.team_id))
    .options(
        with_expression(MeetingSeries.team_name, _of_team(Team.name, MeetingSeries.team_id)),
        with_expression(MeetingSeries.team_type, _of_team(Team.type, MeetingSeries.team_id)),
        with_expression(
            MeetingSeries.meeting_count,
            select(func.count())
            .select_from(Meeting)
            .where(Meeting.tenant_id == TENANT, Meeting.series_id == MeetingSeries.id)
            .correlate(MeetingSeries)
            .scalar_subquery(),
        ),
    ),
    MeetingSeries,
    *TABLES,
)
ONE_SERIES = scoped(
    VISIBLE_SERIES.where(MeetingSeries.id == KEY).execution_options(populate_existing=True),
    MeetingSeries,
    *TABLES,
)


def reads_team(_: Actor, __: Team) -> frozenset[MeetingAction]:
    """Whoever sees the team may know how its meetings go: figures of a team, never of a person."""
    return frozenset({MeetingAction.READ_RATE})


def reads_series(_: Actor, __: MeetingSeries) -> frozenset[MeetingAction]:
    return frozenset({MeetingAction.READ_SERIES})
