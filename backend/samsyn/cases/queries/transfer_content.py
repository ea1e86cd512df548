"""What can go along when a pupil changes school, as it stands now."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from samsyn.cases.models import ActionProgramme, Case, ChildVoice, Decision, Investigation, Measure
from samsyn.cases.policy import visible_parts
from samsyn.cases.queries.gathered import Gathered
from samsyn.cases.queries.people import names_of
from samsyn.cases.queries.whole_case import investigations_in, measures_in, voices_in
from samsyn.cases.rules import MeasureState, VoicePerspective
from samsyn.cases.rules.decision_kinds import DecisionState
from samsyn.cases.rules.transfers import TransferItem, goes_along
from samsyn.core.keyring import sealer_of
from samsyn.core.pdf import Part
from samsyn.core.schooldays import stockholm_day
from samsyn.core.spelled import spelled_day
from samsyn.core.vocabulary import ConfidentialityClass
from samsyn.core.work import Work

KINDS: dict[TransferItem, Any] = {
    TransferItem.ACTION_PROGRAMME: Decision,
    TransferItem.MEASURES: Measure,
    TransferItem.CHILD_VOICE: ChildVoice,
    TransferItem.INVESTIGATION: Investigation,
}
EVERY = {item: visible_parts(kind) for item, kind in KINDS.items()}
PROGRAMMES = visible_parts(ActionProgramme)


def _fits(item: TransferItem, row: Any) -> bool:
    if item is TransferItem.ACTION_PROGRAMME:
        return bool(row.state == DecisionState.SIGNED)
    if item is TransferItem.MEASURES:
        return row.state not in (MeasureState.PROPOSED, MeasureState.REJECTED)
    if item is TransferItem.CHILD_VOICE:
        return bool(row.perspective == VoicePerspective.CHILD_OWN)
    return row.completed_at is not None


async def rows_of(work: Work, case: Case) -> dict[TransferItem, list[Any]]:
    """What the caller reads of each kind, but for class K4."""
    found = {}
    for item, statement in EVERY.items():
        rows = [row for row in await work.scalars(statement, {"key": case.id}) if _fits(item, row)]
        kept = [row for row in rows if goes_along(ConfidentialityClass(row.confidentiality), strict=True)]
        found[item] = sorted(kept, key=lambda row: row.id)
    return found


async def content_of(
    work: Work, case: Case, items: Sequence[TransferItem], strict: bool
) -> tuple[list[Part], list[ConfidentialityClass]]:
    """The chosen parts in the order of the law's own list, and the classes of what stands in them."""
    every = await rows_of(work, case)
    chosen = {
        item: [row for row in rows if goes_along(ConfidentialityClass(row.confidentiality), strict)]
        for item, rows in every.items()
        if item in items
    }
    rows: dict[type, list[Any]] = {kind: chosen.get(item, []) for item, kind in KINDS.items()}
    people = {getattr(row, "responsible_id", None) for row in rows[Measure]}
    found = Gathered(case, rows, [], await names_of(work, people), await sealer_of(work), "sv")
    parts = [
        *await _programmes(work, found),
        *measures_in(found),
        *voices_in(found),
        *investigations_in(found),
    ]
    classes = [ConfidentialityClass(row.confidentiality) for some in rows.values() for row in some]
    return [plain(part) for part in parts], classes


def plain(part: Part) -> Part:
    """Without facts and tables: each as a line that says what it is."""
    facts = tuple(f"{name}: {text}" for name, text in part.facts)
    rows = part.table.rows if part.table else ()
    headers = part.table.headers if part.table else ()
    lines = tuple(
        ". ".join(f"{head}: {cell}" for head, cell in zip(headers, row, strict=True) if cell) for row in rows
    )
    return replace(part, facts=(), table=None, bullets=(*part.bullets, *facts, *lines))


async def _programmes(work: Work, found: Gathered) -> list[Part]:
    """Signed decisions as they stand, with the needs and measures of their programmes."""
    decisions = found.rows[Decision]
    if not decisions:
        return []
    programmes = {row.id: row for row in await work.scalars(PROGRAMMES, {"key": found.case.id})}
    made = [Part("Beslut och åtgärdsprogram")]
    for row in decisions:
        said = [row.words(found.sealer)["ruling"] or ""]
        lines: list[str] = []
        if row.id in programmes:
            words = programmes[row.id].words(found.sealer)
            said.append(words["needs"] or "")
            lines = [line["text"] for line in json.loads(words["measures"] or "[]")]
        head = f"{found.code('decision_kind', row.kind)}, {spelled_day(stockholm_day(row.decided_at))}"
        made.append(Part(head, tuple(filter(None, said)), bullets=tuple(lines), level=3))
    return made
