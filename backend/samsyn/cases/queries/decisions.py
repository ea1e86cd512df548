"""Decisions as they are shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from samsyn.cases.models import Appeal, Case, Decision, Notification
from samsyn.cases.policy import CaseAction, allowed_on_case, visible_parts
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.places import school_forms_of
from samsyn.cases.queries.pupils import pupils_shown
from samsyn.cases.queries.signing import (
    PROGRAMMES,
    Written,
    capacity,
    decisions_of,
    grounds_of,
    missing,
    written,
)
from samsyn.cases.rules.decision_kinds import (
    DecisionState,
    SupportForm,
    bases_of_decision,
    kinds_for,
)
from samsyn.cases.rules.notifying import awaited
from samsyn.cases.rules.parties import Party
from samsyn.cases.schemas.decisions import (
    BasisOut,
    DecisionKindOut,
    DecisionOut,
    DecisionsOut,
    ObstacleOut,
    ProgrammeOut,
)
from samsyn.cases.schemas.notifying import AppealOut, NotificationOut
from samsyn.cases.schemas.shared import PupilOut
from samsyn.core.crypto import Sealer
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.schema import Named, self_link
from samsyn.core.work import Work
from samsyn.legal import LegalBasis, load_rule_book

NOTIFICATIONS, APPEALS = visible_parts(Notification), visible_parts(Appeal)
AS_THEY_STAND = (
    "id", "kind", "state", "edition", "support_forms", "starts_on", "ends_on", "term_ends_on",
    "appeal_possible", "delegated", "decided_as", "decided_at", "investigation_id", "supersedes_id",
    "confidentiality", "version",
)  # fmt: skip


def bases_shown(bases: Sequence[LegalBasis], language: Language) -> list[BasisOut]:
    return [
        BasisOut(code=b.code, act=b.act, section=b.section, text=b.en if language == "en" else b.sv)
        for b in bases
    ]


def bases_of(case: Case, one: Written, today: date) -> Sequence[LegalBasis]:
    """As they were when it was signed; of a draft as they are now."""
    if one.row.decided_at is None:
        forms = map(SupportForm, one.row.support_forms)
        return bases_of_decision(one.kind, case.case_type, forms, today)
    known = {basis.code: basis for basis in load_rule_book().legal_bases}
    return [known[code] for code in one.row.legal_bases]


def programme_shown(one: Written, names: dict[UUID, Named]) -> ProgrammeOut | None:
    row = one.programme
    if row is None:
        return None
    return ProgrammeOut(
        needs=one.said["needs"],
        measures=one.lines(),
        follow_up_on=row.follow_up_on,
        evaluate_on=row.evaluate_on,
        follow_up_by=names.get(row.follow_up_by) if row.follow_up_by else None,
        evaluate_by=names.get(row.evaluate_by) if row.evaluate_by else None,
        student_part=one.said["student_part"],
        guardians=one.guardians(),
    )


class Known(NamedTuple):
    names: dict[UUID, Named]
    pupils: dict[UUID, PupilOut]


class Followed(NamedTuple):
    """What has come after the decisions of a case, by decision."""

    notifications: dict[UUID, list[Notification]]
    appeals: dict[UUID, list[Appeal]]
    names: dict[UUID, Named]


async def known_in(work: Work, rows: Sequence[Written]) -> Known:
    """Staff and pupils that are mentioned, by name as far as the caller may know it."""
    people = [row.row.decided_by for row in rows]
    people += [
        who
        for row in rows
        if row.programme
        for who in (row.programme.follow_up_by, row.programme.evaluate_by)
    ]
    pupils = await pupils_shown(work, [row.row.student_id for row in rows if row.row.student_id])
    return Known(await names_of(work, people), {pupil.id: pupil for pupil in pupils})


async def _obstacles(
    work: Work, case: Case, one: Written, every: Sequence[Decision], language: Language
) -> list[ObstacleOut]:
    if not one.row.is_draft:
        return []
    grounds = await grounds_of(work, case, one.row, every)
    found = missing(case, one, grounds, capacity(work, case, one.kind), work.clock.today())
    return [
        ObstacleOut(pointer=pointer, code=v.code, text=v.en if language == "en" else v.sv)
        for pointer, v in found
    ]


def _offered(work: Work, case: Case, row: Decision) -> list[str]:
    """A draft of an open case is written and signed; of a signed decision parties are told, also
    afterwards."""
    allowed = allowed_on_case(work.actor, case)
    if row.is_draft:
        wanted = {CaseAction.WRITE_DECISION, CaseAction.SIGN_DECISION} if case.is_open else set()
        return sorted(wanted & allowed)
    return sorted({CaseAction.WRITE_DECISION} & allowed)


async def followed_by(work: Work, case: Case) -> Followed:
    notifications, appeals = defaultdict(list), defaultdict(list)
    told = sorted(await work.scalars(NOTIFICATIONS, {"key": case.id}), key=lambda row: row.id)
    for row in told:
        notifications[row.decision_id].append(row)
    came = sorted(await work.scalars(APPEALS, {"key": case.id}), key=lambda row: row.id)
    for row in came:
        appeals[row.decision_id].append(row)
    people = [row.notified_by for row in told] + [row.recorded_by for row in came]
    return Followed(notifications, appeals, await names_of(work, people))


def _notification(row: Notification, names: dict[UUID, Named], sealer: Sealer) -> NotificationOut:
    words = row.words(sealer)
    columns = (
        "id", "party", "channel", "sent_on", "received_on", "appeal_due_on", "consent_on", "notified_at",
    )  # fmt: skip
    return NotificationOut(
        **{name: getattr(row, name) for name in columns},
        **{**words, "name": words["name"] or ""},
        notified_by=names.get(row.notified_by),
    )


def _appeal(row: Appeal, names: dict[UUID, Named], sealer: Sealer) -> AppealOut:
    words = row.words(sealer)
    columns = ("id", "party", "received_on", "due_on", "in_time", "late_because", "forwarded_on",
               "recorded_at", "outcome", "outcome_on")  # fmt: skip
    return AppealOut(
        **{name: getattr(row, name) for name in columns},
        **{**words, "appellant": words["appellant"] or ""},
        recorded_by=names.get(row.recorded_by),
    )


def _awaiting(one: Written, told: Sequence[Notification], today: date) -> tuple[Party, ...]:
    if one.row.state != DecisionState.SIGNED:
        return ()
    return awaited(one.born_on, today, len(one.guardians()), (Party(row.party) for row in told))


async def shown(
    work: Work, case: Case, rows: Sequence[Decision], every: Sequence[Decision], language: Language
) -> list[DecisionOut]:
    sealer, followed = await sealer_of(work), await followed_by(work, case)
    programmes = {p.id: p for p in await work.scalars(PROGRAMMES, {"key": case.id})}
    all_written = [written(row, programmes.get(row.id), sealer) for row in rows]
    known = await known_in(work, all_written)
    out = []
    for each in all_written:
        found = await _obstacles(work, case, each, every, language)
        out.append(_out(work, case, each, known, found, language, followed, sealer))
    return out


def _out(
    work: Work,
    case: Case,
    one: Written,
    known: Known,
    found: Sequence[ObstacleOut],
    language: Language,
    followed: Followed,
    sealer: Sealer,
) -> DecisionOut:
    row, told = one.row, followed.notifications.get(one.row.id, [])
    due = [each.appeal_due_on for each in told if each.appeal_due_on]
    today = work.clock.today()
    return DecisionOut(
        links=self_link(f"/cases/{case.id}/decisions/{row.id}"),
        allowed_actions=_offered(work, case, row),
        **{name: getattr(row, name) for name in AS_THEY_STAND},
        **{**one.words, "born_on": one.born_on},
        label=one.kind.en if language == "en" else one.kind.sv,
        student=known.pupils.get(row.student_id) if row.student_id else None,
        legal_bases=bases_shown(bases_of(case, one, today), language),
        decided_by=known.names.get(row.decided_by) if row.decided_by else None,
        content_hash=row.content_hash.hex() if row.content_hash else None,
        document_hash=row.document_hash.hex() if row.document_hash else None,
        programme=programme_shown(one, known.names),
        obstacles=found,
        leads_on=one.kind.leads_on,
        notifications=[_notification(each, followed.names, sealer) for each in told],
        awaited_parties=_awaiting(one, told, today),
        appeals=[_appeal(each, followed.names, sealer) for each in followed.appeals.get(row.id, [])],
        appeal_due_on=max(due) if due else None,
    )


async def decisions(work: Work, case: Case, language: Language) -> DecisionsOut:
    await logged(work, case, "case.decisions")
    every = await decisions_of(work, case)
    return DecisionsOut(
        links=self_link(f"/cases/{case.id}/decisions"),
        kinds=[
            DecisionKindOut(
                code=kind.code,
                label=kind.en if language == "en" else kind.sv,
                decider=kind.decided_by(case.case_type),
                in_person=kind.in_person,
                programme=kind.programme,
                appeal_possible=kind.appeal,
            )
            for kind in kinds_for(case.case_type, await school_forms_of(work, case.school_id))
        ],
        items=await shown(work, case, every[::-1], every, language),
    )
