"""What the gates ask of decisions that are signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote
from uuid import UUID

from fastapi import Response

from samsyn.cases.errors import DecisionNotSigned
from samsyn.cases.models import Case, Decision, Notification
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.investigations import latest_completed
from samsyn.cases.queries.signing import one_decision, programme_of, written
from samsyn.cases.rules.decision_kinds import (
    DecisionKind,
    DecisionState,
    SupportForm,
    load_kinds,
    must_be_in_person,
)
from samsyn.cases.rules.notifying import awaited
from samsyn.cases.rules.parties import Party
from samsyn.core.keyring import sealer_of
from samsyn.core.schooldays import stockholm_day
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work
from samsyn.documents import read_blob

STANDING = visible_parts(
    Decision,
    Decision.kind,
    Decision.delegated,
    Decision.support_forms,
    Decision.ends_on,
    Decision.term_ends_on,
).where(Decision.state == DecisionState.SIGNED)


APPEALABLE = visible_parts(Decision).where(
    Decision.state == DecisionState.SIGNED, Decision.appeal_possible.is_(True)
)
NOTIFICATIONS = visible_parts(Notification)


class Standing(NamedTuple):
    """A signed decision that nothing has taken the place of, as the gates see it."""

    kind: str
    delegated: bool
    support_forms: Sequence[str]
    ends_on: date | None
    term_ends_on: date | None

    @property
    def in_person_where_it_must(self) -> bool:
        forms = map(SupportForm, self.support_forms)
        return not (self.delegated and must_be_in_person(load_kinds()[DecisionKind(self.kind)], forms))

    @property
    def within_a_term(self) -> bool:
        if SupportForm.DISTANCE not in self.support_forms:
            return True
        return (
            self.ends_on is not None and self.term_ends_on is not None and self.ends_on <= self.term_ends_on
        )


async def _standing(work: Work, case: Case) -> list[Standing]:
    """As they were found with the case, where it was opened to be read."""
    if case.around is not None:
        return [
            Standing(kind, delegated, forms, *(date.fromisoformat(day) if day else None for day in days))
            for kind, delegated, forms, *days in (await Around.of(work, case)).decided or ()
        ]
    return [Standing(*row) for row in await work.execute(STANDING, {"key": case.id})]


async def programme_is_complete(work: Work, case: Case) -> bool:
    """C04: a programme is complete when it is signed, so one has to be."""
    return any(load_kinds()[DecisionKind(row.kind)].programme for row in await _standing(work, case))


async def not_delegated(work: Work, case: Case) -> bool:
    """C05."""
    return all(row.in_person_where_it_must for row in await _standing(work, case))


async def distance_within_a_term(work: Work, case: Case) -> bool:
    """C06."""
    return all(row.within_a_term for row in await _standing(work, case))


async def negative_decision_is_made(work: Work, case: Case) -> bool:
    """C03: where the newest investigation shows no need, that decision rests on it."""
    found = await latest_completed(work, case)
    if found is None or found.conclusion != load_kinds()[DecisionKind.NO_ACTION_PROGRAMME].investigation:
        return True
    made = visible_parts(Decision, Decision.id).where(
        Decision.state == DecisionState.SIGNED,
        Decision.kind == DecisionKind.NO_ACTION_PROGRAMME,
        Decision.investigation_id == found.id,
    )
    return bool(list(await work.scalars(made, {"key": case.id})))


async def parties_are_told(work: Work, case: Case) -> bool:
    """Förvaltningslagen 33 §: everybody whom a standing decision was for on its day has been told of it. Not
    asked in K4, where telling somebody can do harm (C22)."""
    if case.class_ is ConfidentialityClass.K4:
        return True
    rows = list(await work.scalars(APPEALABLE, {"key": case.id}))
    told = list(await work.scalars(NOTIFICATIONS, {"key": case.id})) if rows else []
    sealer = await sealer_of(work)
    for row in rows:
        one = written(row, await programme_of(work, row), sealer)
        parties = (Party(each.party) for each in told if each.decision_id == row.id)
        if awaited(one.born_on, stockholm_day(row.decided_at), len(one.guardians()), parties):
            return False
    return True


async def document_of_decision(work: Work, case: Case, key: UUID) -> Response:
    """The document as it was signed, as a download. Raises NotThere, and DecisionNotSigned."""
    row = await one_decision(work, case, key)
    if row.document_id is None:
        raise DecisionNotSigned
    work.log("case.decision-document", "Decision", [row.id])
    content = await read_blob(work, row.document_id)
    name = quote(f"beslut-{case.number}-{row.edition}.pdf", safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'",
    }
    return Response(content, media_type="application/pdf", headers=headers)
