"""Reads of investigations, and what the gates ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import desc

from samsyn.cases.models import Case, Investigation
from samsyn.cases.policy import CaseAction, allowed_on_case
from samsyn.cases.policy.parts import allowed_on_part, parts_with_role
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.rulebook import phases_of
from samsyn.cases.queries.transitions import voices_of
from samsyn.cases.rules import CasePhase, ClosureReason, closure_reasons
from samsyn.cases.rules.access import IN_CHAIN, TAKEN_BACK
from samsyn.cases.rules.investigations import (
    Completed,
    Conclusion,
    InvestigationKind,
    SupportToo,
    asks_home,
    case_type_of,
    children_heard,
    conclusions_of,
    found_unneeded,
    has_completed,
    kinds_of,
    support_considered,
)
from samsyn.cases.schemas.investigations import InvestigationOut, InvestigationsOut, PointOut
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.work import Work
from samsyn.legal import sections_of, the_pack

COLUMNS = (
    "id", "kind", "student_health_consulted_on", "support_too", "conclusion", "started_at", "completed_at",
    "confidentiality", "version",
)  # fmt: skip
INVESTIGATIONS_OF_CASE = parts_with_role(Investigation)
COMPLETED = INVESTIGATIONS_OF_CASE.where(Investigation.completed_at.is_not(None)).order_by(
    Investigation.completed_at, Investigation.id
)


async def under_way(work: Work, case: Case) -> Sequence[Investigation]:
    """Every investigation of the case that the caller may read, in the order they were started."""
    rows: Sequence[Investigation] = list(await work.scalars(INVESTIGATIONS_OF_CASE, {"key": case.id}))
    return sorted(rows, key=lambda row: (row.started_at, row.id))


async def shown(work: Work, case: Case, rows: Sequence[Investigation]) -> list[InvestigationOut]:
    people = (who for row in rows for who in (row.started_by, row.completed_by))
    names, sealer = await names_of(work, people), await sealer_of(work)
    return [
        InvestigationOut(
            links=self_link(f"/cases/{row.case_id}/investigations/{row.id}"),
            allowed_actions=_offered(work, case, row),
            conclusions=conclusions_of(InvestigationKind(row.kind)),
            started_by=names[row.started_by],
            completed_by=names[row.completed_by] if row.completed_by else None,
            **{name: getattr(row, name) for name in COLUMNS},
            **row.words(sealer),
        )
        for row in rows
    ]


def _offered(work: Work, case: Case, row: Investigation) -> list[str]:
    """A completed one, and one of a closed case, is read and no more."""
    if not (row.is_open and case.is_open):
        return []
    return sorted({CaseAction.INVESTIGATE} & allowed_on_part(work.actor, row))


def points_of(case: Case, kinds: Iterable[str], language: Language) -> list[PointOut]:
    """What the rules of the case have an investigation of each kind go into."""
    pack = the_pack(case.rule_pack)
    return [
        PointOut(
            kind=InvestigationKind(kind),
            field=section.field,
            text=section.en if language == "en" else section.sv,
        )
        for kind in kinds
        for section in sections_of(pack, case_type_of(kind, case.case_type))
    ]


async def investigations(work: Work, case: Case, language: Language) -> InvestigationsOut:
    await logged(work, case, "case.investigations")
    rows = await under_way(work, case)
    begun = {row.kind for row in rows if row.is_open}
    may = case.is_open and CaseAction.INVESTIGATE in allowed_on_case(work.actor, case)
    return InvestigationsOut(
        links=self_link(f"/cases/{case.id}/investigations"),
        kinds=[kind for kind in kinds_of(case.case_type) if may and kind not in begun],
        items=await shown(work, case, rows),
        points=points_of(case, sorted({row.kind for row in rows}), language),
    )


async def one(work: Work, case: Case, key: UUID) -> Investigation:
    """Raises NotThere, also for one that is too strict."""
    rows = [row for row in await under_way(work, case) if row.id == key]
    if not rows:
        raise NotThere
    await logged(work, case, "case.investigations")
    return rows[0]


async def latest_completed(
    work: Work, case: Case, kind: InvestigationKind = InvestigationKind.SPECIAL_SUPPORT
) -> Investigation | None:
    """The one that a decision rests on (C02, C03), as the caller may read it; None where there is none."""
    await remember_case_students(work, case.id)
    statement = COMPLETED.where(Investigation.kind == kind).order_by(None)
    newest = statement.order_by(desc(Investigation.completed_at), desc(Investigation.id)).limit(1)
    found: Investigation | None = await work.one_or_none(newest, key=case.id)
    if found is not None:
        work.log("case.investigations", "Case", [case.id])
    return found


# What the gates ask -----------------------------------------------------------------------------------------


async def completed(work: Work, case: Case) -> list[Completed]:
    """As they were found with the case, where it was opened to be read."""
    if case.around is not None:
        return (await Around.of(work, case)).completed()
    rows: Sequence[Investigation] = list(await work.scalars(COMPLETED, {"key": case.id}))
    return [_seen(r.kind, r.conclusion, r.completed_at, r.support_too) for r in rows]


def _seen(kind: str, conclusion: str | None, at: datetime | None, too: str | None) -> Completed:
    assert conclusion is not None
    assert at is not None
    return Completed(InvestigationKind(kind), Conclusion(conclusion), at, SupportToo(too) if too else None)


async def is_investigated(work: Work, case: Case) -> bool:
    """C02: what the investigation shows is asked when the decision is written."""
    return has_completed(await completed(work, case), InvestigationKind.SPECIAL_SUPPORT)


async def student_health_is_consulted(work: Work, case: Case) -> bool:
    """C07: asked when the case's own kind of investigation was completed."""
    return has_completed(await completed(work, case), kinds_of(case.case_type)[0])


async def home_is_consulted(work: Work, case: Case) -> bool:
    """Skollagen 7:19 a."""
    events = (await Around.of(work, case)).events or ()
    return any(asks_home(kind, data) for kind, _, data in events)


async def causes_are_analysed(work: Work, case: Case) -> bool:
    return has_completed(await completed(work, case), InvestigationKind.ENVIRONMENT)


async def support_is_considered(work: Work, case: Case) -> bool:
    return support_considered(await completed(work, case))


async def absence_is_investigated(work: Work, case: Case) -> bool:
    """One was begun, and not found unnecessary."""
    return any(
        row.kind == InvestigationKind.ABSENCE and row.conclusion != Conclusion.INVESTIGATION_NOT_NEEDED
        for row in await under_way(work, case)
    )


async def ways_to_close(work: Work, case: Case) -> frozenset[ClosureReason]:
    """Those of its phase; and that there was no need, where the investigation was found unnecessary. What is
    reported in the chain is not taken back before it is investigated."""
    possible = closure_reasons(CasePhase(case.phase), phases_of(case))
    if case.case_type in IN_CHAIN and not await completed(work, case):
        return possible - TAKEN_BACK
    if case.phase == CasePhase.INVESTIGATION and found_unneeded(await completed(work, case)):
        return possible | {ClosureReason.NO_NEED}
    return possible


async def both_children_are_heard(work: Work, case: Case) -> bool:
    if case.around is not None:
        pupils = (await Around.of(work, case)).student_ids
    else:
        pupils = await remember_case_students(work, case.id)
    return children_heard(pupils, case.pointed_out, await voices_of(work, case))
