"""Reads of consents and of the ledger, what a partner is shown, and what the gate asks."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from samsyn.cases.models import Case, Consent, Disclosure
from samsyn.cases.policy import CaseAction, allowed_on_case, visible_parts
from samsyn.cases.policy.actions import SharedAction
from samsyn.cases.policy.disclosures import (
    CONSENT_HOLDS,
    MY_SHARED,
    ONE_CONSENT,
    ONE_DISCLOSURE,
    PARTNERS,
    WITHOUT_CONSENT,
)
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.rules.disclosures import ConsentState, consent_warnings, state_of
from samsyn.cases.rules.parties import Party
from samsyn.cases.schemas.disclosures import (
    ConsentGiverOut,
    ConsentOut,
    ConsentsOut,
    DisclosureOut,
    DisclosuresOut,
    SharedItemOut,
)
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.paging import Order, Paging, listed
from samsyn.core.schema import Named, Page, self_link
from samsyn.core.work import Work

CONSENTS, LINES = visible_parts(Consent), visible_parts(Disclosure)
HOLDING = visible_parts(Consent, Consent.id).where(CONSENT_HOLDS).limit(1)
GROUNDS = visible_parts(Disclosure, Disclosure.id).where(WITHOUT_CONSENT).limit(1)
SHARED_ORDER = Order("shared-items", {"since": Disclosure.told_on}, "-since", Disclosure.id)
OF_CONSENT = (
    "id", "student_id", "recipient_kind", "form", "given_on", "expires_on", "recorded_at", "revoked_on",
    "revoked_by", "revoked_at", "confidentiality", "version",
)  # fmt: skip
OF_LINE = (
    "id", "student_id", "recipient_kind", "basis", "consent_id", "channel", "told_on", "recorded_at",
    "corrects_id", "shared_until", "ended_at", "confidentiality", "version",
)  # fmt: skip


class Giver(NamedTuple):
    party: Party
    name: str


def givers_of(words: Mapping[str, str | None]) -> list[Giver]:
    return [Giver(Party(one["party"]), one["name"]) for one in json.loads(words["givers"] or "[]")]


async def partners(work: Work) -> list[Named]:
    """People of other organisations with an assignment here today."""
    rows = await work.execute(PARTNERS)
    return [Named(id=row.id, name=f"{row.given_name} {row.family_name}") for row in rows]


class Ledger(NamedTuple):
    """What is needed to show its rows."""

    work: Work
    case: Case
    names: Mapping[UUID, Named]
    sealer: Sealer
    shared: Mapping[UUID | None, int]

    def offered(self, can_end: bool) -> list[CaseAction]:
        return sorted({CaseAction.DISCLOSE} & allowed_on_case(self.work.actor, self.case)) if can_end else []

    def consent(self, row: Consent) -> ConsentOut:
        words, today = row.words(self.sealer), self.work.clock.today()
        givers = givers_of(words)
        born = date.fromisoformat(words["born_on"]) if words["born_on"] else None
        state = state_of(row.given_on, row.expires_on, row.revoked_on, today)
        return ConsentOut(
            links=self_link(f"/cases/{row.case_id}/consents/{row.id}"),
            allowed_actions=self.offered(state is ConsentState.IN_FORCE),
            **{name: getattr(row, name) for name in OF_CONSENT},
            born_on=born,
            recipient=words["recipient"] or "",
            scope=words["scope"] or "",
            givers=[ConsentGiverOut(party=one.party, name=one.name) for one in givers],
            state=state,
            warnings=consent_warnings((one.party for one in givers), born, today),
            recorded_by=self.names[row.recorded_by],
            shared_now=self.shared.get(row.id, 0),
        )

    def line(self, row: Disclosure) -> DisclosureOut:
        words = row.words(self.sealer)
        shown = is_shown(row, self.work.clock.today())
        return DisclosureOut(
            links=self_link(f"/cases/{row.case_id}/disclosures/{row.id}"),
            allowed_actions=self.offered(shown),
            **{name: getattr(row, name) for name in OF_LINE},
            recipient=words["recipient"] or "",
            what=words["what"] or "",
            purpose=words["purpose"],
            reason=words["reason"],
            recorded_by=self.names[row.recorded_by],
            partner=self.names.get(row.partner_id) if row.partner_id else None,
            shown=shown,
        )


def is_shown(row: Disclosure, today: date) -> bool:
    """To its partner, today."""
    return row.ended_at is None and row.shared_until is not None and row.shared_until >= today


async def ledger(work: Work, case: Case, rows: Sequence[Any], lines: Sequence[Disclosure]) -> Ledger:
    """``rows`` are to be shown; ``lines`` are those of the case, to count what is shared under a consent."""
    people = [getattr(row, name, None) for row in rows for name in ("recorded_by", "partner_id")]
    shared = Counter(line.consent_id for line in lines if is_shown(line, work.clock.today()))
    return Ledger(work, case, await names_of(work, people), await sealer_of(work), shared)


async def lines_of(work: Work, case: Case) -> list[Disclosure]:
    return sorted(await work.scalars(LINES, {"key": case.id}), key=lambda row: row.id)


async def consents(work: Work, case: Case) -> ConsentsOut:
    """The newest first."""
    await logged(work, case, "case.consents")
    rows: list[Consent] = sorted(
        await work.scalars(CONSENTS, {"key": case.id}), key=lambda row: row.id, reverse=True
    )
    shown = await ledger(work, case, rows, await lines_of(work, case))
    return ConsentsOut(
        links=self_link(f"/cases/{case.id}/consents"),
        grounded=await may_disclose(work, case),
        items=[shown.consent(row) for row in rows],
    )


async def disclosures(work: Work, case: Case) -> DisclosuresOut:
    await logged(work, case, "case.disclosures")
    rows = await lines_of(work, case)
    shown = await ledger(work, case, rows, rows)
    return DisclosuresOut(
        links=self_link(f"/cases/{case.id}/disclosures"),
        partners=await partners(work),
        items=[shown.line(row) for row in rows],
    )


async def one_consent(work: Work, case: Case, key: UUID) -> Consent:
    """Raises NotThere, also for one that is too strict."""
    found: Consent = await _one(work, case, ONE_CONSENT, key, "case.consents")
    return found


async def one_line(work: Work, case: Case, key: UUID) -> Disclosure:
    """Raises NotThere, also for one that is too strict."""
    found: Disclosure = await _one(work, case, ONE_DISCLOSURE, key, "case.disclosures")
    return found


async def _one(work: Work, case: Case, statement: Any, key: UUID, action: str) -> Any:
    row = await work.one_or_none(statement, key=key)
    if row is None or row.case_id != case.id:
        raise NotThere
    await logged(work, case, action)
    return row


async def may_disclose(work: Work, case: Case) -> bool:
    """The gate CONSENT_OR_DISCLOSURE: a consent that holds today, or something told on another ground."""
    if case.around is not None:
        return bool((await Around.of(work, case)).grounded)
    for asked in (HOLDING, GROUNDS):
        if await work.scalar(asked, {"key": case.id}) is not None:
            return True
    return False


# What a partner is shown ------------------------------------------------------------------------------------


async def shared_items(work: Work, asked: Paging) -> Page[SharedItemOut]:
    """The newest first."""
    statement: Any = MY_SHARED
    page: Page[Any] = await listed(work, statement, SHARED_ORDER, asked, lambda row: (row[0], row[1]))
    return page.model_copy(update={"items": await _shared(work, SharedAction.LIST, page.items)})


async def shared_item(work: Work, line: Disclosure) -> SharedItemOut:
    row = (await work.execute(MY_SHARED.where(Disclosure.id == line.id))).one()
    return (await _shared(work, SharedAction.READ, [(row[0], row[1])]))[0]


async def _shared(work: Work, action: SharedAction, rows: Sequence[Any]) -> list[SharedItemOut]:
    students = sorted({line.student_id for line, _ in rows if line.student_id})
    work.log(action, "Disclosure", [line.id for line, _ in rows], students=students)
    sealer = await sealer_of(work)
    found = [(line, school, line.words(sealer)) for line, school in rows]
    return [
        SharedItemOut(
            links=self_link(f"/shared-items/{line.id}"),
            allowed_actions=[SharedAction.READ],
            id=line.id,
            school=school,
            recipient=words["recipient"] or "",
            what=words["what"] or "",
            purpose=words["purpose"],
            since=line.told_on,
            until=line.shared_until,
        )
        for line, school, words in found
    ]
