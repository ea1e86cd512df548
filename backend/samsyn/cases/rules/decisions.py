"""What a decision (beslut) must hold to be signed: C02 to C06, its reasons, and who may decide.

What is said about a broken invariant stands in `seed/invariants.yaml`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from samsyn.cases.rules import SHORTEST_REASON, load_invariants
from samsyn.cases.rules.decision_kinds import (
    FORMS_OF_SCHOOL,
    OF_SCHOOL,
    Capacity,
    KindRule,
    SupportForm,
    must_be_in_person,
)
from samsyn.cases.rules.parties import OF_AGE, Party, age_on, parties_at
from samsyn.core.actor import Function
from samsyn.core.schooldays import stockholm_day
from samsyn.core.spelled import spelled_day
from samsyn.core.violations import Violation
from samsyn.core.vocabulary import SchoolForm


@dataclass(frozen=True, slots=True)
class Shown:
    """A completed investigation into special support. ``used``: an earlier decision rests on it."""

    conclusion: str
    completed_at: datetime
    used: bool


@dataclass(frozen=True, slots=True)
class ProgrammeText:
    """An action programme as far as signing asks."""

    needs: str = ""
    measures: Sequence[str] = ()
    follow_up_on: date | None = None
    evaluate_on: date | None = None
    follow_up_by: bool = False
    evaluate_by: bool = False
    student_part: str = ""
    guardians: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision as far as signing asks. ``term_ends_on``: the last day of the unit's term that ``starts_on``
    lies in, None outside the terms. ``renews``: a programme in force that this one takes the place of.
    ``heard``: who has been heard, or why not; None where the type of the case does not ask. ``school_forms``:
    those of the unit, empty where none are entered."""

    kind: KindRule
    case_type: str
    about_pupil: bool
    student: bool
    born_on: date | None
    ruling: str
    reasons: str
    delegation_ref: str
    reuse_reason: str
    forms: frozenset[SupportForm]
    starts_on: date | None
    ends_on: date | None
    term_ends_on: date | None
    programme: ProgrammeText | None
    renews: bool
    investigation: Shown | None
    heard: frozenset[Party] | None = None
    school_forms: frozenset[SchoolForm] = frozenset()


Missing = list[tuple[str, Violation]]
"""Each with the JSON pointer of what it is about."""


def signing_violations(draft: Draft, capacity: Capacity | None, today: date) -> Missing:
    """Everything in the way of a signature by somebody in this capacity; None: somebody who may prepare."""
    return [
        *_content(draft, today),
        *_investigation(draft, today),
        *(_programme(draft, today) if draft.kind.programme else []),
        *_distance(draft),
        *_heard(draft, today),
        *_forms(draft),
        *(_delegation(draft, capacity) if capacity else []),
    ]


def _content(draft: Draft, today: date) -> Missing:
    found: Missing = []
    if draft.about_pupil and not draft.student:
        found.append(("/studentId", _broken("DECISION_STUDENT")))
    if draft.about_pupil and draft.born_on is None:
        found.append(("/bornOn", _broken("DECISION_BORN")))
    if not draft.ruling.strip():
        found.append(("/ruling", _broken("DECISION_RULING")))
    if len(draft.reasons.strip()) < SHORTEST_REASON:
        found.append(("/reasons", _broken("DECISION_REASONS", least=SHORTEST_REASON)))
    if draft.kind.ends_programme and not draft.renews:
        found.append(("/kind", _broken("PROGRAMME_IN_FORCE")))
    if draft.ends_on and draft.starts_on and draft.ends_on < draft.starts_on:
        found.append(("/endsOn", _broken("DECISION_PERIOD")))
    return found


REUSED_FOR = 12
"""Months that an earlier investigation can be used again (C02)."""


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _investigation(draft: Draft, today: date) -> Missing:
    """C02, and of a decision that none is needed C03."""
    wanted, shown = draft.kind.investigation, draft.investigation
    if wanted is None:
        return []
    negative = wanted != "SUPPORT_NEEDED"
    if shown is None:
        return [("/kind", _broken("C03_INVESTIGATION" if negative else "C02_INVESTIGATION"))]
    if shown.conclusion != wanted:
        return [("/kind", _broken("C03_CONCLUSION" if negative else "C02_CONCLUSION"))]
    if stockholm_day(shown.completed_at) < _months_before(today, REUSED_FOR):
        return [("/kind", _broken("C02_OLD", months=REUSED_FOR))]
    if shown.used and len(draft.reuse_reason.strip()) < SHORTEST_REASON:
        return [("/reuseReason", _broken("C02_REUSE", least=SHORTEST_REASON))]
    return []


def _programme(draft: Draft, today: date) -> Missing:
    """C04: skollagen 3:9."""
    text = draft.programme or ProgrammeText()
    found: Missing = []
    if not text.needs.strip():
        found.append(("/programme/needs", _broken("C04_NEEDS")))
    if not any(line.strip() for line in text.measures):
        found.append(("/programme/measures", _broken("C04_MEASURES")))
    if not draft.forms:
        found.append(("/supportForms", _broken("C04_FORMS")))
    elif draft.kind.form is not None and draft.kind.form not in draft.forms:
        found.append(("/supportForms", _broken("C04_FORM_OF_KIND")))
    found += _days(text, today)
    if not text.follow_up_by:
        found.append(("/programme/followUpById", _broken("C04_FOLLOW_UP_BY")))
    if not text.evaluate_by:
        found.append(("/programme/evaluateById", _broken("C04_EVALUATE_BY")))
    if not text.student_part.strip():
        found.append(("/programme/studentPart", _broken("C04_STUDENT_PART")))
    if not text.guardians and not (draft.born_on and age_on(draft.born_on, today) >= OF_AGE):
        found.append(("/programme/guardians", _broken("C04_GUARDIANS")))
    return found


def _days(text: ProgrammeText, today: date) -> Missing:
    found: Missing = []
    if text.follow_up_on is None:
        found.append(("/programme/followUpOn", _broken("C04_FOLLOW_UP")))
    elif text.follow_up_on <= today:
        found.append(("/programme/followUpOn", _broken("C04_DAY_PAST")))
    if text.evaluate_on is None:
        found.append(("/programme/evaluateOn", _broken("C04_EVALUATE")))
    elif text.evaluate_on < (text.follow_up_on or today):
        found.append(("/programme/evaluateOn", _broken("C04_DAY_ORDER")))
    return found


def _distance(draft: Draft) -> Missing:
    """C06."""
    if SupportForm.DISTANCE not in draft.forms:
        return []
    if draft.starts_on is None or draft.ends_on is None:
        return [("/endsOn", _broken("C06_PERIOD"))]
    if draft.term_ends_on is None:
        return [("/startsOn", _broken("C06_OUTSIDE"))]
    if draft.ends_on > draft.term_ends_on:
        return [("/endsOn", _until("C06_TERM", draft.term_ends_on))]
    return []


def _heard(draft: Draft, today: date) -> Missing:
    """Förvaltningslagen 25 §; skollagen 29:12: from 16 the pupil speaks for herself, from 18 she alone."""
    if draft.heard is None or draft.born_on is None:
        return []
    missing = parties_at(age_on(draft.born_on, today)) - draft.heard
    return [("/bornOn", _broken(f"HEARING_{party}")) for party in Party if party in missing]


def _forms(draft: Draft) -> Missing:
    """Skollagen 3:11 and 3:12 are about some school forms only."""
    elsewhere = draft.school_forms and not draft.school_forms & FORMS_OF_SCHOOL
    if elsewhere and OF_SCHOOL & draft.forms:
        return [("/supportForms", _broken("FORM_OF_SCHOOL"))]
    return []


def _delegation(draft: Draft, capacity: Capacity) -> Missing:
    """C05, and that a delegation can be shown."""
    if must_be_in_person(draft.kind, draft.forms) and (
        capacity.delegated or capacity.function is not Function.PRINCIPAL
    ):
        return [("/kind", _broken("C05_IN_PERSON"))]
    if capacity.delegated and not draft.delegation_ref.strip():
        return [("/delegationRef", _broken("DELEGATION_REF"))]
    return []


def _broken(key: str, **values: object) -> Violation:
    return load_invariants().broken(key, **values)


def _until(key: str, last: date) -> Violation:
    return _broken(key, sv_day=spelled_day(last), en_day=spelled_day(last, "en"))
