"""The timeline: one row for whatever happens in a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from samsyn.cases.models import Case, CaseEvent, PartOfCase
from samsyn.cases.rules import highest
from samsyn.cases.rules.timeline import EventType
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


def place_of(case: Case) -> dict[str, Any]:
    """What every part of a case carries of it."""
    return {
        "tenant_id": case.tenant_id,
        "case_id": case.id,
        "school_id": case.school_id,
        "reach": case.reach,
    }


async def tell(
    work: Work,
    case: Case,
    what: EventType,
    *,
    ref_id: UUID | None = None,
    text: str | None = None,
    confidentiality: ConfidentialityClass | None = None,
    **data: str | None,
) -> None:
    """``data`` holds codes and days. The class is the case's, or that of what is told about if higher."""
    event = CaseEvent(
        **place_of(case),
        id=uuid7(),
        confidentiality=highest([case.class_, confidentiality or case.class_]),
        type=what,
        at=work.clock.now(),
        person_id=work.actor.id if work.actor.kind == "PERSON" else None,
        ref_id=ref_id,
        data=data,
    )
    if text is not None:
        event.put_words(await sealer_of(work), text=text)
    work.add(event)


async def tell_beside(
    work: Work,
    part: PartOfCase,
    what: EventType,
    *,
    text: str | None = None,
    confidentiality: ConfidentialityClass | None = None,
    **data: str | None,
) -> None:
    """By somebody who sees the part and nothing else of the case: the timeline is told all the same."""
    event = CaseEvent(
        tenant_id=work.tenant,
        id=uuid7(),
        case_id=part.case_id,
        school_id=part.school_id,
        reach=part.reach,
        confidentiality=confidentiality or part.class_,
        type=what,
        at=work.clock.now(),
        person_id=work.actor.id,
        ref_id=part.id,
        data=data,
    )
    if text is not None:
        event.put_words(await sealer_of(work), text=text)
    work.add(event)


async def tell_of(
    work: Work, case: Case, what: EventType, part: PartOfCase, *, text: str | None = None, **data: str | None
) -> None:
    """What happened to a part of the case that was there before, which may be stricter than the case is now:
    the line is shown to no more people than what it is about. No clock reads such lines."""
    await tell(work, case, what, ref_id=part.id, text=text, confidentiality=part.class_, **data)
