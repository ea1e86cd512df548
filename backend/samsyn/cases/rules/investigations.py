"""Investigations (utredningar): which kinds a case has, and what one must hold to be completed.

What a gate asks of an investigation is asked when it is completed, and not again: completed is locked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from samsyn.cases.rules import SHORTEST_REASON, AllegedOffender, Voice, load_invariants, timeline
from samsyn.cases.rules.parties import Party
from samsyn.core.violations import Violation


class InvestigationKind(StrEnum):
    """PRELIMINARY is kartläggning: it starts and stops no clock."""

    SPECIAL_SUPPORT = "SPECIAL_SUPPORT"
    ABSENCE = "ABSENCE"
    DEGRADING = "DEGRADING"
    ENVIRONMENT = "ENVIRONMENT"
    PRELIMINARY = "PRELIMINARY"


class Conclusion(StrEnum):
    """INVESTIGATION_NOT_NEEDED: skollagen 7:19 a, "om det inte är obehövligt"; the principal says why."""

    SUPPORT_NEEDED = "SUPPORT_NEEDED"
    NOT_NEEDED = "NOT_NEEDED"
    OTHER = "OTHER"
    INVESTIGATION_NOT_NEEDED = "INVESTIGATION_NOT_NEEDED"


class SupportToo(StrEnum):
    """Whether special support is to be investigated as well (skollagen 7:19 a, second paragraph)."""

    STARTED = "STARTED"
    NOT_CALLED_FOR = "NOT_CALLED_FOR"


_K = InvestigationKind
_MAPPING = (_K.PRELIMINARY,)
KINDS_OF: Mapping[str, tuple[InvestigationKind, ...]] = {
    "SPECIAL_SUPPORT": (_K.SPECIAL_SUPPORT, _K.PRELIMINARY),
    "ABSENCE": (_K.ABSENCE, _K.SPECIAL_SUPPORT),
    "DEGRADING": (_K.DEGRADING,),
    "HARASSMENT": (_K.DEGRADING,),
    "LEARNING_ENVIRONMENT": (_K.ENVIRONMENT, _K.PRELIMINARY),
    "GROUP_SITUATION": (_K.ENVIRONMENT, _K.PRELIMINARY),
    "INCIDENT": (_K.ENVIRONMENT,),
    "CRISIS": (_K.ENVIRONMENT,),
    "CHILD_WELFARE_REPORT": (),
    "POLICE_REPORT": (),
}
"""What is investigated in a case of a type, the first being its own; reports to others hold facts only."""


def kinds_of(case_type: str) -> tuple[InvestigationKind, ...]:
    return KINDS_OF.get(case_type, _MAPPING)


def case_type_of(kind: str, case_type: str) -> str:
    """Whose points an investigation goes into: of the type it is named as, else of its case."""
    return kind if kind in (_K.SPECIAL_SUPPORT, _K.ABSENCE) else case_type


def conclusions_of(kind: InvestigationKind) -> tuple[Conclusion, ...]:
    found = tuple(one for one in Conclusion if one is not Conclusion.INVESTIGATION_NOT_NEEDED)
    return (*found, Conclusion.INVESTIGATION_NOT_NEEDED) if kind is _K.ABSENCE else found


LEVELS = ("findings_individual", "findings_group", "findings_organisation")
EVERY_LEVEL = frozenset({_K.SPECIAL_SUPPORT, _K.ABSENCE})
"""Those that describe the pupil, the group and the organisation; others describe one of them at least."""
WITH_CAUSES = frozenset({_K.SPECIAL_SUPPORT, _K.ABSENCE, _K.ENVIRONMENT})


@dataclass(frozen=True, slots=True)
class Findings:
    """An investigation as far as completing it asks; ``words`` by column, empty where nothing is written."""

    kind: InvestigationKind
    words: Mapping[str, str]
    consulted_on: date | None

    def has(self, name: str) -> bool:
        return bool(self.words.get(name, "").strip())


Missing = list[tuple[str, Violation]]
"""Each with the name of the column that it is about."""


def completion_violations(
    held: Findings, conclusion: Conclusion | None, reason: str, *, as_head: bool
) -> Missing:
    """What is missing; ``as_head``: the caller is principal or deputy at the unit."""
    found = _conclusion_violations(held.kind, conclusion, reason, as_head)
    if conclusion is Conclusion.INVESTIGATION_NOT_NEEDED:
        return found
    return [*_finding_violations(held), *_consultation_violations(held), *found]


def _conclusion_violations(
    kind: InvestigationKind, conclusion: Conclusion | None, reason: str, as_head: bool
) -> Missing:
    if conclusion is None or conclusion not in conclusions_of(kind):
        return [("conclusion", _broken("INVESTIGATION_CONCLUSION"))]
    if conclusion is Conclusion.INVESTIGATION_NOT_NEEDED:
        short = len(reason.strip()) < SHORTEST_REASON
        found = [("conclusion_reason", _broken("ABSENCE_REASON", least=SHORTEST_REASON))] if short else []
        return found if as_head else [*found, ("conclusion", _broken("ABSENCE_HEAD"))]
    if conclusion is not Conclusion.SUPPORT_NEEDED and not reason.strip():
        return [("conclusion_reason", _broken("INVESTIGATION_REASON"))]
    return []


def _finding_violations(held: Findings) -> Missing:
    empty = [name for name in LEVELS if not held.has(name)]
    if held.kind in EVERY_LEVEL:
        found = [(name, _broken("FINDINGS_LEVEL")) for name in empty]
    else:
        found = [(LEVELS[0], _broken("FINDINGS_NONE"))] if len(empty) == len(LEVELS) else []
    if held.kind in WITH_CAUSES and not held.has("cause_analysis"):
        found.append(("cause_analysis", _broken("CAUSES_MISSING")))
    return found


def _consultation_violations(held: Findings) -> Missing:
    """C07. Skollagen 3:7: unless clearly unnecessary. 7:19 a: no exception."""
    if held.consulted_on is not None:
        return []
    if held.kind is _K.ABSENCE:
        return [("student_health_consulted_on", _broken("C07_ABSENCE"))]
    if held.kind is _K.SPECIAL_SUPPORT and not held.has("not_consulted_reason"):
        return [("not_consulted_reason", _broken("C07_REASON"))]
    return []


@dataclass(frozen=True, slots=True)
class Completed:
    """A completed investigation as the gates see it."""

    kind: InvestigationKind
    conclusion: Conclusion
    completed_at: datetime
    support_too: SupportToo | None


def has_completed(done: Sequence[Completed], *kinds: InvestigationKind) -> bool:
    return any(one.kind in kinds for one in done)


def found_unneeded(done: Sequence[Completed]) -> bool:
    """The newest says that the principal has found an investigation unnecessary (skollagen 7:19 a)."""
    newest = max(done, key=lambda one: one.completed_at, default=None)
    return newest is not None and newest.conclusion is Conclusion.INVESTIGATION_NOT_NEEDED


def support_considered(done: Sequence[Completed]) -> bool:
    return has_completed(done, _K.SPECIAL_SUPPORT) or any(one.support_too is not None for one in done)


def asks_home(kind: str, data: Mapping[str, str | None]) -> bool:
    """Of an event: a guardian was asked, or heard as a party (skollagen 7:19 a)."""
    if kind == timeline.EventType.CONTRIBUTION_ASKED:
        return data.get("role") == Party.GUARDIAN
    return (
        kind in (timeline.EventType.PARTY_INFORMED, timeline.EventType.PARTY_HEARD)
        and data.get("party") == Party.GUARDIAN
    )


def children_heard(pupils: Collection[UUID], pointed_out: str | None, voices: Sequence[Voice]) -> bool:
    """Every pupil in the case, and where a pupil is said to have done it two children at least: one
    who is not among its pupils is heard by a voice that names nobody."""
    heard = [voice for voice in voices if voice.speaks or voice.explains_absence]
    named = {voice.student_id for voice in heard} & set(pupils)
    others = sum(voice.student_id is None for voice in heard)
    return len(named) + others >= max(len(pupils), 2 if pointed_out == AllegedOffender.STUDENT else 1)


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
