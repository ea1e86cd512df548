"""Prebuilt lists. They are driven from the caller's units and circles and never filtered out of the
municipality: each branch stops at its index after as many rows as the page needs."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    DateTime,
    Integer,
    Select,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    func,
    or_,
    select,
    true,
    tuple_,
    union,
)
from sqlalchemy.sql import ColumnElement

from samsyn.cases.models import Case, CaseAccess, CaseHead, CaseStudent, Concern, ConcernStudent
from samsyn.cases.policy import (
    IS_OFFICER,
    MY_CASES,
    by_function,
    visible_case_heads,
    visible_cases,
)
from samsyn.cases.policy.against import concern_not_against_me, not_against_me
from samsyn.cases.policy.cases import is_one_of
from samsyn.cases.rules import ConcernState
from samsyn.cases.rules.access import LISTABLE, OFFICERS_TYPES, ConcernReach, Reach
from samsyn.core.scope import LIST_UNITS, PERSON, TENANT, TRIAGE_UNITS, UNITS, scoped
from samsyn.identity import Person
from samsyn.organisation import School

PLACE_AT = bindparam("place_at", type_=DateTime(timezone=True))
PLACE_ID = bindparam("place_id", type_=Uuid)
UPTO, SKIP, TAKE = (bindparam(name, type_=Integer) for name in ("upto", "skip", "take"))
ONLY_MINE = bindparam("only_mine", type_=Boolean)
OF_TYPE, OF_STATE = bindparam("of_type", type_=Text), bindparam("of_state", type_=Text)
OF_PHASE = bindparam("of_phase", type_=Text)
WANTED = bindparam("wanted", type_=ARRAY(Uuid()))

LAST: Final = (datetime(9999, 12, 31, tzinfo=UTC), UUID(int=(1 << 128) - 1))
"""Before which everything lies: the first page of a list that shows the newest first."""
FIRST: Final = (datetime(1, 1, 1, tzinfo=UTC), UUID(int=0))


def unit_of(units: Any) -> Any:
    return func.unnest(units).table_valued("id", name="units").render_derived()


STATES: Final = (None, "OPEN", "CLOSED")


def in_state(closed_at: Any, state: str | None) -> Any:
    if state is None:
        return true()
    return closed_at.is_(None) if state == "OPEN" else closed_at.is_not(None)


def _place(at: Any, key: Any) -> tuple[Any, Any]:
    return at.label("sort_value"), key.label("tie_value")


# Cases ------------------------------------------------------------------------------------------------------

CASE_COLUMNS = (
    Case.id, Case.number, Case.case_type, Case.school_id, Case.level, Case.scope, Case.subject,
    Case.confidentiality, Case.phase, Case.owner_id, Case.opened_at, Case.closed_at, Case.next_follow_up_on,
    Case.waiting_for, Case.waiting_since, Case.version,
)  # fmt: skip
NEWEST = (Case.opened_at.desc(), Case.id.desc())


IN_MY_CIRCLES = func.array(MY_CASES.scalar_subquery(), type_=ARRAY(Uuid()))
"""The caller's cases, found once. ``IN`` is planned as a join, and a planner that does not know the table yet
looked them up anew for each case: 5 s for 4,000."""


def _reached_cases(state: str | None, *more: ColumnElement[bool], officer: bool) -> Any:
    """Through the unit, the circle or the officer's task: each branch stops at its index."""
    units = unit_of(LIST_UNITS)
    wanted = and_(
        Case.tenant_id == TENANT,
        not_against_me(Case.id),
        tuple_(Case.opened_at, Case.id) < tuple_(PLACE_AT, PLACE_ID),
        or_(OF_TYPE.is_(None), Case.case_type == OF_TYPE),
        in_state(Case.closed_at, state),
        *more,
    )
    at_unit = (
        select(*CASE_COLUMNS)
        .where(
            wanted,
            Case.school_id == units.c.id,
            is_one_of(Case.confidentiality, LISTABLE),
            is_one_of(Case.reach, (Reach.UNIT, Reach.BOTH)),
            ONLY_MINE.is_(False),
        )
        .order_by(*NEWEST)
        .limit(UPTO)
        .correlate(units)
        .lateral()
    )
    in_circle = (
        select(*CASE_COLUMNS).where(wanted, Case.id == any_(IN_MY_CIRCLES)).order_by(*NEWEST).limit(UPTO)
    )
    of_officer = (
        select(*CASE_COLUMNS)
        .where(
            wanted,
            is_one_of(Case.case_type, sorted(OFFICERS_TYPES)),
            is_one_of(Case.confidentiality, LISTABLE),
            is_one_of(Case.reach, (Reach.BOTH, Reach.ORGANISER)),
            ONLY_MINE.is_(False),
            IS_OFFICER,
        )
        .order_by(*NEWEST)
        .limit(UPTO)
    )
    ways = [select(at_unit).select_from(units.join(at_unit, true())), select(in_circle.subquery())]
    return union(*ways, *([select(of_officer.subquery())] if officer else [])).subquery()


def _cases(state: str | None, *more: ColumnElement[bool], officer: bool) -> Select[Any]:
    reach = _reached_cases(state, *more, officer=officer)
    page = (
        select(reach)
        .order_by(reach.c.opened_at.desc(), reach.c.id.desc())
        .offset(SKIP)
        .limit(TAKE)
        .cte("page")
    )
    pupils = (
        select(func.array_agg(CaseStudent.student_id).cast(Text))
        .where(
            CaseStudent.tenant_id == TENANT,
            CaseStudent.case_id == page.c.id,
            CaseStudent.removed_at.is_(None),
        )
        .scalar_subquery()
    )
    statement = (
        select(
            page,
            School.name.label("school_name"),
            Person.given_name,
            Person.family_name,
            pupils.label("student_ids"),
            *_place(page.c.opened_at, page.c.id),
        )
        .join(School, and_(School.tenant_id == TENANT, School.id == page.c.school_id))
        .outerjoin(Person, and_(Person.tenant_id == TENANT, Person.id == page.c.owner_id))
        .order_by(page.c.opened_at.desc(), page.c.id.desc())
    )
    return scoped(statement, Case, CaseAccess, CaseStudent)


LIST_CASES: Final = {
    (state, officer): _cases(state, officer=officer) for state in STATES for officer in (False, True)
}
"""By state and by whether the caller is a case officer: the database plans once, and only what is reached."""

FILTERS: Final[dict[str, ColumnElement[bool]]] = {
    "phase": Case.phase == OF_PHASE,
    "confidentiality": Case.confidentiality == bindparam("of_class", type_=Text),
    "owner": Case.owner_id == bindparam("of_owner", type_=Uuid),
    "nobody": Case.owner_id.is_(None),
    "theme": Case.themes.contains(bindparam("of_themes", type_=ARRAY(Text()))),
}


@cache
def cases_where(state: str | None, wanted: frozenset[str], *, officer: bool) -> Select[Any]:
    """The same list with only the filters that were asked for: what is not filtered is planned as before."""
    return _cases(state, *(FILTERS[name] for name in sorted(wanted)), officer=officer)


# Heads of cases ---------------------------------------------------------------------------------------------


MAY_OPEN = or_(CaseHead.id.in_(MY_CASES), by_function(CaseHead)).label("may_open")


def _heads(units_of_caller: Any, state: str | None, *more: ColumnElement[bool]) -> Select[Any]:
    units = unit_of(units_of_caller)
    wanted = (
        visible_case_heads(*CaseHead.__table__.columns, MAY_OPEN)
        .where(
            CaseHead.school_id == units.c.id,
            tuple_(CaseHead.opened_at, CaseHead.id) < tuple_(PLACE_AT, PLACE_ID),
            in_state(CaseHead.closed_at, state),
            *more,
        )
        .order_by(CaseHead.opened_at.desc(), CaseHead.id.desc())
        .limit(UPTO)
        .correlate(units)
        .lateral()
    )
    page = select(wanted).select_from(units.join(wanted, true())).subquery()
    statement = (
        select(page, School.name.label("school_name"), *_place(page.c.opened_at, page.c.id))
        .join(School, and_(School.tenant_id == TENANT, School.id == page.c.school_id))
        .order_by(page.c.opened_at.desc(), page.c.id.desc())
        .offset(SKIP)
        .limit(TAKE)
    )
    return scoped(statement, CaseHead, CaseAccess)


LIST_HEADS: Final = {state: _heads(TRIAGE_UNITS, state) for state in STATES}
LIST_HEADS_OF_SYSTEM: Final = {state: _heads(UNITS, state) for state in STATES}
IN_PHASE: Final = CaseHead.phase == OF_PHASE
HEADS_IN_PHASE: Final = {state: _heads(TRIAGE_UNITS, state, IN_PHASE) for state in STATES}
HEADS_IN_PHASE_OF_SYSTEM: Final = {state: _heads(UNITS, state, IN_PHASE) for state in STATES}

OPEN_HEADS: Final = scoped(
    visible_case_heads(
        CaseHead.id,
        CaseHead.number,
        CaseHead.case_type,
        CaseHead.school_id,
        CaseHead.phase,
        CaseHead.opened_at,
    )
    .add_columns(School.name)
    .where(CaseHead.closed_at.is_(None), School.tenant_id == TENANT, School.id == CaseHead.school_id),
    CaseHead,
)

# Concerns ---------------------------------------------------------------------------------------------------

CONCERN_COLUMNS = (
    Concern.id, Concern.number, Concern.school_id, Concern.reporter_id, Concern.reach, Concern.received_at,
    Concern.urgency, Concern.pointed_out, Concern.state, Concern.outcome, Concern.assessed_at,
    Concern.version,
)  # fmt: skip
HERE, PLACE = tuple_(Concern.received_at, Concern.id), tuple_(PLACE_AT, PLACE_ID)


def _ordered(newest: bool, at: Any, key: Any) -> tuple[Any, Any]:
    return (at.desc(), key.desc()) if newest else (at, key)


def _reached_concerns(newest: bool) -> Any:
    """Each branch stops after as many rows as the page needs."""

    def first(*conditions: ColumnElement[bool]) -> Any:
        return (
            select(*CONCERN_COLUMNS)
            .where(
                Concern.tenant_id == TENANT,
                HERE < PLACE if newest else HERE > PLACE,
                or_(OF_STATE.is_(None), Concern.state == OF_STATE),
                *conditions,
            )
            .order_by(*_ordered(newest, Concern.received_at, Concern.id))
            .limit(UPTO)
        )

    def received_at(units_of_caller: Any, reach: ConcernReach) -> Any:
        units = unit_of(units_of_caller)
        at_unit = Concern.school_id == units.c.id
        of_others = (ONLY_MINE.is_(False), concern_not_against_me(Concern.id))
        wanted = first(at_unit, Concern.reach == reach, *of_others).correlate(units).lateral()
        return select(wanted).select_from(units.join(wanted, true()))

    return union(
        received_at(TRIAGE_UNITS, ConcernReach.TRIAGE),
        received_at(LIST_UNITS, ConcernReach.HEADS),
        select(
            first(
                Concern.reach == ConcernReach.ORGANISER,
                IS_OFFICER,
                ONLY_MINE.is_(False),
                concern_not_against_me(Concern.id),
            ).subquery()
        ),
        select(first(Concern.reporter_id == PERSON, Concern.school_id == any_(UNITS)).subquery()),
    ).subquery()


def _concerns(*, newest: bool) -> Select[Any]:
    """The oldest first, or the newest."""
    reach = _reached_concerns(newest)
    page = (
        select(reach)
        .order_by(*_ordered(newest, reach.c.received_at, reach.c.id))
        .offset(SKIP)
        .limit(TAKE)
        .cte("page")
    )
    return _with_names(page, newest=newest)


def _with_names(page: Any, *, newest: bool) -> Select[Any]:
    """Rows of concerns with their schools, reporters and pupils."""
    pupils = (
        select(func.array_agg(ConcernStudent.student_id).cast(Text))
        .where(ConcernStudent.tenant_id == TENANT, ConcernStudent.concern_id == page.c.id)
        .scalar_subquery()
    )
    statement = (
        select(
            page,
            School.name.label("school_name"),
            Person.given_name,
            Person.family_name,
            pupils.label("student_ids"),
            *_place(page.c.received_at, page.c.id),
        )
        .join(School, and_(School.tenant_id == TENANT, School.id == page.c.school_id))
        .outerjoin(Person, and_(Person.tenant_id == TENANT, Person.id == page.c.reporter_id))
        .order_by(*_ordered(newest, page.c.received_at, page.c.id))
    )
    return scoped(statement, Concern, ConcernStudent)


LIST_CONCERNS = {"receivedAt": _concerns(newest=False), "-receivedAt": _concerns(newest=True)}

# What stands still, for the focus page ----------------------------------------------------------------------

_TO_ASSESS = (
    Concern.tenant_id == TENANT,
    Concern.state == ConcernState.NEW,
    concern_not_against_me(Concern.id),
    or_(
        and_(Concern.reach == ConcernReach.TRIAGE, Concern.school_id == any_(TRIAGE_UNITS)),
        and_(Concern.reach == ConcernReach.HEADS, Concern.school_id == any_(LIST_UNITS)),
        and_(Concern.reach == ConcernReach.ORGANISER, IS_OFFICER),
    ),
)
UNASSESSED = scoped(
    select(Concern.id, Concern.school_id, Concern.received_at, Concern.urgency).where(*_TO_ASSESS), Concern
)
"""Concerns that the caller is to assess."""
UNASSESSED_OF = _with_names(
    select(*CONCERN_COLUMNS).where(*_TO_ASSESS, Concern.id == any_(WANTED)).cte("page"), newest=False
)
"""Those of them that are ``wanted``, as a list shows them."""

TODAY = func.samsyn_today()
WITHOUT_FOLLOW_UP = scoped(
    select(Case.id, Case.number, Case.next_follow_up_on)
    .where(
        Case.tenant_id == TENANT,
        Case.closed_at.is_(None),
        or_(Case.next_follow_up_on.is_(None), Case.next_follow_up_on < TODAY),
        or_(Case.owner_id == PERSON, and_(Case.owner_id.is_(None), by_function(Case))),
        or_(Case.id.in_(MY_CASES), by_function(Case)),
    )
    .order_by(Case.next_follow_up_on.asc().nulls_first(), Case.id)
    .limit(20),
    Case,
    CaseAccess,
)
"""Open cases of the caller, or of nobody at the caller's unit, whose follow-up is missing or late."""

NUMBERS = visible_cases(Case.id, Case.number, Case.opened_at).where(Case.id == any_(WANTED))
