"""Who may open a case with a reason (break-glass), and who is told of it.

The principal of the unit or whoever leads its student health team, a case of class K3 that reaches the unit.
For K2 a head has it already; K4 opens for nobody but those named.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import DateTime, Select, Text, and_, any_, bindparam, exists, or_, select

from samsyn.cases.models import BreakGlass, Case, CaseAccess, CaseHead
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.cases import MY_CASES, VISIBLE_CASE, holds_today, valid_access
from samsyn.cases.rules.access import Reach
from samsyn.core.actor import Actor, Function
from samsyn.core.scope import KEY, PERSON, TENANT, TRIAGE_UNITS, scoped
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.identity import Assignment, Person
from samsyn.organisation import School
from samsyn.teams import MemberRole, Team, TeamMember, TeamType

HOURS_OPEN: Final = timedelta(hours=8)

LED_HERE = (
    select(Team.school_id)
    .join(TeamMember, and_(TeamMember.tenant_id == TENANT, TeamMember.team_id == Team.id))
    .where(
        Team.tenant_id == TENANT,
        Team.type == TeamType.EHT,
        Team.ended_on.is_(None),
        Team.school_id == any_(TRIAGE_UNITS),
        TeamMember.person_id == PERSON,
        TeamMember.role == MemberRole.CHAIR,
        holds_today(TeamMember),
    )
)
"""Units whose student health team the caller leads, and where the caller works with student health today."""
UNITS_LED: Final = scoped(LED_HERE, Team, TeamMember)

OPENED_BY_REASON: Final = scoped(
    select(CaseHead).where(
        CaseHead.tenant_id == TENANT,
        CaseHead.number == bindparam("number", type_=Text),
        CaseHead.confidentiality == ConfidentialityClass.K3,
        CaseHead.reach != Reach.ORGANISER,
        CaseHead.school_id == any_(TRIAGE_UNITS),
        not_against_me(CaseHead.id),
    ),
    CaseHead,
)
"""The case with that number; whether the caller leads the unit or its team is asked afterwards."""

REVIEWS_THE_LOG = exists().where(
    Assignment.tenant_id == TENANT,
    Assignment.person_id == PERSON,
    Assignment.function == Function.LOG_REVIEWER,
    Assignment.scope_type == "ORGANISER",
    holds_today(Assignment),
)
TOLD = and_(
    BreakGlass.tenant_id == TENANT,
    or_(BreakGlass.person_id == PERSON, BreakGlass.case_id.in_(MY_CASES), REVIEWS_THE_LOG),
    not_against_me(BreakGlass.case_id),
)
_OPENINGS: Any = (
    select(BreakGlass, Person.given_name, Person.family_name, School.name)
    .join(Person, and_(Person.tenant_id == TENANT, Person.id == BreakGlass.person_id))
    .join(School, and_(School.tenant_id == TENANT, School.id == BreakGlass.school_id))
    .where(TOLD)
)
VISIBLE_OPENINGS: Final[Select[Any]] = scoped(_OPENINGS, BreakGlass, CaseAccess)
"""Who opened it, the circle of the case, and those who review the log."""
ONE_OPENING_NAMED: Final = scoped(VISIBLE_OPENINGS.where(BreakGlass.id == KEY), BreakGlass, CaseAccess)
ONE_OPENING: Final = scoped(select(BreakGlass).where(TOLD, BreakGlass.id == KEY), BreakGlass, CaseAccess)
MY_WAYS_IN: Final = scoped(
    select(CaseAccess.id).where(CaseAccess.tenant_id == TENANT, CaseAccess.case_id == KEY, valid_access()),
    CaseAccess,
)
"""Those that the caller has into a case already."""

SINCE = bindparam("since", type_=DateTime(timezone=True))
IN_MY_CASES: Final = scoped(
    select(
        BreakGlass.id,
        BreakGlass.case_id,
        BreakGlass.number,
        BreakGlass.opened_at,
        Person.given_name,
        Person.family_name,
    )
    .join(Person, and_(Person.tenant_id == TENANT, Person.id == BreakGlass.person_id))
    .where(
        TOLD,
        BreakGlass.opened_at > SINCE,
        BreakGlass.person_id != PERSON,
        BreakGlass.case_id.in_(select(Case.id).where(VISIBLE_CASE, Case.owner_id == PERSON)),
    )
    .order_by(BreakGlass.opened_at, BreakGlass.id),
    BreakGlass,
    Case,
    CaseAccess,
)
"""For the owner's notice."""
TO_REVIEW: Final = scoped(
    select(BreakGlass.id)
    .where(
        BreakGlass.tenant_id == TENANT,
        BreakGlass.opened_at > SINCE,
        REVIEWS_THE_LOG,
        not_against_me(BreakGlass.case_id),
    )
    .limit(100),
    BreakGlass,
)
"""For the notice of who reviews the log."""


def allowed_on_opening(actor: Actor, opening: BreakGlass) -> frozenset[CaseAction]:
    return frozenset({CaseAction.OPENINGS})
