"""Hearing those whom a decision concerns before it is made (förvaltningslagen 25 §)."""

from __future__ import annotations

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell_of
from samsyn.cases.errors import CaseClosed, NotReady, Unfit
from samsyn.cases.models import Case, Hearing
from samsyn.cases.queries.pupils import any_protected_in, remember_case_students
from samsyn.cases.rules.parties import (
    SAFE_FOR_PROTECTED,
    Channel,
    Heard,
    HearingException,
    HearingState,
    hearing_violations,
)
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.hearings import HearingIn, HearingPatch
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.work import Work


async def hear_party(work: Work, case: Case, body: HearingIn) -> Hearing:
    """Raises CaseClosed, JournalContent, NotReady with what is missing, Unfit for a way that gives a
    protected pupil away."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    hearing = Hearing(**place_of(case), id=uuid7(), confidentiality=case.confidentiality)
    await _write(work, case, hearing, body)
    work.add(hearing)
    await _tell(work, case, hearing)
    await work.flush()
    return hearing


async def change_hearing(work: Work, case: Case, hearing: Hearing, body: HearingPatch) -> None:
    """The same, for what has come since."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    before = hearing.state
    await _write(work, case, hearing, body)
    if hearing.state != before:
        await _tell(work, case, hearing)
    await work.flush()


async def _write(work: Work, case: Case, hearing: Hearing, body: HearingIn | HearingPatch) -> None:
    sealer = await sealer_of(work)
    held = hearing.words(sealer).values()
    await guard_body(work, case, body, held=held, confidentiality=hearing.class_)
    given = body.model_dump(exclude_unset=isinstance(body, HearingPatch))
    words = {name: given.pop(name) or None for name in Hearing.TEXTS if name in given}
    for name, value in given.items():
        if value is not None or name not in ("state", "interpreter"):
            setattr(hearing, name, value)
    if hearing.state != HearingState.NOT_HEARD:
        hearing.exception = None
    hearing.put_words(sealer, **words)
    _check(work, hearing, hearing.words(sealer))
    if hearing.channel and Channel(hearing.channel) not in SAFE_FOR_PROTECTED:
        await refuse_unsafe(work, case, "/channel")


def _check(work: Work, hearing: Hearing, words: dict[str, str | None]) -> None:
    heard = Heard(
        HearingState(hearing.state),
        hearing.informed_on,
        hearing.answer_by,
        hearing.answered_on,
        words["view"] or "",
        HearingException(hearing.exception) if hearing.exception else None,
        words["reason"] or "",
    )
    missing = hearing_violations(heard, work.clock.today())
    if missing:
        raise NotReady(missing)


async def refuse_unsafe(work: Work, case: Case, pointer: str) -> None:
    """C15: what is sent to an address can give away where somebody with protected personal data lives."""
    if await any_protected_in(work, case):
        raise Unfit(
            pointer,
            "C15",
            "En elev i ärendet har skyddade personuppgifter. Lämna över personligen eller via Skatteverket.",
            "A pupil in the case has protected personal data. Hand it over in person or by the Tax Agency.",
        )


async def _tell(work: Work, case: Case, hearing: Hearing) -> None:
    informed = hearing.state == HearingState.INFORMED
    event = EventType.PARTY_INFORMED if informed else EventType.PARTY_HEARD
    await tell_of(work, case, event, hearing, party=hearing.party, state=hearing.state)
