"""Journal content in a case: warned about with the words found, kept with a reason that is logged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from samsyn.cases.commands.tell import tell, tell_beside
from samsyn.cases.errors import JournalContent
from samsyn.cases.models import Case, PartOfCase
from samsyn.cases.policy import CaseAction
from samsyn.cases.queries.pupils import remember_case_students
from samsyn.cases.rules.access import NUMBER_ONLY
from samsyn.cases.rules.journal import JournalWord, found_in
from samsyn.cases.rules.timeline import EventType
from samsyn.cases.schemas.watched import Guarded
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work


async def guard_body(
    work: Work,
    case: Case,
    body: Guarded,
    *,
    held: Iterable[str | None] = (),
    confidentiality: ConfidentialityClass | None = None,
) -> None:
    """The texts that a body watches over, with its own reason. Raises JournalContent."""
    texts, reason = dict(body.watched()), body.journal_reason
    await guard_journal(work, case, texts, reason, held=held, confidentiality=confidentiality)


async def guard_journal(
    work: Work,
    case: Case,
    texts: Mapping[str, str | None],
    reason: str | None,
    *,
    held: Iterable[str | None] = (),
    confidentiality: ConfidentialityClass | None = None,
) -> None:
    """``texts`` by the pointer of their field. Raises JournalContent where one holds words of a journal and
    ``reason`` is empty. With a reason the words stay, and that is written to the timeline and the access log.
    Words that stand in ``held``, the texts of the row as it is, were let in before and are not asked about.

    A report to social services or the police never waits for it (C12). ``confidentiality`` is that of the row
    whose texts they are, where it may be stricter than the case.
    """
    found = new_words(texts, held)
    if not found:
        return
    kept = (reason or "").strip()
    if not kept and case.case_type not in NUMBER_ONLY:
        raise JournalContent(found)
    students = await remember_case_students(work, case.id)
    work.log(CaseAction.KEEP_JOURNAL_WORDS, "Case", [case.id], students=students, purpose="JOURNAL_WORDS")
    await tell(
        work,
        case,
        EventType.JOURNAL_WORDS_KEPT,
        text=kept or None,
        confidentiality=confidentiality,
        kinds=_kinds(found),
    )


async def guard_beside(
    work: Work, part: PartOfCase, body: Guarded, confidentiality: ConfidentialityClass
) -> None:
    """The same where somebody writes in a part and sees nothing else of the case: its pupils are not known
    here. Raises JournalContent."""
    found, kept = new_words(dict(body.watched())), (body.journal_reason or "").strip()
    if not found:
        return
    if not kept:
        raise JournalContent(found)
    work.log(CaseAction.KEEP_JOURNAL_WORDS, "Case", [part.case_id], students=[], purpose="JOURNAL_WORDS")
    await tell_beside(
        work,
        part,
        EventType.JOURNAL_WORDS_KEPT,
        text=kept,
        confidentiality=confidentiality,
        kinds=_kinds(found),
    )


def new_words(
    texts: Mapping[str, str | None], held: Iterable[str | None] = ()
) -> dict[str, tuple[JournalWord, ...]]:
    """By the pointer of their field: the words of the list that do not stand in ``held``."""
    known = {word for text in held if text for word in found_in(text)}
    return {
        pointer: words
        for pointer, text in texts.items()
        if text and (words := tuple(word for word in found_in(text) if word not in known))
    }


def _kinds(found: Mapping[str, tuple[JournalWord, ...]]) -> str:
    return ",".join(sorted({word.kind for words in found.values() for word in words}))
