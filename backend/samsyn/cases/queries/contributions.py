"""Reads of questions and answers, for those who investigate and for those who are asked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from samsyn.cases.models import Case, Contribution
from samsyn.cases.policy.contributions import (
    CONTRIBUTIONS_OF_CASE,
    MY_QUESTIONS,
    ContributionAction,
    QuestionAction,
    allowed_on_contribution,
)
from samsyn.cases.queries.parts import logged
from samsyn.cases.queries.people import names_of
from samsyn.cases.rules.contributions import AT_HOME, MOST_TRIES, ContributionState, link_is_live
from samsyn.cases.schemas.contributions import (
    ContributionOut,
    ContributionsOut,
    QuestionOut,
    QuestionsOut,
)
from samsyn.core.keyring import sealer_of
from samsyn.core.registry import FocusCard
from samsyn.core.schema import Named, self_link
from samsyn.core.schooldays import stockholm_day
from samsyn.core.work import Work
from samsyn.organisation import School

COLUMNS = (
    "id", "investigation_id", "role", "age_group", "state", "requested_at", "answered_at", "channel",
    "sorted_at", "confidentiality", "version",
)  # fmt: skip
PEOPLE = ("person_id", "requested_by", "answered_by", "sorted_by")
_A, _S = ContributionAction, ContributionState
BY_STATE = {_S.ASKED: {_A.ENTER, _A.LINK, _A.WITHDRAW}, _S.ANSWERED: {_A.SORT}, _S.WITHDRAWN: set()}


async def asked_in(work: Work, case: Case) -> Sequence[Contribution]:
    rows: Sequence[Contribution] = list(await work.scalars(CONTRIBUTIONS_OF_CASE, {"key": case.id}))
    return sorted(rows, key=lambda row: (row.requested_at, row.id))


async def contributions(work: Work, case: Case) -> ContributionsOut:
    await logged(work, case, "case.contributions")
    return ContributionsOut(
        links=self_link(f"/cases/{case.id}/contributions"),
        items=await shown(work, case, await asked_in(work, case)),
    )


async def shown(work: Work, case: Case, rows: Sequence[Contribution]) -> list[ContributionOut]:
    names = await names_of(work, (getattr(row, name) for row in rows for name in PEOPLE))
    sealer = await sealer_of(work)
    now = work.clock.now()
    made = []
    for row in rows:
        words = row.words(sealer)
        person, requested_by, answered_by, sorted_by = (
            names.get(key) if (key := getattr(row, name)) else None for name in PEOPLE
        )
        live = row.token_hash is not None and link_is_live(row.link_expires_at, row.link_tries, now)
        made.append(
            ContributionOut(
                links=self_link(f"/cases/{row.case_id}/contributions/{row.id}"),
                allowed_actions=_offered(work, case, row),
                person=person,
                requested_by=requested_by,
                answered_by=answered_by,
                sorted_by=sorted_by,
                link_expires_at=row.link_expires_at if live else None,
                link_locked=row.link_tries >= MOST_TRIES,
                **{name: getattr(row, name) for name in COLUMNS},
                **words,
            )
        )
    return made


def _offered(work: Work, case: Case, row: Contribution) -> list[str]:
    allowed = allowed_on_contribution(work.actor, row) & BY_STATE[row.state] if case.is_open else set()
    return sorted(allowed if row.role in AT_HOME else allowed - {_A.LINK})


async def my_questions(work: Work) -> QuestionsOut:
    """Those that wait for the caller's answer, the oldest first."""
    rows: Sequence[Contribution] = list(await work.scalars(MY_QUESTIONS))
    work.log(QuestionAction.LIST, "Contribution", [row.id for row in rows], students=[])
    return QuestionsOut(links=self_link("/me/questions"), items=await questions_shown(work, rows))


async def questions_shown(work: Work, rows: Sequence[Contribution]) -> list[QuestionOut]:
    names, sealer = await names_of(work, (row.requested_by for row in rows)), await sealer_of(work)
    schools = await _schools(work, {row.school_id for row in rows})
    return [
        QuestionOut(
            links=self_link(f"/me/questions/{row.id}"),
            allowed_actions=[QuestionAction.ANSWER],
            id=row.id,
            question=row.words(sealer)["question"] or "",
            school=schools[row.school_id],
            requested_by=names[row.requested_by],
            requested_at=row.requested_at,
            version=row.version,
        )
        for row in rows
    ]


async def _schools(work: Work, ids: set[UUID]) -> dict[UUID, Named]:
    rows = await work.execute(
        select(School.id, School.name).where(School.tenant_id == work.tenant, School.id.in_(ids))
    )
    return {row.id: Named(id=row.id, name=row.name) for row in rows}


async def waiting_questions(work: Work) -> Sequence[FocusCard]:
    """One card for all questions that wait for the caller's answer."""
    rows: Sequence[Contribution] = list(await work.scalars(MY_QUESTIONS))
    work.log(QuestionAction.LIST, "Contribution", [row.id for row in rows], students=[])
    if not rows:
        return []
    since, count = stockholm_day(rows[0].requested_at).isoformat(), len(rows)
    return [
        FocusCard(
            code="QUESTIONS_TO_ME",
            weight=75,
            what_sv="Svara på en fråga till dig" if count == 1 else f"Svara på {count} frågor till dig",
            what_en="Answer a question to you" if count == 1 else f"Answer {count} questions to you",
            why_sv=f"En utredning väntar på ditt svar sedan {since}.",
            why_en=f"An investigation has waited for your answer since {since}.",
            action_sv="Till frågorna",
            action_en="To the questions",
            path="/fragor",
        )
    ]
