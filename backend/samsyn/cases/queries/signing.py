"""Decisions as they are read, and what is in the way of a signature."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import MAXYEAR, date
from typing import Any, NamedTuple
from uuid import UUID

from samsyn.cases.models import ActionProgramme, Case, Decision, Hearing, Investigation
from samsyn.cases.policy import visible_parts
from samsyn.cases.policy.parts import one_part
from samsyn.cases.queries.investigations import latest_completed
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.places import school_forms_of
from samsyn.cases.queries.rulebook import kind_of
from samsyn.cases.rules.decision_kinds import (
    ONCE_SIGNED,
    Capacity,
    DecisionKind,
    DecisionState,
    KindRule,
    SupportForm,
    capacity_of,
    load_kinds,
)
from samsyn.cases.rules.decisions import Draft, Missing, ProgrammeText, Shown, signing_violations
from samsyn.cases.rules.parties import HearingState, Party
from samsyn.core.actor import HEADS, Function
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.holidays import FIRST_YEAR
from samsyn.core.vocabulary import SchoolForm, SubjectKind
from samsyn.core.work import Work
from samsyn.organisation import term_end

DECISIONS, PROGRAMMES = visible_parts(Decision), visible_parts(ActionProgramme)
HEARD = visible_parts(Hearing, Hearing.party, Hearing.state)
ASKS_PARTIES = "PARTIES_HEARD"
"""The gate of those types of case where parties are heard before a decision."""
STANDS = frozenset({DecisionState.SIGNED})


class Written(NamedTuple):
    """A decision with its programme, and the words of both."""

    row: Decision
    words: dict[str, str | None]
    programme: ActionProgramme | None
    said: dict[str, str | None]

    @property
    def born_on(self) -> date | None:
        return date.fromisoformat(self.words["born_on"]) if self.words["born_on"] else None

    @property
    def kind(self) -> KindRule:
        return load_kinds()[DecisionKind(self.row.kind)]

    def lines(self) -> list[dict[str, Any]]:
        return list(json.loads(self.said.get("measures") or "[]"))

    def guardians(self) -> list[dict[str, Any]]:
        return list(json.loads(self.said.get("guardians") or "[]"))


def written(row: Decision, programme: ActionProgramme | None, sealer: Sealer) -> Written:
    return Written(row, row.words(sealer), programme, programme.words(sealer) if programme else {})


async def decisions_of(work: Work, case: Case) -> list[Decision]:
    """Every decision that the caller may read, drafts too, the oldest first."""
    rows: Sequence[Decision] = list(await work.scalars(DECISIONS, {"key": case.id}))
    kept = [row for row in rows if row.state != DecisionState.DISCARDED]
    return sorted(kept, key=lambda row: (row.created_at, row.id))


async def programme_of(work: Work, decision: Decision) -> ActionProgramme | None:
    one = PROGRAMMES.where(ActionProgramme.id == decision.id)
    found: ActionProgramme | None = await work.one_or_none(one, key=decision.case_id)
    return found


async def one_decision(work: Work, case: Case, key: UUID) -> Decision:
    """Raises NotThere, also for one that is too strict, or thrown away."""
    row: Decision | None = await work.one_or_none(one_part(Decision), key=key)
    if row is None or row.case_id != case.id or row.state == DecisionState.DISCARDED:
        raise NotThere
    await logged(work, case, "case.decisions")
    return row


# What is in the way of a signature -----------------------------------------------------------------------


class Grounds(NamedTuple):
    """What a decision rests on: the newest completed investigation, and the decision it takes the place
    of."""

    investigation: Investigation | None
    used: bool
    standing: Decision | None
    term_ends_on: date | None
    heard: frozenset[Party] | None
    school_forms: frozenset[SchoolForm]


async def grounds_of(work: Work, case: Case, draft: Decision, every: Sequence[Decision]) -> Grounds:
    kind = load_kinds()[DecisionKind(draft.kind)]
    found = await latest_completed(work, case) if kind.investigation else None
    others = [row for row in every if row.state in ONCE_SIGNED and row.student_id == draft.student_id]
    used = any(
        found is not None and row.investigation_id == found.id and row.state != DecisionState.REVOKED
        for row in others
    )
    standing = [row for row in others if row.state in STANDS]
    starts = draft.starts_on
    known = starts if starts and FIRST_YEAR <= starts.year < MAXYEAR else None
    ends = await term_end(work, case.school_id, known) if known else None
    before, forms = standing[-1] if standing else None, await school_forms_of(work, case.school_id)
    return Grounds(found, used, before, ends, await _heard(work, case), forms)


async def _heard(work: Work, case: Case) -> frozenset[Party] | None:
    """Those who have had their say, and those of whom it is said why not; None where nobody has to be."""
    if ASKS_PARTIES not in kind_of(case.case_type).gates:
        return None
    rows = await work.execute(HEARD, {"key": case.id})
    return frozenset(Party(row.party) for row in rows if row.state != HearingState.INFORMED)


def capacity(work: Work, case: Case, kind: KindRule) -> Capacity | None:
    """In what capacity the caller would sign; None where it is not theirs to decide."""
    at_unit = frozenset(one for one in HEADS if work.actor.holds_at(case.school_id, {one}))
    officer = any(
        a.function is Function.ORGANISER_CASE_OFFICER and a.scope == "ORGANISER"
        for a in work.actor.assignments
    )
    return capacity_of(kind.decided_by(case.case_type), at_unit, officer)


def _shown(grounds: Grounds) -> Shown | None:
    found = grounds.investigation
    if found is None:
        return None
    assert found.conclusion is not None
    assert found.completed_at is not None
    return Shown(found.conclusion, found.completed_at, grounds.used)


def missing(case: Case, one: Written, grounds: Grounds, by: Capacity | None, today: date) -> Missing:
    standing = grounds.standing
    return signing_violations(
        Draft(
            kind=one.kind,
            case_type=case.case_type,
            about_pupil=case.subject == SubjectKind.STUDENT,
            student=one.row.student_id is not None,
            born_on=one.born_on,
            ruling=one.words["ruling"] or "",
            reasons=one.words["reasons"] or "",
            delegation_ref=one.words["delegation_ref"] or "",
            reuse_reason=one.words["reuse_reason"] or "",
            forms=frozenset(map(SupportForm, one.row.support_forms)),
            starts_on=one.row.starts_on,
            ends_on=one.row.ends_on,
            term_ends_on=grounds.term_ends_on,
            programme=_text(one),
            renews=standing is not None and load_kinds()[DecisionKind(standing.kind)].programme,
            investigation=_shown(grounds),
            heard=grounds.heard,
            school_forms=grounds.school_forms,
        ),
        by,
        today,
    )


def _text(one: Written) -> ProgrammeText | None:
    if one.programme is None:
        return None
    return ProgrammeText(
        needs=one.said["needs"] or "",
        measures=[line["text"] for line in one.lines()],
        follow_up_on=one.programme.follow_up_on,
        evaluate_on=one.programme.evaluate_on,
        follow_up_by=one.programme.follow_up_by is not None,
        evaluate_by=one.programme.evaluate_by is not None,
        student_part=one.said["student_part"] or "",
        guardians=[guardian["name"] for guardian in one.guardians()],
    )
