"""What a child said or showed, or why nobody could ask."""

from __future__ import annotations

from samsyn.cases.commands.guard_journal import guard_body
from samsyn.cases.commands.tell import place_of, tell, tell_of
from samsyn.cases.errors import CaseClosed, Unfit, refuse_broken
from samsyn.cases.models import Case, ChildVoice
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules import WITHOUT_VOICE, Voice, decision_violations
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.parts import ChildVoiceIn, ChildVoicePatch
from samsyn.core.ids import uuid7
from samsyn.core.keyring import sealer_of
from samsyn.core.vocabulary import SubjectKind
from samsyn.core.work import Work

TEXTS = frozenset({"content", "age_maturity_note", "missing_reason", "impact_text"})


async def record_voice(work: Work, case: Case, body: ChildVoiceIn) -> ChildVoice:
    """Raises CaseClosed, C01 for a missing voice without a reason, JournalContent, and Unfit."""
    if not case.is_open:
        raise CaseClosed
    students = await remember_case_students(work, case.id)
    if body.student_id is not None and body.student_id not in students:
        raise Unfit(
            "/studentId", "STUDENT_UNKNOWN", "Eleven är inte med i ärendet.", "The pupil is not in the case."
        )
    if body.asked_on > work.clock.today():
        raise Unfit("/askedOn", "DAY_TO_COME", "Dagen har inte varit än.", "That day has not been yet.")
    _check_words(body)
    await guard_body(work, case, body)
    voice = ChildVoice(
        **place_of(case),
        id=uuid7(),
        confidentiality=case.confidentiality,
        asked_by=work.actor.id,
        **body.model_dump(exclude=set(TEXTS)),
    )
    voice.put_words(await sealer_of(work), **body.model_dump(include=set(TEXTS)))
    work.add(voice)
    await tell(work, case, EventType.VOICE_RECORDED, ref_id=voice.id, method=body.method)
    await work.flush()
    return voice


def _check_words(body: ChildVoiceIn) -> None:
    if body.method in WITHOUT_VOICE:
        voice = Voice(body.perspective, body.method, body.missing_reason or "")
        refuse_broken(decision_violations(SubjectKind.STUDENT, [voice]), "/missingReason")
    elif not (body.content or "").strip():
        raise Unfit(
            "/content",
            "VOICE_EMPTY",
            "Skriv vad barnet sa eller visade.",
            "Write what the child said or showed.",
        )


async def follow_voice(work: Work, case: Case, voice: ChildVoice, body: ChildVoicePatch) -> None:
    """What it changed, and when the child was told. Raises CaseClosed, JournalContent, and Unfit for a day to
    come."""
    if not case.is_open:
        raise CaseClosed
    await remember_case_students(work, case.id)
    sealer = await sealer_of(work)
    given = body.model_dump(exclude_unset=True)
    told = given.get("fed_back_on")
    if told is not None and told > work.clock.today():
        raise Unfit("/fedBackOn", "DAY_TO_COME", "Dagen har inte varit än.", "That day has not been yet.")
    held = [voice.words(sealer)["impact_text"]]
    await guard_body(work, case, body, held=held, confidentiality=voice.class_)
    words = {name: given.pop(name) or None for name in TEXTS & given.keys()}
    for name, value in given.items():
        setattr(voice, name, value)
    voice.put_words(sealer, **words)
    await tell_of(work, case, EventType.VOICE_FOLLOWED, voice, impact=voice.impact)
    await work.flush()
