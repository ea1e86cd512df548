"""A case as one document: what the caller may read of it, in the order in which one reads."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from samsyn.cases.models import (
    Case,
    CaseAttachment,
    CaseEvent,
    CaseNote,
    ChildVoice,
    Consent,
    Decision,
    Disclosure,
    Investigation,
    Measure,
)
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.around import Around
from samsyn.cases.queries.attachments import name_shown
from samsyn.cases.queries.circle import ways_in
from samsyn.cases.queries.gathered import Gathered
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.printed import consents_in, decisions_in, ledger_in, timeline_in
from samsyn.cases.queries.rulebook import type_named
from samsyn.cases.rules.access import NUMBER_ONLY
from samsyn.cases.rules.exports import WORDS
from samsyn.core.keyring import sealer_of
from samsyn.core.messages import Language
from samsyn.core.pdf import Document, Part
from samsyn.core.vocabulary import ConfidentialityClass, SecrecyBranch
from samsyn.core.work import Work
from samsyn.organisation import Organiser

KINDS = (
    ChildVoice,
    Measure,
    Investigation,
    Decision,
    CaseNote,
    Consent,
    Disclosure,
    CaseAttachment,
    CaseEvent,
)
EVERY = {kind: visible_parts(kind) for kind in KINDS}
PEOPLE = (
    "written_by", "asked_by", "responsible_id", "started_by", "uploaded_by", "decided_by", "recorded_by",
    "person_id",
)  # fmt: skip
KB = 1000


async def gather(work: Work, case: Case, language: Language) -> Gathered:
    """Everything the caller may read, but for class K4 and what is kept in a branch of its own."""
    rows: dict[type, list[Any]] = {}
    for kind, statement in EVERY.items():
        found = [row for row in await work.scalars(statement, {"key": case.id}) if _goes_out(row)]
        rows[kind] = sorted(found, key=lambda row: row.id)
    ways = await ways_in(work, case)
    people = {getattr(row, name, None) for found in rows.values() for row in found for name in PEOPLE}
    names = await names_of(work, [*people, *(way.person_id for way in ways), work.actor.id])
    return Gathered(case, rows, ways, names, await sealer_of(work), language)


def _goes_out(row: Any) -> bool:
    kept_in = getattr(row, "kept_in", SecrecyBranch.SCHOOL)
    return row.confidentiality != ConfidentialityClass.K4 and kept_in == SecrecyBranch.SCHOOL


def title_of(case: Case, language: Language) -> str:
    """The number, and the type where it does not say too much."""
    kind = type_named(case.case_type, language)
    return case.number if kind.code in NUMBER_ONLY else f"{case.number} {kind.label}"


async def document_of(work: Work, found: Gathered, reason: str | None) -> Document:
    around = await Around.of(work, found.case)
    organiser: str = await work.scalar(select(Organiser.name).where(Organiser.tenant_id == work.tenant)) or ""
    label = f"{found.confidentiality} {found.code('confidentiality_class', found.confidentiality)}"
    parts = (
        _circle(found),
        voices_in(found),
        measures_in(found),
        investigations_in(found),
        decisions_in(found),
        _notes(found),
        consents_in(found),
        ledger_in(found),
        _files(found),
        timeline_in(found),
    )
    return Document(
        organiser=organiser,
        unit=around.school_name or "",
        marks=(found.case.number, label, found.day(work.clock.now())),
        facts=tuple(fact for fact in _facts(work, found, around, reason) if fact[1]),
        paragraphs=(f"{found.word('holds')} {found.word('beside')}",),
        parts=tuple(one for some in parts for one in some),
        foot=f"{found.case.number} · {label}",
    )


def _facts(work: Work, found: Gathered, around: Around, reason: str | None) -> list[tuple[str, str]]:
    case, words = found.case, found.case.words(found.sealer)
    about = [pupil.name or found.word("hidden") for pupil in around.students()]
    return [
        (found.word("about"), ", ".join([*about, around.group_name or ""]).strip(", ")),
        (found.word("owner"), " ".join(around.owner_name or ())),
        (found.word("phase"), found.code("case_phase", case.phase)),
        (found.word("opened"), found.day(case.opened_at)),
        (found.word("closed"), found.day(case.closed_at)),
        (found.word("follow_up"), found.day(case.next_follow_up_on)),
        (found.word("waiting"), words["waiting_for"] or ""),
        (found.word("made_by"), found.who(work.actor.id)),
        (found.word("reason"), reason or ""),
    ]


def _circle(found: Gathered) -> list[Part]:
    rows = [
        (
            found.who(w.person_id),
            found.code("circle_role", w.role_in_case),
            found.day(w.valid_from),
            found.day(w.valid_to),
        )
        for w in found.ways
        if w.role_in_case
    ]
    return found.table("circle", ("name", "role", "since", "until"), rows)


def voices_in(found: Gathered) -> list[Part]:
    made = []
    for row in found.rows[ChildVoice]:
        words = row.words(found.sealer)
        head = (
            found.day(row.asked_on),
            found.code("voice_perspective", row.perspective),
            found.code("voice_method", row.method),
        )
        impact = ", ".join(filter(None, (found.code("voice_impact", row.impact), words["impact_text"])))
        texts = tuple(filter(None, (words["content"], words["missing_reason"])))
        made.append(
            Part(", ".join(head), texts, ((found.word("impact"), impact),) if impact else (), level=3)
        )
    return found.under("voices", made)


def measures_in(found: Gathered) -> list[Part]:
    rows = []
    for row in found.rows[Measure]:
        words = row.words(found.sealer)
        outcome = ". ".join(filter(None, (found.code("measure_effect", row.effect), words["what_happened"])))
        rows.append(
            (
                words["description"] or "",
                found.who(row.responsible_id),
                found.day(row.start_on),
                found.day(row.follow_up_on),
                outcome,
            )
        )
    return found.table("measures", ("measure", "owner", "from", "reviewed", "outcome"), rows)


def investigations_in(found: Gathered) -> list[Part]:
    made = []
    for row in found.rows[Investigation]:
        said = [(name, text) for name, text in row.words(found.sealer).items() if text and name in WORDS]
        head = (
            found.code("investigation_kind", row.kind),
            found.day(row.started_at),
            found.day(row.completed_at),
        )
        facts = tuple((found.word(name), text) for name, text in said)
        ends = (
            ((found.word("conclusion_reason"), found.code("conclusion", row.conclusion)),)
            if row.conclusion
            else ()
        )
        made.append(Part(", ".join(filter(None, head)), facts=(*facts, *ends), level=3))
    return found.under("investigations", made)


def _notes(found: Gathered) -> list[Part]:
    made = []
    for row in found.rows[CaseNote]:
        head = (found.day(row.written_at), found.code("note_kind", row.kind), found.who(row.written_by))
        made.append(Part(", ".join(head), (row.words(found.sealer)["text"] or "",), level=3))
    return found.under("notes", made)


def _files(found: Gathered) -> list[Part]:
    rows = []
    for row in found.rows[CaseAttachment]:
        name = name_shown(found.case, row, row.words(found.sealer)["file_name"])
        mark = f" ({found.word('voided')})" if row.voided_at else ""
        rows.append(
            (
                name + mark,
                f"{-(-row.size // KB)} kB",
                f"{found.day(row.uploaded_at)}, {found.who(row.uploaded_by)}",
            )
        )
    return found.table("files", ("name", "size", "added"), rows)
