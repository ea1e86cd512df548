"""Who sees a question and its answer, and who does what with them.

Whoever is asked sees the question and nothing else of the case, until it is answered or taken back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from sqlalchemy import Select, and_, any_, or_, select
from sqlalchemy.orm import with_expression

from samsyn.cases.models import CaseAccess, Contribution
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.allowed import BY_ROLE, READS, comes_by_function
from samsyn.cases.policy.cases import by_function, in_my_case, valid_access
from samsyn.core.actor import Actor
from samsyn.core.scope import KEY, PERSON, TENANT, UNITS, scoped


class ContributionAction(StrEnum):
    ENTER = "contribution.enter"
    LINK = "contribution.link"
    SORT = "contribution.sort"
    WITHDRAW = "contribution.withdraw"


class QuestionAction(StrEnum):
    """Of whoever is asked."""

    LIST = "question.list"
    ANSWER = "question.answer"


MY_ROLE = (
    select(CaseAccess.role_in_case)
    .where(CaseAccess.case_id == Contribution.case_id, CaseAccess.kind == "CIRCLE", valid_access())
    .limit(1)
    .scalar_subquery()
)
SEEN = and_(
    Contribution.tenant_id == TENANT,
    or_(in_my_case(Contribution, Contribution.case_id), by_function(Contribution)),
)


def _seen(*conditions: Any) -> Select[Any]:
    statement = (
        select(Contribution).where(SEEN, *conditions).options(with_expression(Contribution.my_role, MY_ROLE))
    )
    return scoped(statement, Contribution, CaseAccess)


CONTRIBUTIONS_OF_CASE = _seen(Contribution.case_id == KEY)
ONE_CONTRIBUTION = _seen(Contribution.id == KEY)
ASKED_OF_ME = and_(
    Contribution.tenant_id == TENANT,
    Contribution.person_id == PERSON,
    Contribution.school_id == any_(UNITS),
    Contribution.answered_at.is_(None),
    Contribution.withdrawn_at.is_(None),
)
"""From a unit where one works today."""
MY_QUESTIONS = scoped(
    select(Contribution).where(ASKED_OF_ME).order_by(Contribution.requested_at, Contribution.id).limit(100),
    Contribution,
)
ONE_QUESTION = scoped(select(Contribution).where(ASKED_OF_ME, Contribution.id == KEY), Contribution)


OUTSIDE = frozenset({ContributionAction.LINK, ContributionAction.WITHDRAW})


def allowed_on_contribution(actor: Actor, contribution: Contribution) -> frozenset[ContributionAction]:
    """Those who investigate; what its state lets them do, commands say. Who comes by function writes
    no answer and sorts none: an answer is K3, which they do not read."""
    if CaseAction.INVESTIGATE in BY_ROLE.get(contribution.my_role or "", READS):
        return frozenset(ContributionAction)
    return OUTSIDE if comes_by_function(actor, contribution) else frozenset()


def allowed_on_question(actor: Actor, contribution: Contribution) -> frozenset[QuestionAction]:
    """The statement has found that it is asked of the caller."""
    return frozenset({QuestionAction.ANSWER})
