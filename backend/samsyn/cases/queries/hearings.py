"""Reads of those who are heard before a decision, and what the gate asks of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from samsyn.cases.models import Case, Hearing
from samsyn.cases.policy import CaseAction, allowed_on_case, visible_parts
from samsyn.cases.policy.parts import one_part
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.parts import logged
from samsyn.cases.rules.parties import all_heard
from samsyn.cases.schemas.hearings import HearingOut, HearingsOut
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.schema import self_link
from samsyn.core.work import Work

HEARINGS = visible_parts(Hearing)
COLUMNS = (
    "id", "party", "state", "informed_on", "channel", "interpreter", "answer_by", "answered_on", "exception",
    "confidentiality", "version",
)  # fmt: skip


def shown_hearing(work: Work, case: Case, row: Hearing, sealer: Sealer) -> HearingOut:
    words = row.words(sealer)
    offered = {CaseAction.WRITE_DECISION} & allowed_on_case(work.actor, case) if case.is_open else set()
    return HearingOut(
        links=self_link(f"/cases/{row.case_id}/hearings/{row.id}"),
        allowed_actions=sorted(offered),
        **{name: getattr(row, name) for name in COLUMNS},
        **{**words, "name": words["name"] or ""},
    )


async def hearings_of(work: Work, case: Case) -> Sequence[Hearing]:
    rows: Sequence[Hearing] = list(await work.scalars(HEARINGS, {"key": case.id}))
    return sorted(rows, key=lambda row: row.id)


async def hearings(work: Work, case: Case) -> HearingsOut:
    await logged(work, case, "case.hearings")
    rows, sealer = await hearings_of(work, case), await sealer_of(work)
    return HearingsOut(
        links=self_link(f"/cases/{case.id}/hearings"),
        complete=all_heard(row.state for row in rows),
        items=[shown_hearing(work, case, row, sealer) for row in rows],
    )


async def one(work: Work, case: Case, key: UUID) -> Hearing:
    """Raises NotThere, also for one that is too strict."""
    row: Hearing | None = await work.one_or_none(one_part(Hearing), key=key)
    if row is None or row.case_id != case.id:
        raise NotThere
    await logged(work, case, "case.hearings")
    return row


async def parties_are_heard(work: Work, case: Case) -> bool:
    """As they were found with the case, where it was opened to be read."""
    if case.around is not None:
        return all_heard((await Around.of(work, case)).hearings or ())
    return all_heard(await work.scalars(visible_parts(Hearing, Hearing.state), {"key": case.id}))
