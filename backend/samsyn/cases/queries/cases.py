"""Reads of cases."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.models import Case
from samsyn.cases.policy import (
    CaseAction,
    open_to_now,
)
from samsyn.cases.queries.around import Around, named
from samsyn.cases.queries.calendar import school_days
from samsyn.cases.queries.investigations import ways_to_close
from samsyn.cases.queries.newer_rules import newer_rules
from samsyn.cases.queries.places import place_in_list
from samsyn.cases.queries.pupils import pupils_in
from samsyn.cases.queries.rulebook import kind_of, phases_shown, type_named
from samsyn.cases.queries.transitions import transitions
from samsyn.cases.rules import CasePhase
from samsyn.cases.rules.access import NUMBER_ONLY, branch_of
from samsyn.cases.rules.clocks import run_of
from samsyn.cases.rules.timeline import running_clocks
from samsyn.cases.schemas.cases import (
    CaseHeadRow,
    CaseOut,
    CaseRow,
    RulePackRef,
    RunningClockOut,
)
from samsyn.cases.schemas.filters import OWN, CaseFilters
from samsyn.cases.statements import (
    HEADS_IN_PHASE,
    HEADS_IN_PHASE_OF_SYSTEM,
    LAST,
    LIST_CASES,
    LIST_HEADS,
    LIST_HEADS_OF_SYSTEM,
    cases_where,
)
from samsyn.core.actor import Function
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.paging import Paging, page_of
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work
from samsyn.legal import ClockEvent, adjusted, latest_follow_up

NEWEST_FIRST = {"-openedAt": LAST}


def _filtered(work: Work, filters: CaseFilters) -> dict[str, Any]:
    """The parameters of the filters that were asked for, by their names in ``FILTERS``."""
    owner = work.actor.id if filters.owner == OWN else filters.owner_id
    asked = {
        "phase": ("of_phase", filters.phase),
        "confidentiality": ("of_class", filters.confidentiality),
        "theme": ("of_themes", [filters.theme] if filters.theme else None),
        "owner": ("of_owner", owner),
        "nobody": ("", filters.of_nobody or None),
    }
    return {name: pair for name, pair in asked.items() if pair[1] is not None}


async def list_cases(work: Work, asked: Paging, language: Language, filters: CaseFilters) -> Page[CaseRow]:
    """Those the caller may open, the newest first."""
    order, values = place_in_list(work, asked, "cases", NEWEST_FIRST)
    values |= {"of_type": filters.type_, "only_mine": filters.mine}
    officer = work.actor.holds(Function.ORGANISER_CASE_OFFICER)
    wanted = _filtered(work, filters)
    values |= {name: value for name, value in wanted.values() if name}
    statement = LIST_CASES[filters.state, officer]
    if wanted:
        statement = cases_where(filters.state, frozenset(wanted), officer=officer)
    rows = list(await work.execute(statement, values))
    shown = rows[: asked.limit]
    work.log(CaseAction.LIST, "Case", [row.id for row in shown], students=pupils_in(shown))

    named: dict[UUID, Named] = {}

    def once(key: UUID | None, *words: str) -> Named | None:
        """The rows of a page share their schools and their owners."""
        if key is None:
            return None
        found = named.get(key)
        if found is None:
            found = named[key] = Named(id=key, name=" ".join(words))
        return found

    def show(row: Any) -> CaseRow:
        return CaseRow(
            links=self_link(f"/cases/{row.id}"),
            id=row.id,
            number=row.number,
            case_type=type_named(row.case_type, language),
            school=once(row.school_id, row.school_name),
            level=row.level,
            scope=row.scope,
            subject=row.subject,
            confidentiality=row.confidentiality,
            phase=row.phase,
            owner=once(row.owner_id, row.given_name, row.family_name),
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            next_follow_up_on=row.next_follow_up_on,
            waiting_for=row.waiting_for,
            waiting_since=row.waiting_since,
            version=row.version,
        )

    return page_of(work, rows, "cases", order, asked, show)


async def list_heads(
    work: Work, asked: Paging, language: Language, state: str | None, phase: CasePhase | None
) -> Page[CaseHeadRow]:
    """Minimised, for student health, heads and systems: no text, no pupil, never K4."""
    order, values = place_in_list(work, asked, "case-heads", NEWEST_FIRST)
    of_person = work.actor.kind == "PERSON"
    statements = LIST_HEADS if of_person else LIST_HEADS_OF_SYSTEM
    if phase is not None:
        statements = HEADS_IN_PHASE if of_person else HEADS_IN_PHASE_OF_SYSTEM
        values["of_phase"] = phase
    rows = list(await work.execute(statements[state], values))
    work.log(CaseAction.HEADS, "CaseHead", [row.id for row in rows[: asked.limit]], students=[])

    def show(row: Any) -> CaseHeadRow:
        hidden = row.case_type in NUMBER_ONLY
        return CaseHeadRow(
            id=row.id,
            number=row.number,
            case_type=None if hidden else type_named(row.case_type, language),
            grade=None if hidden else row.grade,
            school=Named(id=row.school_id, name=row.school_name),
            phase=row.phase,
            opened_at=row.opened_at,
            closed_at=row.closed_at,
            next_follow_up_on=row.next_follow_up_on,
            may_open=row.may_open,
            version=row.version,
        )

    return page_of(work, rows, "case-heads", order, asked, show)


def _times(work: Work, case: Case, around: Around) -> dict[str, Any]:
    """What runs, and how far ahead the next follow-up may be set, in the school days of the unit."""
    kind = adjusted(kind_of(case.case_type), around.amounts(case))
    happened, told, now = around.happened(), around.told(), work.clock.now()
    today = stockholm_day(now)
    calendar = school_days(around.days, today, min((stockholm_day(e.at) for e in happened), default=today))
    clocks = [
        RunningClockOut(
            code=clock.code,
            until=clock.stops_at,
            kind=clock.kind,
            due_on=clock.due_on,
            school_days_left=calendar.school_days_between(today, clock.due_on),
            overdue=clock.is_out(now),
            escalated_to=told.get(run_of(clock)),
        )
        for clock in (running_clocks(kind, happened, calendar) if case.is_open else ())
        if clock.stops_at is not ClockEvent.APPEALED or now < clock.out_at
    ]
    return {"clocks": clocks, "latest_follow_up_on": latest_follow_up(kind, today, calendar)}


AS_THEY_STAND = [
    name
    for name in CaseOut.model_fields
    if name in Case.__table__.columns and name not in (*Case.TEXTS, "case_type", "rule_pack")
]


async def case(work: Work, found: Case, language: Language) -> CaseOut:
    """One case. Written to the access log with its pupils."""
    around = await Around.of(work, found)
    work.students = around.student_ids
    work.log(CaseAction.READ, "Case", [found.id])
    return CaseOut(
        **{name: getattr(found, name) for name in AS_THEY_STAND},
        **found.words(await sealer_of(work)),
        links=self_link(f"/cases/{found.id}"),
        allowed_actions=sorted(open_to_now(work.actor, found)),
        rule_pack=RulePackRef(code=found.rule_pack, version=found.rule_pack_version),
        newer_rules=await newer_rules(work, found, language),
        case_type=type_named(found.case_type, language),
        grade=around.grade,
        school=Named(id=found.school_id, name=around.school_name or ""),
        students=around.students(),
        group=named(found.group_id, around.group_name),
        owner=named(found.owner_id, around.owner_name),
        my_role=found.my_role,
        my_branch=branch_of(work.actor.functions),
        phases=phases_shown(found.case_type),
        transitions=await transitions(work, found, language),
        closure_reasons=sorted(await ways_to_close(work, found)),
        **_times(work, found, around),
        concerns=around.concerns(),
    )
