"""Concerns and cases: states, phases, confidentiality, and the invariants that guard them.

A concern is NEW until it is ASSESSED; a case begins when somebody opens it, in PRELIMINARY or INVESTIGATION.
What is said about a broken invariant stands in `seed/invariants.yaml`.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from uuid import UUID

from samsyn.core.actor import Function
from samsyn.core.spelled import spelled_day
from samsyn.core.violations import Invariants, Violation, read_invariants
from samsyn.core.vocabulary import ConfidentialityClass, Level, Scope, SecrecyBranch, SubjectKind

# Words of this domain that have their home in the core because others speak them too: handed on.
__all__ = ["ConfidentialityClass", "Level", "Scope", "SecrecyBranch", "SubjectKind"]

SHORTEST_REASON = 20
LONGEST_PAUSE = timedelta(days=30)


class ConcernState(StrEnum):
    NEW = "NEW"
    ASSESSED = "ASSESSED"


class ConcernOutcome(StrEnum):
    """CASE_OPENED and JOINED are links to cases, several to one and one to several."""

    CASE_OPENED = "CASE_OPENED"
    JOINED = "JOINED"
    ANSWERED = "ANSWERED"


class ConcernAnswer(StrEnum):
    """What ANSWERED means; SUPPORT_IN_TEAM is what used to be called återförd."""

    SUPPORT_IN_TEAM = "SUPPORT_IN_TEAM"
    ADVICE_GIVEN = "ADVICE_GIVEN"
    ALREADY_HANDLED = "ALREADY_HANDLED"


class Urgency(StrEnum):
    ROUTINE = "ROUTINE"
    SOON = "SOON"
    NOW = "NOW"


class AllegedOffender(StrEnum):
    """Who is said to have done it, where a child has felt degraded. Never a name."""

    STUDENT = "STUDENT"
    STAFF = "STAFF"
    PRINCIPAL = "PRINCIPAL"
    UNKNOWN = "UNKNOWN"


def report_receivers(alleged: AllegedOffender) -> frozenset[Function]:
    """Who is told at once of a child that has felt degraded (C10), past those pointed out (C11)."""
    if alleged in {AllegedOffender.STAFF, AllegedOffender.PRINCIPAL}:
        return frozenset({Function.ORGANISER_CASE_OFFICER})
    return frozenset({Function.PRINCIPAL, Function.DEPUTY_PRINCIPAL})


def assessment_violations(
    state: ConcernState,
    outcome: ConcernOutcome,
    felt_degraded: bool,
    answer: ConcernAnswer | None = None,
    feedback: str = "",
) -> tuple[Violation, ...]:
    if state is ConcernState.ASSESSED:
        return (_broken("CONCERN_ASSESSED"),)
    if outcome is not ConcernOutcome.ANSWERED:
        return ()
    if felt_degraded:
        return (_broken("C10_ANSWERED"),)
    return () if answer and feedback.strip() else (_broken("CONCERN_ANSWER"),)


class CasePhase(StrEnum):
    PRELIMINARY = "PRELIMINARY"
    INVESTIGATION = "INVESTIGATION"
    DECISION = "DECISION"
    MEASURES = "MEASURES"
    FOLLOW_UP = "FOLLOW_UP"
    EVALUATION = "EVALUATION"
    APPEALED = "APPEALED"
    PAUSED = "PAUSED"
    CLOSED = "CLOSED"


class ClosureReason(StrEnum):
    GOAL_MET = "GOAL_MET"
    COMPLETED = "COMPLETED"
    NO_NEED = "NO_NEED"
    MOVED = "MOVED"
    WITHDRAWN = "WITHDRAWN"
    OTHER_CASE = "OTHER_CASE"
    OPENED_BY_MISTAKE = "OPENED_BY_MISTAKE"


_P = CasePhase
OPENING_PHASES = frozenset({_P.PRELIMINARY, _P.INVESTIGATION})
_FLOW: Mapping[CasePhase, tuple[CasePhase, ...]] = {
    _P.PRELIMINARY: (_P.INVESTIGATION,),
    _P.INVESTIGATION: (_P.DECISION,),
    _P.DECISION: (_P.MEASURES, _P.APPEALED),
    _P.MEASURES: (_P.FOLLOW_UP,),
    _P.FOLLOW_UP: (_P.MEASURES, _P.EVALUATION),
    _P.EVALUATION: (_P.DECISION,),
    _P.APPEALED: (_P.DECISION, _P.MEASURES),
}


def next_phases(
    phase: CasePhase, enabled: frozenset[CasePhase], *, statutory: bool, paused_from: CasePhase | None = None
) -> frozenset[CasePhase]:
    """Where a case of a type may go. `enabled` are the phases of its type; the others are passed through.

    A paused case goes back to where it was (`paused_from`); a closed one reopens where cases begin.
    """
    if phase is CasePhase.CLOSED:
        return OPENING_PHASES & enabled
    if phase is CasePhase.PAUSED:
        return frozenset({CasePhase.CLOSED} | ({paused_from} if paused_from else set()))
    onward = _reach(phase, enabled, frozenset({phase})) | {CasePhase.CLOSED}
    return onward if statutory else onward | {CasePhase.PAUSED}


def _reach(
    phase: CasePhase, enabled: frozenset[CasePhase], seen: frozenset[CasePhase]
) -> frozenset[CasePhase]:
    reached: frozenset[CasePhase] = frozenset()
    for target in _FLOW.get(phase, ()):
        if target in enabled:
            reached |= {target}
        elif target not in seen and target is not CasePhase.APPEALED:
            reached |= _reach(target, enabled, seen | {target})
    return reached - {phase}


_R = ClosureReason
_ANY_TIME = frozenset({_R.MOVED, _R.WITHDRAWN, _R.OTHER_CASE, _R.OPENED_BY_MISTAKE})


def closure_reasons(phase: CasePhase, enabled: frozenset[CasePhase]) -> frozenset[ClosureReason]:
    """NO_NEED where the type decides, GOAL_MET where it evaluates, COMPLETED where it has no measures."""
    if phase is CasePhase.CLOSED:
        return frozenset()
    reasons = set(_ANY_TIME)
    decides = {CasePhase.DECISION} if CasePhase.DECISION in enabled else OPENING_PHASES
    if phase in decides:
        reasons.add(ClosureReason.NO_NEED)
    last = next((p for p in (_P.EVALUATION, _P.FOLLOW_UP, _P.MEASURES) if p in enabled), None)
    if phase is last:
        reasons.add(ClosureReason.GOAL_MET)
    if last is None and phase is not CasePhase.PAUSED:
        reasons.add(ClosureReason.COMPLETED)
    return frozenset(reasons)


def pause_violations(statutory: bool, reason: str, resume: date | None, today: date) -> tuple[Violation, ...]:
    if statutory:
        return (_broken("PAUSE_STATUTORY"),)
    if not reason.strip() or resume is None or not today < resume <= today + LONGEST_PAUSE:
        return (_broken("PAUSE_REASON", days=LONGEST_PAUSE.days),)
    return ()


def open_violations(
    has_owner: bool, follow_up: date | None, today: date, latest: date | None = None
) -> tuple[Violation, ...]:
    """C08. `latest` is the last follow-up day that the type allows, None where it sets no limit."""
    found = [] if has_owner else [_broken("C08_OWNER")]
    if follow_up is None:
        found.append(_broken("C08_FOLLOW_UP"))
    elif follow_up < today:
        found.append(_broken("C08_PAST"))
    elif latest is not None and follow_up > latest:
        found.append(_broken("C08_TOO_LATE", sv_day=spelled_day(latest), en_day=spelled_day(latest, "en")))
    return tuple(found)


def close_violations(
    subject: SubjectKind,
    reason: ClosureReason | None,
    possible: frozenset[ClosureReason],
    feedback: str,
    no_feedback_reason: str = "",
) -> tuple[Violation, ...]:
    """C16. Only a case about a pupil has somebody to tell; withholding (C22) is a reason too."""
    found = [] if reason in possible else [_broken("C16_REASON")]
    if subject is SubjectKind.STUDENT and not (feedback.strip() or no_feedback_reason.strip()):
        found.append(_broken("C16_FEEDBACK"))
    return tuple(found)


class VoicePerspective(StrEnum):
    CHILD_OWN = "CHILD_OWN"
    ADULT_ON_CHILD = "ADULT_ON_CHILD"
    RIGHTS = "RIGHTS"


class VoiceMethod(StrEnum):
    CONVERSATION = "CONVERSATION"
    DRAWING = "DRAWING"
    PICTURE_SUPPORT = "PICTURE_SUPPORT"
    AAC = "AAC"
    WRITTEN = "WRITTEN"
    SURVEY = "SURVEY"
    OBSERVATION = "OBSERVATION"
    VIA_TRUSTED_ADULT = "VIA_TRUSTED_ADULT"
    DECLINED = "DECLINED"
    NOT_POSSIBLE = "NOT_POSSIBLE"


class VoiceImpact(StrEnum):
    NONE = "NONE"
    PARTIAL = "PARTIAL"
    DECISIVE = "DECISIVE"


WITHOUT_VOICE = frozenset({VoiceMethod.DECLINED, VoiceMethod.NOT_POSSIBLE})


@dataclass(frozen=True, slots=True)
class Voice:
    perspective: VoicePerspective
    method: VoiceMethod
    missing_reason: str = ""
    student_id: UUID | None = None

    @property
    def speaks(self) -> bool:
        return self.perspective is VoicePerspective.CHILD_OWN and self.method not in WITHOUT_VOICE

    @property
    def explains_absence(self) -> bool:
        return self.method in WITHOUT_VOICE and len(self.missing_reason.strip()) >= SHORTEST_REASON


def decision_violations(subject: SubjectKind, voices: Sequence[Voice]) -> tuple[Violation, ...]:
    """C01, for cases about pupils. An adult's view of the child never stands in for the child's own."""
    if subject is not SubjectKind.STUDENT:
        return ()
    if any(v.speaks or v.explains_absence for v in voices):
        return ()
    if any(v.method in WITHOUT_VOICE for v in voices):
        return (_broken("C01_REASON", least=SHORTEST_REASON),)
    return (_broken("C01_MISSING"),)


class MeasureState(StrEnum):
    """PARTLY is approved in part; ENDED is locked."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    PARTLY = "PARTLY"
    REJECTED = "REJECTED"
    ENDED = "ENDED"


class MeasureEffect(StrEnum):
    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"
    TOO_EARLY = "TOO_EARLY"


UNDER_WAY = frozenset({MeasureState.APPROVED, MeasureState.PARTLY})


def next_measure_states(state: MeasureState) -> frozenset[MeasureState]:
    if state is MeasureState.PROPOSED:
        return UNDER_WAY | {MeasureState.REJECTED}
    return frozenset({MeasureState.ENDED}) if state in UNDER_WAY else frozenset()


def end_measure_violations(
    state: MeasureState, effect: MeasureEffect | None, what_happened: str
) -> tuple[Violation, ...]:
    """C09."""
    if state is MeasureState.ENDED:
        return (_broken("C09_LOCKED"),)
    if state not in UNDER_WAY:
        return (_broken("C09_STATE"),)
    found = []
    if effect is None:
        found.append(_broken("C09_EFFECT"))
    if effect is MeasureEffect.TOO_EARLY:
        found.append(_broken("C09_TOO_EARLY"))
    if not what_happened.strip():
        found.append(_broken("C09_WHAT_HAPPENED"))
    return tuple(found)


class CircleRole(StrEnum):
    OWNER = "OWNER"
    INVESTIGATOR = "INVESTIGATOR"
    CONTRIBUTOR = "CONTRIBUTOR"
    INFORMED = "INFORMED"


class NoteKind(StrEnum):
    NOTE = "NOTE"
    CONTACT = "CONTACT"
    OBSERVATION = "OBSERVATION"
    CONSULTATION = "CONSULTATION"
    MEETING_POINT = "MEETING_POINT"


class DisclosureBasis(StrEnum):
    CONSENT_GUARDIAN = "CONSENT_GUARDIAN"
    CONSENT_STUDENT = "CONSENT_STUDENT"
    OSL_10_2 = "OSL_10_2"
    OSL_25_13A = "OSL_25_13A"
    STATUTORY_DUTY = "STATUTORY_DUTY"
    NO_SECRECY = "NO_SECRECY"


def member_violations(reason: str, pointed_out: bool = False) -> tuple[Violation, ...]:
    """C13: everybody in the circle has a reason. C11: whoever is pointed out is never there."""
    found = [] if reason.strip() else [_broken("C13_REASON")]
    return tuple([*found, _broken("C11_OWNER")] if pointed_out else found)


def note_violations(
    author: SecrecyBranch, kept_in: SecrecyBranch, basis: DisclosureBasis | None
) -> tuple[Violation, ...]:
    """C13: what crosses from one independent branch into another needs a basis; none writes in another's."""
    if kept_in not in (author, SecrecyBranch.SCHOOL):
        return (_broken("C13_BRANCH"),)
    return () if author is kept_in or basis is not None else (_broken("C13_BASIS"),)


def highest(classes: Iterable[ConfidentialityClass]) -> ConfidentialityClass:
    """The class of a whole is the highest of its parts; of nothing it is K1 (internal), never public."""
    return max(classes, key=lambda c: c.rank, default=ConfidentialityClass.K1)


def class_of_new_case(default: ConfidentialityClass, protected_identity: bool) -> ConfidentialityClass:
    """C15: a pupil with protected identity makes the case K4."""
    return ConfidentialityClass.K4 if protected_identity else default


def class_violations(
    current: ConfidentialityClass, new: ConfidentialityClass, role: CircleRole | None, reason: str
) -> tuple[Violation, ...]:
    """Any member of the circle may raise; only the owner may lower, with a reason. `role` None is outside."""
    if new.rank > current.rank and role is None:
        return (_broken("CLASS_RAISE"),)
    if new.rank < current.rank and not (role is CircleRole.OWNER and reason.strip()):
        return (_broken("CLASS_LOWER"),)
    return ()


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """BJ-26-014: the school's code (two or three letters), the year's last two digits, a serial from 1."""

    school_code: str
    year: int
    serial: int

    def __str__(self) -> str:
        return f"{self.school_code}-{self.year % 100:02d}-{self.serial:03d}"


_NUMBER = re.compile(r"([A-ZÅÄÖ]{2,3})-([0-9]{2})-([0-9]{3,})")


def parse_case_number(text: str) -> CaseNumber | None:
    """None when the text is no case number; the year is read as 20xx."""
    match = _NUMBER.fullmatch(text)
    if match is None or int(match[3]) < 1 or (len(match[3]) > 3 and match[3][0] == "0"):
        return None
    return CaseNumber(match[1], 2000 + int(match[2]), int(match[3]))


@cache
def load_invariants() -> Invariants:
    """What is said about each broken invariant; read at first use."""
    return read_invariants("samsyn.cases")


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)
