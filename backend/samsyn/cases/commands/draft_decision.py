"""Drafts of decisions: written as one goes, by whoever prepares the case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of
from samsyn.cases.errors import CaseClosed, DecisionSigned, Unfit
from samsyn.cases.models import ActionProgramme, Case, Decision, Measure
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.people import brought_by
from samsyn.cases.queries.places import school_forms_of
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.queries.signing import programme_of
from samsyn.cases.rules.decision_kinds import DecisionState, kinds_for
from samsyn.cases.schemas.decisions import DecisionIn, DecisionPatch, ProgrammePatch
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def draft_decision(work: Work, case: Case, body: DecisionIn) -> Decision:
    """About the one pupil of the case unless it is said which. Raises CaseClosed, and Unfit for a kind that
    the type of the case, or the unit's school forms, do not have."""
    if not case.is_open:
        raise CaseClosed
    students = await remember_case_students(work, case.id)
    kinds = kinds_for(case.case_type, await school_forms_of(work, case.school_id))
    kind = next((kind for kind in kinds if kind.code is body.kind), None)
    if kind is None:
        raise Unfit(
            "/kind",
            "DECISION_KIND",
            "Ärendetypen har inte den sortens beslut.",
            "Cases of this type have no such decision.",
        )
    _check_student(students, body.student_id)
    place = {**place_of(case), "id": uuid7(), "confidentiality": case.confidentiality}
    draft = Decision(
        **place,
        kind=kind.code,
        state=DecisionState.DRAFT,
        student_id=body.student_id or (students[0] if len(students) == 1 else None),
        support_forms=[kind.form] if kind.form else [],
        legal_bases=[],
        appeal_possible=kind.appeal,
        delegated=False,
    )
    work.add(draft)
    await work.flush()
    if kind.programme:
        work.add(ActionProgramme(**place))
        await work.flush()
    return draft


def _check_student(students: Sequence[UUID], chosen: UUID | None) -> None:
    if chosen is not None and chosen not in students:
        raise Unfit(
            "/studentId", "STUDENT_UNKNOWN", "Eleven är inte med i ärendet.", "The pupil is not in the case."
        )


async def write_decision(work: Work, case: Case, draft: Decision, body: DecisionPatch) -> None:
    """Raises CaseClosed, DecisionSigned, JournalContent, and Unfit for what is not of the case."""
    await refuse_signed(work, case, draft)
    given = body.model_dump(exclude_unset=True, exclude={"programme"})
    if "student_id" in given:
        _check_student(work.students, body.student_id)
    sealer = await sealer_of(work)
    programme = await programme_of(work, draft) if body.programme is not None else None
    held = [text for row in (draft, programme) if row for text in row.words(sealer).values()]
    await guard_body(work, case, body, held=held, confidentiality=draft.class_)
    words = {name: given.pop(name) or None for name in Decision.TEXTS if name in given}
    if words.get("born_on"):
        words["born_on"] = _born(work, body)
    for name, value in given.items():
        setattr(draft, name, value)
    draft.support_forms = sorted(set(draft.support_forms or []))
    draft.put_words(sealer, **words)
    if body.programme is not None:
        await _write_programme(work, case, programme, body.programme)
        # The version of the decision counts what is written in its programme too.
        draft.updated_at = work.clock.now()
    await work.flush()


def _born(work: Work, body: DecisionPatch) -> str:
    assert body.born_on is not None
    if body.born_on > work.clock.today():
        raise Unfit("/bornOn", "DAY_TO_COME", "Dagen har inte varit än.", "That day has not been yet.")
    return body.born_on.isoformat()


async def _write_programme(
    work: Work, case: Case, programme: ActionProgramme | None, body: ProgrammePatch
) -> None:
    if programme is None:
        raise Unfit(
            "/programme",
            "DECISION_KIND",
            "Den sortens beslut har inget åtgärdsprogram.",
            "That kind of decision has no action programme.",
        )
    said = body.model_dump(mode="json")
    given = {name: said[name] for name in body.model_fields_set}
    if body.measures:
        await _check_measures(work, case, [line.measure_id for line in body.measures])
    for field, column in (("follow_up_by_id", "follow_up_by"), ("evaluate_by_id", "evaluate_by")):
        if field in given:
            person: UUID | None = getattr(body, field)
            if person is not None:
                await brought_by(work, person, case.school_id, f"/programme/{_camel(field)}")
            setattr(programme, column, person)
    for day in ("follow_up_on", "evaluate_on"):
        if day in given:
            setattr(programme, day, getattr(body, day))
    words: dict[str, Any] = {name: given[name] or None for name in ("needs", "student_part") if name in given}
    for rows in ("measures", "guardians"):
        if rows in given:
            words[rows] = json.dumps(given[rows], ensure_ascii=False) if given[rows] else None
    programme.put_words(await sealer_of(work), **words)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(map(str.title, rest))


async def _check_measures(work: Work, case: Case, ids: Sequence[UUID | None]) -> None:
    wanted = {one for one in ids if one is not None}
    if wanted - set(await work.scalars(visible_parts(Measure, Measure.id), {"key": case.id})):
        raise Unfit(
            "/programme/measures",
            "MEASURE_UNKNOWN",
            "En åtgärd finns inte i ärendet.",
            "A measure is not in the case.",
        )


async def discard_decision(work: Work, case: Case, draft: Decision) -> None:
    """A draft that nobody will sign. What stood in it is emptied; that there was one stays."""
    await refuse_signed(work, case, draft)
    sealer = await sealer_of(work)
    draft.state = DecisionState.DISCARDED
    draft.put_words(sealer, **dict.fromkeys(Decision.TEXTS))
    programme = await programme_of(work, draft)
    if programme is not None:
        programme.put_words(sealer, **dict.fromkeys(ActionProgramme.TEXTS))
    await work.flush()


async def refuse_signed(work: Work, case: Case, draft: Decision) -> None:
    if not case.is_open:
        raise CaseClosed
    if not draft.is_draft:
        raise DecisionSigned
    await remember_case_students(work, case.id)
