"""Answers: by those asked, written in for them, or by a link; K3 until the circle has sorted them."""

from __future__ import annotations

from samsyn.cases.commands.ask import refuse_ended
from samsyn.cases.commands.tell import tell
from samsyn.cases.errors import CaseClosed, ContributionEnded, refuse_broken
from samsyn.cases.models import Case, CaseEvent, Contribution
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import highest
from samsyn.cases.rules.contributions import (
    LEAST_CLASS,
    AnswerChannel,
    ContributionState,
    hash_of_code,
    hash_of_token,
    sorting_violations,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.contributions import (
    EnteredAnswerIn,
    LinkAnswerIn,
    LinkOpeningIn,
    LinkQuestionOut,
    LinkReceiptOut,
    SortingIn,
)
from samsyn.core.crypto import Sealer
from samsyn.core.errors import NotThere
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.runtime import Runtime
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Credential, Work


def _put_answer(asked: Contribution, sealer: Sealer, answer: str) -> None:
    before = ConfidentialityClass(asked.confidentiality)
    asked.reclass(sealer, highest([before, LEAST_CLASS]))
    asked.put_words(sealer, answer=answer)
    asked.token_hash = asked.code_hash = None


async def enter_answer(work: Work, case: Case, asked: Contribution, body: EnteredAnswerIn) -> None:
    """Given on paper or by telephone. Raises CaseClosed, ContributionEnded."""
    await refuse_ended(work, case, asked)
    sealer = await sealer_of(work)
    asked.answered_at, asked.answered_by = work.clock.now(), work.actor.id
    asked.channel = AnswerChannel(body.channel)
    _put_answer(asked, sealer, body.answer)
    await tell(work, case, EventType.CONTRIBUTION_ANSWERED, ref_id=asked.id, channel=asked.channel)
    await work.flush()


async def answer_question(work: Work, asked: Contribution, answer: str) -> None:
    """By whoever was asked, who sees nothing else of the case: the timeline is told all the same."""
    told = CaseEvent(
        tenant_id=work.tenant,
        id=uuid7(),
        case_id=asked.case_id,
        school_id=asked.school_id,
        reach=asked.reach,
        confidentiality=asked.confidentiality,
        type=EventType.CONTRIBUTION_ANSWERED,
        at=work.clock.now(),
        person_id=work.actor.id,
        ref_id=asked.id,
        data={"channel": AnswerChannel.ACCOUNT},
    )
    sealer = await sealer_of(work)
    asked.answered_at, asked.answered_by = work.clock.now(), work.actor.id
    asked.channel = AnswerChannel.ACCOUNT
    _put_answer(asked, sealer, answer)
    work.add(told)
    await work.flush()


async def sort_answer(work: Work, case: Case, asked: Contribution, body: SortingIn) -> None:
    """Gives an answer its class. Raises CaseClosed, ContributionEnded where there is none yet."""
    if not case.is_open:
        raise CaseClosed
    if asked.state is not ContributionState.ANSWERED:
        raise ContributionEnded
    await remember_case_students(work, case.id)
    before, after, reason = (
        ConfidentialityClass(asked.confidentiality),
        body.confidentiality,
        body.reason or "",
    )
    refuse_broken(sorting_violations(before, after, case.class_, reason), "/confidentiality")
    sealer = await sealer_of(work)
    asked.sorted_at, asked.sorted_by = work.clock.now(), work.actor.id
    asked.put_words(sealer, sorting_reason=reason or None)
    asked.reclass(sealer, after)
    await tell(
        work, case, EventType.CONTRIBUTION_SORTED, ref_id=asked.id, confidentiality=after,
        before=before, after=after,
    )  # fmt: skip
    await work.flush()


# By a link: who comes with it is nobody to the program, and reaches one row ---------------------------------

OPEN_LINK = (
    "SELECT tenant, kind, subject, session_id, account_id, assurance, assignments, scopes, schools"
    " FROM open_answer_link(%b, %b)"
)


def _by_link(body: LinkOpeningIn) -> tuple[bytes, bytes]:
    return hash_of_token(body.token), hash_of_code(body.token, body.code)


async def _found(runtime: Runtime, keys: tuple[bytes, bytes]) -> Contribution:
    """As it stands, in no session. Raises NotThere, whatever is wrong; a wrong code is counted."""
    row = await runtime.doorway.find_answer_link(*keys)
    if row is None:
        raise NotThere
    return Contribution(
        tenant_id=row.tenant,
        id=row.contribution,
        confidentiality=row.confidentiality,
        question=row.question,
        recipient=row.recipient,
        sealed=row.sealed,
        link_expires_at=row.expires_at,
    )


async def open_link(runtime: Runtime, body: LinkOpeningIn, request: str) -> LinkQuestionOut:
    """The question behind a link. Raises NotThere."""
    keys = _by_link(body)
    asked = await _found(runtime, keys)
    async with _work(runtime, keys, request) as work:
        await work.open()
        words = asked.words(await sealer_of(work))
        work.log("answer-link.open", "Contribution", [asked.id], students=[])
        await work.finish()
    return LinkQuestionOut(question=words["question"] or "", expires_at=asked.link_expires_at)


async def answer_by_link(runtime: Runtime, body: LinkAnswerIn, request: str) -> LinkReceiptOut:
    """Once: the link is gone with it. Raises NotThere."""
    keys = _by_link(body)
    asked = await _found(runtime, keys)
    async with _work(runtime, keys, request) as work:
        await work.open()
        _put_answer(asked, await sealer_of(work), body.answer)
        cursor = await (await work.raw()).execute(
            "SELECT answer_by_link(%b, %b, %s, %b)",
            (*keys, asked.confidentiality, asked.sealed),
            prepare=True,
        )
        row = await cursor.fetchone()
        if row is None or row[0] is None:
            raise NotThere
        work.log("answer-link.answer", "Contribution", [asked.id], students=row[0])
        await work.finish()
        return LinkReceiptOut(received_at=work.clock.now())


def _work(runtime: Runtime, keys: tuple[bytes, bytes], request: str) -> Work:
    return Work(runtime.engine, Credential(OPEN_LINK, keys), runtime=runtime, request_id=request)
