"""Answers: by those asked, or written in for them; K3 until the circle has sorted them."""

from __future__ import annotations

from samsyn.cases.commands.ask import refuse_ended
from samsyn.cases.commands.guard_journal import guard_beside, guard_body, guard_journal
from samsyn.cases.commands.tell import tell, tell_beside
from samsyn.cases.errors import CaseClosed, ContributionEnded, refuse_broken
from samsyn.cases.models import Case, Contribution
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import highest
from samsyn.cases.rules.contributions import (
    LEAST_CLASS,
    AnswerChannel,
    ContributionState,
    sorting_violations,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.contributions import (
    EnteredAnswerIn,
    QuestionAnswerIn,
    SortingIn,
)
from samsyn.core.crypto import Sealer
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


def put_answer(asked: Contribution, sealer: Sealer, answer: str) -> None:
    """K3 at least, and the link is gone."""
    before = ConfidentialityClass(asked.confidentiality)
    asked.reclass(sealer, highest([before, LEAST_CLASS]))
    asked.put_words(sealer, answer=answer)
    asked.token_hash = asked.code_hash = None


async def enter_answer(work: Work, case: Case, asked: Contribution, body: EnteredAnswerIn) -> None:
    """Given on paper or by telephone. Raises CaseClosed, ContributionEnded, JournalContent."""
    await refuse_ended(work, case, asked)
    await guard_body(work, case, body, confidentiality=highest([asked.class_, LEAST_CLASS]))
    sealer = await sealer_of(work)
    asked.answered_at, asked.answered_by = work.clock.now(), work.actor.id
    asked.channel = AnswerChannel(body.channel)
    put_answer(asked, sealer, body.answer)
    await tell(work, case, EventType.CONTRIBUTION_ANSWERED, ref_id=asked.id, channel=asked.channel)
    await work.flush()


async def answer_question(work: Work, asked: Contribution, body: QuestionAnswerIn) -> None:
    """By whoever was asked, who sees nothing else of the case. Raises JournalContent."""
    await guard_beside(work, asked, body, highest([asked.class_, LEAST_CLASS]))
    await tell_beside(work, asked, EventType.CONTRIBUTION_ANSWERED, channel=AnswerChannel.ACCOUNT)
    asked.answered_at, asked.answered_by = work.clock.now(), work.actor.id
    asked.channel = AnswerChannel.ACCOUNT
    put_answer(asked, await sealer_of(work), body.answer)
    await work.flush()


async def sort_answer(work: Work, case: Case, asked: Contribution, body: SortingIn) -> None:
    """Gives an answer its class. Raises CaseClosed, ContributionEnded where there is none yet, and
    JournalContent also for what the answer says, at the class, where nobody has been warned of it yet."""
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
    texts = dict(body.watched())
    if asked.sorted_at is None and asked.channel == AnswerChannel.LINK:
        texts["/confidentiality"] = asked.words(sealer)["answer"] or ""
    await guard_journal(work, case, texts, body.journal_reason, confidentiality=after)
    asked.sorted_at, asked.sorted_by = work.clock.now(), work.actor.id
    asked.put_words(sealer, sorting_reason=reason or None)
    asked.reclass(sealer, after)
    await tell(
        work, case, EventType.CONTRIBUTION_SORTED, ref_id=asked.id, confidentiality=after,
        before=before, after=after,
    )  # fmt: skip
    await work.flush()
