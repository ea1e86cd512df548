"""What this domain offers to the registry: gate conditions, what stands still, and what a case is called."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import func

from samsyn.cases.models import Case, CaseAccess, CaseEvent
from samsyn.cases.policy import CIRCLE_OF_CASE, ONE_CASE, visible_parts
from samsyn.cases.queries import (
    assessments,
    closing,
    contributions,
    decided,
    disclosures,
    exposed,
    feedback,
    hearings,
    investigations,
    notices,
    reported,
    transfers,
)
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.break_glass import opened_by_others, openings_to_review
from samsyn.cases.queries.circle import pointed_out
from samsyn.cases.queries.guidelines import Guidelines
from samsyn.cases.queries.late_clocks import late_clocks
from samsyn.cases.queries.measures import known_measures, wider_is_tried
from samsyn.cases.queries.to_sign import appeals_to_forward, decisions_to_sign
from samsyn.cases.queries.transitions import child_is_heard
from samsyn.cases.rules import open_violations
from samsyn.cases.rules.measures import all_have_effect, tries_wider
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.statements import NUMBERS, UNASSESSED, WITHOUT_FOLLOW_UP
from samsyn.core.actor import Function
from samsyn.core.registry import FocusCard, GateCondition, Reference, Registry
from samsyn.core.schooldays import stockholm_day
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work

KIND = "case"
MOST_CARDS = 5


def register(registry: Registry) -> None:
    """Called once by ``main.wiring``."""
    registry.gate_conditions.update(
        {
            "ABSENCE_REPORTED": absence_reported,
            "CHILD_VOICE": child_voice,
            "COMPLAINANT_ANSWERED": of_case(closing.is_answered),
            "COMPLAINANT_CONFIRMED": of_case(closing.is_confirmed),
            "BOTH_CHILDREN_HEARD": of_case(investigations.both_children_are_heard),
            "CONSENT_OR_DISCLOSURE": of_case(disclosures.may_disclose),
            "DISTANCE_ONE_TERM": of_case(decided.distance_within_a_term),
            "NEGATIVE_DECISION": of_case(decided.negative_decision_is_made),
            "NOT_DELEGATED": of_case(decided.not_delegated),
            "FOUR_ASSESSMENTS": of_case(assessments.all_four),
            "PARTIES_HEARD": of_case(hearings.parties_are_heard),
            "PARTIES_TOLD": of_case(decided.parties_are_told),
            "PROGRAMME_COMPLETE": of_case(decided.programme_is_complete),
            "CAUSE_ANALYSIS": of_case(investigations.causes_are_analysed),
            "HOME_CONSULTED": of_case(investigations.home_is_consulted),
            "HANDOVER_SCOPE": of_case(transfers.scope_is_chosen),
            "INVESTIGATION_SHOWS_NEED": of_case(investigations.is_investigated),
            "SPECIAL_SUPPORT_CONSIDERED": of_case(investigations.support_is_considered),
            "STUDENT_HEALTH_CONSULTED": of_case(investigations.student_health_is_consulted),
            "GROUP_MEASURES_TRIED": group_measures_tried,
            "MEASURES_HAVE_EFFECT": measures_have_effect,
            "OWNER_AND_FOLLOW_UP": owner_and_follow_up,
            "NOBODY_POINTED_OUT_IN_CIRCLE": nobody_pointed_out,
            "REPORTED_IN_CHAIN": reported_in_chain,
        }
    )
    registry.focus_sources.extend(
        [unassessed_concerns, standing_cases, late_clocks, contributions.waiting_questions]
    )
    registry.focus_sources.extend(
        [opened_by_others, openings_to_review, decisions_to_sign, reported.reported_cases, transfers.waiting]
    )
    registry.focus_sources.extend(
        [
            exposed.exposed_cases,
            appeals_to_forward,
            notices.new_notices,
            feedback.unanswered_reports,
            feedback.nobody_receives,
        ]
    )
    registry.reference_kinds[KIND] = case_references


# Conditions of gates ----------------------------------------------------------------------------------------


async def _case(work: Work, case_id: UUID) -> Case:
    """Nearly always the one that the gate has found."""
    return work.held(Case, case_id) or await work.one_or_none(ONE_CASE, key=case_id)


def of_case(ask: Callable[[Work, Case], Awaitable[bool]]) -> GateCondition:
    """A question about a case, as a condition of a gate."""

    async def condition(work: Work, case_id: UUID) -> bool:
        return await ask(work, await _case(work, case_id))

    return condition


async def child_voice(work: Work, case_id: UUID) -> bool:
    """C01."""
    return await child_is_heard(work, await _case(work, case_id))


async def owner_and_follow_up(work: Work, case_id: UUID) -> bool:
    """C08."""
    case = await _case(work, case_id)
    return not open_violations(case.owner_id is not None, case.next_follow_up_on, work.clock.today())


async def nobody_pointed_out(work: Work, case_id: UUID) -> bool:
    """C11, by name and by function."""
    outside = await pointed_out(work, await _case(work, case_id))
    if not outside:
        return True
    circle: Sequence[CaseAccess] = list(await work.scalars(CIRCLE_OF_CASE, {"key": case_id}))
    return not any(way.valid_to is None and way.person_id in outside for way in circle)


TIMES_TOLD = visible_parts(CaseEvent, func.count()).where(CaseEvent.type == EventType.ORGANISER_NOTIFIED)


async def reported_in_chain(work: Work, case_id: UUID) -> bool:
    """C10: the report has reached the organiser, at the server's time."""
    case = await _case(work, case_id)
    if case.around is not None:
        return any(
            event.type == EventType.ORGANISER_NOTIFIED for event in (await Around.of(work, case)).happened()
        )
    return bool(await work.scalar(TIMES_TOLD, {"key": case_id}))


async def absence_reported(work: Work, case_id: UUID) -> bool:
    """Skollagen 7:19 a: of an investigation that was begun the organiser is told."""
    begun = await investigations.absence_is_investigated(work, await _case(work, case_id))
    return not begun or await reported_in_chain(work, case_id)


async def measures_have_effect(work: Work, case_id: UUID) -> bool:
    """C09: what has come to its day has been evaluated."""
    case = await _case(work, case_id)
    return all_have_effect(await known_measures(work, case), work.clock.today())


async def group_measures_tried(work: Work, case_id: UUID) -> bool:
    """C18: something around the pupil is tried, in the case or in the unit's cases on the same theme. The
    latter are asked for only while a pupil's case stands before its investigation."""
    case = await _case(work, case_id)
    own = await known_measures(work, case)
    return tries_wider(SubjectKind(case.subject), own) or await wider_is_tried(work, case)


# What stands still ------------------------------------------------------------------------------------------


async def unassessed_concerns(work: Work) -> Sequence[FocusCard]:
    """One card for all concerns that wait for the caller's assessment."""
    rows = list(await work.execute(UNASSESSED))
    work.log("concern.waiting", "Concern", [row.id for row in rows], students=[])
    if not rows:
        return []
    today = work.clock.today()
    oldest = min(rows, key=lambda row: row.received_at)
    guidelines = await Guidelines.of(work, rows)
    since = stockholm_day(oldest.received_at)
    age = guidelines.school_days(oldest, since, today)
    due = min(map(guidelines.assess_by, rows))
    within = guidelines.school_days(oldest, since, guidelines.assess_by(oldest))
    late = [row for row in rows if guidelines.assess_by(row) < today]
    if any(work.actor.holds_at(row.school_id, {Function.PRINCIPAL}) for row in late):
        latest = min(late, key=guidelines.assess_by)
        waits = guidelines.school_days(latest, guidelines.assess_by(latest), today)
        return [late_concerns(len(late), waits, due)]
    many = len(rows) != 1
    return [
        FocusCard(
            code="CONCERNS_TO_ASSESS",
            weight=95 if late else 80,
            what_sv=f"Bedöm {len(rows)} nya signaler" if many else "Bedöm en ny signal",
            what_en=f"Assess {len(rows)} new concerns" if many else "Assess a new concern",
            why_sv=f"Den äldsta väntar sedan {age} skoldagar. Er riktlinje är {within}.",
            why_en=f"The oldest has waited for {age} school days. Your guideline is {within}.",
            action_sv="Till bedömning",
            action_en="To assessment",
            path="/arenden/bedom",
            due=due,
        )
    ]


def late_concerns(count: int, days: int, due: date) -> FocusCard:
    """For the principal, who is told when the guideline has run out; ``days`` is 0 over a weekend."""
    many = count != 1
    since_sv, since_en = "Er riktlinje har gått ut.", "Your guideline has run out."
    if days:
        unit_sv, unit_en = ("skoldag", "school day") if days == 1 else ("skoldagar", "school days")
        since_sv = f"Er riktlinje har gått ut, för {days} {unit_sv} sedan där det har väntat längst."
        since_en = f"Your guideline has run out, {days} {unit_en} ago where it has waited longest."
    return FocusCard(
        code="CONCERNS_ESCALATED",
        weight=96,
        what_sv=f"Se till att {count} signaler blir bedömda" if many else "Se till att en signal blir bedömd",
        what_en=f"See to it that {count} concerns are assessed"
        if many
        else "See to it that a concern is assessed",
        why_sv=since_sv,
        why_en=since_en,
        action_sv="Till bedömning",
        action_en="To assessment",
        path="/arenden/bedom",
        due=due,
    )


async def standing_cases(work: Work) -> Sequence[FocusCard]:
    """The caller's open cases, or nobody's at the caller's unit, whose follow-up is missing or late."""
    rows = list(await work.execute(WITHOUT_FOLLOW_UP))[:MOST_CARDS]
    work.log("case.standing-still", "Case", [row.id for row in rows], students=[])
    return [
        FocusCard(
            code="CASE_FOLLOW_UP_LATE" if row.next_follow_up_on else "CASE_FOLLOW_UP_MISSING",
            weight=70,
            what_sv=f"Följ upp ärende {row.number}",
            what_en=f"Follow up case {row.number}",
            why_sv="Dagen för uppföljning har passerat."
            if row.next_follow_up_on
            else "Ärendet saknar en dag för uppföljning.",
            why_en="The day for follow-up has passed."
            if row.next_follow_up_on
            else "The case has no day for follow-up.",
            action_sv="Öppna ärendet",
            action_en="Open the case",
            path=f"/arenden/{row.id}",
            due=row.next_follow_up_on,
        )
        for row in rows
    ]


async def case_references(work: Work, ids: Sequence[UUID]) -> dict[UUID, Reference]:
    """Cases that the caller may open, by their number."""
    rows = list(await work.execute(NUMBERS, {"wanted": list(ids)}))
    work.log("case.refer", "Case", [row.id for row in rows], students=[])
    return {
        row.id: Reference(kind=KIND, id=row.id, label=row.number, path=f"/arenden/{row.id}", at=row.opened_at)
        for row in rows
    }
