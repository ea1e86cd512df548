"""`/cases/{caseId}/contributions`, `/me/questions`, and what is answered by a link."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response, status

from samsyn.cases.commands import answer as answers
from samsyn.cases.commands import answer_by_link as by_link
from samsyn.cases.commands import ask as asking
from samsyn.cases.models import Contribution
from samsyn.cases.policy import is_person
from samsyn.cases.policy.contributions import (
    ONE_CONTRIBUTION,
    ONE_QUESTION,
    ContributionAction,
    QuestionAction,
    allowed_on_contribution,
    allowed_on_question,
)
from samsyn.cases.queries import contributions as queries
from samsyn.cases.routes.gates import CaseToRead
from samsyn.cases.routes.investigations import CaseId, CaseToInvestigate, case_of
from samsyn.cases.routes.parts import address
from samsyn.cases.schemas.contributions import (
    AnswerLinkOut,
    ContributionOut,
    ContributionsIn,
    ContributionsOut,
    EnteredAnswerIn,
    LinkAnswerIn,
    LinkOpeningIn,
    LinkQuestionOut,
    LinkReceiptOut,
    QuestionAnswerIn,
    QuestionsOut,
    SortingIn,
)
from samsyn.core.gate import Gate, TheWork, etag, public
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, self_link
from samsyn.core.work import Work

router = APIRouter(route_class=GuardedRoute)


def _gate(action: ContributionAction) -> Any:
    return Depends(
        Gate(
            action,
            kind="Contribution",
            find=ONE_CONTRIBUTION,
            parameter="contributionId",
            allowed=allowed_on_contribution,
            version="required",
        )
    )


ToEnter = Annotated[Contribution, _gate(ContributionAction.ENTER)]
ToLink = Annotated[Contribution, _gate(ContributionAction.LINK)]
ToSort = Annotated[Contribution, _gate(ContributionAction.SORT)]
ToWithdraw = Annotated[Contribution, _gate(ContributionAction.WITHDRAW)]
Questions = Annotated[Work, Depends(Gate(QuestionAction.LIST, kind="Contribution", allowed=is_person))]
QuestionToAnswer = Annotated[
    Contribution,
    Depends(
        Gate(
            QuestionAction.ANSWER,
            kind="Contribution",
            find=ONE_QUESTION,
            parameter="contributionId",
            allowed=allowed_on_question,
        )
    ),
]


async def _shown(work: Work, case: Any, one: Contribution, response: Response) -> ContributionOut:
    response.headers["ETag"] = etag(one)
    return (await queries.shown(work, case, [one]))[0]


NOT_THERE: dict[int | str, Any] = {
    404: {"description": "No such link, or it is over, or the code is another."}
}


@router.get("/cases/{caseId}/contributions")
async def list_contributions(case: CaseToRead, work: TheWork) -> ContributionsOut:
    """What was asked of whom, and what they answered. An answer is K3 until it is sorted."""
    return await queries.contributions(work, case)


@router.post("/cases/{caseId}/contributions", status_code=status.HTTP_201_CREATED)
async def create_contributions(
    case: CaseToInvestigate, body: ContributionsIn, work: TheWork, response: Response
) -> ContributionsOut:
    """Asks staff with an account, or the home. Raises C11, C21, C22, and QUESTION_NAMES for a question to the
    home that says whom it is about. Answers with everything asked in the case."""
    await asking.ask(work, case, body)
    address(response, case, "contributions")
    return await queries.contributions(work, case)


@router.post("/cases/{caseId}/contributions/{contributionId}/answer", status_code=status.HTTP_201_CREATED)
async def create_contribution_answer(
    case_id: CaseId, one: ToEnter, body: EnteredAnswerIn, work: TheWork, response: Response
) -> ContributionOut:
    """Writes in an answer given on paper or by telephone."""
    case = await case_of(work, case_id, one)
    await answers.enter_answer(work, case, one, body)
    address(response, case, "contributions")
    return await _shown(work, case, one, response)


@router.post("/cases/{caseId}/contributions/{contributionId}/link", status_code=status.HTTP_201_CREATED)
async def create_answer_link(
    case_id: CaseId, one: ToLink, work: TheWork, response: Response
) -> AnswerLinkOut:
    """A link and a six-digit code, shown once: fourteen days, five tries, one answer. Never where somebody in
    the case has protected personal data (LINK_NOT_OFFERED)."""
    case = await case_of(work, case_id, one)
    link = await asking.give_link(work, case, one)
    address(response, case, "contributions")
    response.headers["ETag"] = etag(one)
    return AnswerLinkOut(
        links=self_link(f"/cases/{case.id}/contributions"),
        path=f"/svara#{link.token}",
        code=link.code,
        expires_at=one.link_expires_at,
        version=one.version,
    )


@router.post("/cases/{caseId}/contributions/{contributionId}/sorting", status_code=status.HTTP_201_CREATED)
async def create_contribution_sorting(
    case_id: CaseId, one: ToSort, body: SortingIn, work: TheWork, response: Response
) -> ContributionOut:
    """Gives an answer its class; lowered with a reason, never below its case."""
    case = await case_of(work, case_id, one)
    await answers.sort_answer(work, case, one, body)
    address(response, case, "contributions")
    return await _shown(work, case, one, response)


@router.post("/cases/{caseId}/contributions/{contributionId}/withdrawal", status_code=status.HTTP_201_CREATED)
async def create_contribution_withdrawal(
    case_id: CaseId, one: ToWithdraw, work: TheWork, response: Response
) -> ContributionOut:
    """Takes a question back; a link to it stops working at once."""
    case = await case_of(work, case_id, one)
    await asking.withdraw(work, case, one)
    address(response, case, "contributions")
    return await _shown(work, case, one, response)


@router.get("/me/questions")
async def list_my_questions(work: Questions) -> QuestionsOut:
    """Questions that wait for the caller's answer. They say nothing else of the case."""
    return await queries.my_questions(work)


@router.post("/me/questions/{contributionId}/answer", status_code=status.HTTP_201_CREATED)
async def create_question_answer(
    one: QuestionToAnswer, body: QuestionAnswerIn, work: TheWork, response: Response
) -> QuestionsOut:
    """Answers a question, once. What is left to answer comes back. Raises JOURNAL_CONTENT."""
    await answers.answer_question(work, one, body)
    response.headers["Location"] = f"{BASE_PATH}/me/questions"
    return await queries.my_questions(work)


@router.post("/answer-link-openings", responses=NOT_THERE)
@public("who answers by a one-time link has no account")
async def open_answer_link(body: LinkOpeningIn, request: Request) -> LinkQuestionOut:
    """The question behind a link, for its token and code. 404 whatever is wrong; five wrong codes lock it."""
    return await by_link.open_link(request.app.state.runtime, body, request.scope.get("samsyn.request", ""))


@router.post("/answer-link-answers", responses=NOT_THERE)
@public("who answers by a one-time link has no account")
async def answer_by_link(body: LinkAnswerIn, request: Request) -> LinkReceiptOut:
    """Hands in the answer, once. 404 for whatever is wrong, also for a link that has been used."""
    return await by_link.answer_by_link(
        request.app.state.runtime, body, request.scope.get("samsyn.request", "")
    )
