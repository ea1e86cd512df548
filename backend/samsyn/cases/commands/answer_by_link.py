"""Answers by a one-time link: who comes with it is nobody to the program, and reaches one row.

Outside any request's transaction: each opens its own, found by the link (`open_answer_link`).
"""

from __future__ import annotations

from samsyn.cases.commands.answer import put_answer
from samsyn.cases.models import Contribution
from samsyn.cases.rules.contributions import hash_of_code, hash_of_token
from samsyn.cases.schemas.contributions import LinkAnswerIn, LinkOpeningIn, LinkQuestionOut, LinkReceiptOut
from samsyn.core.errors import NotThere
from samsyn.core.keyring import sealer_of
from samsyn.core.runtime import Runtime
from samsyn.core.work import Credential, Work, opening

OPEN_LINK = opening("open_answer_link(%b, %b)")


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
        put_answer(asked, await sealer_of(work), body.answer)
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
