"""Open cases with what their clocks are read from: a page of the whole municipality's for the program
itself, and for a person those that are that person's own or that somebody has been told of."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import JSON, Integer, and_, any_, bindparam, exists, func, not_, or_, select, union
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import Case, CaseAccess, CaseEvent
from samsyn.cases.policy import AS_OFFICER, by_function, is_one_of, valid_access
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.access import LISTABLE, OFFICERS_TYPES, Reach
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.statements.one_case import NO_CLOCK
from samsyn.core.scope import EVERYWHERE, KEY, LIST_UNITS, PERSON, TENANT, scoped

MOST: Final = 200
RUNS: Final = and_(Case.tenant_id == TENANT, Case.closed_at.is_(None), Case.phase != CasePhase.PAUSED)
COLUMNS: Final = (
    Case.id, Case.school_id, Case.number, Case.case_type, Case.rule_pack, Case.reach, Case.confidentiality,
    Case.owner_id, Case.opened_at, Case.next_follow_up_on, Case.waiting_since,
)  # fmt: skip


def _events(*seen: ColumnElement[bool]) -> Any:
    row = func.json_build_array(CaseEvent.type, CaseEvent.at, CaseEvent.data, type_=JSON)
    return (
        select(func.json_agg(row, type_=JSON))
        .where(
            CaseEvent.tenant_id == TENANT,
            CaseEvent.case_id == Case.id,
            not_(is_one_of(CaseEvent.type, NO_CLOCK)),
            *seen,
        )
        .correlate(Case)
        .scalar_subquery()
        .label("events")
    )


EVERY_CLOCK: Final = scoped(
    select(*COLUMNS, _events())
    .where(RUNS, PERSON.is_(None), EVERYWHERE, Case.id > KEY)
    .order_by(Case.id)
    .limit(bindparam("upto", type_=Integer)),
    Case,
    CaseEvent,
)
"""For the program itself, past ``key``, a page at a time: the database shows these rows to nobody else."""

MINE: Final = select(CaseAccess.case_id, CaseAccess.kind).where(valid_access()).cte("my_cases")


def _in_mine(row: Any, case_id: Any) -> ColumnElement[bool]:
    """As ``policy.in_my_case``: what is in K4 not through a way that was opened with a reason."""
    named = select(MINE.c.case_id).where(MINE.c.kind != "BREAK_GLASS")
    return and_(
        case_id.in_(select(MINE.c.case_id)),
        or_(not_(is_one_of(row.confidentiality, ("K4",))), case_id.in_(named)),
    )


OFFICER: Final = exists(select(AS_OFFICER.cte("as_officer").c.id))
REACHED: Final = union(
    select(Case.id).where(Case.tenant_id == TENANT, _in_mine(Case, Case.id)),
    select(Case.id).where(
        RUNS,
        Case.school_id == any_(LIST_UNITS),
        is_one_of(Case.reach, (Reach.UNIT, Reach.BOTH)),
        is_one_of(Case.confidentiality, LISTABLE),
    ),
    select(Case.id).where(
        RUNS,
        OFFICER,
        is_one_of(Case.case_type, sorted(OFFICERS_TYPES)),
        is_one_of(Case.reach, (Reach.BOTH, Reach.ORGANISER)),
        is_one_of(Case.confidentiality, LISTABLE),
    ),
).subquery()
TOLD_OF: Final = exists().where(
    CaseEvent.tenant_id == TENANT,
    CaseEvent.case_id == Case.id,
    CaseEvent.type == EventType.CLOCK_ESCALATED,
)
MY_CLOCKS: Final = scoped(
    select(
        *COLUMNS,
        _events(or_(_in_mine(CaseEvent, CaseEvent.case_id), by_function(CaseEvent, OFFICER))),
    )
    .where(
        RUNS,
        not_against_me(Case.id),
        Case.id.in_(select(REACHED.c.id)),
        or_(Case.owner_id == PERSON, TOLD_OF),
    )
    .order_by(Case.opened_at, Case.id)
    .limit(MOST),
    Case,
    CaseAccess,
    CaseEvent,
)
"""Those of the caller, and those that somebody has been told of and the caller may open; the oldest first."""
