"""Who sees a question and its answer, and who does what with them.

Whoever is asked sees the question and nothing else of the case, until it is answered or taken back.
"""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import and_, any_, select

from samsyn.cases.models import Contribution
from samsyn.cases.policy.actions import CaseAction
from samsyn.cases.policy.against import not_against_me
from samsyn.cases.policy.allowed import BY_ROLE, READS, comes_by_function
from samsyn.cases.policy.parts import one_part, parts_with_role
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


CONTRIBUTIONS_OF_CASE = parts_with_role(Contribution)
ONE_CONTRIBUTION = one_part(Contribution)
ASKED_OF_ME = and_(
    Contribution.tenant_id == TENANT,
    Contribution.person_id == PERSON,
    Contribution.school_id == any_(UNITS),
    Contribution.answered_at.is_(None),
    Contribution.withdrawn_at.is_(None),
    not_against_me(Contribution.case_id),
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
