"""Measures as they are shown, each with the days on which it was done, and what was tried in other cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from samsyn.cases.models import Case, Measure, MeasureFidelity
from samsyn.cases.policy import visible_parts
from samsyn.cases.policy.measures import TRIED_BEFORE, WIDER_TRIED
from samsyn.cases.queries.agreed import answers_by_measure, lines_by_measure
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.circle import pointed_out
from samsyn.cases.queries.linked import linked_ids
from samsyn.cases.queries.parts import Names, logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.rules import MeasureState
from samsyn.cases.rules.measures import MOVABLE, Known
from samsyn.cases.rules.themes import in_order
from samsyn.cases.schemas.cases import CaseTypeRef
from samsyn.cases.schemas.concerns import CaseRef
from samsyn.cases.schemas.measures import (
    FidelityOut,
    MeasureDecisionOut,
    MeasureOut,
    MeasureProposalOut,
    MeasuresOut,
    TriedMeasureOut,
    TriedMeasuresOut,
)
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.schema import self_link
from samsyn.core.vocabulary import Scope
from samsyn.core.work import Work

MEASURES, DAYS = visible_parts(Measure), visible_parts(MeasureFidelity)
PEOPLE = ("proposed_by", "decided_by", "responsible_id", "evaluator_id", "evaluated_by")


async def measures(work: Work, case: Case) -> MeasuresOut:
    await logged(work, case, "case.measures")
    rows = sorted(await work.scalars(MEASURES, {"key": case.id}), key=lambda m: (m.start_on, m.id))
    return MeasuresOut(links=self_link(f"/cases/{case.id}/measures"), items=await _shown(work, case, rows))


async def measure(work: Work, case: Case, measure_id: UUID) -> MeasureOut:
    """Raises NotThere, also for one that is too strict."""
    found = await work.one_or_none(MEASURES.where(Measure.id == measure_id), key=case.id)
    if found is None:
        raise NotThere
    await logged(work, case, "case.measures")
    return await measure_shown(work, case, found)


async def measure_shown(work: Work, case: Case, found: Measure) -> MeasureOut:
    """A measure that is at hand."""
    work.log("case.measures", "Case", [case.id])
    return (await _shown(work, case, [found], DAYS.where(MeasureFidelity.measure_id == found.id)))[0]


async def _shown(work: Work, case: Case, rows: Sequence[Measure], wanted: Any = DAYS) -> list[MeasureOut]:
    days = sorted(await work.scalars(wanted, {"key": case.id}), key=lambda d: (d.day, d.id), reverse=True)
    names = await names_of(
        work, [*(getattr(row, name) for row in rows for name in PEOPLE), *(day.noted_by for day in days)]
    )
    answers = await answers_by_measure(work, case.id)
    lines = await lines_by_measure(work, case, answers)
    outside = await pointed_out(work, case) if rows else set()
    sealer = await sealer_of(work)
    by_measure: dict[UUID, list[FidelityOut]] = defaultdict(list)
    for day in days:
        note = day.words(sealer)["note"]
        by_measure[day.measure_id].append(
            FidelityOut(id=day.id, day=day.day, kept=day.kept, by=names[day.noted_by], note=note)
        )
    return [
        _measure(row, names, sealer, by_measure).model_copy(
            update={
                "agreed_line": lines.get(row.id),
                "observations": answers.get(row.id, []),
                "to_move": row.state in MOVABLE and bool({row.responsible_id, row.evaluator_id} & outside),
            }
        )
        for row in rows
    ]


AS_THEY_STAND = ("id", "level", "scope", "state", "start_on", "end_on", "follow_up_on", "effect", "ended_on",
                 "confidentiality", "version")  # fmt: skip


def _measure(
    row: Measure, names: Names, sealer: Sealer, days: Mapping[UUID, list[FidelityOut]]
) -> MeasureOut:
    words = row.words(sealer)
    proposal = decision = None
    if row.proposed_by is not None:
        proposal = MeasureProposalOut(
            by=names[row.proposed_by], profession=row.proposed_profession, on=row.proposed_on
        )
    if row.decided_by is not None:
        decision = MeasureDecisionOut(
            by=names[row.decided_by], on=row.decided_on, motivation=words["motivation"]
        )
    said = decision or proposal
    assert said is not None, 'the constraint "decided" holds one of them'
    return MeasureOut(
        **{name: getattr(row, name) for name in AS_THEY_STAND},
        links=self_link(f"/cases/{row.case_id}/measures/{row.id}"),
        description=words["description"] or "",
        what_happened=words["what_happened"],
        proposal=proposal,
        decision=decision,
        decided_by=said.by,
        responsible=names[row.responsible_id],
        evaluator=names[row.evaluator_id or row.responsible_id],
        evaluated_by=names[row.evaluated_by] if row.evaluated_by else None,
        fidelity_entries=days.get(row.id, ()),
        to_move=False,
        agreed_line=None,
        observations=[],
    )


async def known_measures(work: Work, case: Case) -> list[Known]:
    """As the gates see them; found with the case where it was opened to be read."""
    if case.around is not None:
        return (await Around.of(work, case)).tried()
    rows = await work.scalars(MEASURES, {"key": case.id})
    return [Known(Scope(row.scope), MeasureState(row.state), row.end_on or row.follow_up_on) for row in rows]


# What was tried before (C18) --------------------------------------------------------------------------------


async def _asked_of(work: Work, case: Case) -> dict[str, Any]:
    linked = await linked_ids(work, case.id)
    return {"key": case.id, "at_school": case.school_id, "about": case.themes, "linked": linked}


async def wider_is_tried(work: Work, case: Case) -> bool:
    """Whether something was done around pupils in another case on one of its themes, or in one that is linked
    to it, as the caller knows."""
    asked = await _asked_of(work, case)
    return bool(asked["about"] or asked["linked"]) and bool(await work.scalar(WIDER_TRIED, asked))


async def tried_before(work: Work, case: Case, language: Language) -> TriedMeasuresOut:
    """Measures of linked cases and of the unit's on the same themes that the caller could open, the latest
    first."""
    await logged(work, case, "case.tried-measures")
    found = list(await work.execute(TRIED_BEFORE, await _asked_of(work, case)))
    work.log("case.tried-measures", "Measure", [row[0].id for row in found], students=[])
    sealer = await sealer_of(work)
    rows = sorted(found, key=lambda row: (row[0].start_on, row[0].id), reverse=True)
    return TriedMeasuresOut(
        links=self_link(f"/cases/{case.id}/tried-measures"),
        themes=case.themes,
        items=[_tried(row, case, sealer, language) for row in rows],
    )


def _tried(row: Any, case: Case, sealer: Sealer, language: Language) -> TriedMeasureOut:
    themes = in_order(set(row.themes) & set(case.themes))
    return tried_shown(row[0], row.number, type_named(row.case_type, language), themes, sealer)


def tried_shown(
    one: Measure, number: str, kind: CaseTypeRef, themes: Sequence[str], sealer: Sealer
) -> TriedMeasureOut:
    """A measure as one sees it from another case; ``themes`` are those in common."""
    words = one.words(sealer)
    return TriedMeasureOut(
        id=one.id,
        case=CaseRef(id=one.case_id, number=number),
        case_type=kind,
        themes=themes,
        description=words["description"] or "",
        what_happened=words["what_happened"],
        **{
            name: getattr(one, name) for name in ("level", "scope", "state", "start_on", "ended_on", "effect")
        },
    )
