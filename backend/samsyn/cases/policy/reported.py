"""Cases of degrading treatment that have been reported to the organiser and that nobody investigates yet."""

from __future__ import annotations

from typing import Final

from sqlalchemy import and_, func, not_, select

from samsyn.cases.models import Case, CaseAccess, CaseEvent
from samsyn.cases.policy.cases import IS_OFFICER, VISIBLE_CASE, by_function, in_my_case, is_one_of
from samsyn.cases.rules.access import IN_CHAIN, Reach
from samsyn.cases.rules.timeline import EventType
from samsyn.core.scope import TENANT, scoped

_OF_CASE = and_(
    CaseEvent.tenant_id == TENANT,
    CaseEvent.case_id == Case.id,
    in_my_case(CaseEvent, CaseEvent.case_id) | by_function(CaseEvent),
)
BEGUN = (EventType.INVESTIGATION_STARTED, EventType.INVESTIGATION_COMPLETED, EventType.DECISION_SIGNED)
TOLD_AT = (
    select(func.max(CaseEvent.at))
    .where(_OF_CASE, is_one_of(CaseEvent.type, (EventType.ORGANISER_NOTIFIED,)))
    .correlate(Case)
    .scalar_subquery()
)
REPORTED: Final = scoped(
    select(Case.id, Case.number, Case.owner_id, TOLD_AT.label("told_at"))
    .where(
        VISIBLE_CASE,
        IS_OFFICER,
        is_one_of(Case.case_type, sorted(IN_CHAIN)),
        is_one_of(Case.reach, (Reach.BOTH, Reach.ORGANISER)),
        Case.closed_at.is_(None),
        TOLD_AT.is_not(None),
        not_(select(CaseEvent.id).where(_OF_CASE, is_one_of(CaseEvent.type, BEGUN)).correlate(Case).exists()),
    )
    .order_by(Case.opened_at.desc(), Case.id.desc())
    .limit(20),
    Case,
    CaseAccess,
    CaseEvent,
)
"""For the organiser's case officers; the newest first."""
