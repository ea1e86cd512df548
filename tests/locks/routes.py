"""Routes of the tests' own, on the tables of ``models``: well-behaved ones and forgetful ones."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from samsyn.core.errors import NotAllowed
from samsyn.core.gate import Gate, TheWork, etag
from samsyn.core.ids import uuid7
from samsyn.core.route import GuardedRoute
from samsyn.core.schema import BASE_PATH, Body, Day, Instant, Name, Named, Out
from samsyn.core.work import Work
from tests.locks.models import LETTERS, ONE_LETTER, ONE_NOTICE, Letter, Notice, Remark, allowed_on_letter

router = APIRouter(route_class=GuardedRoute)
ONE: dict[str, Any] = {
    "kind": "Letter",
    "find": ONE_LETTER,
    "parameter": "letterId",
    "allowed": allowed_on_letter,
    "scope": "letters:read",
}
LetterToRead = Annotated[Letter, Depends(Gate("letter.read", **ONE))]
LetterToReadAgain = Annotated[Letter, Depends(Gate("letter.read", **ONE))]
LetterToRemark = Annotated[Letter, Depends(Gate("letter.remark", **ONE))]
LetterToChange = Annotated[Letter, Depends(Gate("letter.change", version="required", **ONE))]
LetterToReconsider = Annotated[Letter, Depends(Gate("letter.remark", **ONE))]
LetterToRetitle = Annotated[Letter, Depends(Gate("letter.change", version="required", **ONE))]
NoticeToChange = Annotated[
    Notice, Depends(Gate("notice.change", kind="Notice", find=ONE_NOTICE, parameter="noticeId"))
]
LettersToList = Annotated[Work, Depends(Gate("letter.list", kind="Letter"))]
BellToRing = Annotated[Work, Depends(Gate("bell.ring", kind="Bell", scope="letters:read"))]
TimesToSend = Annotated[Work, Depends(Gate("times.send", kind="Times"))]
BrokenWork = Annotated[Work, Depends(Gate("broken", kind="Broken"))]
SlowWork = Annotated[Work, Depends(Gate("slow", kind="Slow"))]


class TitleIn(Body):
    title: Name


class TimesIn(Body):
    at: Instant
    on: Day


class TimesOut(Out):
    at: Instant
    on: Day


class LetterOut(Out):
    id: UUID
    title: str
    version: int


@router.get("/lock-letters")
async def list_letters(work: LettersToList) -> list[LetterOut]:
    letters = list(await work.scalars(LETTERS))
    work.log("letter.list", "Letter", [x.id for x in letters], students=[x.student_id for x in letters])
    return [LetterOut.model_validate(x) for x in letters]


@router.get("/lock-letters/{letterId}")
async def read_letter(letter: LetterToRead, work: TheWork, response: Response) -> LetterOut:
    work.log("letter.read", "Letter", [letter.id])
    response.headers["ETag"] = etag(letter)
    return LetterOut.model_validate(letter)


@router.get("/lock-letters/{letterId}/unlogged")
async def read_letter_silently(letter: LetterToReadAgain) -> LetterOut:
    return LetterOut.model_validate(letter)


@router.patch("/lock-letters/{letterId}")
async def change_letter(letter: LetterToChange, body: TitleIn, work: TheWork) -> LetterOut:
    letter.title = body.title
    await work.flush()
    return LetterOut.model_validate(letter)


@router.patch("/lock-notices/{noticeId}")
async def change_notice(notice: NoticeToChange, body: TitleIn, work: TheWork) -> Named:
    notice.said = body.title
    await work.flush()
    return Named(id=notice.id, name=notice.said)


@router.post("/lock-letters/{letterId}/remarks", status_code=201)
async def create_remark(
    letter: LetterToRemark, body: TitleIn, work: TheWork, response: Response
) -> LetterOut:
    remark = Remark(tenant_id=work.tenant, id=uuid7(), letter_id=letter.id, body=body.title)
    work.add(remark)
    await work.flush()
    response.headers["Location"] = f"{BASE_PATH}/lock-letters/{letter.id}"
    return LetterOut.model_validate(letter)


@router.post("/lock-letters/{letterId}/second-thoughts", status_code=204)
async def write_and_refuse(letter: LetterToReconsider, body: TitleIn, work: TheWork) -> None:
    """A command that finds out late that it may not."""
    letter.title = body.title
    work.log("letter.read", "Letter", [letter.id])
    await work.flush()
    raise NotAllowed


@router.post("/lock-letters/{letterId}/title", status_code=201)
async def give_title(letter: LetterToRetitle, body: TitleIn, work: TheWork, response: Response) -> LetterOut:
    """A transition: it moves the version that it was asked with."""
    letter.title = body.title
    await work.flush()
    response.headers["Location"] = f"{BASE_PATH}/lock-letters/{letter.id}"
    response.headers["ETag"] = etag(letter)
    return LetterOut.model_validate(letter)


@router.post("/lock-slow", status_code=201)
async def be_slow(work: SlowWork, body: TitleIn) -> LetterOut:
    """Holds its transaction until the statement is cut off or the deadline comes."""
    await (await work.raw()).execute("SELECT pg_sleep(30)")
    raise AssertionError("nothing cut it off")


@router.post("/lock-bell")
async def ring(work: BellToRing, body: TitleIn) -> Named:
    """Makes nothing, so that its answer has no address."""
    return Named(id=work.actor.id, name=body.title)


@router.post("/lock-times")
async def send_times(work: TimesToSend, body: TimesIn) -> TimesOut:
    return TimesOut(at=body.at, on=body.on)


@router.post("/lock-broken")
async def break_down(work: BrokenWork, body: TitleIn) -> Named:
    """As a careless line does: the text of the exception holds what was sent."""
    raise ValueError(f"cannot work with {body.title}")
