"""Rule packs: which case types, clocks, gates and citations hold on a day, and when a clock runs out.

Everything is read from `seed/` and checked as a whole at load; what a rule says is data, not code.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Protocol

from samsyn.core.actor import Function
from samsyn.core.holidays import is_day_off
from samsyn.core.schooldays import is_weekday, stockholm_day, stockholm_midnights
from samsyn.core.seeds import Entry, SeedError, read_seed
from samsyn.core.violations import Severity
from samsyn.core.vocabulary import ConfidentialityClass, OrganiserType, SchoolForm, SubjectKind

ANY_PHASE = "ANY"
PACKAGE = "samsyn.legal"
"""Whose `seed/` holds the rules."""


class ClockEvent(StrEnum):
    """Where a clock starts and stops. From FOLLOW_UP_SET no clock runs: it says how far ahead the day of a
    follow-up may be set."""

    RECEIVED = "RECEIVED"
    NOTICED = "NOTICED"
    ASSESSED = "ASSESSED"
    OPENED = "OPENED"
    PRINCIPAL_NOTIFIED = "PRINCIPAL_NOTIFIED"
    ORGANISER_NOTIFIED = "ORGANISER_NOTIFIED"
    INVESTIGATION_STARTED = "INVESTIGATION_STARTED"
    INVESTIGATION_COMPLETED = "INVESTIGATION_COMPLETED"
    DECIDED = "DECIDED"
    NOTIFIED = "NOTIFIED"
    APPEALED = "APPEALED"
    MEASURES_STARTED = "MEASURES_STARTED"
    FOLLOWED_UP = "FOLLOWED_UP"
    EVALUATED = "EVALUATED"
    MEETING_HELD = "MEETING_HELD"
    REPORT_SENT = "REPORT_SENT"
    FEEDBACK_RECEIVED = "FEEDBACK_RECEIVED"
    CONFIRMED = "CONFIRMED"
    ANSWERED = "ANSWERED"
    STARTS_AT_NEW_UNIT = "STARTS_AT_NEW_UNIT"
    HANDED_OVER = "HANDED_OVER"
    FOLLOW_UP_SET = "FOLLOW_UP_SET"


class ClockUnit(StrEnum):
    HOURS = "HOURS"
    SCHOOL_DAYS = "SCHOOL_DAYS"
    CALENDAR_DAYS = "CALENDAR_DAYS"
    WEEKS = "WEEKS"


DAYS_IN = {ClockUnit.CALENDAR_DAYS: 1, ClockUnit.WEEKS: 7}


class ClockKind(StrEnum):
    """Where the number is from; STATUTORY_QUALITATIVE: the law says skyndsamt, the number is local."""

    STATUTORY_QUALITATIVE = "STATUTORY_QUALITATIVE"
    STATUTORY_FIXED = "STATUTORY_FIXED"
    LOCAL_GUIDELINE = "LOCAL_GUIDELINE"


class SchoolDays(Protocol):
    """The calendar of one unit, as `core.schooldays.SchoolCalendar` has it."""

    def add_school_days(self, day: date, count: int, /) -> date: ...


@dataclass(frozen=True, slots=True)
class LegalBasis:
    code: str
    act: str
    section: str
    sv: str
    en: str
    valid_from: date
    valid_to: date | None
    successor: str | None
    verified: bool

    def holds(self, on: date) -> bool:
        return _holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    code: str
    from_event: ClockEvent
    to_event: ClockEvent
    amount: int
    unit: ClockUnit
    kind: ClockKind
    escalate_to: Function | None
    escalate_after: int


@dataclass(frozen=True, slots=True)
class Gate:
    """`condition` is a name that the domain of cases answers; `before` is a phase, or ANY."""

    code: str
    condition: str
    before: str
    severity: Severity
    legal_basis: str
    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class CaseType:
    """`phases` are codes of CasePhase; empty for the concern, which is no case."""

    code: str
    sv: str
    en: str
    subject: SubjectKind
    school_forms: frozenset[SchoolForm]
    valid_from: date
    valid_to: date | None
    default_class: ConfidentialityClass
    statutory: bool
    phases: tuple[str, ...]
    legal_bases: tuple[str, ...]
    gates: tuple[str, ...]
    review_weeks: tuple[int, ...]
    clocks: tuple[DeadlineRule, ...]

    def holds(self, on: date) -> bool:
        return _holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class RulePack:
    code: str
    version: int
    valid_from: date
    valid_to: date | None
    sv: str
    en: str
    source_note: str

    def holds(self, on: date) -> bool:
        return _holds(self.valid_from, self.valid_to, on)


@dataclass(frozen=True, slots=True)
class SecrecyBasis:
    """`school_forms` empty means all."""

    organiser_types: frozenset[OrganiserType]
    school_forms: frozenset[SchoolForm]
    legal_basis: str


class NoRulePack(LookupError):
    """No rules are known for that day."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All packs and what they hold. `concern` has the clocks of a concern and no phases."""

    packs: tuple[RulePack, ...]
    concern: CaseType
    case_types: tuple[CaseType, ...]
    gates: tuple[Gate, ...]
    legal_bases: tuple[LegalBasis, ...]
    secrecy_bases: tuple[SecrecyBasis, ...]

    def pack_on(self, day: date) -> RulePack:
        """The pack that a case opened on a day keeps. Raises NoRulePack before the first one."""
        for pack in self.packs:
            if pack.holds(day):
                return pack
        raise NoRulePack(f"no rule pack holds on {day.isoformat()}")

    def case_types_of(
        self, pack: RulePack, forms: Iterable[SchoolForm] | None = None
    ) -> tuple[CaseType, ...]:
        """The types of a pack, of those that a unit with these school forms has (all forms when None)."""
        held = (t for t in self.case_types if t.holds(pack.valid_from))
        wanted = None if forms is None else frozenset(forms)
        return tuple(t for t in held if wanted is None or t.school_forms & wanted)

    def bases_of(self, case_type: CaseType, on: date) -> tuple[LegalBasis, ...]:
        """What to cite on a day: each basis of the type or its successor, and none that does not hold yet."""
        by_code = {basis.code: basis for basis in self.legal_bases}
        found = (_current(by_code, code, on) for code in case_type.legal_bases)
        return tuple(basis for basis in found if basis is not None)

    def secrecy_basis(self, organiser: OrganiserType, form: SchoolForm) -> LegalBasis:
        """The law that secrecy rests on; every combination has one."""
        for row in self.secrecy_bases:
            if organiser in row.organiser_types and (not row.school_forms or form in row.school_forms):
                return next(basis for basis in self.legal_bases if basis.code == row.legal_basis)
        raise LookupError(f"no secrecy basis for {organiser} and {form}")


# Clocks -----------------------------------------------------------------------------------------------------


def due_on(rule: DeadlineRule, start: date, calendar: SchoolDays) -> date:
    """The last day in time, for rules in days or weeks counted from `start`.

    A time limit of the law's own that ends on a Saturday, a Sunday or a holiday runs to the next working day.
    """
    if rule.unit is ClockUnit.SCHOOL_DAYS:
        return calendar.add_school_days(start, rule.amount)
    if rule.unit is ClockUnit.HOURS:
        raise ValueError("a rule in hours has an instant, not a day")
    due = start + timedelta(days=rule.amount * DAYS_IN[rule.unit])
    return next_working_day(due) if rule.kind is ClockKind.STATUTORY_FIXED else due


def due_at(rule: DeadlineRule, start: datetime, calendar: SchoolDays) -> datetime:
    """The first instant too late, in UTC: midnight in Stockholm after the last day, or hours from start."""
    if rule.unit is ClockUnit.HOURS:
        return start + timedelta(hours=rule.amount)
    return stockholm_midnights(due_on(rule, stockholm_day(start), calendar))[1]


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it (lag 1930:173, 2 §)."""
    while not is_weekday(day) or is_day_off(day):
        day += timedelta(days=1)
    return day


def next_review(case_type: CaseType, after: date) -> date | None:
    """Monday of the next ISO week in which open cases of the type are reviewed; None without such weeks."""
    if not case_type.review_weeks:
        return None
    years = (after.isocalendar().year + n for n in range(2))
    mondays = (date.fromisocalendar(year, week, 1) for year in years for week in case_type.review_weeks)
    return min(monday for monday in mondays if monday > after)


# Loading ----------------------------------------------------------------------------------------------------


@cache
def load_rule_book() -> RuleBook:
    """The packaged rules, checked as a whole. Raises SeedError, which says where."""
    rules = read_seed(PACKAGE, "rule_packs.yaml").only("rule_packs", "gates")
    laws = read_seed(PACKAGE, "legal_bases.yaml").only("legal_bases", "secrecy_bases")
    types = read_seed(PACKAGE, "case_types.yaml").only("concern", "case_types")
    return read_rule_book(rules, laws, types)


def read_rule_book(rules: Entry, laws: Entry, types: Entry) -> RuleBook:
    """The same from files that are read already."""
    book = RuleBook(
        packs=tuple(map(_pack, rules.entries("rule_packs"))),
        concern=_case_type(types.entry("concern")),
        case_types=tuple(map(_case_type, types.entries("case_types"))),
        gates=tuple(map(_gate, rules.entries("gates"))),
        legal_bases=tuple(map(_legal_basis, laws.entries("legal_bases"))),
        secrecy_bases=tuple(map(_secrecy_basis, laws.entries("secrecy_bases"))),
    )
    for fault in _faults(book):
        raise SeedError(fault)
    return book


def _holds(valid_from: date, valid_to: date | None, on: date) -> bool:
    return valid_from <= on and (valid_to is None or on <= valid_to)


def _current(by_code: dict[str, LegalBasis], code: str, on: date) -> LegalBasis | None:
    basis: LegalBasis | None = by_code[code]
    while basis is not None and basis.valid_to is not None and basis.valid_to < on:
        basis = by_code[basis.successor] if basis.successor else None
    return basis if basis is not None and basis.holds(on) else None


def _faults(book: RuleBook) -> Iterable[str]:
    """What no single line can show: double codes, unknown references, gaps between packs."""
    bases, gates = {b.code for b in book.legal_bases}, {g.code for g in book.gates}
    every = (book.concern, *book.case_types)
    clocks = [clock.code for kind in every for clock in kind.clocks]
    for codes in (
        [b.code for b in book.legal_bases],
        [g.code for g in book.gates],
        [t.code for t in every],
        [p.code for p in book.packs],
        clocks,
    ):
        yield from (f"{code} is given twice" for code in sorted(set(codes)) if codes.count(code) > 1)
    cited = {code for kind in every for code in kind.legal_bases}
    cited |= {g.legal_basis for g in book.gates} | {s.legal_basis for s in book.secrecy_bases}
    cited |= {b.successor for b in book.legal_bases if b.successor}
    yield from (f"unknown legal basis {code}" for code in sorted(cited - bases))
    used = {code for kind in book.case_types for code in kind.gates}
    yield from (f"unknown gate {code}" for code in sorted(used - gates))
    for earlier, later in zip(book.packs, book.packs[1:], strict=False):
        if earlier.valid_to is None or later.valid_from != earlier.valid_to + timedelta(days=1):
            yield f"{later.code} does not begin the day after {earlier.code} ends"


def _pack(row: Entry) -> RulePack:
    row.only("code", "version", "valid_from", "valid_to", "sv", "en", "source_note")
    first, last = validity(row)
    note = row.text("source_note")
    return RulePack(row.text("code"), row.whole("version"), first, last, row.text("sv"), row.text("en"), note)


def _legal_basis(row: Entry) -> LegalBasis:
    row.only("code", "act", "section", "sv", "en", "valid_from", "valid_to", "successor", "verified")
    first, last = validity(row)
    return LegalBasis(
        code=row.text("code"),
        act=row.text("act"),
        section=row.text("section"),
        sv=row.text("sv"),
        en=row.text("en"),
        valid_from=first,
        valid_to=last,
        successor=row.text("successor") if row.has("successor") else None,
        verified=row.flag("verified"),
    )


def _secrecy_basis(row: Entry) -> SecrecyBasis:
    row.only("organiser_types", "school_forms", "legal_basis")
    kinds, forms = row.codes("organiser_types", OrganiserType), row.codes("school_forms", SchoolForm)
    return SecrecyBasis(frozenset(kinds), frozenset(forms), row.text("legal_basis"))


def _gate(row: Entry) -> Gate:
    row.only("code", "condition", "before", "severity", "legal_basis", "sv", "en")
    code, condition, before = (row.text(key) for key in ("code", "condition", "before"))
    severity, basis = row.code("severity", Severity), row.text("legal_basis")
    return Gate(code, condition, before, severity, basis, row.text("sv"), row.text("en"))


def _case_type(row: Entry) -> CaseType:
    row.only(*(field.name for field in fields(CaseType)))
    first, last = validity(row)
    return CaseType(
        code=row.text("code"),
        sv=row.text("sv"),
        en=row.text("en"),
        subject=row.code("subject", SubjectKind),
        school_forms=frozenset(row.codes("school_forms", SchoolForm)),
        valid_from=first,
        valid_to=last,
        default_class=row.code("default_class", ConfidentialityClass),
        statutory=row.flag("statutory"),
        phases=row.texts("phases"),
        legal_bases=row.texts("legal_bases"),
        gates=row.texts("gates"),
        review_weeks=row.wholes("review_weeks"),
        clocks=tuple(map(_clock, row.entries("clocks"))),
    )


def _clock(row: Entry) -> DeadlineRule:
    row.only("code", "from", "to", "amount", "unit", "kind", "escalate_to", "escalate_after")
    rule = DeadlineRule(
        code=row.text("code"),
        from_event=row.code("from", ClockEvent),
        to_event=row.code("to", ClockEvent),
        amount=row.whole("amount"),
        unit=row.code("unit", ClockUnit),
        kind=row.code("kind", ClockKind),
        escalate_to=row.code("escalate_to", Function) if row.has("escalate_to") else None,
        escalate_after=row.whole("escalate_after") if row.has("escalate_after") else 0,
    )
    if rule.amount < 0 and rule.unit in {ClockUnit.HOURS, ClockUnit.SCHOOL_DAYS}:
        raise SeedError(f"{row.where}: only days and weeks may be counted backward")
    if rule.from_event is ClockEvent.FOLLOW_UP_SET and rule.unit not in DAYS_IN:
        raise SeedError(f"{row.where}: a longest time to a follow-up is in days or weeks")
    return rule


def validity(row: Entry) -> tuple[date, date | None]:
    """First and last day; None: it goes on. Raises SeedError where the last comes before the first."""
    first, last = row.day("valid_from"), row.day("valid_to") if row.has("valid_to") else None
    if last is not None and last < first:
        raise SeedError(f"{row.where}: valid_to comes before valid_from")
    return first, last
