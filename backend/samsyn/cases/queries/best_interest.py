"""Reads of how the best interests of a child were weighed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from uuid import UUID

from samsyn.cases.models import BestInterestAssessment, Case, ChildVoice
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.schemas.best_interest import (
    BestInterestOut,
    BestInterestsOut,
    HeardVoiceOut,
    WeighedInterestOut,
)
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work

READ = "case.best-interest"
WEIGHED, VOICES = visible_parts(BestInterestAssessment), visible_parts(ChildVoice)


async def weighed(work: Work, case: Case) -> list[BestInterestAssessment]:
    """The latest first."""
    rows: Sequence[BestInterestAssessment] = list(await work.scalars(WEIGHED, {"key": case.id}))
    return sorted(rows, key=lambda row: (row.created_at, row.id), reverse=True)


async def holding(work: Work, case: Case, student_id: UUID | None) -> BestInterestAssessment | None:
    """The latest one about this pupil that the caller reads."""
    return next((row for row in await weighed(work, case) if row.student_id == student_id), None)


def _heard(voice: ChildVoice, sealer: Sealer) -> HeardVoiceOut:
    words = voice.words(sealer)
    said = words["content"] or words["missing_reason"] or ""
    return HeardVoiceOut(id=voice.id, method=voice.method, asked_on=voice.asked_on, said=said)


async def shown(work: Work, case: Case, rows: Sequence[BestInterestAssessment]) -> list[BestInterestOut]:
    """Each with the voices that it rests on, those the caller reads."""
    sealer = await sealer_of(work)
    voices: dict[UUID, ChildVoice] = {one.id: one for one in await work.scalars(VOICES, {"key": case.id})}
    names = await names_of(work, [row.assessed_by for row in rows])
    made = []
    for row in rows:
        words = row.words(sealer)
        made.append(
            BestInterestOut(
                links=self_link(f"/cases/{case.id}/best-interest-assessments/{row.id}"),
                id=row.id,
                student_id=row.student_id,
                interests=[WeighedInterestOut(**one) for one in json.loads(words["interests"] or "[]")],
                voices=[_heard(voices[key], sealer) for key in row.voice_ids if key in voices],
                alternatives=words["alternatives"],
                weighed_against=words["weighed_against"] or "",
                conclusion=words["conclusion"] or "",
                assessed_by=names[row.assessed_by],
                assessed_at=row.created_at,
                confidentiality=row.confidentiality,
            )
        )
    return made


async def assessments(work: Work, case: Case) -> BestInterestsOut:
    await logged(work, case, READ)
    items = await shown(work, case, await weighed(work, case))
    return BestInterestsOut(links=self_link(f"/cases/{case.id}/best-interest-assessments"), items=items)


async def assessment(work: Work, case: Case, key: UUID) -> BestInterestOut:
    """Raises NotThere, also for one that is too strict."""
    found = await work.one_or_none(WEIGHED.where(BestInterestAssessment.id == key), key=case.id)
    if found is None:
        raise NotThere
    await logged(work, case, READ)
    return (await shown(work, case, [found]))[0]
